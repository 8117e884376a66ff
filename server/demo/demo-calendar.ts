/** Holidays of 2026 and the days worked instead, as the State Council's office gave notice of them on 4 November 2025. */
import type { CalendarDay } from '../../config/contract/calendar.ts';
import { nextDay } from '../../config/contract/site-day.ts';

export const DEMO_CALENDAR: CalendarDay[] = [
  ...holidays('元旦', '2026-01-01', 3),
  ...workdays('元旦', '2026-01-04'),
  ...holidays('春节', '2026-02-15', 9),
  ...workdays('春节', '2026-02-14', '2026-02-28'),
  ...holidays('清明节', '2026-04-04', 3),
  ...holidays('劳动节', '2026-05-01', 5),
  ...workdays('劳动节', '2026-05-09'),
  ...holidays('端午节', '2026-06-19', 3),
  ...holidays('中秋节', '2026-09-25', 3),
  ...holidays('国庆节', '2026-10-01', 7),
  ...workdays('国庆节', '2026-09-20', '2026-10-10'),
];

function holidays(name: string, first: string, count: number): CalendarDay[] {
  return Array.from({ length: count }, (_, index) => ({ day: nextDay(first, index), kind: 'holiday', name }));
}

function workdays(name: string, ...days: string[]): CalendarDay[] {
  return days.map((day) => ({ day, kind: 'workday', name: `${name}调休` }));
}
