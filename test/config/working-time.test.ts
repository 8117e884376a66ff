import { describe, expect, test } from 'vitest';
import { DEFAULT_WORK_CALENDAR, isWorkday, type WorkCalendar } from '../../config/contract/calendar.ts';
import { offsetMs } from '../../config/contract/site-day.ts';
import { TimeUnit } from '../../config/contract/time-limit.ts';
import {
  addRemaining,
  dueAtMs,
  limitMs,
  remainingMs,
  unitMs,
  workingMsBetween,
} from '../../config/contract/working-time.ts';

const SHANGHAI = 'Asia/Shanghai';
const HOUR = 3_600_000;
/** Monday is 23 November 2026. Thursday, 3 December is off; Saturday, 28 November is worked instead. */
const CALENDAR: WorkCalendar = {
  ...DEFAULT_WORK_CALENDAR,
  exceptions: [
    { day: '2026-11-28', kind: 'workday', name: '调休' },
    { day: '2026-12-03', kind: 'holiday', name: '休' },
  ],
};

/** `11-26 10:00` in Shanghai, which has had no other offset since 1991. */
function at(text: string): number {
  const [day = '', time = ''] = text.split(' ');
  const whole = day.length === 5 ? `2026-${day}` : day;
  return Date.parse(`${whole}T${time.length === 5 ? `${time}:00` : time}+08:00`);
}

function shown(atMs: number, timeZone = SHANGHAI): string {
  return new Date(atMs + offsetMs(atMs, timeZone)).toISOString().replace('T', ' ').replace('.000Z', '');
}

function due(start: string, amount: number, unit: TimeUnit, calendar = CALENDAR): string {
  return shown(dueAtMs(at(start), { amount, unit }, calendar, SHANGHAI));
}

describe('round the clock', () => {
  test.each<[string, number, TimeUnit, string]>([
    ['11-26 10:00', 30, 'minute', '2026-11-26 10:30:00'],
    ['11-26 11:50', 15, 'minute', '2026-11-26 12:05:00'],
    ['11-26 23:50', 15, 'minute', '2026-11-27 00:05:00'],
    ['12-31 23:45', 30, 'minute', '2027-01-01 00:15:00'],
    ['11-26 17:00', 2, 'hour', '2026-11-26 19:00:00'],
    ['11-28 23:30', 2, 'hour', '2026-11-29 01:30:00'],
    ['11-27 18:00', 24, 'hour', '2026-11-28 18:00:00'],
    ['11-29 03:00', 1, 'day', '2026-11-30 03:00:00'],
    ['12-02 09:00', 2, 'day', '2026-12-04 09:00:00'],
    ['2028-02-28 12:00', 1, 'day', '2028-02-29 12:00:00'],
    ['11-26 10:00', 30, 'day', '2026-12-26 10:00:00'],
  ])('from %s, %d %s end at %s', (start, amount, unit, end) => {
    expect(due(start, amount, unit)).toBe(end);
  });
});

describe('working hours', () => {
  test.each<[string, number, string, string]>([
    ['11-26 09:00', 2, '2026-11-26 11:00:00', 'within a morning'],
    ['11-26 08:00', 4, '2026-11-26 12:00:00', 'a morning, to its end'],
    ['11-26 10:00', 3, '2026-11-26 15:00:00', 'over the midday break'],
    ['11-26 10:00', 4, '2026-11-26 16:00:00', 'over the midday break'],
    ['11-26 08:00', 8, '2026-11-26 18:00:00', 'a whole day, to its end'],
    ['11-26 17:00', 2, '2026-11-27 09:00:00', 'over a night'],
    ['11-26 17:59', 1, '2026-11-27 08:59:00', 'from the last minute'],
    ['11-26 18:00', 1, '2026-11-27 09:00:00', 'from the closing'],
    ['11-26 21:30', 1, '2026-11-27 09:00:00', 'from an evening'],
    ['11-26 00:00', 1, '2026-11-26 09:00:00', 'from midnight'],
    ['11-26 07:59', 1, '2026-11-26 09:00:00', 'from before the opening'],
    ['11-26 12:00', 1, '2026-11-26 15:00:00', 'from the beginning of the break'],
    ['11-26 13:10', 4, '2026-11-26 18:00:00', 'from the break'],
    ['11-26 14:00', 5, '2026-11-27 09:00:00', 'an afternoon and an hour'],
    ['11-20 17:00', 2, '2026-11-23 09:00:00', 'over a weekend'],
    ['11-21 11:00', 2, '2026-11-23 10:00:00', 'from a Saturday'],
    ['11-22 23:59', 4, '2026-11-23 12:00:00', 'from a Sunday'],
    ['11-27 17:00', 2, '2026-11-28 09:00:00', 'into a Saturday that is worked'],
    ['11-28 10:00', 4, '2026-11-28 16:00:00', 'within a Saturday that is worked'],
    ['11-28 17:30', 1, '2026-11-30 08:30:00', 'from there over a Sunday'],
    ['12-02 17:00', 2, '2026-12-04 09:00:00', 'over a holiday'],
    ['12-03 10:00', 1, '2026-12-04 09:00:00', 'from a holiday'],
    ['12-02 16:00', 12, '2026-12-07 10:00:00', 'over a holiday and a weekend'],
    ['11-26 10:00', 40, '2026-12-02 10:00:00', 'a week of five days, one of them a Saturday'],
    ['12-31 17:00', 2, '2027-01-01 09:00:00', 'over a year that nobody entered a holiday for'],
  ])('from %s, %d end at %s: %s', (start, amount, end) => {
    expect(due(start, amount, 'workHour')).toBe(end);
  });
});

describe('working days', () => {
  test.each<[string, number, string, string]>([
    ['11-26 10:00', 1, '2026-11-27 10:00:00', 'the same moment of the next one'],
    ['11-26 17:59', 1, '2026-11-27 17:59:00', 'the same moment of the next one'],
    ['11-26 12:00', 1, '2026-11-27 14:00:00', 'begun in the break, after the next break'],
    ['11-26 13:00', 1, '2026-11-27 14:00:00', 'begun in the break, after the next break'],
    ['11-26 08:00', 1, '2026-11-27 08:00:00', 'begun with the opening, with the next opening'],
    ['11-26 06:30', 1, '2026-11-27 08:00:00', 'begun before the opening, with the next opening'],
    ['11-26 18:00', 1, '2026-11-28 08:00:00', 'begun with the closing, a day after the next opening'],
    ['11-26 22:00', 2, '2026-11-30 08:00:00', 'begun in the evening'],
    ['11-20 10:00', 1, '2026-11-23 10:00:00', 'over a weekend'],
    ['11-21 10:00', 1, '2026-11-24 08:00:00', 'from a Saturday: all of Monday'],
    ['11-22 10:00', 2, '2026-11-25 08:00:00', 'from a Sunday: Monday and Tuesday'],
    ['11-27 10:00', 1, '2026-11-28 10:00:00', 'into a Saturday that is worked'],
    ['11-27 10:00', 2, '2026-11-30 10:00:00', 'over a Saturday that is worked and a Sunday'],
    ['12-02 10:00', 1, '2026-12-04 10:00:00', 'over a holiday'],
    ['12-03 10:00', 1, '2026-12-07 08:00:00', 'from a holiday: all of Friday'],
    ['12-02 15:30', 2, '2026-12-07 15:30:00', 'over a holiday and a weekend'],
    ['11-23 09:00', 7, '2026-12-01 09:00:00', 'over a week'],
    ['11-23 09:00', 10, '2026-12-07 09:00:00', 'over two'],
    ['2028-02-28 11:00', 2, '2028-03-01 11:00:00', 'over the day of a leap year'],
  ])('from %s, %d end at %s: %s', (start, amount, end) => {
    expect(due(start, amount, 'workDay')).toBe(end);
  });

  test('a day of other hours is as long as they are', () => {
    const short: WorkCalendar = { ...CALENDAR, officeHours: [{ from: '09:30', to: '16:00' }], exceptions: [] };
    expect(unitMs('workDay', short)).toBe(6.5 * HOUR);
    expect(due('11-26 15:00', 1, 'workDay', short)).toBe('2026-11-27 15:00:00');
    expect(due('11-26 15:00', 2, 'workHour', short)).toBe('2026-11-27 10:30:00');
  });

  test('where the office never closes, working hours are hours', () => {
    const always: WorkCalendar = {
      officeHours: [{ from: '00:00', to: '24:00' }],
      workDays: [1, 2, 3, 4, 5, 6, 7],
      exceptions: [],
    };
    expect(due('11-28 23:00', 26, 'workHour', always)).toBe('2026-11-30 01:00:00');
    expect(due('11-28 23:00', 1, 'workDay', always)).toBe('2026-11-29 23:00:00');
  });
});

describe('what is used of a limit', () => {
  test.each<[string, string, TimeUnit, number]>([
    ['11-26 10:00', '11-26 16:00', 'workHour', 4],
    ['11-26 10:00', '11-26 16:00', 'hour', 6],
    ['11-26 10:00', '11-26 13:00', 'workHour', 2],
    ['11-26 12:00', '11-26 14:00', 'workHour', 0],
    ['11-26 18:00', '11-27 08:00', 'workDay', 0],
    ['11-20 17:00', '11-23 09:00', 'workHour', 2],
    ['11-27 17:00', '11-30 09:00', 'workHour', 10],
    ['12-02 17:00', '12-04 09:00', 'workDay', 2],
    ['12-03 00:00', '12-04 00:00', 'workHour', 0],
    ['12-03 00:00', '12-04 00:00', 'day', 24],
    ['11-23 00:00', '12-07 00:00', 'workDay', 80],
    ['11-26 16:00', '11-26 10:00', 'workHour', -4],
    ['11-26 16:00', '11-26 10:00', 'minute', -6],
  ])('from %s to %s, in %s, are %d hours', (from, to, unit, hours) => {
    expect(workingMsBetween(at(from), at(to), unit, CALENDAR, SHANGHAI) / HOUR).toBe(hours);
  });

  test('what is left is counted to the end, and beyond it below nothing', () => {
    const end = at('11-30 09:00');
    expect(remainingMs(at('11-28 17:00'), end, 'workHour', CALENDAR, SHANGHAI)).toBe(2 * HOUR);
    expect(remainingMs(at('11-30 11:00'), end, 'workHour', CALENDAR, SHANGHAI)).toBe(-2 * HOUR);
    expect(remainingMs(at('11-29 11:00'), end, 'day', CALENDAR, SHANGHAI)).toBe(22 * HOUR);
  });
});

describe('where clocks change', () => {
  const night: WorkCalendar = {
    officeHours: [
      { from: '00:00', to: '02:30' },
      { from: '02:30', to: '06:00' },
    ],
    workDays: [1, 2, 3, 4, 5, 6, 7],
    exceptions: [],
  };
  const due = (start: string, amount: number, unit: TimeUnit, zone: string, calendar: WorkCalendar) =>
    shown(dueAtMs(Date.parse(start), { amount, unit }, calendar, zone), zone);

  test.each<[string, number, TimeUnit, string, string]>([
    ['2026-03-27T16:00:00+01:00', 4, 'workHour', 'Europe/Berlin', '2026-03-30 10:00:00'],
    ['2026-03-27T16:00:00+01:00', 1, 'workDay', 'Europe/Berlin', '2026-03-30 16:00:00'],
    ['2026-10-23T16:00:00+02:00', 1, 'workDay', 'Europe/Berlin', '2026-10-26 16:00:00'],
    ['2026-03-28T12:00:00+01:00', 1, 'day', 'Europe/Berlin', '2026-03-29 13:00:00'],
    ['2026-10-24T12:00:00+02:00', 1, 'day', 'Europe/Berlin', '2026-10-25 11:00:00'],
    ['2026-03-06T17:00:00-05:00', 2, 'workHour', 'America/New_York', '2026-03-09 09:00:00'],
    ['2026-10-30T17:00:00-04:00', 2, 'workHour', 'America/New_York', '2026-11-02 09:00:00'],
    ['2026-04-03T15:00:00+11:00', 1, 'workDay', 'Australia/Sydney', '2026-04-06 15:00:00'],
    ['2026-11-26T16:00:00+05:45', 4, 'workHour', 'Asia/Kathmandu', '2026-11-27 10:00:00'],
  ])('from %s, %d %s in %s end at %s', (start, amount, unit, zone, end) => {
    expect(due(start, amount, unit, zone, DEFAULT_WORK_CALENDAR)).toBe(end);
  });

  test('an hour that is left out is not worked, and one that comes twice is', () => {
    const worked = (from: string, to: string) =>
      workingMsBetween(Date.parse(from), Date.parse(to), 'workHour', night, 'Europe/Berlin') / HOUR;
    expect(worked('2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00')).toBe(5);
    expect(worked('2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00')).toBe(7);
    expect(due('2026-03-29T01:00:00+01:00', 2, 'workHour', 'Europe/Berlin', night)).toBe('2026-03-29 04:00:00');
  });
});

/** Counts one minute after the other, knowing nothing of spans. */
function minutesWorked(fromMs: number, toMs: number, calendar: WorkCalendar): number {
  let minutes = 0;
  for (let atMs = fromMs; atMs < toMs; atMs += 60_000) {
    const [day = '', time = ''] = shown(atMs).slice(0, 16).split(' ');
    if (isWorkday(day, calendar) && calendar.officeHours.some(({ from, to }) => time >= from && time < to))
      minutes += 1;
  }
  return minutes;
}

/** The same numbers in every run (mulberry32). */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

describe('by chance', () => {
  test('counting minute by minute comes to the same', () => {
    const upTo = chance(26);
    for (let round = 0; round < 25; round += 1) {
      const from = at('11-18 00:00') + upTo(20 * 24 * 60) * 60_000;
      const to = from + upTo(4 * 24 * 60) * 60_000;
      expect(workingMsBetween(from, to, 'workHour', CALENDAR, SHANGHAI) / 60_000, shown(from)).toBe(
        minutesWorked(from, to, CALENDAR),
      );
    }
  });

  test.each([
    [SHANGHAI, 1],
    ['Europe/Berlin', 2],
    ['America/New_York', 3],
  ])('a clock in %s that stands and goes on has used its limit and no more', (timeZone, seed) => {
    const upTo = chance(seed);
    for (let round = 0; round < 200; round += 1) {
      const unit = TimeUnit.options[upTo(TimeUnit.options.length)] ?? 'minute';
      const limit = { amount: 1 + upTo(20), unit };
      let nowMs = Date.parse('2026-03-01T00:00:00Z') + upTo(300 * 24 * 3_600) * 1_000;
      let dueMs = dueAtMs(nowMs, limit, CALENDAR, timeZone);
      let usedMs = 0;
      for (let stands = 0; stands < 4; stands += 1) {
        const stopMs = nowMs + upTo(Math.max(1, dueMs - nowMs));
        const leftMs = remainingMs(stopMs, dueMs, unit, CALENDAR, timeZone);
        usedMs += workingMsBetween(nowMs, stopMs, unit, CALENDAR, timeZone);
        expect(usedMs + leftMs).toBe(limitMs(limit, CALENDAR));
        nowMs = stopMs + upTo(20 * 24 * 3_600) * 1_000;
        dueMs = addRemaining(nowMs, leftMs, unit, CALENDAR, timeZone);
      }
      usedMs += workingMsBetween(nowMs, dueMs, unit, CALENDAR, timeZone);
      expect(usedMs).toBe(limitMs(limit, CALENDAR));
    }
  });

  test('standing for no time moves no end', () => {
    const upTo = chance(7);
    for (let round = 0; round < 200; round += 1) {
      const unit = upTo(2) === 0 ? 'workHour' : 'workDay';
      const startMs = at('11-18 00:00') + upTo(20 * 24 * 60) * 60_000;
      const dueMs = dueAtMs(startMs, { amount: 1 + upTo(12), unit }, CALENDAR, SHANGHAI);
      const stopMs = startMs + upTo(dueMs - startMs);
      const leftMs = remainingMs(stopMs, dueMs, unit, CALENDAR, SHANGHAI);
      expect(addRemaining(stopMs, leftMs, unit, CALENDAR, SHANGHAI)).toBe(dueMs);
    }
  });
});

test('standing only while nobody works moves no end', () => {
  const dueMs = dueAtMs(at('11-26 16:00'), { amount: 2, unit: 'workDay' }, CALENDAR, SHANGHAI);
  const leftMs = remainingMs(at('11-26 19:00'), dueMs, 'workDay', CALENDAR, SHANGHAI);
  expect(addRemaining(at('11-27 07:00'), leftMs, 'workDay', CALENDAR, SHANGHAI)).toBe(dueMs);
});

test('a clock with nothing left is due when it goes on, one of working days with the opening', () => {
  expect(addRemaining(at('11-28 20:00'), 0, 'workDay', CALENDAR, SHANGHAI)).toBe(at('11-30 08:00'));
  expect(addRemaining(at('11-28 17:00'), 0, 'workDay', CALENDAR, SHANGHAI)).toBe(at('11-28 17:00'));
  expect(addRemaining(at('11-28 20:00'), 0, 'workHour', CALENDAR, SHANGHAI)).toBe(at('11-28 20:00'));
  expect(addRemaining(at('11-28 20:00'), -HOUR, 'workDay', CALENDAR, SHANGHAI)).toBe(at('11-28 20:00'));
  expect(addRemaining(at('11-28 20:00'), -HOUR, 'hour', CALENDAR, SHANGHAI)).toBe(at('11-28 20:00'));
});
