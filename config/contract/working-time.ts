/**
 * Working time: when a limit ends, what has been used of it, and how a clock that stood goes on. Pure.
 *
 * Minutes, hours and days run round the clock. A working hour is an hour of office hours.
 * A working day is as much as one day's office hours hold, and so it ends at the same
 * working moment of a following working day: begun on Friday at 10:00 it ends on Monday at
 * 10:00, and begun on Friday with the opening it ends with the opening on Monday. What
 * begins outside the office hours begins, as it were, with the next opening.
 * Where two moments have the same working time behind them, working hours end at the
 * earlier (12:00) and working days at the later (14:00).
 */
import { isWorkday, type WorkCalendar } from './calendar.ts';
import { dayOf, momentOf, nextDay } from './site-day.ts';
import type { TimeLimit, TimeUnit } from './time-limit.ts';

const MINUTE_MS = 60_000;
const CONTINUOUS_MS = { minute: MINUTE_MS, hour: 60 * MINUTE_MS, day: 24 * 60 * MINUTE_MS };
/** A calendar without working time would be searched for ever. */
const MOST_DAYS = 100_000;

export function dueAtMs(startMs: number, limit: TimeLimit, calendar: WorkCalendar, timeZone: string): number {
  return addRemaining(startMs, limitMs(limit, calendar), limit.unit, calendar, timeZone);
}

/** The whole of a limit, in the time that its unit counts. */
export function limitMs({ amount, unit }: TimeLimit, calendar: WorkCalendar): number {
  return amount * unitMs(unit, calendar);
}

/** A working day has as many hours as the office is open. */
export function unitMs(unit: TimeUnit, { officeHours }: Pick<WorkCalendar, 'officeHours'>): number {
  if (unit === 'workHour') return CONTINUOUS_MS.hour;
  if (unit !== 'workDay') return CONTINUOUS_MS[unit];
  return officeHours.reduce((sum, { from, to }) => sum + minuteOf(to) - minuteOf(from), 0) * MINUTE_MS;
}

/** What a clock of that unit counts between the two; negative when they are the other way round. */
export function workingMsBetween(
  fromMs: number,
  toMs: number,
  unit: TimeUnit,
  calendar: WorkCalendar,
  timeZone: string,
): number {
  if (toMs < fromMs) return -workingMsBetween(toMs, fromMs, unit, calendar, timeZone);
  if (isContinuous(unit)) return toMs - fromMs;
  let countedMs = 0;
  const last = dayOf(toMs, timeZone);
  for (let day = dayOf(fromMs, timeZone); day <= last; day = nextDay(day)) {
    for (const span of openSpans(day, calendar, timeZone)) {
      countedMs += Math.max(0, Math.min(span.toMs, toMs) - Math.max(span.fromMs, fromMs));
    }
  }
  return countedMs;
}

/** What is left until it is due; negative by how much it is overdue. */
export function remainingMs(
  nowMs: number,
  dueMs: number,
  unit: TimeUnit,
  calendar: WorkCalendar,
  timeZone: string,
): number {
  return workingMsBetween(nowMs, dueMs, unit, calendar, timeZone);
}

/** When a clock that has so much left, and goes on now, is due. What is used up is due now; working days, with the opening. */
export function addRemaining(
  nowMs: number,
  leftMs: number,
  unit: TimeUnit,
  calendar: WorkCalendar,
  timeZone: string,
): number {
  if (leftMs < 0 || (leftMs === 0 && unit !== 'workDay')) return nowMs;
  if (isContinuous(unit)) return nowMs + leftMs;
  let stillMs = leftMs;
  let day = dayOf(nowMs, timeZone);
  for (let days = 0; days < MOST_DAYS; days += 1, day = nextDay(day)) {
    for (const span of openSpans(day, calendar, timeZone)) {
      const fromMs = Math.max(span.fromMs, nowMs);
      const openMs = span.toMs - fromMs;
      if (openMs <= 0) continue;
      if (stillMs < openMs || (stillMs === openMs && unit === 'workHour')) return fromMs + stillMs;
      stillMs -= openMs;
    }
  }
  throw new RangeError('the calendar has no working time');
}

function isContinuous(unit: TimeUnit): boolean {
  return unit !== 'workHour' && unit !== 'workDay';
}

function openSpans(day: string, calendar: WorkCalendar, timeZone: string): { fromMs: number; toMs: number }[] {
  if (!isWorkday(day, calendar)) return [];
  return calendar.officeHours.map(({ from, to }) => ({
    fromMs: momentOf(day, minuteOf(from), timeZone),
    toMs: momentOf(day, minuteOf(to), timeZone),
  }));
}

function minuteOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}
