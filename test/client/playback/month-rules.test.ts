import { expect, test } from 'vitest';
import { nearestDay, weeksOf } from '../../../client/src/playback/month.rules.ts';

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
  const days = [{ day: '2026-11-03' }, { day: '2026-11-09' }];
  expect(nearestDay(days, '2026-11-05', -1)).toBe('2026-11-03');
  expect(nearestDay(days, '2026-11-05', 1)).toBe('2026-11-09');
  expect(nearestDay(days, '2026-11-09', 1)).toBeUndefined();
});
