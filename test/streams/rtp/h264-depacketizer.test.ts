/** The field's cameras, right and wrong, one row each. */
import { describe, expect, test } from 'vitest';
import { eachNal } from '../../../streams/hub/access-unit.ts';
import { H264Depacketizer, type Picture } from '../../../streams/rtp/h264-depacketizer.ts';
import { DELTA, fuA, IDR, PPS, picture, rtp, SPS, stapA } from '../../fixtures/h264-packets.ts';

const SPROP = `${SPS.toString('base64')},${PPS.toString('base64')}`;

const DELIMITER = Buffer.from([0x09, 0xf0]);

/** The next picture begins at the end: what came before is ended by that at the latest. */
function depacketize(packets: readonly Buffer[], sprop = '') {
  const pictures: Picture[] = [];
  const depacketizer = new H264Depacketizer((each) => pictures.push(each), sprop);
  const reused = Buffer.alloc(65_536);
  const last = packets.at(-1);
  const next = rtp(DELIMITER, { sequence: (last?.readUInt16BE(2) ?? 0) + 1, timestamp: 0x7777_7777 });
  for (const packet of [...packets, next]) {
    packet.copy(reused);
    depacketizer.push(reused.subarray(0, packet.length));
    reused.fill(0xee);
  }
  return { pictures, counts: depacketizer.counts };
}

function nals({ data }: Picture): Buffer[] {
  const found: Buffer[] = [];
  eachNal(data, (start, end) => found.push(data.subarray(start, end)));
  return found;
}

const SECOND_SLICE = Buffer.concat([Buffer.from([0x41, 0x1a, 0x24]), Buffer.alloc(30, 0x43)]);
/** As SPS, but for a camera that codes fields. */
const FIELDS_SPS = Buffer.from('674d400ada0a2120', 'hex');
const annexB = Buffer.concat([SPS, Buffer.from([0, 0, 0, 1]), PPS, Buffer.from([0, 0, 1]), IDR]);

const CAMERAS: { name: string; packets: Buffer[]; sprop?: string; expected: { key: boolean; nals: Buffer[] }[] }[] = [
  {
    name: 'parameter sets in packets of their own',
    packets: picture([SPS, PPS, IDR], { sequence: 1, timestamp: 0 }),
    expected: [{ key: true, nals: [IDR] }],
  },
  {
    name: 'parameter sets in one aggregate',
    packets: picture([stapA(SPS, PPS), IDR], { sequence: 1, timestamp: 0 }),
    expected: [{ key: true, nals: [IDR] }],
  },
  {
    name: 'parameter sets only in the SDP',
    packets: picture([IDR], { sequence: 1, timestamp: 0 }),
    sprop: SPROP,
    expected: [{ key: true, nals: [IDR] }],
  },
  {
    name: 'fragments',
    packets: picture([SPS, PPS, ...fuA(IDR, 7)], { sequence: 1, timestamp: 0 }),
    expected: [{ key: true, nals: [IDR] }],
  },
  {
    name: 'fragmented parameter sets',
    packets: picture([...fuA(SPS, 9), PPS, IDR], { sequence: 1, timestamp: 0 }),
    expected: [{ key: true, nals: [IDR] }],
  },
  {
    name: 'Annex B inside one NAL unit',
    packets: picture([annexB], { sequence: 1, timestamp: 0 }),
    expected: [{ key: true, nals: [IDR] }],
  },
  {
    name: 'Annex B inside one fragmented NAL unit',
    packets: picture(fuA(annexB, 20), { sequence: 1, timestamp: 0 }),
    expected: [{ key: true, nals: [IDR] }],
  },
  {
    name: 'the marker on a parameter set',
    packets: [
      rtp(SPS, { sequence: 1, timestamp: 0, marker: true }),
      rtp(PPS, { sequence: 2, timestamp: 0, marker: true }),
      rtp(IDR, { sequence: 3, timestamp: 0, marker: true }),
    ],
    expected: [{ key: true, nals: [IDR] }],
  },
  {
    name: 'no marker at all: the next timestamp ends a picture',
    packets: [
      ...[SPS, PPS, IDR].map((nal, index) => rtp(nal, { sequence: index, timestamp: 0 })),
      rtp(DELTA, { sequence: 3, timestamp: 3_600 }),
      rtp(DELTA, { sequence: 4, timestamp: 7_200 }),
    ],
    expected: [
      { key: true, nals: [IDR] },
      { key: false, nals: [DELTA] },
      { key: false, nals: [DELTA] },
    ],
  },
  {
    name: 'sequence numbers that wrap around',
    packets: [
      ...picture([SPS, PPS, IDR], { sequence: 65_533, timestamp: 0xffff_ff00 }),
      ...picture([DELTA], { sequence: 65_536, timestamp: 0x0000_0d10 }),
    ],
    expected: [
      { key: true, nals: [IDR] },
      { key: false, nals: [DELTA] },
    ],
  },
  {
    name: 'pictures before the first key frame',
    packets: [
      ...picture([DELTA], { sequence: 1, timestamp: 0 }),
      ...picture([SPS, PPS, IDR], { sequence: 2, timestamp: 3_600 }),
    ],
    expected: [{ key: true, nals: [IDR] }],
  },
  {
    name: 'junk instead of RTP',
    packets: [Buffer.from('hello'), Buffer.alloc(40), ...picture([SPS, PPS, IDR], { sequence: 1, timestamp: 0 })],
    expected: [{ key: true, nals: [IDR] }],
  },
];

describe('a camera that sends', () => {
  test.each(CAMERAS)('$name', ({ packets, sprop, expected }) => {
    const { pictures } = depacketize(packets, sprop);
    expect(pictures.map((each) => ({ key: each.isKey, nals: nals(each) }))).toEqual(expected);
  });
});

test('after a lost packet nothing is handed out until the next key frame', () => {
  const key = [SPS, PPS, IDR];
  const { pictures, counts } = depacketize([
    ...picture(key, { sequence: 1, timestamp: 0 }),
    ...picture([DELTA], { sequence: 5, timestamp: 3_600 }),
    ...picture([DELTA], { sequence: 6, timestamp: 7_200 }),
    ...picture(key, { sequence: 7, timestamp: 10_800 }),
  ]);
  expect(pictures.map(({ rtpTimestamp }) => rtpTimestamp)).toEqual([0, 10_800]);
  expect(counts).toMatchObject({ lost: 1, droppedPictures: 2 });
});

test('a camera that begins to mark every slice is found out, and its pictures are whole from then on', () => {
  const marked = (nal: Buffer, sequence: number, timestamp: number) => rtp(nal, { sequence, timestamp, marker: true });
  const { pictures } = depacketize([
    ...picture([SPS, PPS, IDR], { sequence: 1, timestamp: 0 }),
    marked(DELTA, 4, 3_600),
    marked(SECOND_SLICE, 5, 3_600),
    marked(DELTA, 6, 7_200),
    marked(SECOND_SLICE, 7, 7_200),
  ]);
  expect(pictures.at(-1)).toMatchObject({ rtpTimestamp: 7_200 });
  expect(nals(pictures.at(-1) as Picture)).toEqual([DELTA, SECOND_SLICE]);
});

test('once the first picture has proved the marker right, pictures do not wait for the next', () => {
  const pictures: Picture[] = [];
  const depacketizer = new H264Depacketizer((each) => pictures.push(each));
  for (const packet of picture([SPS, PPS, IDR], { sequence: 1, timestamp: 0 })) depacketizer.push(packet);
  expect(pictures).toHaveLength(0);
  for (const packet of picture([DELTA], { sequence: 4, timestamp: 3_600 })) depacketizer.push(packet);
  expect(pictures).toHaveLength(2);
});

test('two fields of one picture share a timestamp and stay together', () => {
  const { pictures } = depacketize([
    ...picture([FIELDS_SPS, PPS, IDR, IDR], { sequence: 1, timestamp: 0 }),
    ...picture([DELTA, DELTA], { sequence: 5, timestamp: 3_600 }),
  ]);
  expect(pictures.map((each) => nals(each).length)).toEqual([2, 2]);
});

test('a unit of hundreds of start codes is taken apart without running out of stack', () => {
  const many = Buffer.concat(Array.from({ length: 10_000 }, () => Buffer.from([0, 0, 1, 0x06])));
  const { pictures } = depacketize(picture([SPS, PPS, many, IDR], { sequence: 1, timestamp: 0 }));
  expect(pictures.map(nals)).toEqual([[IDR]]);
});

test('new parameter sets replace the old from their picture on', () => {
  const other = Buffer.concat([SPS.subarray(0, -1), Buffer.from([0x81])]);
  const { pictures } = depacketize([
    ...picture([SPS, PPS, IDR], { sequence: 1, timestamp: 0 }),
    ...picture([other, PPS, IDR], { sequence: 4, timestamp: 3_600 }),
  ]);
  expect(pictures.map(({ parameterSets }) => parameterSets.sps)).toEqual([SPS, other]);
});

test('a picture larger than a slab arrives whole, and earlier ones stay as they were', () => {
  const large = Buffer.concat([Buffer.from([0x65, 0x88]), Buffer.alloc(1_400_000, 7)]);
  const { pictures } = depacketize([
    ...picture([SPS, PPS, IDR], { sequence: 0, timestamp: 0 }),
    ...picture(fuA(large, 1_400), { sequence: 3, timestamp: 3_600 }),
  ]);
  expect(pictures.map((each) => nals(each)[0]?.equals(each.rtpTimestamp === 0 ? IDR : large))).toEqual([true, true]);
});
