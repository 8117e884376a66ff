/** A month as a sheet of weeks, Monday first. Pure. */
import type { RecordedSpan } from '../../../config/contract/recording.ts';
import { daySpan, daysOfMonth } from '../../../config/contract/site-day.ts';

/** Each week has seven places; those of other months are null. */
export function weeksOf(month: string): (string | null)[][] {
  const days = daysOfMonth(month);
  const before = (new Date(`${month}-01T00:00:00Z`).getUTCDay() + 6) % 7;
  const places = [...Array.from({ length: before }, () => null), ...days];
  const weekCount = Math.ceil(places.length / 7);
  return Array.from({ length: weekCount }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => places[week * 7 + weekday] ?? null),
  );
}

/** Those of a month that a recorder reaches: from its first day to its last, whatever is missing in between. */
export function reachedDays(reaches: readonly RecordedSpan[], month: string, timeZone: string): string[] {
  return daysOfMonth(month).filter((day) => {
    const { fromMs, toMs } = daySpan(day, timeZone);
    return reaches.some((reach) => reach.fromMs < toMs && reach.toMs > fromMs);
  });
}

/** The nearest day with recordings on that side; undefined when the month has none there. */
export function nearestDay(days: readonly string[], day: string, direction: 1 | -1): string | undefined {
  return direction > 0 ? days.find((other) => other > day) : days.findLast((other) => other < day);
}
