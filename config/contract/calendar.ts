/** When the site works: its office hours, the days of its week, and the days that are otherwise (holidays, and 调休). */
import { z } from 'zod';

/** `24:00` only ends a day. */
const Opening = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const Closing = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

/** Hours over midnight are written as two. */
export const OfficeHours = z.strictObject({ from: Opening, to: Closing });
export type OfficeHours = z.infer<typeof OfficeHours>;

/** A date that there is. */
export const CalendarDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((day) => {
    const atMs = Date.parse(`${day}T00:00:00Z`);
    return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(day);
  });

/** A day that is not as its weekday has it. `workday`: worked although it is a weekend (调休). */
export const CalendarDay = z.strictObject({
  day: CalendarDate,
  kind: z.enum(['holiday', 'workday']),
  name: z.string().trim().max(40),
});
export type CalendarDay = z.infer<typeof CalendarDay>;

/** Weekdays by ISO 8601: Monday is 1. There is always some working time, or no limit would ever end. */
export const WorkWeek = z.strictObject({
  officeHours: z
    .array(OfficeHours)
    .min(1)
    .max(6)
    .refine((hours) => hours.every(({ from, to }, index) => from < to && from >= (hours[index - 1]?.to ?? ''))),
  workDays: z
    .array(z.int().min(1).max(7))
    .min(1)
    .refine((days) => new Set(days).size === days.length),
});
export type WorkWeek = z.infer<typeof WorkWeek>;

export const DEFAULT_WORK_WEEK: WorkWeek = {
  officeHours: [
    { from: '08:00', to: '12:00' },
    { from: '14:00', to: '18:00' },
  ],
  workDays: [1, 2, 3, 4, 5],
};

export const WorkCalendar = WorkWeek.extend({ exceptions: z.array(CalendarDay).max(2_000) });
export type WorkCalendar = z.infer<typeof WorkCalendar>;

export const DEFAULT_WORK_CALENDAR: WorkCalendar = { ...DEFAULT_WORK_WEEK, exceptions: [] };

/** What is left out stays. Days that are cleared are as their weekday has them; those that are set are set after that. */
export const ChangeWorkCalendar = WorkWeek.partial().extend({
  days: z.array(CalendarDay).max(800).default([]),
  clearedDays: z.array(CalendarDate).max(800).default([]),
});
export type ChangeWorkCalendar = z.infer<typeof ChangeWorkCalendar>;

/** Whether there are office hours on that day (`2026-11-23`). */
export function isWorkday(day: string, calendar: WorkCalendar): boolean {
  const exception = calendar.exceptions.find((each) => each.day === day);
  return exception ? exception.kind === 'workday' : calendar.workDays.includes(weekdayOf(day));
}

/** Monday is 1. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}
