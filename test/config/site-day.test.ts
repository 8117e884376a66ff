import { expect, test } from 'vitest';
import { dayOf, daySpan, daysOfMonth, momentOf, monthAfter, nextDay } from '../../config/contract/site-day.ts';

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
  ['2026-11-24', 8 * 60, 'Asia/Shanghai', '2026-11-24T00:00:00Z', 'on a day like others'],
  ['2026-11-24', 24 * 60, 'Asia/Shanghai', '2026-11-24T16:00:00Z', 'at its end'],
  ['2026-03-29', 2 * 60, 'Europe/Berlin', '2026-03-29T01:00:00Z', 'at the beginning of the hour that is left out'],
  ['2026-03-29', 2 * 60 + 30, 'Europe/Berlin', '2026-03-29T01:00:00Z', 'in the hour that is left out: when it is over'],
  ['2026-03-29', 3 * 60, 'Europe/Berlin', '2026-03-29T01:00:00Z', 'after it'],
  ['2026-10-25', 2 * 60 + 30, 'Europe/Berlin', '2026-10-25T00:30:00Z', 'in the hour that comes twice: the first time'],
  ['2026-10-25', 3 * 60, 'Europe/Berlin', '2026-10-25T02:00:00Z', 'after it came twice'],
  ['2026-03-28', 20 * 60, 'Europe/Berlin', '2026-03-28T19:00:00Z', 'on the evening before'],
  ['2026-11-01', 60, 'America/New_York', '2026-11-01T05:00:00Z', 'in the hour that comes twice: the first time'],
])('on %s, minute %d in %s is %s: %s', (day, minute, zone, moment) => {
  expect(new Date(momentOf(day, minute, zone)).toISOString()).toBe(moment.replace('Z', '.000Z'));
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
