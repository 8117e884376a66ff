/** Spans of days that figures are reckoned over, the one before and the same a year earlier. Pure; days are the site's. */
import { z } from 'zod';
import { CalendarDate, weekdayOf } from './calendar.ts';
import { momentOf, monthAfter, nextDay } from './site-day.ts';

export const PeriodKind = z.enum(['day', 'week', 'month', 'quarter', 'year', 'range']);
type PeriodKind = z.infer<typeof PeriodKind>;

/** `day` is any day of it; of a range, `from` and `to` are its first and last. */
export const PeriodQuery = z.strictObject({
  period: PeriodKind.default('month'),
  day: CalendarDate.optional(),
  from: CalendarDate.optional(),
  to: CalendarDate.optional(),
});
export type PeriodQuery = z.infer<typeof PeriodQuery>;

/** `toDay` is its last day; `toMs` is the midnight after it. */
export const Period = z.object({
  kind: PeriodKind,
  fromDay: z.string(),
  toDay: z.string(),
  fromMs: z.int(),
  toMs: z.int(),
});
export type Period = z.infer<typeof Period>;

const MONTHS: Partial<Record<PeriodKind, number>> = { month: 1, quarter: 3, year: 12 };
const MOST_DAYS = 400;

/** A range that ends before it begins is turned round; one that is too long is cut at its beginning. */
export function periodOf({ period, day, from, to }: PeriodQuery, today: string, timeZone: string): Period {
  const anchor = day ?? today;
  if (period === 'range') {
    const [one, other] = [from ?? anchor, to ?? anchor];
    const [first, last] = one <= other ? [one, other] : [other, one];
    const earliest = nextDay(last, 1 - MOST_DAYS);
    const isTooLong = first < earliest;
    return spanOf(period, isTooLong ? earliest : first, last, timeZone);
  }
  const months = MONTHS[period];
  if (months !== undefined) {
    const month = Number(anchor.slice(5, 7));
    const first = `${anchor.slice(0, 5)}${String(month - ((month - 1) % months)).padStart(2, '0')}`;
    return spanOf(period, `${first}-01`, nextDay(`${monthAfter(first, months)}-01`, -1), timeZone);
  }
  const first = period === 'week' ? nextDay(anchor, 1 - weekdayOf(anchor)) : anchor;
  return spanOf(period, first, nextDay(first, period === 'week' ? 6 : 0), timeZone);
}

/** 环比: what lies right before, as long. */
export function periodBefore({ kind, fromDay, toDay }: Period, timeZone: string): Period {
  const before = nextDay(fromDay, -1);
  if (kind === 'range') return spanOf(kind, nextDay(fromDay, -dayCount(fromDay, toDay)), before, timeZone);
  return periodOf({ period: kind, day: before }, before, timeZone);
}

/** 同比: a year earlier. A week is the one of 52 weeks before, so that it has the same weekdays. */
export function periodLastYear({ kind, fromDay, toDay }: Period, timeZone: string): Period {
  if (kind === 'week') return spanOf(kind, nextDay(fromDay, -364), nextDay(toDay, -364), timeZone);
  if (kind === 'range' || kind === 'day') return spanOf(kind, yearBefore(fromDay), yearBefore(toDay), timeZone);
  const day = yearBefore(fromDay);
  return periodOf({ period: kind, day }, day, timeZone);
}

/** Of a period that is not over, the others are cut to as many days, so that like is compared with like. */
export function cutTo(other: Period, whole: Period, nowMs: number, timeZone: string): Period {
  if (nowMs >= whole.toMs) return other;
  const elapsedMs = Math.max(0, nowMs - whole.fromMs);
  return { ...other, toMs: Math.max(other.fromMs, Math.min(other.toMs, movedBy(other, whole, elapsedMs, timeZone))) };
}

/** The same day of it at the same hour, whatever the clocks did. */
function movedBy(other: Period, whole: Period, elapsedMs: number, timeZone: string): number {
  const days = Math.floor(elapsedMs / 86_400_000);
  const restMs = elapsedMs - (momentOf(nextDay(whole.fromDay, days), 0, timeZone) - whole.fromMs);
  return momentOf(nextDay(other.fromDay, days), 0, timeZone) + restMs;
}

export function daysOf({ fromDay, toDay }: Pick<Period, 'fromDay' | 'toDay'>): string[] {
  return Array.from({ length: dayCount(fromDay, toDay) }, (_, nth) => nextDay(fromDay, nth));
}

function dayCount(fromDay: string, toDay: string): number {
  return Math.round((Date.parse(toDay) - Date.parse(fromDay)) / 86_400_000) + 1;
}

function spanOf(kind: PeriodKind, fromDay: string, toDay: string, timeZone: string): Period {
  const fromMs = momentOf(fromDay, 0, timeZone);
  return { kind, fromDay, toDay, fromMs, toMs: momentOf(nextDay(toDay), 0, timeZone) };
}

/** 29 February is the 28th of the year before. */
function yearBefore(day: string): string {
  const year = Number(day.slice(0, 4)) - 1;
  const rest = day.slice(4) === '-02-29' ? '-02-28' : day.slice(4);
  return `${year}${rest}`;
}
