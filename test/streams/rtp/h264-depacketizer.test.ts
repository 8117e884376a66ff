/** The field's cameras, right and wrong, one row each. */
import { describe, expect, test } from 'vitest';
import { eachNal } from '../../../streams/hub/access-unit.ts';
import { H264Depacketizer, type Picture } from '../../../streams/rtp/h264-depacketizer.ts';
import { DELTA, fuA, IDR, PPS, picture, rtp, SPS, stapA } from '../../fixtures/h264-packets.ts';

const SPROP = `${SPS.toString('base64')},${PPS.toString('base64')}`;

function depacketize(packets: readonly Buffer[], sprop = '') {
  const pictures: Picture[] = [];
  const depacketizer = new H264Depacketizer((each) => pictures.push(each), sprop);
  const reused = Buffer.alloc(65_536);
  for (const packet of packets) {
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

test('a camera that marks every slice is found out, and its pictures are whole from then on', () => {
  const marked = (sequence: number, timestamp: number) => rtp(DELTA, { sequence, timestamp, marker: true });
  const { pictures } = depacketize([
    ...picture([SPS, PPS, IDR], { sequence: 1, timestamp: 0 }),
    marked(4, 3_600),
    marked(5, 3_600),
    marked(6, 7_200),
    marked(7, 7_200),
    marked(8, 10_800),
  ]);
  expect(pictures.at(-1)).toMatchObject({ rtpTimestamp: 7_200 });
  expect(nals(pictures.at(-1) as Picture)).toHaveLength(2);
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
