import { expect, test } from 'vitest';
import { dayOf, daySpan, daysOfMonth, monthAfter, nextDay } from '../../config/contract/site-day.ts';

const HOUR = 3_600_000;

test.each([
  ['2026-11-24', 'Asia/Shanghai', '2026-11-23T16:00:00Z', 24],
  ['2026-11-24', 'UTC', '2026-11-24T00:00:00Z', 24],
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z', 23],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00Z', 25],
])('the day %s in %s begins at %s and has %d hours', (day, zone, from, hours) => {
  const span = daySpan(day, zone);
  expect(new Date(span.fromMs).toISOString()).toBe(from.replace('Z', '.000Z'));
  expect((span.toMs - span.fromMs) / HOUR).toBe(hours);
  expect(dayOf(span.fromMs, zone)).toBe(day);
  expect(dayOf(span.toMs - 1, zone)).toBe(day);
});

test.each([
  ['2026-02', 28],
  ['2028-02', 29],
  ['2026-11', 30],
  ['2026-12', 31],
])('%s has %d days', (month, count) => {
  const days = daysOfMonth(month);
  expect(days).toHaveLength(count);
  expect(days.at(-1)).toBe(`${month}-${count}`);
});

test('the day after the last of a year, and the month before its first', () => {
  expect(nextDay('2026-12-31')).toBe('2027-01-01');
  expect(nextDay('2026-03-01', -1)).toBe('2026-02-28');
  expect(monthAfter('2026-01', -1)).toBe('2025-12');
  expect(monthAfter('2026-12', 1)).toBe('2027-01');
});
