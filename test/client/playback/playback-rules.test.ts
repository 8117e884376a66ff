import { expect, test } from 'vitest';
import { formOf, planOf } from '../../../client/src/cameras/camera-form.rules.ts';
import {
  dayOf,
  dayView,
  mediaTimeOf,
  momentAt,
  momentOf,
  moved,
  playableFrom,
  shareOf,
  ticksOf,
  zoomed,
} from '../../../client/src/playback/playback.rules.ts';
import { sizeText } from '../../../client/src/playback/size-text.ts';
import { camera } from '../site-things.ts';

const HOUR = 3_600_000;

test.each([
  ['2026-11-24', 'Asia/Shanghai', '2026-11-23T16:00:00Z', 24],
  ['2026-11-24', 'UTC', '2026-11-24T00:00:00Z', 24],
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z', 23],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00Z', 25],
])('the day %s in %s begins at %s and has %d hours', (day, zone, from, hours) => {
  const view = dayView(day, zone);
  expect(new Date(view.fromMs).toISOString()).toBe(from.replace('Z', '.000Z'));
  expect((view.toMs - view.fromMs) / HOUR).toBe(hours);
  expect(dayOf(view.fromMs, zone)).toBe(day);
  expect(dayOf(view.toMs - 1, zone)).toBe(day);
});

const DAY = { fromMs: 0, toMs: 24 * HOUR };

test('what is under the pointer stays there while one looks closer, but never outside the day', () => {
  const closer = zoomed(DAY, 6 * HOUR, 0.5, DAY);
  expect(closer).toEqual({ fromMs: 3 * HOUR, toMs: 15 * HOUR });
  expect(momentAt(shareOf(6 * HOUR, DAY), closer)).toBe(6 * HOUR);
  expect(zoomed(closer, 6 * HOUR, 99, DAY)).toEqual(DAY);
  expect(moved(closer, -10 * HOUR, DAY)).toEqual({ fromMs: 0, toMs: 12 * HOUR });
});

test.each([
  [5, 5],
  [15, 20],
  [30, undefined],
])('from %d on, %s is what can be played', (atMs, expected) => {
  const spans = [
    { fromMs: 0, toMs: 10 },
    { fromMs: 20, toMs: 30 },
  ];
  expect(playableFrom(atMs, spans)).toBe(expected);
});

test('the scale names round times of the zone, and not too many', () => {
  const ticks = ticksOf(
    { fromMs: Date.parse('2026-11-23T16:07:00Z'), toMs: Date.parse('2026-11-23T17:07:00Z') },
    13,
    'Asia/Kolkata',
  );
  expect(ticks.length).toBeLessThanOrEqual(13);
  expect(ticks.map((tick) => new Date(tick).toISOString().slice(14, 16))).toEqual(
    expect.arrayContaining(['10', '15', '30', '45']),
  );
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
