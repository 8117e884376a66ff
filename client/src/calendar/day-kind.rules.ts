/** What a day is, by the calendar. Pure. */
import { type CalendarDay, isWorkday, type WorkCalendar, weekdayOf } from '../../../config/contract/calendar.ts';

/** Monday first, as the calendar counts them from 1. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export function weekdayName(day: string): (typeof WEEKDAYS)[number] {
  return WEEKDAYS[weekdayOf(day) - 1] ?? 'mon';
}

/** work and rest: as its weekday has it; the other two were entered. */
export type DayKind = 'work' | 'rest' | CalendarDay['kind'];

export function dayKind(day: string, calendar: WorkCalendar): { kind: DayKind; name: string } {
  const entered = calendar.exceptions.find((each) => each.day === day);
  if (entered) return { kind: entered.kind, name: entered.name };
  return { kind: isWorkday(day, calendar) ? 'work' : 'rest', name: '' };
}

export type DayRun = { from: string; to: string; kind: CalendarDay['kind']; name: string };

/** Days of that year that follow each other, and are the same, as one. */
export function runsOf(year: number, { exceptions }: WorkCalendar, nextDay: (day: string) => string): DayRun[] {
  const runs: DayRun[] = [];
  for (const { day, kind, name } of exceptions) {
    if (!day.startsWith(`${year}-`)) continue;
    const last = runs.at(-1);
    if (last && last.kind === kind && last.name === name && nextDay(last.to) === day) last.to = day;
    else runs.push({ from: day, to: day, kind, name });
  }
  return runs;
}
