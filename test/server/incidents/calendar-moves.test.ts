/** Clocks in working time, over a calendar that changes while they run and a server that is started anew. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Incident } from '../../../config/contract/incident.ts';
import { DEFAULT_STAGE_LIMITS } from '../../../config/contract/matter.ts';
import type { Unit } from '../../../config/contract/unit.ts';
import { manualClock } from '../manual-clock.ts';
import { addPerson, openTestApp, STRONG, type TestApp } from '../open-test-app.ts';

/** In Shanghai. */
const at = (text: string) => Date.parse(`2026-${text}:00+08:00`);
const HOUR = 3_600_000;
const holiday = (day: string) => ({ days: [{ day: `2026-${day}`, kind: 'holiday', name: '休' }] });

let site: TestApp;
let incident: Incident;

/** Since Thursday, 10:00, the patrol, and the police who help it, have fourteen working hours to handle it: until Friday at the end of the office hours. */
beforeEach(async () => {
  const accounts = { idleSignOutMs: 30 * 24 * HOUR, sessionMaxMs: 30 * 24 * HOUR };
  site = await openTestApp({ settings: { accounts }, clock: manualClock(at('11-26T10:00')) });
  const [admin, operator, police] = [await site.as('admin'), await site.as('operator'), await site.signIn('police')];
  await addPerson(admin, { account: 'deputy', name: '副班长', role: 'supervisor' });
  await addPerson(admin, { account: 'second', name: '副管理员', role: 'administrator' });
  const { body: units } = await operator.ask('GET /api/units');
  const unit = (wanted: string) => units.find(({ name }: Unit) => name === wanted).id;
  const matter = {
    ...{ kind: 'event', code: '0999', bigClass: '09', bigClassName: '测试', name: '工作时限', task: 'hazard' },
    ...{ standards: [], leadUnitName: '', supervisingUnitName: '', assistUnitNames: [], level: 'general', fields: [] },
    ...{ limits: { ...DEFAULT_STAGE_LIMITS, handle: { amount: 14, unit: 'workHour' } }, inGrid: true, disabled: false },
  };
  const { body: added } = await admin.ask('POST /api/matters', matter);
  const { body: reported } = await operator.ask('POST /api/incidents', { title: '护栏破损', matterId: added.id });
  const acts = `POST /api/incidents/${reported.id}/acts`;
  await operator.ask(acts, { act: 'file', matterId: added.id });
  const parts = { leadUnitIds: [unit('派出所')], assistUnitIds: [unit('城管执法队')] };
  await operator.ask(acts, { act: 'dispatch', ...parts });
  await (await site.signIn('patrol')).ask(acts, { act: 'accept' });
  incident = (await police.ask(acts, { act: 'accept' })).body;
});
afterEach(() => site[Symbol.asyncDispose]());

const startAnew = async () => {
  await site.app[Symbol.asyncDispose]();
  const { folder, clock } = site;
  site = await openTestApp({ folder, clock });
};
const asDeputy = () => site.signIn('deputy', STRONG);
const change = async (what: object) => (await site.signIn('second', STRONG)).ask('PATCH /api/work-calendar', what);
const now = async (): Promise<Incident> =>
  (await (await asDeputy()).ask('GET /api/incidents')).body.find(({ id }: Incident) => id === incident.id);
const dues = ({ clock, assignments, stages }: Incident) => [
  clock?.dueAtMs,
  assignments.find(({ role }) => role === 'assist')?.clock?.dueAtMs,
  stages.at(-1)?.dueAtMs,
];
const all = (text: string) => [at(text), at(text), at(text)];

test('a holiday that is added moves the end of what runs, one that is taken away moves it back, and a start in between loses nothing', async () => {
  expect(dues(incident)).toEqual(all('11-27T18:00'));
  await change(holiday('11-27'));
  expect(dues(await now())).toEqual(all('11-30T18:00'));
  await startAnew();
  expect(dues(await now())).toEqual(all('11-30T18:00'));

  // It was due on Friday, and is not.
  site.clock.advance(at('11-27T19:00') - site.clock());
  await site.app.clocks.look();
  expect((await now()).clock?.stepsSaid).toBe(0);

  await change(holiday('11-30'));
  await startAnew();
  expect(dues(await now())).toEqual(all('12-01T18:00'));
  await change({ clearedDays: ['2026-11-30'] });
  expect(dues(await now())).toEqual(all('11-30T18:00'));

  await site.app[Symbol.asyncDispose]();
  site.clock.advance(at('11-30T18:01') - site.clock());
  site = await openTestApp({ folder: site.folder, clock: site.clock });
  await site.app.clocks.look();
  const { clock, assignments } = await now();
  expect([clock?.stepsSaid, assignments.find(({ role }) => role === 'assist')?.clock?.stepsSaid]).toEqual([2, 2]);
  const kinds = (await (await asDeputy()).ask('GET /api/notices')).body.map(({ kind }: { kind: string }) => kind);
  expect(kinds.filter((kind: string) => kind === 'overdue')).toHaveLength(2);
});

test('the log says that the calendar moved it, and what it does not touch is not written again', async () => {
  const lines = async () => (await (await asDeputy()).ask(`GET /api/incidents/${incident.id}/log`)).body.lines;
  const before = (await lines()).length;
  await change(holiday('12-24'));
  expect(await lines()).toHaveLength(before);
  await change(holiday('11-27'));
  expect((await lines()).slice(before)).toMatchObject([{ act: 'clock.moved', about: 'handle' }]);
});

test('what was suspended goes on with what was left, by the calendar of the day', async () => {
  const acts = `POST /api/incidents/${incident.id}/acts`;
  await (await site.as('operator')).ask(acts, { act: 'suspend', note: '等待资料' });
  await change(holiday('11-27'));
  await startAnew();
  await (await asDeputy()).ask(acts, { act: 'resume' });
  const resumed = await now();
  expect(dues(resumed)).toEqual(all('11-30T18:00'));
  // Eleven hours and twelve minutes are four fifths of the limit.
  expect(resumed.clock?.stepsAtMs[0]).toBe(at('11-30T15:12'));
});

test('shorter office hours make a shorter working day, and a limit in hours longer', async () => {
  await change({ officeHours: [{ from: '09:00', to: '12:00' }] });
  // Fourteen hours, of which today has two, and every working day from now on three.
  expect((await now()).clock?.dueAtMs).toBe(at('12-02T12:00'));
});
