/** Quirks of descriptions (SDP). */
import type { Row } from './converse.ts';
import { aggregate, eachRtp, fragmented, inPackets, withoutNals } from './packet-alterations.ts';
import { inDescription } from './text-alterations.ts';

const from = 'gstreamer-h264';
const [SPS, PPS] = [7, 8];
const AUDIO = ['m=audio 0 RTP/AVP 8', 'a=rtpmap:8 PCMA/8000', 'a=control:stream=1', ''].join('\r\n');
const STILLS = ['m=video 0 RTP/AVP 26', 'a=control:stream=7', ''].join('\r\n');
const SETUP_OF_TRACK = /^SETUP rtsp:\/\/camera\/cam\/stream=0 /;

export const DESCRIPTION_ROWS: Row[] = [
  {
    quirk: 'that has its parameter sets only in the description',
    from,
    alter: [withoutNals(SPS, PPS)],
    expects: { size: '160x120' },
    guards: 'h264-depacketizer.ts constructor: spropParameterSets',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'of H.265 that has its parameter sets only in its packets, in an aggregation packet',
    from: 'gstreamer-h265',
    alter: [(conversation) => inBand(conversation.description)(conversation), inDescription(/a=fmtp:.*\r\n/, '')],
    expects: { size: '160x120' },
    guards: 'h265-depacketizer.ts #takeAggregate',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'without fmtp',
    from,
    alter: [inDescription(/a=fmtp:.*\r\n/, '')],
    expects: { size: '160x120' },
    guards: 'h264-depacketizer.ts #keepParameterSet from packets',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'whose fmtp lacks the parameter sets',
    from,
    alter: [inDescription(/sprop-parameter-sets=\S*/, 'sprop-parameter-sets=')],
    guards: 'h264-depacketizer.ts #keepParameterSet: empty sets',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'whose parameter sets in the description are those of another picture',
    from,
    alter: [
      inDescription(/sprop-parameter-sets=\S*/, 'sprop-parameter-sets=Z01ADNkBQfsBEAAAAwAQAAADAYDxQqSA,aOvFLIA='),
    ],
    expects: { size: '160x120' },
    guards: 'h264-depacketizer.ts #keepParameterSet: what comes in packets replaces what was described',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'whose described parameter sets are a byte stream with start codes',
    from: 'ffmpeg-h264',
    alter: [
      inDescription(
        /sprop-parameter-sets=[^;]*/,
        `sprop-parameter-sets=${Buffer.concat(
          ['Z01ADNkBQfsBEAAAAwAQAAADAYDxQqSA', 'aOvFLIA='].flatMap((set) => [
            Buffer.from([0, 0, 0, 1]),
            Buffer.from(set, 'base64'),
          ]),
        ).toString('base64')}`,
      ),
    ],
    expects: { size: '320x240' },
    guards: 'start-codes.ts unitsIn, in the constructor of h264-depacketizer.ts',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'with two session names, a broken c= line and a line that is nothing',
    from,
    alter: [inDescription(/s=.*\r\n/, 's=one\r\ns=two\r\nc=IN\r\n\r\n???\r\n')],
    guards: 'sdp.ts parseSdp: only what is asked for is read',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'whose description begins with an empty line and ends lines with CR alone',
    from,
    alter: [inDescription(/\r\n/g, '\r'), inDescription(/^/, '\r\n')],
    guards: 'sdp.ts parseSdp: line ends',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that writes its codec in small letters',
    from,
    alter: [inDescription(/96 H264/, '96 h264')],
    guards: 'sdp.ts readRtpMap: toUpperCase()',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that leaves out rtpmap',
    from,
    alter: [inDescription(/a=rtpmap.*\r\n/, '')],
    guards: 'sdp.ts codecByFormat',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that writes its attributes with spaces',
    from,
    alter: [inDescription(/a=(rtpmap|fmtp|control):/g, 'a=$1: '), inDescription(/;/g, ' ; ')],
    expects: { asked: [SETUP_OF_TRACK] },
    guards: 'sdp.ts readAttribute, readFormat: trim()',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that has sound before its picture',
    from,
    alter: [inDescription(/m=video/, `${AUDIO}m=video`)],
    expects: { asked: [SETUP_OF_TRACK] },
    guards: 'sdp.ts readAttribute: an attribute belongs to the medium above it',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that has stills before its picture',
    from,
    alter: [inDescription(/m=video/, `${STILLS}m=video`)],
    expects: { asked: [SETUP_OF_TRACK], neverAsked: [/stream=7/] },
    guards: 'rtsp-client.ts describe(): the first video of a codec we carry',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that says it only receives',
    from,
    alter: [inDescription(/a=control:stream=0/, 'a=recvonly\r\na=control:stream=0')],
    guards: 'sdp.ts readAttribute: directions are not read',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'whose packets have another payload type than it described',
    from,
    alter: [eachRtp((rtp) => ({ ...rtp, payloadType: 97 }))],
    guards: 'rtsp-client.ts #takePacket: by channel',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that has a session description without end of line',
    from,
    alter: [inDescription(/\r\n$/, '')],
    guards: 'interleaved-reader.ts #takeText: Content-Length',
    seenToBreak: 'never',
  },
];

/** The described sets of H.265 in front of each key picture. */
function inBand(description: string) {
  const sets = ['vps', 'sps', 'pps'].map((name) =>
    Buffer.from(new RegExp(`sprop-${name}=([^;\\s]+)`).exec(description)?.[1] ?? '', 'base64'),
  );
  return inPackets(({ nals }, index, codec) => [
    ...(index % 8 === 0 ? [aggregate(sets, codec)] : []),
    ...fragmented(nals, codec),
  ]);
}
