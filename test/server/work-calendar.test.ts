/** The working calendar: read by everyone, changed as a whole or not at all, on record. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_WORK_WEEK, isWorkday } from '../../config/contract/calendar.ts';
import { type Caller, heard, openTestApp, type TestApp } from './open-test-app.ts';

let site: TestApp;
let admin: Caller;
let operator: Caller;

beforeAll(async () => {
  site = await openTestApp();
  admin = await site.as('admin');
  operator = await site.as('operator');
});
afterAll(() => site[Symbol.asyncDispose]());

const change = (body: object) => admin.ask('PATCH /api/work-calendar', body);
const read = async () => (await operator.ask('GET /api/work-calendar')).body;
const NEW_YEAR = { day: '2027-01-01', kind: 'holiday', name: '元旦' };

test('the demo site has the usual week, and the holidays of 2026 with the days worked instead', async () => {
  const calendar = await read();
  expect(calendar).toMatchObject(DEFAULT_WORK_WEEK);
  expect(calendar.exceptions).toHaveLength(33 + 6);
  expect(calendar.exceptions.filter(({ kind }: { kind: string }) => kind === 'workday')).toHaveLength(6);
  expect(
    ['2026-02-14', '2026-02-16', '2026-02-24', '2026-10-08', '2026-10-10'].map((day) => isWorkday(day, calendar)),
  ).toEqual([true, false, true, true, true]);
});

test('a site without the demo has no holidays that nobody entered', async () => {
  await using bare = await openTestApp({ settings: { demo: { street: false } } });
  const { body } = await (await bare.as('admin')).ask('GET /api/work-calendar');
  expect(body).toEqual({ ...DEFAULT_WORK_WEEK, exceptions: [] });
});

test('a day is set, renamed and cleared, and everyone is told', async () => {
  const socket = await operator.connect();
  const told = heard(socket, 'committed');
  const { body: set } = await change({ days: [NEW_YEAR] });
  expect(set.exceptions).toContainEqual(NEW_YEAR);
  expect(await told).toMatchObject({ kind: 'workCalendar', actor: { name: '演示管理员' }, body: set });

  const { body: renamed } = await change({ days: [{ ...NEW_YEAR, name: '新年' }] });
  expect(renamed.exceptions.filter(({ day }: { day: string }) => day === NEW_YEAR.day)).toMatchObject([
    { name: '新年' },
  ]);
  const { body: cleared } = await change({ clearedDays: [NEW_YEAR.day] });
  expect(cleared.exceptions.filter(({ day }: { day: string }) => day === NEW_YEAR.day)).toEqual([]);
});

test('the week is changed without touching the days, and back', async () => {
  const before = await read();
  const officeHours = [{ from: '09:00', to: '17:30' }];
  const { body: after } = await change({ officeHours, workDays: [6, 1, 2, 3, 4, 5] });
  expect(after).toEqual({ ...before, officeHours, workDays: [1, 2, 3, 4, 5, 6] });
  expect(await read()).toEqual(after);
  expect((await change(DEFAULT_WORK_WEEK)).body).toEqual(before);
});

test('what changes nothing is not on record', async () => {
  const rows = async () => (await admin.ask('GET /api/journal?kind=workCalendar&limit=1000')).body.length;
  const before = await rows();
  await change({ ...DEFAULT_WORK_WEEK, clearedDays: ['2031-01-01'] });
  expect(await rows()).toBe(before);
});

test.each([
  ['a date there is not', { days: [{ ...NEW_YEAR, day: '2027-02-30' }] }, 'days.0.day'],
  ['a kind there is not', { days: [{ ...NEW_YEAR, kind: 'half' }] }, 'days.0.kind'],
  ['no office hours', { officeHours: [] }, 'officeHours'],
  [
    'hours that overlap',
    {
      officeHours: [
        { from: '08:00', to: '12:00' },
        { from: '11:00', to: '15:00' },
      ],
    },
    'officeHours',
  ],
  ['an eighth day of the week', { workDays: [8] }, 'workDays.0'],
  ['something unknown', { weekend: true }, 'weekend'],
])('%s is refused by its field, and nothing of it is kept', async (_what, body, field) => {
  const before = await read();
  const { status, body: failure } = await change({ clearedDays: ['2026-10-01'], ...body });
  expect({ status, code: failure.code, field: failure.detail.field }).toEqual({
    status: 400,
    code: 'INVALID_REQUEST',
    field,
  });
  expect(await read()).toEqual(before);
});
