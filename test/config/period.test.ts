/** Periods of figures: where they begin and end, what they are compared with, also where the clocks change. */
import { expect, test } from 'vitest';
import { cutTo, type PeriodQuery, periodBefore, periodLastYear, periodOf } from '../../config/contract/period.ts';

const SHANGHAI = 'Asia/Shanghai';
const HOUR_MS = 3_600_000;

const TABLE: [query: PeriodQuery, span: string, before: string, lastYear: string][] = [
  [{ period: 'day', day: '2024-02-29' }, '2024-02-29/2024-02-29', '2024-02-28/2024-02-28', '2023-02-28/2023-02-28'],
  [{ period: 'week', day: '2026-11-26' }, '2026-11-23/2026-11-29', '2026-11-16/2026-11-22', '2025-11-24/2025-11-30'],
  [{ period: 'month', day: '2026-03-31' }, '2026-03-01/2026-03-31', '2026-02-01/2026-02-28', '2025-03-01/2025-03-31'],
  [{ period: 'month', day: '2026-01-05' }, '2026-01-01/2026-01-31', '2025-12-01/2025-12-31', '2025-01-01/2025-01-31'],
  [{ period: 'quarter', day: '2026-11-26' }, '2026-10-01/2026-12-31', '2026-07-01/2026-09-30', '2025-10-01/2025-12-31'],
  [{ period: 'year', day: '2026-11-26' }, '2026-01-01/2026-12-31', '2025-01-01/2025-12-31', '2025-01-01/2025-12-31'],
  [
    { period: 'range', from: '2026-11-10', to: '2026-11-19' },
    ...(['2026-11-10/2026-11-19', '2026-10-31/2026-11-09', '2025-11-10/2025-11-19'] as const),
  ],
  [
    { period: 'range', from: '2026-11-19', to: '2026-11-10' },
    ...(['2026-11-10/2026-11-19', '2026-10-31/2026-11-09', '2025-11-10/2025-11-19'] as const),
  ],
];
test.each(TABLE)('%o is %s, after %s, a year after %s', (query, span, before, lastYear) => {
  const period = periodOf(query, '2026-11-26', SHANGHAI);
  const text = ({ fromDay, toDay }: { fromDay: string; toDay: string }) => `${fromDay}/${toDay}`;
  expect([period, periodBefore(period, SHANGHAI), periodLastYear(period, SHANGHAI)].map(text)).toEqual([
    ...[span, before, lastYear],
  ]);
});

test('the day the clocks go back has 25 hours, and the month still ends at midnight', () => {
  const day = periodOf({ period: 'day', day: '2026-10-25' }, '2026-10-25', 'Europe/Berlin');
  expect(day.toMs - day.fromMs).toBe(25 * HOUR_MS);
  const month = periodOf({ period: 'month', day: '2026-10-25' }, '2026-10-25', 'Europe/Berlin');
  expect(new Date(month.toMs).toISOString()).toBe('2026-10-31T23:00:00.000Z');
});

test('of a month that runs, the month before is cut to the same day and hour', () => {
  const month = periodOf({ period: 'month' }, '2026-11-10', SHANGHAI);
  const nowMs = Date.parse('2026-11-10T09:30:00+08:00');
  const before = cutTo(periodBefore(month, SHANGHAI), month, nowMs, SHANGHAI);
  expect(before.toMs).toBe(Date.parse('2026-10-10T09:30:00+08:00'));
  const over = cutTo(periodBefore(month, SHANGHAI), month, month.toMs, SHANGHAI);
  expect(over.toMs).toBe(Date.parse('2026-11-01T00:00:00+08:00'));
});

test('a month that is longer than the one before takes all of that, and no more', () => {
  const month = periodOf({ period: 'month' }, '2026-03-31', SHANGHAI);
  const before = cutTo(periodBefore(month, SHANGHAI), month, Date.parse('2026-03-31T12:00:00+08:00'), SHANGHAI);
  expect(before.toMs).toBe(Date.parse('2026-03-01T00:00:00+08:00'));
});
