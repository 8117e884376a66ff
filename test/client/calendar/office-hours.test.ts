import { expect, test } from 'vitest';
import { dayKind, runsOf } from '../../../client/src/calendar/day-kind.rules.ts';
import { type HoursMistake, readHours } from '../../../client/src/calendar/office-hours.rules.ts';
import { DEFAULT_WORK_CALENDAR, WorkCalendar } from '../../../config/contract/calendar.ts';
import { nextDay } from '../../../config/contract/site-day.ts';
import { DEMO_CALENDAR } from '../../../server/demo/demo-calendar.ts';

const spans = (text: string) =>
  text
    .split(' ')
    .filter(Boolean)
    .map((span) => {
      const [from = '', to = ''] = span.split('-');
      return { from, to };
    });

test.each<[string, HoursMistake]>([
  ['', 'none'],
  ['08:00-', 'incomplete'],
  ['-12:00', 'incomplete'],
  ['25:00-26:00', 'incomplete'],
  ['08:00-12:60', 'incomplete'],
  ['0800-1200', 'incomplete'],
  ['24:00-24:00', 'incomplete'],
  ['12:00-08:00', 'backwards'],
  ['12:00-12:00', 'backwards'],
  ['22:00-06:00', 'backwards'],
  ['08:00-12:00 11:59-15:00', 'overlap'],
  ['20:00-21:00 08:00-24:00', 'overlap'],
])('%s: %s', (text, mistake) => {
  expect(readHours(spans(text))).toBe(mistake);
});

test.each([
  ['08:00-12:00 14:00-18:00', '08:00-12:00 14:00-18:00'],
  ['14:00-18:00 8:00-12:00', '08:00-12:00 14:00-18:00'],
  ['08:00-12:00 12:00-18:00', '08:00-12:00 12:00-18:00'],
  ['0:00-24:00', '00:00-24:00'],
  ['９：００-17:30', '09:00-17:30'],
])('%s is sent as %s, and the server takes it', (text, sent) => {
  const officeHours = readHours(spans(text));
  expect(officeHours).toEqual(spans(sent));
  expect(WorkCalendar.safeParse({ ...DEFAULT_WORK_CALENDAR, officeHours }).success).toBe(true);
});

test('days in a row that are the same are one line, and those of other years are none', () => {
  const exceptions = DEMO_CALENDAR.toSorted((one, other) => (one.day < other.day ? -1 : 1));
  const runs = runsOf(2026, { ...DEFAULT_WORK_CALENDAR, exceptions }, nextDay);
  expect(runs).toHaveLength(7 + 6);
  expect(runs).toContainEqual({ from: '2026-02-15', to: '2026-02-23', kind: 'holiday', name: '春节' });
  expect(runsOf(2027, { ...DEFAULT_WORK_CALENDAR, exceptions }, nextDay)).toEqual([]);
});

test.each([
  ['2026-11-26', 'work', ''],
  ['2026-11-28', 'rest', ''],
  ['2026-10-01', 'holiday', '国庆节'],
  ['2026-10-10', 'workday', '国庆节调休'],
])('%s is %s', (day, kind, name) => {
  expect(dayKind(day, { ...DEFAULT_WORK_CALENDAR, exceptions: DEMO_CALENDAR })).toEqual({ kind, name });
});
