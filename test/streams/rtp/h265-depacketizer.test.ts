import { execFileSync } from 'node:child_process';
import { beforeAll, expect, test } from 'vitest';
import { testClips } from '../../../config/setup/street-path.mjs';
import { factsOf } from '../../../streams/hub/video-facts.ts';
import type { Picture } from '../../../streams/rtp/h264-depacketizer.ts';
import { h265CodecString, h265NalType, parseH265Sps } from '../../../streams/rtp/h265.ts';
import { H265Depacketizer } from '../../../streams/rtp/h265-depacketizer.ts';
import { rtp } from '../../fixtures/h264-packets.ts';

/** Of a real encoder: parameter sets, a key picture and the one after it. */
let nals: Buffer[];
let vps: Buffer;
let sps: Buffer;
let pps: Buffer;
let key: Buffer;
let delta: Buffer;

beforeAll(() => {
  const stream = execFileSync('ffmpeg', [
    ...['-v', 'error', '-i', testClips().h265, '-c', 'copy', '-frames:v', '2', '-f', 'hevc', 'pipe:1'],
  ]);
  nals = stream
    .toString('latin1')
    .split(String.fromCharCode(0, 0, 1))
    .slice(1)
    // A start code of four bytes leaves its first zero behind.
    .map((text) => (text.endsWith('\0') ? text.slice(0, -1) : text))
    .map((text) => Buffer.from(text, 'latin1'));
  const find = (wanted: (type: number) => boolean) =>
    nals.find((nal) => wanted(h265NalType(nal[0] ?? 0))) ?? Buffer.alloc(0);
  [vps, sps, pps] = [32, 33, 34].map((type) => find((each) => each === type)) as [Buffer, Buffer, Buffer];
  key = find((type) => type >= 16 && type <= 23);
  delta = find((type) => type < 16);
});

function open(format = {}) {
  const pictures: Picture[] = [];
  return { pictures, depacketizer: new H265Depacketizer((picture) => pictures.push(picture), format) };
}

function aggregate(...units: Buffer[]): Buffer {
  const parts = units.flatMap((unit) => [Buffer.from([unit.length >> 8, unit.length & 0xff]), unit]);
  return Buffer.concat([Buffer.from([48 << 1, 1]), ...parts]);
}

function fragments(nal: Buffer, size: number): Buffer[] {
  const [first = 0, second = 0] = nal;
  const body = nal.subarray(2);
  const count = Math.ceil(body.length / size);
  return Array.from({ length: count }, (_, index) => {
    const flags = (index === 0 ? 0x80 : 0) | (index === count - 1 ? 0x40 : 0);
    const head = Buffer.from([(first & 0x81) | (49 << 1), second, flags | h265NalType(first)]);
    return Buffer.concat([head, body.subarray(index * size, (index + 1) * size)]);
  });
}

const framed = (nal: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(nal.length);
  return Buffer.concat([length, nal]);
};

test('the parameter set says size, order and the codec string browsers ask by', () => {
  const facts = parseH265Sps(sps);
  expect(facts).toMatchObject({ width: 640, height: 360, reorderPictures: 0, chromaFormat: 1, bitDepthLuma: 8 });
  expect(facts && h265CodecString(facts)).toMatch(/^hvc1\.1\.6\.L\d+\.90$/);
  expect(factsOf({ codec: 'h265', vps, sps, pps })).toMatchObject({ width: 640, height: 360 });
  expect(parseH265Sps(sps.subarray(0, 8))).toBeUndefined();
});

test('a key picture in fragments comes out whole, with the sets from an aggregation packet before it', () => {
  const { pictures, depacketizer } = open();
  const payloads = [aggregate(vps, sps, pps), ...fragments(key, 500)];
  for (const [index, payload] of payloads.entries()) {
    depacketizer.push(rtp(payload, { sequence: index, timestamp: 1, marker: index === payloads.length - 1 }));
  }
  depacketizer.push(rtp(delta, { sequence: payloads.length, timestamp: 2, marker: true }));
  expect(pictures.map(({ isKey }) => isKey)).toEqual([true, false]);
  expect(pictures[0]?.data).toEqual(framed(key));
  expect(pictures[1]?.data).toEqual(framed(delta));
  expect(pictures[0]?.parameterSets).toEqual({ codec: 'h265', vps, sps, pps });
});

test('sets that come only in the description are enough', () => {
  const format = Object.fromEntries(
    Object.entries({ 'sprop-vps': vps, 'sprop-sps': sps, 'sprop-pps': pps }).map(([name, set]) => [
      name,
      set.toString('base64'),
    ]),
  );
  const { pictures, depacketizer } = open(format);
  depacketizer.push(rtp(key, { sequence: 0, timestamp: 1, marker: true }));
  depacketizer.push(rtp(delta, { sequence: 1, timestamp: 2 }));
  expect(pictures).toHaveLength(1);
});

test('after a lost packet nothing is handed out until the next key picture', () => {
  const { pictures, depacketizer } = open();
  depacketizer.push(rtp(aggregate(vps, sps, pps, key), { sequence: 0, timestamp: 1, marker: true }));
  depacketizer.push(rtp(delta, { sequence: 2, timestamp: 3, marker: true }));
  depacketizer.push(rtp(delta, { sequence: 3, timestamp: 4, marker: true }));
  depacketizer.push(rtp(key, { sequence: 4, timestamp: 5, marker: true }));
  expect(pictures.map(({ rtpTimestamp }) => rtpTimestamp)).toEqual([1, 5]);
  expect(depacketizer.counts.lost).toBe(1);
});

test('a marker on the parameter sets does not cut the picture in two', () => {
  const { pictures, depacketizer } = open();
  depacketizer.push(rtp(aggregate(vps, sps, pps), { sequence: 0, timestamp: 1, marker: true }));
  depacketizer.push(rtp(key, { sequence: 1, timestamp: 1, marker: true }));
  depacketizer.push(rtp(delta, { sequence: 2, timestamp: 2 }));
  expect(pictures.map(({ data }) => data)).toEqual([framed(key)]);
});

test('a fragment that never ends, an empty one and one without a beginning do no harm', () => {
  const { pictures, depacketizer } = open();
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = fragments(key, 500);
  depacketizer.push(rtp(second, { sequence: 0, timestamp: 1 }));
  depacketizer.push(rtp(first, { sequence: 1, timestamp: 2 }));
  depacketizer.push(rtp(Buffer.from([49 << 1, 1]), { sequence: 2, timestamp: 2, marker: true }));
  depacketizer.push(rtp(aggregate(vps, sps, pps, key), { sequence: 3, timestamp: 3, marker: true }));
  depacketizer.push(rtp(delta, { sequence: 4, timestamp: 4 }));
  expect(pictures.map(({ rtpTimestamp }) => rtpTimestamp)).toEqual([3]);
});
