import { expect, test } from 'vitest';
import { codecString, isBSlice, parseSps } from '../../../streams/rtp/h264.ts';

test.each([
  {
    name: 'Main, 1280×720',
    sps: '674d401fe8802802dd80b501010140000003004000000c83c60c6580',
    size: [1280, 720],
    codec: 'avc1.4d401f',
  },
  {
    name: 'High, 1920×1080 with cropping',
    sps: '67640028acd940780227e5c044000003000400000300c83c60c658',
    size: [1920, 1080],
    codec: 'avc1.640028',
  },
])('a parameter set is read: $name', ({ sps, size, codec }) => {
  const facts = parseSps(Buffer.from(sps, 'hex'));
  expect([facts?.width, facts?.height]).toEqual(size);
  expect(facts && codecString(facts)).toBe(codec);
});

test.each(['67', '6742', '6742001f', '6700000000000000000000'])('a broken parameter set (%s) is no error', (sps) => {
  expect(parseSps(Buffer.from(sps, 'hex'))).toBeUndefined();
});

test.each([
  { slice: '419a24', isB: false },
  { slice: '658884', isB: false },
  { slice: '019e', isB: true },
])('slice $slice is a B slice: $isB', ({ slice, isB }) => {
  expect(isBSlice(Buffer.from(`${slice}00000000`, 'hex'))).toBe(isB);
});
