/** The arithmetic of the soak's verdict. */
import { expect, test } from 'vitest';
import { slopeOf } from './slope.ts';

const MINUTE_MS = 60_000;

test('a megabyte a minute is sixty an hour, and a straight line has no spread', () => {
  const samples = [0, 1, 2, 3].map((minute) => ({ atMs: minute * MINUTE_MS, value: 100 + minute }));
  const { perHour, spread, first, last } = slopeOf(samples);
  expect([perHour, spread, first, last]).toEqual([expect.closeTo(60), expect.closeTo(0), 100, 103]);
});

test('what goes up and down without end has no slope, and a spread that says so', () => {
  const samples = [1, -1, -1, 1, 1, -1, -1, 1].map((value, minute) => ({ atMs: minute * MINUTE_MS, value }));
  const { perHour, spread } = slopeOf(samples);
  expect(perHour).toBeCloseTo(0);
  // By hand: √(8 / 6 / 42) a minute.
  expect(spread).toBeCloseTo(10.69, 2);
});

test('one measurement is no line', () => {
  expect(slopeOf([{ atMs: 5, value: 7 }])).toEqual({ perHour: 0, spread: 0, first: 7, last: 7 });
});
