import { expect, test } from 'vitest';
import { nearestDay, reachedDays, weeksOf } from '../../../client/src/playback/month.rules.ts';

test.each([
  ['2026-11', 6, 6],
  ['2026-02', 6, 6],
  ['2027-02', 0, 0],
])('%s begins on weekday %d of its sheet', (month, weekday, emptyBefore) => {
  const weeks = weeksOf(month);
  expect(weeks[0]?.filter((day) => day === null)).toHaveLength(emptyBefore);
  expect(weeks[0]?.[weekday]).toBe(`${month}-01`);
  expect(weeks.every((week) => week.length === 7)).toBe(true);
  expect(weeks.flat().filter((day) => day !== null)).toHaveLength(month === '2026-11' ? 30 : 28);
});

test('the nearest day with recordings is before or after, if the month has one', () => {
  const days = ['2026-11-03', '2026-11-09'];
  expect(nearestDay(days, '2026-11-05', -1)).toBe('2026-11-03');
  expect(nearestDay(days, '2026-11-05', 1)).toBe('2026-11-09');
  expect(nearestDay(days, '2026-11-09', 1)).toBeUndefined();
});

test('a recorder reaches the days from its first picture to its last, in the time of the site', () => {
  // From 23:59 to half past midnight in Shanghai, and one moment of another channel.
  const reach = { fromMs: Date.UTC(2026, 10, 2, 15, 59), toMs: Date.UTC(2026, 10, 4, 16, 30) };
  const another = { fromMs: Date.UTC(2026, 10, 20, 1), toMs: Date.UTC(2026, 10, 20, 2) };
  expect(reachedDays([reach, another], '2026-11', 'Asia/Shanghai')).toEqual([
    '2026-11-02',
    '2026-11-03',
    '2026-11-04',
    '2026-11-05',
    '2026-11-20',
  ]);
  expect(reachedDays([reach], '2026-12', 'Asia/Shanghai')).toEqual([]);
  expect(reachedDays([{ fromMs: reach.fromMs, toMs: Date.UTC(2026, 10, 2, 16) }], '2026-11', 'Asia/Shanghai')).toEqual([
    '2026-11-02',
  ]);
});
