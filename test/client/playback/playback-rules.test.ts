import { expect, test } from 'vitest';
import { formOf, planOf } from '../../../client/src/cameras/camera-form.rules.ts';
import {
  endOf,
  gridOf,
  idsOf,
  mediaTimeOf,
  momentOf,
  shifted,
  toggled,
} from '../../../client/src/playback/playback.rules.ts';
import { sizeText } from '../../../client/src/playback/size-text.ts';
import { camera } from '../site-things.ts';

test('an address names each camera once, and no more than can be played', () => {
  expect(idsOf(undefined)).toEqual([]);
  expect(idsOf('a,b,,a')).toEqual(['a', 'b']);
  expect(idsOf(Array.from({ length: 20 }, (_, index) => `c${index}`).join())).toHaveLength(16);
});

test('a camera chosen again goes, and a seventeenth does not come', () => {
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
  const full = Array.from({ length: 16 }, (_, index) => `c${index}`);
  expect(toggled(full, 'more')).toEqual(full);
});

test.each([
  [1, 1, 1],
  [2, 2, 1],
  [3, 2, 2],
  [4, 2, 2],
  [6, 3, 2],
  [9, 3, 3],
  [12, 4, 3],
  [16, 4, 4],
])('%d cameras stand in %d columns and %d rows', (count, columns, rows) => {
  expect(gridOf(count)).toEqual({ columns, rows });
});

const FRAGMENTS = [
  { startS: 0, durationS: 4, atMs: 100_000 },
  { startS: 4, durationS: 4, atMs: 104_000 },
  { startS: 8, durationS: 4, atMs: 200_000 },
];

test.each([
  [100_000, 0],
  [105_000, 5],
  [150_000, 8],
  [201_500, 9.5],
])('the moment %d is at %d s of what is loaded, across a gap too', (atMs, seconds) => {
  expect(mediaTimeOf(atMs, FRAGMENTS)).toBe(seconds);
});

test('what is loaded reaches to the end of its last fragment', () => {
  expect(endOf(FRAGMENTS)).toBe(204_000);
});

test('what is shown after a gap says its own time', () => {
  expect([0, 5, 8, 9.5].map((seconds) => momentOf(seconds, FRAGMENTS))).toEqual([100_000, 105_000, 200_000, 201_500]);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_500, '1.5 kB'],
  [250_000_000, '250 MB'],
  [4_200_000_000, '4.2 GB'],
])('%d bytes are %s', (count, text) => {
  expect(sizeText(count)).toBe(text);
});

const weekly = (recordingFrom: string, recordingTo: string, ...recordingDays: string[]) =>
  planOf({ ...formOf(camera('c')), recordingMode: 'weekly', recordingDays, recordingFrom, recordingTo }).hours;

test('hours past midnight go on on the next day, from Sunday to Monday too', () => {
  expect(weekly('08:00', '20:30', '1')).toEqual([{ weekday: 1, fromMinute: 480, toMinute: 1_230 }]);
  expect(weekly('22:00', '06:00', '7')).toEqual([
    { weekday: 7, fromMinute: 1_320, toMinute: 1_440 },
    { weekday: 1, fromMinute: 0, toMinute: 360 },
  ]);
});

test('a stretch that begins at another media time moves as a whole, and no other with it', () => {
  const fragments = [
    { startS: 0, durationS: 6, atMs: 0 },
    { startS: 6, durationS: 6, atMs: 6_000 },
    { startS: 12, durationS: 6, atMs: 60_000 },
    { startS: 18, durationS: 6, atMs: 66_000 },
  ];
  expect(shifted(fragments, 3, 17.5).map(({ startS }) => startS)).toEqual([0, 6, 11.5, 17.5]);
  expect(shifted(fragments, 0, 0.5).map(({ startS }) => startS)).toEqual([0.5, 6.5, 12, 18]);
});
