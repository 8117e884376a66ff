/**
 * Every parser that bytes from outside reach, with something valid for it and how it
 * is fed. `feed` throws when the parser breaks its word: any error that is not its
 * documented one, or an answer that cannot be. A new parser is a new row.
 */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { AppError } from '../../../config/contract/errors.ts';
import { readAudioTag, readVideoTag } from '../../../streams/flv/read-flv-tags.ts';
import { pictureTag, videoStart } from '../../../streams/flv/write-flv.ts';
import { eachNal, type ParameterSets } from '../../../streams/hub/access-unit.ts';
import { FragmentedMp4Reader } from '../../../streams/mp4/fragmented-mp4-reader.ts';
import { readBoxes, readMoof } from '../../../streams/mp4/read-boxes.ts';
import { readParameterSets } from '../../../streams/mp4/read-parameter-sets.ts';
import { adtsFrame, readAudioSpecificConfig } from '../../../streams/rtp/aac.ts';
import { AudioDepacketizer, audioFormatOf } from '../../../streams/rtp/audio-depacketizer.ts';
import { codecString, isBSlice, NAL, parseSps } from '../../../streams/rtp/h264.ts';
import { H264Depacketizer, type Picture } from '../../../streams/rtp/h264-depacketizer.ts';
import { h265CodecString, parseH265Sps } from '../../../streams/rtp/h265.ts';
import { H265Depacketizer } from '../../../streams/rtp/h265-depacketizer.ts';
import { PictureOrder } from '../../../streams/rtp/picture-order.ts';
import { ReorderBuffer } from '../../../streams/rtp/reorder-buffer.ts';
import { readReplayStamp } from '../../../streams/rtp/replay-extension.ts';
import { readSenderClock } from '../../../streams/rtp/rtcp.ts';
import { payloadBounds } from '../../../streams/rtp/rtp-packet.ts';
import { baseUrl, controlUrl, redirectUrl, tidyRtspUrl } from '../../../streams/rtsp/addresses.ts';
import { backchannelOf } from '../../../streams/rtsp/backchannel.rules.ts';
import { nonceOf, signerFor } from '../../../streams/rtsp/digest.ts';
import { InterleavedReader } from '../../../streams/rtsp/interleaved-reader.ts';
import { header, readResponseHead } from '../../../streams/rtsp/rtsp-message.ts';
import { parseSdp } from '../../../streams/rtsp/sdp.ts';
import { readTransport } from '../../../streams/rtsp/transport-header.ts';
import {
  readAddress,
  readBasic,
  readRequest,
  readWanted,
  writeAnswer,
} from '../../../streams/rtsp-out/rtsp-request.ts';
import type { SourceListener } from '../../../streams/sources/source.ts';
import { TimedMedia } from '../../../streams/sources/timed-media.ts';
import { answerTalk, readTalkOffer, voiceIn } from '../../../streams/webrtc/talk-sdp.ts';
import { answerOffer, readOffer } from '../../../streams/webrtc/whep-sdp.ts';
import { answerWhip, readWhipOffer } from '../../../streams/webrtc/whip-sdp.ts';
import { stream } from '../../fixtures/units.ts';
import { type Base, readConversation } from '../rtsp-conversations/conversation.ts';
import { recordedPictures, rtpOf, typeOf, uint, writeRtp } from '../rtsp-conversations/recorded-rtp.ts';
import { type Chance, spoiled } from './chance.ts';
import { FILES } from './file-targets.ts';
import { ONVIF } from './onvif-targets.ts';
import { RTMP } from './rtmp-targets.ts';

type Messages = readonly Buffer[];

export type Target = {
  name: string;
  /** Valid conversations, each of messages that come one after the other. Read once. */
  valid(): readonly Messages[] | Promise<readonly Messages[]>;
  feed(messages: Messages, random: Chance): void | Promise<void>;
};

/** Of GStreamer's ONVIF server: 27 November 2025, 08:00:50, a clean point after a gap; and the next picture. */
const STAMPED: Messages = [
  '90e0145e66de1c28da95a9c8abac0003ecd3f6b200000000a00000000910',
  '90e0145f66de338eda95a9c8abac0003ecd3f6b21111111100000000091f',
].map((hex) => Buffer.from(hex, 'hex'));

const VIDEO: readonly Base[] = ['gstreamer-h264', 'ffmpeg-h264', 'gstreamer-h265'];
const SOUND: readonly Base[] = ['ffmpeg-aac', 'ffmpeg-pcma', 'ffmpeg-opus', 'ffmpeg-g726'];
/** More than any camera of the field has, and nothing a machine feels. */
const MOST_PIXELS = 16_384 ** 2;

function packetsOf(base: Base): Buffer[] {
  return rtpOf(readConversation(base).sent).map(writeRtp);
}

function answersOf(base: Base): string[] {
  return Object.values(readConversation(base).answers).map((head) => `${head}\r\n\r\n`);
}

function nalsOf(base: Base, ...types: number[]): Buffer[] {
  const conversation = readConversation(base);
  const nals = recordedPictures(conversation).flatMap((picture) => picture.nals);
  return nals.filter((nal) => types.includes(typeOf(conversation.codec, nal)));
}

/** In pieces of any size, and each piece in the same memory, as a socket reads. */
function inPieces(bytes: Buffer, random: Chance, push: (piece: Buffer) => void): void {
  const memory = Buffer.alloc(2_048);
  for (let at = 0; at < bytes.length; ) {
    const size = bytes.copy(memory, 0, at, at + 1 + random(random(4) === 0 ? 2_000 : 60));
    push(memory.subarray(0, size));
    memory.fill(0xee);
    at += size;
  }
}

/** NAL units must fill a picture exactly. */
function mustBeWhole({ data, parameterSets }: Picture): void {
  let end = 0;
  eachNal(data, (_, nalEnd) => {
    end = nalEnd;
  });
  assert.equal(end, data.length);
  assert.ok(parameterSets.sps.length > 0);
}

const RTSP: Target[] = [
  {
    name: 'rtsp-connection',
    valid: () =>
      VIDEO.map((base) => [
        ...answersOf(base).map((text) => Buffer.from(text)),
        ...packetsOf(base)
          .slice(0, 30)
          .map((packet) => Buffer.concat([Buffer.from([0x24, 0]), uint(packet.length, 2), packet])),
        Buffer.from('OPTIONS rtsp://client/ RTSP/1.0\r\nCSeq: 7\r\nContent-Length: 3\r\n\r\n$\0a'),
      ]),
    feed: (messages, random) => {
      const bytes = Buffer.concat(messages);
      let given = 0;
      const reader = new InterleavedReader({
        onPacket: (_, packet) => {
          given += packet.length + 4;
        },
        onMessage: (head, body) => {
          given += head.length + Buffer.byteLength(body);
        },
        onSkipped: (byteCount) => {
          assert.ok(byteCount > 0);
          given += byteCount;
        },
      });
      inPieces(bytes, random, (piece) => reader.push(piece));
      // Invalid UTF-8 in a body is replaced by longer characters: never more than three bytes for one.
      assert.ok(given <= bytes.length * 3, `${given} of ${bytes.length} bytes`);
    },
  },
  {
    name: 'rtsp-answer',
    valid: () => [
      ...VIDEO.map((base) => answersOf(base).map((text) => Buffer.from(text))),
      [
        Buffer.from('RTSP/1.0 302 Found\r\nLocation: rtsp://user:a%20b@10.0.0.1:554/x?y=1\r\n'),
        Buffer.from(
          'RTSP/1.0 200 OK\r\nTransport: RTP/AVP;unicast;source="1.2.3.4";server_port = 5 - 6;interleaved=0-1\r\n',
        ),
        Buffer.from(
          'RTSP/1.0 401 No\r\nWWW-Authenticate: Digest realm="c", nonce="n", qop="auth", algorithm=SHA-256\r\n',
        ),
      ],
    ],
    feed: (messages) => {
      for (const message of messages) {
        const response = readResponseHead(message.toString('latin1'));
        if (!response) continue;
        assert.ok(response.status >= 0 && response.status <= 999);
        const asked = 'rtsp://127.0.0.1:554/cam';
        const base = baseUrl(header(response, 'content-base'), asked);
        assert.ok(controlUrl(base, header(response, 'location')).startsWith('rtsp'));
        const to = redirectUrl(header(response, 'location') ?? '', asked);
        assert.ok(to === undefined || URL.canParse(to));
        tidyRtspUrl(header(response, 'location') ?? '');
        const { channels } = readTransport(header(response, 'transport') ?? '');
        assert.ok(channels === null || Number.isInteger(channels.rtp + channels.rtcp));
        const challenges = response.headers.get('www-authenticate') ?? [];
        nonceOf(challenges);
        signerFor(challenges, { username: 'u', password: 'p' })?.('PLAY', 'rtsp://c/');
      }
    },
  },
  {
    name: 'rtsp-request',
    valid: () => [
      [
        Buffer.from('DESCRIBE rtsp://h:8554/cam/sub?token=a.b RTSP/1.0\r\nCSeq: 1\r\nAuthorization: Basic dTpw\r\n'),
        Buffer.from('SETUP rtsp://h/cam/track=1 RTSP/1.0\r\nCSeq: 2\r\nTransport: RTP/AVP;unicast;client_port=5-6\r\n'),
        Buffer.from(
          'SETUP rtsp://h/cam?token=x/track=0 RTSP/1.0\r\nTransport: RTP/AVP/TCP;interleaved=0-1,RTP/AVP\r\n',
        ),
      ],
    ],
    feed: (messages) => {
      for (const message of messages) {
        const request = readRequest(message.toString('latin1'));
        if (!request) continue;
        const named = readAddress(request.url);
        assert.ok(!named || (named.cameraId !== '' && (named.track === undefined || named.track < 10)));
        const wanted = readWanted(request.headers.get('transport') ?? '');
        assert.ok(wanted?.kind !== 'udp' || Number.isInteger(wanted.rtp + wanted.rtcp));
        readBasic(request.headers.get('authorization'));
        const answer = writeAnswer({ status: 200, body: 'v=0' }, request.cseq);
        assert.equal(answer.split('\r\n\r\n').length, 2, 'an answer within the answer');
      }
    },
  },
  {
    name: 'sdp',
    valid: () => [...VIDEO, ...SOUND].map((base) => [Buffer.from(readConversation(base).description)]),
    feed: (messages) => {
      const sdp = parseSdp(Buffer.concat(messages).toString('latin1'));
      unlessRefused(AppError, () => void backchannelOf(sdp));
      for (const each of sdp.media) {
        audioFormatOf(each);
        new H265Depacketizer(() => {}, each.format);
        new H264Depacketizer(() => {}, each.format['sprop-parameter-sets']);
      }
    },
  },
  {
    name: 'webrtc-offer',
    valid: () => [[Buffer.from(readConversation('gstreamer-h264').description)], [Buffer.from(browserOffer())]],
    feed: (messages) => {
      const offer = Buffer.concat(messages).toString('latin1');
      unlessRefused(AppError, () => mustBeSdp(answerOffer(readOffer(offer), TRANSPORT, CONSUMED)));
      unlessRefused(AppError, () => mustBeSdp(answerWhip(readWhipOffer(offer), TRANSPORT)));
      unlessRefused(AppError, () => {
        const talk = readTalkOffer(offer);
        mustBeSdp(answerTalk(talk, voiceIn(talk, 'PCMA'), TRANSPORT));
      });
    },
  },
];

/** As mediasoup gives them. */
const TRANSPORT = {
  transportId: 't',
  iceParameters: { usernameFragment: 'abcd', password: '0123456789abcdef01234567' },
  iceCandidates: [{ foundation: 'udp', priority: 1, ip: '127.0.0.1', protocol: 'udp', port: 9, type: 'host' }],
  dtlsParameters: { fingerprints: [{ algorithm: 'sha-256', value: 'AB:CD' }] },
};
const CONSUMED = {
  ...{ consumerId: 'c', producerId: 'p', kind: 'video' as const, quality: 'main' as const, isTemporary: false },
  rtpParameters: { encodings: [{ ssrc: 1 }], rtcp: { cname: 'lianqin' } },
};

/** No line of the answer is one that was smuggled into it. */
function mustBeSdp(answer: string): void {
  const lines = answer.split('\r\n');
  assert.equal(lines.pop(), '');
  for (const line of lines) assert.match(line, /^[a-z]=[^\r\n]*$/);
  assert.ok(lines.filter((line) => line.startsWith('a=fingerprint:')).every((line) => line.endsWith('sha-256 AB:CD')));
}

/** As short as a browser's may be. */
function browserOffer(): string {
  const medium = (kind: string, mid: number, type: number, codec: string) => [
    `m=${kind} 9 UDP/TLS/RTP/SAVPF ${type}`,
    'c=IN IP4 0.0.0.0',
    'a=ice-ufrag:abcd',
    'a=ice-pwd:0123456789abcdef01234567',
    `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`,
    'a=setup:actpass',
    `a=mid:${mid}`,
    'a=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid',
    'a=sendrecv',
    'a=rtcp-mux',
    `a=rtpmap:${type} ${codec}`,
    `a=fmtp:${type} level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f`,
    `a=ssrc:${mid + 1} cname:x`,
  ];
  return [
    ...['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0 1'],
    ...medium('video', 0, 96, 'H264/90000'),
    ...medium('audio', 1, 111, 'opus/48000/2'),
    '',
  ].join('\r\n');
}

const RTP: Target[] = [
  {
    name: 'rtp-packet',
    valid: () => [...VIDEO, ...SOUND].map((base) => packetsOf(base).slice(0, 12)),
    feed: (messages) => {
      for (const message of messages) {
        const bounds = payloadBounds(message);
        assert.ok(!bounds || (bounds.start >= 12 && bounds.start <= bounds.end && bounds.end <= message.length));
      }
    },
  },
  {
    name: 'rtcp',
    valid: () => [
      VIDEO.flatMap((base) => readConversation(base).sent.flatMap((each) => ('rtcp' in each ? [each.rtcp] : []))),
    ],
    feed: (messages) => {
      for (const message of messages) {
        const clock = readSenderClock(message);
        assert.ok(!clock || (clock.ntpMs >= 0 && Number.isSafeInteger(clock.ntpMs)));
      }
    },
  },
  {
    name: 'replay-stamp',
    valid: () => [STAMPED],
    feed: (messages) => {
      for (const message of messages) {
        const stamp = readReplayStamp(message);
        assert.ok(!stamp || (stamp.atMs >= 0 && Number.isFinite(stamp.atMs)));
      }
    },
  },
  {
    name: 'reorder-buffer',
    valid: () => VIDEO.map(packetsOf),
    feed: (messages, random) => {
      const given = new Map<Buffer, number>();
      const buffer = new ReorderBuffer((packet) => given.set(packet, (given.get(packet) ?? 0) + 1));
      let atMs = 0;
      for (const message of messages) {
        atMs += random(40);
        buffer.push(Buffer.from(message), atMs);
      }
      assert.ok([...given.values()].every((count) => count === 1));
    },
  },
  {
    name: 'h264-packets',
    valid: () => [packetsOf('gstreamer-h264'), packetsOf('ffmpeg-h264')],
    feed: (messages, random) => {
      const depacketizer = new H264Depacketizer(mustBeWhole);
      feedPackets(messages, random, (packet) => depacketizer.push(packet));
      assert.ok(depacketizer.counts.lost >= 0);
    },
  },
  {
    name: 'h265-packets',
    valid: () => [packetsOf('gstreamer-h265')],
    feed: (messages, random) => {
      const depacketizer = new H265Depacketizer(mustBeWhole, H265_FORMAT);
      feedPackets(messages, random, (packet) => depacketizer.push(packet));
      assert.ok(depacketizer.counts.lost >= 0);
    },
  },
  {
    name: 'sound-packets',
    valid: () => SOUND.map(packetsOf),
    feed: (messages, random) => {
      for (const codec of ['MPEG4-GENERIC', 'PCMA', 'OPUS']) {
        const format = { sizelength: `${random(40)}`, indexlength: `${random(6)}` };
        const depacketizer = new AudioDepacketizer(
          ({ data, sampleCount }) => {
            assert.ok(data.length <= 65_536 && sampleCount >= 0 && sampleCount <= 65_536 * 8);
          },
          { codec, format: random(2) === 0 ? format : {} },
        );
        feedPackets(messages, random, (packet) => depacketizer.push(packet));
      }
    },
  },
  {
    name: 'picture-order',
    valid: () => [packetsOf('gstreamer-h264'), packetsOf('gstreamer-h265')],
    feed: (messages, random) => {
      let nowMs = 0;
      let lastTicks = -1;
      const order = new PictureOrder(() => {
        nowMs += random(80);
        return nowMs;
      });
      const place = (picture: Picture) => {
        // B-slices come where the camera did not announce any.
        if (random(8) === 0) picture.data.set([0x41, 0x9e], 4);
        const times = order.place(picture);
        if (!times) return;
        assert.ok(times.ticks > lastTicks && Number.isSafeInteger(times.ticks + times.compositionTicks));
        lastTicks = times.ticks;
      };
      const depacketizers = [new H264Depacketizer(place), new H265Depacketizer(place, H265_FORMAT)];
      for (const each of depacketizers) feedPackets(messages, random, (packet) => each.push(packet));
    },
  },
];

/** As the description said it; the stream repeats none of them. */
const H265_FORMAT = parseSdp(readConversation('gstreamer-h265').description).media[0]?.format ?? {};

/** From memory that is used again for the next. */
function feedPackets(messages: Messages, random: Chance, push: (packet: Buffer) => void): void {
  const memory = Buffer.alloc(65_536);
  for (const message of messages) {
    const bytes = random(20) === 0 ? spoiled(message, random) : message;
    const size = bytes.copy(memory);
    push(memory.subarray(0, size));
    memory.fill(0xee, 0, size);
  }
}

/** Every NAL unit of a recording, each behind its length. */
function lengthPrefixed(base: Base): Buffer {
  const nals = recordedPictures(readConversation(base)).flatMap((picture) => picture.nals);
  return Buffer.concat(nals.slice(0, 12).flatMap((nal) => [uint(nal.length, 4), nal]));
}

const NOBODY: SourceListener = {
  onUnit: () => {},
  onAudio: () => {},
  onAudioRefused: () => {},
  onAbsent: () => {},
  onLost: () => {},
};

const CODECS: Target[] = [
  {
    name: 'h264-units',
    valid: () => [nalsOf('gstreamer-h264', NAL.sps, NAL.slice, NAL.idr), nalsOf('gstreamer-h264', NAL.sps)],
    feed: (messages) => {
      for (const message of messages) {
        const facts = parseSps(message);
        if (facts) assert.ok(facts.width * facts.height <= MOST_PIXELS && codecString(facts).startsWith('avc1.'));
        assert.equal(typeof isBSlice(message), 'boolean');
      }
    },
  },
  {
    name: 'h265-units',
    valid: () => [[Buffer.from(H265_FORMAT['sprop-sps'] ?? '', 'base64')]],
    feed: (messages) => {
      for (const message of messages) {
        const facts = parseH265Sps(message);
        if (facts) assert.ok(facts.width * facts.height <= MOST_PIXELS && h265CodecString(facts).startsWith('hvc1.'));
      }
    },
  },
  {
    name: 'timed-media',
    valid: () => (['gstreamer-h264', 'gstreamer-h265'] as const).map((base) => [lengthPrefixed(base)]),
    feed: (messages, random) => {
      for (const codec of ['h264', 'h265'] as const) {
        const media = new TimedMedia(
          { clock: () => 1, order: new PictureOrder(() => 1) },
          { ...NOBODY, onUnit: (unit) => mustBeWhole({ ...unit, rtpTimestamp: 0 }) },
        );
        const set = Buffer.from([0x42, 1]);
        if (codec === 'h265') media.setParameterSets({ codec, vps: set, sps: set, pps: set });
        for (const message of messages) media.takePicture(message, random(2 ** 31));
      }
    },
  },
  {
    name: 'aac-config',
    valid: () => [[Buffer.from('140856e500', 'hex'), Buffer.from('1190', 'hex'), Buffer.from('ffffffffffff', 'hex')]],
    feed: (messages) => {
      for (const message of messages) {
        const facts = readAudioSpecificConfig(message);
        if (facts) assert.equal(adtsFrame(facts, Buffer.alloc(9)).length, 16);
      }
    },
  },
];

/** As ffmpeg hands it to us: pictures with B-frames, and sound. */
function ffmpegMp4(codec: string): Buffer {
  return execFileSync('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=64x64:rate=10:duration=1'],
    ...['-f', 'lavfi', '-i', 'sine=duration=1', '-c:v', codec, '-g', '5', '-threads', '1', '-c:a', 'aac'],
    ...(codec === 'libx265' ? ['-x265-params', 'log-level=none'] : []),
    ...['-f', 'mp4', '-movflags', 'empty_moov+default_base_moof+frag_every_frame', 'pipe:1'],
  ]);
}

function boxesOf(mp4: Buffer): Buffer[] {
  return readBoxes(mp4).map(({ start, end }) => mp4.subarray(start, end));
}

function mustBeSets(sets: ParameterSets | undefined): void {
  assert.ok(!sets || (sets.sps instanceof Uint8Array && sets.pps instanceof Uint8Array));
}

const MP4: Target[] = [
  {
    name: 'fmp4',
    valid: () => ['libx264', 'libx265'].map((codec) => boxesOf(ffmpegMp4(codec))),
    feed: (messages, random) => {
      const bytes = Buffer.concat(messages);
      let given = 0;
      const reader = new FragmentedMp4Reader({
        onTracks: (tracks) => {
          for (const { parameterSets, ticksPerSecond } of tracks) {
            mustBeSets(parameterSets);
            assert.ok(ticksPerSecond > 0);
          }
        },
        onSample: ({ data }) => {
          given += data.length;
        },
      });
      unlessRefused(RangeError, () => inPieces(bytes, random, (piece) => reader.push(Buffer.from(piece))));
      assert.ok(given <= bytes.length * MOST_RUNS, `${given} of ${bytes.length} bytes`);
    },
  },
  {
    name: 'mp4-boxes',
    valid: () => [boxesOf(ffmpegMp4('libx264')).slice(0, 8)],
    feed: (messages) => {
      for (const message of messages) {
        for (const { start, bodyStart, end } of readBoxes(message)) {
          assert.ok(start < bodyStart && bodyStart <= end && end <= message.length);
        }
        readMoof(message);
        mustBeSets(readParameterSets(message));
      }
    },
  },
];

/** Several runs may name the same bytes. */
const MOST_RUNS = 64;

function unlessRefused(refusal: new (...args: never[]) => Error, work: () => void): void {
  try {
    work();
  } catch (thrown) {
    if (!(thrown instanceof refusal)) throw thrown;
  }
}

const FLV: Target[] = [
  {
    name: 'flv-tags',
    valid: () => {
      const [key, next] = stream(1);
      if (!key || !next) return [];
      const tags = [videoStart(key.parameterSets, 0), pictureTag(key, 40, 0), pictureTag(next, 80, 40)];
      return [
        [
          ...tags.map((tag) => tag.subarray(11, -4)),
          Buffer.from('af001190', 'hex'),
          Buffer.from('af0121004f80', 'hex'),
        ],
      ];
    },
    feed: (messages) => {
      for (const message of messages) {
        for (const read of [readVideoTag(message), readAudioTag(message)]) {
          assert.ok(read?.kind !== 'refused' || /^[\x20-\x7e]+$/.test(read.codec));
        }
      }
    },
  },
];

export const TARGETS: readonly Target[] = [...RTSP, ...RTP, ...CODECS, ...MP4, ...FLV, ...RTMP, ...ONVIF, ...FILES];
