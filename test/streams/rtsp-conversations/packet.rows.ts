/** Quirks of packets: how pictures are packed, marked, numbered and timed, and what gets lost. */
import type { Row } from './converse.ts';
import {
  aggregate,
  before,
  byteStream,
  eachRtp,
  fragmented,
  fragmentsOf,
  inPackets,
  losing,
  numberedFrom,
  sent,
  shifted,
} from './packet-alterations.ts';
import { isSlice, rtpOf, typeOf, uint, writeRtp } from './recorded-rtp.ts';
import type { Alteration } from './text-alterations.ts';

const from = 'gstreamer-h264';
const [SEI, SPS, PPS] = [6, 7, 8];
const TICKS_PER_SECOND = 90_000;
/** From 12 pictures a second. */
const STEP_MS = 1_000 / 12;

const PACKING_ROWS: Row[] = [
  {
    quirk: 'that packs parameter sets and key frame into one aggregate',
    from,
    alter: [inPackets(({ nals }, _, codec) => [aggregate(nals, codec)])],
    guards: 'h264-depacketizer.ts #takeAggregate',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that sends each NAL unit in one large packet',
    from: 'ffmpeg-h264',
    alter: [inPackets(({ nals }) => nals)],
    guards: 'interleaved-reader.ts #takePacket: 16 bits of length',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that sends packets of more than 10 kB over UDP',
    from: 'ffmpeg-h264',
    alter: [inPackets(({ nals }) => nals)],
    target: { transport: 'udp' },
    guards: 'udp-receiver.ts: a datagram of any size',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that puts a byte stream with start codes into one NAL unit',
    from,
    alter: [inPackets(({ nals }) => [byteStream(nals.filter((nal) => typeOf('h264', nal) !== 9))])],
    guards: 'start-codes.ts unitsIn, and slices among them',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that puts a start code in front of each NAL unit',
    from,
    alter: [inPackets(({ nals }) => nals.map((nal) => Buffer.concat([Buffer.from([0, 0, 0, 1]), nal])))],
    guards: 'start-codes.ts unitsIn: a start code in front',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that fragments a byte stream with start codes as if it were a parameter set',
    from,
    alter: [
      inPackets(({ nals }, _, codec) => {
        const stream = byteStream(nals.filter((nal) => typeOf(codec, nal) !== 9));
        return isSlice(codec, stream) ? fragmented(nals, codec) : fragmentsOf(stream, codec);
      }),
    ],
    guards: 'h264-depacketizer.ts #endFragment: what is no slice is taken apart',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that never says where a fragmented unit ends',
    from: 'ffmpeg-h264',
    alter: [eachRtp((rtp) => ({ ...rtp, payload: withoutEndBit(rtp.payload) }))],
    guards: 'h264-depacketizer.ts: a fragmented unit ends with its picture, or where the next begins',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'of H.265 that never says where a fragmented unit ends',
    from: 'gstreamer-h265',
    alter: [eachRtp((rtp) => ({ ...rtp, payload: withoutH265EndBit(rtp.payload) }))],
    guards: 'h265-depacketizer.ts: a fragmented unit ends with its picture, or where the next begins',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'whose fragments change their type on the way',
    from: 'ffmpeg-h264',
    alter: [eachRtp((rtp) => ({ ...rtp, payload: withOtherType(rtp.payload) }))],
    guards: 'h264-depacketizer.ts #takeFragment: the first one says the type',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that sends kinds of NAL units nobody asked for',
    from,
    alter: [
      inPackets(({ nals }, _, codec) => [
        Buffer.from('1f00112233', 'hex'),
        ...fragmented(nals, codec),
        Buffer.from('6e40003ff0', 'hex'),
      ]),
    ],
    guards: 'h264-depacketizer.ts #takePayload, #takeUnits: only slices become pictures',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that sends its parameter sets after a picture, for the next',
    from,
    alter: [
      inPackets(({ nals }, index, codec) => {
        const own = nals.filter((nal) => index === 0 || ![SPS, PPS].includes(typeOf(codec, nal)));
        return [...fragmented(own, codec), ...(index % 8 === 7 ? [OWN_SPS] : [])];
      }),
    ],
    guards: 'h264-depacketizer.ts #keepParameterSet',
    seenToBreak: 'never',
  },
  {
    quirk: 'that pads its packets',
    from,
    alter: [eachRtp((rtp, { packet }) => ({ ...rtp, paddingBytes: 1 + packet * 7 }))],
    guards: 'rtp-packet.ts payloadBounds: padding',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that sends header extensions (ONVIF)',
    from,
    alter: [eachRtp((rtp) => ({ ...rtp, extension: Buffer.from('abac0003eeb1beed4000000040000000', 'hex') }))],
    guards: 'rtp-packet.ts payloadBounds: extension',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that names contributors',
    from: 'gstreamer-h265',
    alter: [eachRtp((rtp) => ({ ...rtp, contributors: [1, 2, 3] }))],
    guards: 'rtp-packet.ts payloadBounds: contributors',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that sends packets without anything in them',
    from,
    alter: [
      eachRtp((rtp, { packet }) => (packet === 0 ? [{ ...rtp, payload: Buffer.alloc(0) }, rtp] : rtp)),
      numberedFrom(100),
    ],
    expects: { lost: 0 },
    guards: 'h264-depacketizer.ts push: an empty packet counts in the sequence',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'of H.265 that sends packets that are all padding',
    from: 'gstreamer-h265',
    alter: [
      eachRtp((rtp, { packet }) =>
        packet === 0 ? [{ ...rtp, payload: Buffer.alloc(0), paddingBytes: 20 }, rtp] : rtp,
      ),
      numberedFrom(100),
    ],
    expects: { lost: 0 },
    guards: 'h265-depacketizer.ts push: an empty packet counts in the sequence',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that changes the size of its picture on the way',
    from,
    alter: [
      inPackets(({ nals }, index, codec) =>
        fragmented(
          nals.map((nal) => (index >= 8 && typeOf(codec, nal) === SPS ? OTHER_SPS : nal)),
          codec,
        ),
      ),
    ],
    expects: { size: '320x240' },
    guards: 'h264-depacketizer.ts #keepParameterSet: new sets from their picture on',
    seenToBreak: 'without its guard',
  },
];

/** Of the recording itself, and of ffmpeg's. */
const OWN_SPS = Buffer.from('Z01ACtkChH5cBEAAAAMAQAAABgPEiZI=', 'base64');
const OTHER_SPS = Buffer.from('Z01ADNkBQfsBEAAAAwAQAAADAYDxQqSA', 'base64');

function withoutEndBit(payload: Buffer): Buffer {
  return (payload.readUInt8(0) & 0x1f) === 28 ? withByte(payload, 1, payload.readUInt8(1) & 0xbf) : payload;
}

function withoutH265EndBit(payload: Buffer): Buffer {
  return typeOf('h265', payload) === 49 ? withByte(payload, 2, payload.readUInt8(2) & 0xbf) : payload;
}

function withOtherType(payload: Buffer): Buffer {
  const isLaterFragment = (payload.readUInt8(0) & 0x1f) === 28 && (payload.readUInt8(1) & 0x80) === 0;
  return isLaterFragment ? withByte(payload, 1, (payload.readUInt8(1) & 0xe0) | SPS) : payload;
}

function withByte(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = value;
  return copy;
}

const MARKING_ROWS: Row[] = [
  {
    quirk: 'that marks no packet',
    from,
    alter: [eachRtp((rtp) => ({ ...rtp, marker: false }))],
    expects: { pictures: Array.from({ length: 17 }, (_, index) => index) },
    guards: 'h264-depacketizer.ts push: the next timestamp ends a picture',
    seenToBreak: 'never',
  },
  {
    quirk: 'that marks every packet',
    from,
    alter: [eachRtp((rtp) => ({ ...rtp, marker: true }))],
    expects: { pictures: Array.from({ length: 17 }, (_, index) => index) },
    guards: 'h264-depacketizer.ts #markers, from the first picture on',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'of H.265 that marks every slice',
    from: 'gstreamer-h265',
    alter: [
      inPackets(({ nals }, _, codec) =>
        nals.flatMap((nal) =>
          fragmented([nal], codec).map((payload, place, all) => ({ payload, marker: place === all.length - 1 })),
        ),
      ),
    ],
    expects: { pictures: Array.from({ length: 17 }, (_, index) => index) },
    guards: 'h265-depacketizer.ts #markers, from the first picture on',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that marks its parameter sets',
    from,
    alter: [
      inPackets(({ nals }, _, codec) =>
        nals.flatMap((nal, place) =>
          [SEI, SPS, PPS].includes(typeOf(codec, nal))
            ? [{ payload: nal, marker: true }]
            : fragmented([nal], codec).map((payload, part, parts) => ({
                payload,
                marker: place === nals.length - 1 && part === parts.length - 1,
              })),
        ),
      ),
    ],
    guards: 'h264-depacketizer.ts #finish: what holds no slice is no picture',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that gives its parameter sets a timestamp of their own',
    from,
    alter: [
      eachRtp((rtp) => ([SPS, PPS, SEI, 9].includes(typeOf('h264', rtp.payload)) ? { ...rtp, timestamp: 7 } : rtp)),
    ],
    guards: 'h264-depacketizer.ts #finish: parameter sets outlive their timestamp',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that gives two pictures the same timestamp',
    from,
    alter: [eachRtp((rtp, { picture }) => (picture % 2 === 1 ? { ...rtp, timestamp: rtp.timestamp - 7_500 } : rtp))],
    guards: 'h264-depacketizer.ts: a slice that begins at the first macroblock begins a picture',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'of H.265 whose timestamps stand still',
    from: 'gstreamer-h265',
    alter: [eachRtp((rtp) => ({ ...rtp, timestamp: 0 }))],
    guards: 'h265-depacketizer.ts: a first slice segment begins a picture',
    seenToBreak: 'as it was',
  },
];

const COUNTING_ROWS: Row[] = [
  {
    quirk: 'whose sequence numbers wrap around',
    from,
    alter: [numberedFrom(0xffff - 20)],
    expects: { lost: 0 },
    guards: 'h264-depacketizer.ts #follows: & 0xffff',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'of H.265 whose sequence numbers wrap around, over UDP',
    from: 'gstreamer-h265',
    alter: [numberedFrom(0xffff - 20)],
    target: { transport: 'udp' },
    expects: { lost: 0 },
    guards: 'h265-depacketizer.ts #follows, rtp-packet.ts sequenceStep: & 0xffff',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'whose timestamps wrap around',
    from,
    alter: [(conversation) => shifted(0xffff_0000 - (rtpOf(conversation.sent)[0]?.timestamp ?? 0))(conversation)],
    expects: { longestStepMs: STEP_MS },
    guards: 'timeline.ts ticksOf: | 0',
    seenToBreak: 'never',
  },
  {
    quirk: 'whose clock jumps an hour ahead',
    from,
    alter: [shifted(3_600 * TICKS_PER_SECOND, 5)],
    expects: { longestStepMs: STEP_MS },
    guards: 'timeline.ts MAX_STEP_TICKS',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'whose clock jumps an hour back',
    from,
    alter: [shifted(-3_600 * TICKS_PER_SECOND, 5)],
    expects: { longestStepMs: STEP_MS },
    guards: 'timeline.ts ticksOf: step > 0',
    seenToBreak: 'never',
  },
  {
    quirk: 'that loses a packet in the middle of a GOP',
    from,
    alter: [losing(({ picture, packet }) => picture === 4 && packet === 1)],
    expects: { pictures: [0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17], lost: 1 },
    guards: 'h264-depacketizer.ts #follows: #waitsForKey',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that loses a packet of a key frame',
    from: 'ffmpeg-h264',
    alter: [losing(({ picture, packet }) => picture === 8 && packet === 3)],
    expects: { pictures: [0, 1, 2, 3, 4, 5, 6, 7, 16, 17], lost: 1 },
    guards: 'h264-depacketizer.ts #follows: #discard',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that loses the first slice of a key frame',
    from,
    alter: [losing(({ picture, packet }) => picture === 8 && packet === 3)],
    expects: { pictures: [0, 1, 2, 3, 4, 5, 6, 7, 16, 17], lost: 1 },
    guards: 'h264-depacketizer.ts: a picture begins with the slice of its first macroblock',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'of H.265 that loses the first slice of a key frame',
    from: 'gstreamer-h265',
    alter: [losing(({ picture, packet }) => picture === 8 && packet === 0)],
    expects: { pictures: [0, 1, 2, 3, 4, 5, 6, 7, 16, 17], lost: 1 },
    guards: 'h265-depacketizer.ts: a picture begins with its first slice segment',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that sends packets twice',
    from,
    alter: [eachRtp((rtp, { picture }) => (picture % 3 === 1 ? [rtp, rtp] : rtp))],
    expects: { lost: 0 },
    guards: 'h264-depacketizer.ts #follows: what came before',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'whose first packets belong to a picture that began earlier',
    from,
    alter: [sent((all) => all.slice(all.findIndex((each) => 'rtp' in each && each.rtp.payload[0] === 0x65) + 1))],
    expects: { pictures: [8, 9, 10, 11, 12, 13, 14, 15, 16, 17] },
    guards: 'h264-depacketizer.ts #waitsForKey from the beginning; a second slice is no whole picture',
    seenToBreak: 'as it was',
  },
];

/** Every fourth packet behind the two after it. */
function overtaken(): Alteration {
  return sent((all) => {
    const packets = [...all];
    for (let at = 2; at + 2 < packets.length; at += 4)
      packets.splice(at, 3, ...[2, 1, 0].flatMap((by) => all[at + by] ?? []));
    return packets;
  });
}

const UDP_ROWS: Row[] = [
  {
    quirk: 'whose packets overtake each other and come twice over UDP',
    from,
    alter: [overtaken(), eachRtp((rtp, { packet }) => (packet === 1 ? [rtp, rtp] : rtp))],
    target: { transport: 'udp' },
    expects: { lost: 0 },
    guards: 'reorder-buffer.ts',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that loses a packet over UDP',
    from,
    alter: [losing(({ picture, packet }) => picture === 4 && packet === 1)],
    target: { transport: 'udp' },
    expects: { pictures: [0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17], lost: 1 },
    guards: 'reorder-buffer.ts #giveUpOnMissing',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that begins its numbers anew over UDP',
    from,
    alter: [
      eachRtp((rtp, { picture }) => ({ ...rtp, sequence: (rtp.sequence - (picture < 8 ? 0 : 30_000)) & 0xffff })),
    ],
    target: { transport: 'udp' },
    guards: 'reorder-buffer.ts: far behind is a new beginning',
    seenToBreak: 'as it was',
  },
];

const junk = (hex: string) => ({ bytes: Buffer.from(hex, 'hex') });

/** The last packet of a picture loses its end: the next packet begins in the middle of it. */
function cutShort(ofPicture: number, missingBytes: number): Alteration {
  return sent((all) => {
    const timestamps = [...new Set(rtpOf(all).map(({ timestamp }) => timestamp))];
    return all.map((each) => {
      const isCut = 'rtp' in each && each.rtp.marker && each.rtp.timestamp === timestamps[ofPicture];
      if (!isCut) return each;
      const packet = writeRtp(each.rtp);
      return {
        bytes: Buffer.concat([Buffer.from([0x24, 0]), uint(packet.length, 2), packet.subarray(0, -missingBytes)]),
      };
    });
  });
}

const SYNC_ROWS: Row[] = [
  {
    quirk: 'that puts bytes between its packets',
    from,
    alter: [before(3, junk('0000ffff00000000')), before(9, junk('fefe'))],
    expects: { lost: 0 },
    guards: 'interleaved-reader.ts #skip',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that puts letters and line ends between its packets',
    from,
    alter: [before(3, junk('4b4f4d4d2142')), before(9, junk('0d0a0000'))],
    expects: { lost: 0 },
    guards: 'interleaved-reader.ts beginsMessage: only what begins a message',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that puts dollars between its packets',
    from,
    alter: [before(3, junk('00242424240100ff'))],
    expects: { lost: 0 },
    guards: 'interleaved-reader.ts #takePacket: after lost synchronisation only what looks like RTP',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that swallows the end of a packet',
    from,
    alter: [cutShort(4, 90)],
    expects: { pictures: [0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17], lost: 1 },
    guards: 'interleaved-reader.ts #takePacket: what follows must look right',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that sends empty frames',
    from,
    alter: [before(3, junk('24000000')), before(5, junk('24010000'))],
    expects: { lost: 0 },
    guards: 'rtsp-client.ts #takePacket: less than a header',
    seenToBreak: 'without its guard',
  },
];

export const PACKET_ROWS = [...PACKING_ROWS, ...MARKING_ROWS, ...COUNTING_ROWS, ...UDP_ROWS, ...SYNC_ROWS];
