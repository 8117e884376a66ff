/** The roster and its hand-overs on a whole server: who sees and puts up which shift, what is handed over to whom, and what is late. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Alert } from '../../../config/contract/alert.ts';
import type { Incident } from '../../../config/contract/incident.ts';
import type { HandoverView, RosterShift } from '../../../config/contract/roster.ts';
import type { Unit } from '../../../config/contract/unit.ts';
import { type Caller, heard, openTestApp, type TestApp } from '../open-test-app.ts';

const HOUR_MS = 3_600_000;
/** The site's clock stands at nine in the morning there; the demo's day shift is from eight to eight. */
let site: TestApp;
let supervisor: Caller;
let operator: Caller;
let police: Caller;
let patrol: Caller;
let nowMs: number;

beforeEach(async () => {
  site = await openTestApp();
  nowMs = site.clock();
  await signInAll();
});
afterEach(() => site[Symbol.asyncDispose]());

async function signInAll(): Promise<void> {
  [supervisor, operator, police, patrol] = (await Promise.all(
    ['supervisor', 'operator', 'police', 'patrol'].map((account) => site.signIn(account)),
  )) as [Caller, Caller, Caller, Caller];
}

/** Sessions do not outlive so many hours. */
async function later(ms: number): Promise<void> {
  site.clock.advance(ms);
  await signInAll();
}

const rosterOf = async (who: Caller, days = 2): Promise<RosterShift[]> =>
  (await who.ask(`GET /api/roster?fromMs=${nowMs}&toMs=${nowMs + days * 24 * HOUR_MS}`)).body.shifts;
const namesOf = (shifts: RosterShift[]) => shifts.map(({ name, leader }) => `${name} ${leader.name}`);
const roomShifts = async () => (await rosterOf(operator)).filter(({ unitId }) => unitId === null);
const handoverOf = async (who: Caller, { id }: { id: string }): Promise<HandoverView> =>
  (await who.ask(`GET /api/roster/shifts/${id}/handover`)).body;
const hand = (who: Caller, { id }: { id: string }, what: object) =>
  who.ask(`POST /api/roster/shifts/${id}/handover`, what);
const WORDS = { orders: '区里要求加强夜市巡查', visits: '', lent: '对讲机 2 号', focus: '天桥积水' };
const alertsOf = async (who: Caller): Promise<Alert[]> =>
  ((await who.ask('GET /api/alerts')).body as Alert[]).filter(({ kind }) => kind === 'handoverUnsigned');
const shiftAt = async (fromMs: number, more: object = {}) => {
  const people = (await supervisor.ask('GET /api/roster/people')).body;
  const { personId } = people.find(({ name }: { name: string }) => name === '演示值班员');
  const shift = { unitId: null, name: '临时班', fromMs, toMs: fromMs + 8 * HOUR_MS };
  return { ...shift, leaderId: personId, personIds: [], place: '', focus: '', ...more };
};
const unitNamed = async (name: string): Promise<Unit> =>
  ((await operator.ask('GET /api/units')).body as Unit[]).find((unit) => unit.name === name) as Unit;

test('the command room’s shifts are for everybody who may know who is on duty, a unit’s for the unit', async () => {
  expect(namesOf(await rosterOf(operator, 1)).toSorted()).toEqual([
    '值班 演示民警',
    '值班 演示民警',
    '夜班 演示城管队员',
    '白班 演示值班长',
    '白班 演示值班长',
  ]);
  expect(namesOf(await rosterOf(police, 1))).toContain('值班 演示民警');
  expect(namesOf(await rosterOf(patrol, 1))).toEqual(['白班 演示值班长', '夜班 演示城管队员', '白班 演示值班长']);
  const tooLong = `GET /api/roster?fromMs=0&toMs=${nowMs}`;
  expect(await operator.ask(tooLong)).toMatchObject({ status: 400, body: { detail: { field: 'toMs' } } });
});

test('shifts are put up all or none, by who may, and told to whoever looks on', async () => {
  const far = nowMs + 40 * 24 * HOUR_MS;
  const good = await shiftAt(far);
  expect((await operator.ask('POST /api/roster/shifts', { shifts: [good] })).status).toBe(403);
  const overlapping = await shiftAt(far + HOUR_MS, { name: '重叠班' });
  const refused = await supervisor.ask('POST /api/roster/shifts', { shifts: [good, overlapping] });
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'SHIFT_OVERLAPS', detail: { name: '重叠班', other: '临时班', otherFromMs: far } },
  });
  const wrong: [object, string][] = [
    [{ toMs: far }, 'SHIFT_TIME_WRONG'],
    [{ personIds: [good.leaderId] }, 'PERSON_TWICE_IN_SHIFT'],
    [{ personIds: ['nobody'] }, 'PERSON_NOT_FOUND'],
    [{ unitId: 'nothing' }, 'UNIT_NOT_FOUND'],
  ];
  for (const [changed, code] of wrong) {
    const answer = await supervisor.ask('POST /api/roster/shifts', { shifts: [{ ...good, ...changed }] });
    expect(answer.body.code).toBe(code);
  }
  const told = heard(await operator.connect(), 'committed');
  const { body: added } = await supervisor.ask('POST /api/roster/shifts', { shifts: [good] });
  expect(await told).toMatchObject({ kind: 'shift', subject: added[0].id, body: { name: '临时班' } });
});

test('a unit puts up its own roster with its own people, and nobody else’s', async () => {
  const [station, team] = [await unitNamed('派出所'), await unitNamed('城管执法队')];
  const { body: people } = await police.ask('GET /api/roster/people');
  expect(people.map(({ name }: { name: string }) => name)).toEqual(['演示民警']);
  const leaderId = people[0].personId;
  const shift = await shiftAt(nowMs + 40 * 24 * HOUR_MS, { leaderId });
  const ask = (unitId: string | null) => police.ask('POST /api/roster/shifts', { shifts: [{ ...shift, unitId }] });
  expect((await ask(null)).status).toBe(403);
  expect((await ask(team.id)).status).toBe(403);
  const { status, body } = await ask(station.id);
  expect(status).toBe(200);
  expect((await patrol.ask(`PATCH /api/roster/shifts/${body[0].id}`, { version: 1, name: '我的' })).status).toBe(404);
  expect((await police.ask(`GET /api/roster/shifts/${body[0].id}/handover`)).status).toBe(404);
});

test('a shift is changed and taken away by version, until its hand-over is there', async () => {
  const [, night] = await roomShifts();
  const change = (version: number, more: object) =>
    supervisor.ask(`PATCH /api/roster/shifts/${night?.id}`, { version, ...more });
  expect((await change(1, { focus: '看好夜市' })).body).toMatchObject({ version: 2, focus: '看好夜市', name: '夜班' });
  expect((await change(1, { focus: '迟了' })).body).toMatchObject({ code: 'SHIFT_CHANGED' });
  expect((await change(2, { fromMs: nowMs })).body).toMatchObject({
    code: 'SHIFT_OVERLAPS',
    detail: { other: '白班' },
  });
  const remove = (version: number) => supervisor.ask(`DELETE /api/roster/shifts/${night?.id}?version=${version}`);
  await hand(patrol, night as RosterShift, { act: 'save', version: 0, words: WORDS });
  expect((await remove(2)).body.code).toBe('SHIFT_SIGNED');
  const [day] = await roomShifts();
  expect((await supervisor.ask(`DELETE /api/roster/shifts/${day?.id}?version=1`)).status).toBe(200);
  expect((await roomShifts()).map(({ name }) => name)).not.toContain(day?.id);
  expect((await roomShifts())[0]?.name).toBe('夜班');
});

test('what is open is handed over as it was when it was signed, and each reader sees of it what is theirs', async () => {
  const [day, night] = (await roomShifts()) as [RosterShift, RosterShift];
  const report = async (who: Caller, title: string): Promise<Incident> =>
    (await who.ask('POST /api/incidents', { title })).body;
  const [open, secret] = [await report(operator, '路面塌陷'), await report(supervisor, '家事')];
  const act = async ({ id }: Incident, what: object) =>
    expect((await supervisor.ask(`POST /api/incidents/${id}/acts`, what)).status).toBe(200);
  await later(10.5 * HOUR_MS);
  const before = await handoverOf(operator, day);
  expect([before.state, before.next?.id, before.acts]).toEqual(['none', night.id, ['save', 'handOver']]);
  expect(before.open).toMatchObject({ openCount: 2, reportedCount: 2, alerts: [] });
  expect(before.open.incidents.map(({ title }) => title).toSorted()).toEqual(['家事', '路面塌陷'].toSorted());
  expect(before.open.cameras.length).toBeGreaterThan(0);

  expect((await hand(patrol, day, { act: 'handOver', version: 0, words: WORDS })).status).toBe(403);
  const signed = await hand(operator, day, { act: 'handOver', version: 0, words: WORDS, note: '平稳' });
  expect(signed.body).toMatchObject({ state: 'handedOver', words: WORDS, handedOver: { by: { name: '演示值班员' } } });
  const late = await hand(operator, day, { act: 'save', version: 0, words: WORDS });
  expect(late.body.code).toBe('HANDOVER_CHANGED');

  await act(secret, { act: 'confide', confidential: true, note: '涉及隐私' });
  await act(open, { act: 'file' });
  const titles = async (who: Caller) => (await handoverOf(who, day)).open.incidents.map(({ title }) => title);
  expect(await titles(supervisor)).toHaveLength(2);
  expect(await titles(operator)).toEqual(['路面塌陷']);
  expect((await handoverOf(operator, day)).open).toMatchObject({ openCount: 2, incidents: [{ state: 'reported' }] });
  expect(await titles(patrol)).toEqual([]);

  expect((await hand(police, day, { act: 'takeOver', version: 1 })).status).toBe(404);
  const { body: taken } = await hand(patrol, day, { act: 'takeOver', version: 1, note: '已清点' });
  expect(taken).toMatchObject({ state: 'takenOver', takenOver: { by: { name: '演示城管队员' }, note: '已清点' } });
  expect((await roomShifts())[0]?.handover).toBe('takenOver');
  const journal: { body: unknown }[] = (await (await site.as('auditor')).ask('GET /api/journal?kind=handover')).body;
  expect(journal).toHaveLength(2);
  expect(JSON.stringify(journal)).not.toContain('家事');
});

test('unsigned a quarter of an hour after its end it is an alert, once, until both have signed', async () => {
  const [day] = (await roomShifts()) as [RosterShift];
  await later(11 * HOUR_MS + 14 * 60_000);
  await site.app.clocks.look();
  expect(await alertsOf(operator)).toEqual([]);
  site.clock.advance(60_000);
  await site.app.clocks.look();
  await site.app.clocks.look();
  const [alert, ...others] = await alertsOf(operator);
  expect(others).toEqual([]);
  expect(alert).toMatchObject({
    level: 'warning',
    cause: { code: 'HANDOVER_UNSIGNED', detail: { shift: '白班', leader: '演示值班长', endedAtMs: day.toMs } },
  });
  await hand(supervisor, day, { act: 'handOver', version: 0, words: WORDS });
  expect((await alertsOf(operator))[0]?.recoveredAtMs).toBeNull();
  await hand(patrol, day, { act: 'takeOver', version: 1 });
  expect((await alertsOf(operator))[0]?.recoveredAtMs).toBe(site.clock());
});

test('an alert that somebody closed is not raised again for the same shift', async () => {
  await later(11.5 * HOUR_MS);
  await site.app.clocks.look();
  const [alert] = await alertsOf(operator);
  await operator.ask(`POST /api/alerts/${alert?.id}/close`, { result: 'confirmed' });
  await site.app.clocks.look();
  expect((await alertsOf(operator)).filter(({ state }) => state !== 'closed')).toEqual([]);
});
