import { expect, test } from 'vitest';
import { DEFAULT_WORK_CALENDAR, isWorkday, WorkCalendar, weekdayOf } from '../../config/contract/calendar.ts';

test.each([
  ['2026-11-23', 1, true],
  ['2026-11-27', 5, true],
  ['2026-11-28', 6, false],
  ['2026-11-29', 7, false],
])('%s is weekday %d', (day, weekday, isWorked) => {
  expect(weekdayOf(day)).toBe(weekday);
  expect(isWorkday(day, DEFAULT_WORK_CALENDAR)).toBe(isWorked);
});

test('a day that is entered is what was entered', () => {
  const calendar: WorkCalendar = {
    ...DEFAULT_WORK_CALENDAR,
    exceptions: [
      { day: '2026-11-23', kind: 'holiday', name: '休' },
      { day: '2026-11-28', kind: 'workday', name: '调休' },
    ],
  };
  expect(isWorkday('2026-11-23', calendar)).toBe(false);
  expect(isWorkday('2026-11-28', calendar)).toBe(true);
});

test.each<[string, unknown]>([
  ['no office hours', { officeHours: [] }],
  ['hours that end before they begin', { officeHours: [{ from: '12:00', to: '08:00' }] }],
  ['hours over midnight', { officeHours: [{ from: '22:00', to: '06:00' }] }],
  [
    'hours that overlap',
    {
      officeHours: [
        { from: '08:00', to: '12:00' },
        { from: '11:00', to: '15:00' },
      ],
    },
  ],
  ['hours that are none', { officeHours: [{ from: '8:00', to: '25:00' }] }],
  ['no day of the week', { workDays: [] }],
  ['a day of the week twice', { workDays: [1, 1] }],
  ['an eighth day', { workDays: [8] }],
  ['a date there is not', { exceptions: [{ day: '2026-02-30', kind: 'holiday', name: '' }] }],
])('a calendar with %s is refused', (_what, part) => {
  expect(WorkCalendar.safeParse({ ...DEFAULT_WORK_CALENDAR, ...(part as object) }).success).toBe(false);
});

test('a calendar may have hours until midnight', () => {
  const calendar = { ...DEFAULT_WORK_CALENDAR, officeHours: [{ from: '00:00', to: '24:00' }] };
  expect(WorkCalendar.safeParse(calendar).success).toBe(true);
});
