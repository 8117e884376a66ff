import { expect, test } from 'vitest';
import type { AccessUnit } from '../../../streams/hub/access-unit.ts';
import { H264Depacketizer, type Picture } from '../../../streams/rtp/h264-depacketizer.ts';
import { H264Packetizer } from '../../../streams/rtp/h264-packetizer.ts';
import { playoutDelay } from '../../../streams/rtp/playout-delay.ts';
import { rtpPayload } from '../../../streams/rtp/rtp-packet.ts';
import { DELTA, IDR, PPS, SPS } from '../../fixtures/h264-packets.ts';
import { IN_ORDER } from '../../fixtures/units.ts';

const IDENTITY = { ssrc: 0x0a0b0c0d, payloadType: 102, firstSequence: 65_530 };

function unitOf(nals: readonly Buffer[], isKey: boolean, { sps = SPS, pps = PPS } = {}): AccessUnit {
  const data = Buffer.concat(nals.flatMap((nal) => [lengthOf(nal), nal]));
  const parameterSets = { codec: 'h264' as const, sps, pps };
  return { data, isKey, ticks: 2 ** 32 + 9_000, ...IN_ORDER, receivedAtMs: 0, parameterSets };
}

function lengthOf(nal: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(nal.length);
  return bytes;
}

/** Goes on where DELTA ends: its first macroblock is not the picture's. */
const SECOND_SLICE = Buffer.concat([Buffer.from([0x41, 0x1a, 0x24]), Buffer.alloc(30, 0x43)]);
const LARGE = Buffer.concat([Buffer.from([0x65, 0x88]), Buffer.alloc(150_000, 9)]);

test('a key frame begins with its parameter sets in one aggregate, at the same timestamp and without the marker', () => {
  const [first, second] = new H264Packetizer(IDENTITY).packetize(unitOf([IDR], true), 9_000);
  expect(first?.subarray(12).toString('hex')).toBe(
    `78${SPS.length.toString(16).padStart(4, '0')}${SPS.toString('hex')}0004${PPS.toString('hex')}`,
  );
  expect([first?.[1], second?.[1]]).toEqual([102, 0x80 | 102]);
  expect(first?.readUInt32BE(4)).toBe(second?.readUInt32BE(4));
});

test('no packet is longer than 1200 bytes, and only the last carries the marker', () => {
  const packets = new H264Packetizer(IDENTITY).packetize(unitOf([IDR, LARGE], true), 9_000);
  expect(Math.max(...packets.map(({ length }) => length))).toBeLessThanOrEqual(1_200);
  expect(packets.filter((packet) => ((packet[1] ?? 0) & 0x80) !== 0)).toEqual([packets.at(-1)]);
});

test('what is taken apart is put together again, byte for byte, across the wrap of the sequence', () => {
  const pictures: Picture[] = [];
  const depacketizer = new H264Depacketizer((picture) => pictures.push(picture));
  const packetizer = new H264Packetizer(IDENTITY);
  const units = [unitOf([LARGE], true), unitOf([DELTA, SECOND_SLICE], false)];
  for (const [index, unit] of units.entries()) {
    for (const packet of packetizer.packetize(unit, 9_000 + index * 3_600)) depacketizer.push(packet);
  }
  expect(pictures.map(({ data }) => data)).toEqual(units.map(({ data }) => data));
  expect(depacketizer.counts.lost).toBe(0);
});

test('supplemental information is left out, and the marker moves to the last slice', () => {
  const sei = Buffer.from([0x06, 0x05, 0x01, 0x00, 0x80]);
  const packets = new H264Packetizer(IDENTITY).packetize(unitOf([DELTA, sei], false), 9_000);
  expect(packets).toHaveLength(1);
  expect(packets[0]?.[1]).toBe(0x80 | 102);
});

/** Scaling lists and more: such sets are rare, and allowed. */
const longer = (set: Buffer, byteCount: number) => Buffer.concat([set, Buffer.alloc(byteCount - set.length, 0x11)]);
/** The kind of NAL unit a packet begins. */
const kindOf = (packet: Buffer) => {
  const kind = (packet[12] ?? 0) & 0x1f;
  return kind === 28 ? (packet[13] ?? 0) & 0x1f : kind;
};

test.each([
  { title: 'just fit into one packet', sets: { sps: longer(SPS, 1_000), pps: longer(PPS, 183) }, kinds: [24, 5] },
  { title: 'are a byte too long for it', sets: { sps: longer(SPS, 1_000), pps: longer(PPS, 184) }, kinds: [7, 8, 5] },
  { title: 'do not fit alone', sets: { sps: longer(SPS, 3_000), pps: longer(PPS, 9) }, kinds: [7, 7, 7, 8, 5] },
])('parameter sets that $title go in packets of at most 1200 bytes, without a marker', ({ sets, kinds }) => {
  const packets = new H264Packetizer(IDENTITY).packetize(unitOf([IDR], true, sets), 9_000);
  expect(packets.map(kindOf)).toEqual(kinds);
  expect(Math.max(...packets.map(({ length }) => length))).toBeLessThanOrEqual(1_200);
  expect(packets.map((packet) => (packet[1] ?? 0) >> 7)).toEqual([...kinds.slice(1).map(() => 0), 1]);
});

test('the first packet of a key frame tells how long it may be held, and no packet is longer for it', () => {
  const keyFrameExtension = playoutDelay({ minMs: 20, maxMs: 500 });
  // Four bytes that say how long it is, then the number 11, three bytes, and both in steps of 10 ms, 12 bits each.
  expect(keyFrameExtension.toString('hex')).toBe('bede0001b2002032');
  const wish = { ...IDENTITY, keyFrameExtension };
  const packetizer = new H264Packetizer(wish);
  const sets = { sps: longer(SPS, 1_000), pps: longer(PPS, 175) };
  const units = [unitOf([LARGE], true, sets), unitOf([DELTA], false)];
  const packets = units.flatMap((unit, index) => packetizer.packetize(unit, 9_000 + index * 3_600));
  expect(packets.map((packet) => ((packet[0] ?? 0) & 0x10) !== 0)).toEqual(packets.map((_, index) => index === 0));
  expect(packets[0]?.length).toBe(1_200);
  expect(packets[0]?.subarray(12, 20)).toEqual(keyFrameExtension);
  expect(rtpPayload(packets[0] ?? Buffer.alloc(0))?.[0]).toBe(0x78);
  expect(Math.max(...packets.map(({ length }) => length))).toBe(1_200);

  const pictures: Picture[] = [];
  const depacketizer = new H264Depacketizer((picture) => pictures.push(picture));
  for (const packet of packets) depacketizer.push(packet);
  expect(pictures.map(({ data }) => data)).toEqual(units.map(({ data }) => data));
});
