import { describe, expect, test } from 'vitest';
import { AudioDepacketizer, type AudioFrame, audioFormatOf } from '../../../streams/rtp/audio-depacketizer.ts';
import { parseSdp, type SdpMedia } from '../../../streams/rtsp/sdp.ts';
import { rtp } from '../../fixtures/h264-packets.ts';

function mediaOf(...lines: string[]): SdpMedia {
  const [media] = parseSdp(lines.join('\r\n')).media;
  if (!media) throw new Error('no medium');
  return media;
}

const AAC = mediaOf(
  'm=audio 0 RTP/AVP 97',
  'a=rtpmap:97 mpeg4-generic/44100/2',
  'a=fmtp:97 streamtype=5;profile-level-id=1;mode=AAC-hbr;sizelength=13;indexlength=3;indexdeltalength=3;config=1210',
);

function framesOf(packets: readonly Buffer[], media = AAC): AudioFrame[] {
  const frames: AudioFrame[] = [];
  const depacketizer = new AudioDepacketizer((frame) => frames.push(frame), media);
  for (const packet of packets) depacketizer.push(packet);
  return frames;
}

/** RFC 3640: the headers' length in bits, a header of 13 + 3 bits for each frame, then the frames or what is in hand of them. */
function aac(sizes: readonly number[], body: Buffer): Buffer {
  const headers = sizes.flatMap((size) => [(size << 3) >> 8, (size << 3) & 0xff]);
  return Buffer.concat([Buffer.from([0, sizes.length * 16, ...headers]), body]);
}

test.each([
  { name: 'AAC', media: AAC, expected: { codec: 'AAC', clockRate: 44_100, channels: 2 } },
  { name: 'static PCMA', media: mediaOf('m=audio 0 RTP/AVP 8'), expected: { codec: 'PCMA', clockRate: 8_000 } },
  {
    name: 'Opus',
    media: mediaOf('m=audio 0 RTP/AVP 96', 'a=rtpmap:96 opus/48000/2'),
    expected: { codec: 'Opus', clockRate: 48_000, channels: 2 },
  },
])('$name is known by its description', ({ media, expected }) => {
  expect(audioFormatOf(media)).toMatchObject(expected);
});

test.each([
  { name: 'G.726', media: mediaOf('m=audio 0 RTP/AVP 97', 'a=rtpmap:97 G726-32/8000') },
  { name: 'G.711 at 16 kHz', media: mediaOf('m=audio 0 RTP/AVP 8', 'a=rtpmap:8 PCMA/16000') },
  { name: 'G.711 in stereo', media: mediaOf('m=audio 0 RTP/AVP 0', 'a=rtpmap:0 PCMU/8000/2') },
  { name: 'AAC without its configuration', media: mediaOf('m=audio 0 RTP/AVP 97', 'a=rtpmap:97 mpeg4-generic/8000') },
])('$name is refused', ({ media }) => {
  expect(audioFormatOf(media)).toBeUndefined();
});

describe('AAC', () => {
  test('several frames in one packet are 1024 samples apart', () => {
    const packet = rtp(aac([3, 2], Buffer.from([1, 2, 3, 4, 5])), { sequence: 1, timestamp: 5_000, marker: true });
    expect(framesOf([packet])).toEqual([
      { data: Buffer.from([1, 2, 3]), rtpTimestamp: 5_000, sampleCount: 1_024 },
      { data: Buffer.from([4, 5]), rtpTimestamp: 6_024, sampleCount: 1_024 },
    ]);
  });

  test('a frame in several packets is put together', () => {
    const packets = [
      rtp(aac([5], Buffer.from([1, 2, 3])), { sequence: 1, timestamp: 0 }),
      rtp(aac([5], Buffer.from([4, 5])), { sequence: 2, timestamp: 0, marker: true }),
    ];
    expect(framesOf(packets).map(({ data }) => [...data])).toEqual([[1, 2, 3, 4, 5]]);
  });

  test('a frame with a lost part is left out, and the next one is whole', () => {
    const packets = [
      rtp(aac([5], Buffer.from([1, 2, 3])), { sequence: 1, timestamp: 0 }),
      rtp(aac([2], Buffer.from([8, 9])), { sequence: 3, timestamp: 1_024, marker: true }),
    ];
    expect(framesOf(packets).map(({ data }) => [...data])).toEqual([[8, 9]]);
  });
});

test('G.711 passes as it comes, a sample a byte', () => {
  const media = mediaOf('m=audio 0 RTP/AVP 8');
  const [frame] = framesOf([rtp(Buffer.alloc(160, 0xd5), { sequence: 1, timestamp: 800 })], media);
  expect(frame).toMatchObject({ rtpTimestamp: 800, sampleCount: 160 });
  expect(frame?.data.length).toBe(160);
});

test.each([
  { name: 'one frame of 20 ms (CELT)', bytes: [0xf8, 0xff], samples: 960 },
  { name: 'two frames of 20 ms (SILK)', bytes: [0x09, 0], samples: 1_920 },
  { name: 'three frames of 2.5 ms', bytes: [0x83, 0x03], samples: 360 },
  { name: 'one frame of 60 ms', bytes: [0x18, 0], samples: 2_880 },
])('Opus says how long it is: $name', ({ bytes, samples }) => {
  const media = mediaOf('m=audio 0 RTP/AVP 96', 'a=rtpmap:96 opus/48000/2');
  const [frame] = framesOf([rtp(Buffer.from(bytes), { sequence: 1, timestamp: 0 })], media);
  expect(frame?.sampleCount).toBe(samples);
});
