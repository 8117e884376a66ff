/** Incidents over the whole server: from the report through units, a return, supervision and a check to the close. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Incident } from '../../../config/contract/incident.ts';
import type { Colleague } from '../../../config/contract/person.ts';
import type { Grid } from '../../../config/contract/place.ts';
import type { Unit } from '../../../config/contract/unit.ts';
import { addPerson, type Caller, openTestApp, STRONG, type TestApp } from '../open-test-app.ts';

let site: TestApp;
let operator: Caller;
let supervisor: Caller;
let police: Caller;
let patrol: Caller;
let member: Caller;
let community: Caller;
let units: Map<string, string>;

beforeEach(async () => {
  // Clocks are moved by days; nobody is to be signed out by that.
  const sessions = { idleSignOutMs: minutes(60 * 24 * 30), sessionMaxMs: minutes(60 * 24 * 30) };
  site = await openTestApp({ settings: { accounts: sessions } });
  const accounts = ['operator', 'supervisor', 'police', 'patrol', 'gridmember', 'community'];
  [operator, supervisor, police, patrol, member, community] = (await Promise.all(
    accounts.map((account) => site.signIn(account)),
  )) as [Caller, Caller, Caller, Caller, Caller, Caller];
  const { body } = await operator.ask('GET /api/units');
  units = new Map(body.map(({ name, id }: Unit) => [name, id]));
});
afterEach(() => site[Symbol.asyncDispose]());

const IN_GRID_1 = { longitude: 113.3165, latitude: 23.093 };
const act = (who: Caller, { id }: Pick<Incident, 'id'>, what: object) =>
  who.ask(`POST /api/incidents/${id}/acts`, what);
const report = async (who: Caller, what: object = {}): Promise<Incident> =>
  (await who.ask('POST /api/incidents', { title: '路口有人聚集', position: IN_GRID_1, ...what })).body;
const unit = (name: string) => units.get(name) ?? name;
const personId = async (name: string): Promise<string> => {
  const { body } = await operator.ask('GET /api/colleagues');
  return body.find((each: Colleague) => each.name === name)?.personId ?? name;
};
const dispatched = async (leadUnitIds: string[], what: object = {}): Promise<Incident> => {
  const incident = await report(operator, what);
  await act(operator, incident, { act: 'file' });
  return (await act(operator, incident, { act: 'dispatch', leadUnitIds })).body;
};
const minutes = (count: number) => count * 60_000;
const noticesOf = async (who: Caller): Promise<{ kind: string; incidentId: string; id: string }[]> =>
  (await who.ask('GET /api/notices')).body;

const TOLD_OF_CHANGES = ['levelChanged', 'suspended', 'resumed', 'extended', 'reopened'];

test('it goes from a grid member through two units, a return, a supervision order and a check to its close', async () => {
  const incident = await report(member, { source: 'gridMember' });
  expect(incident).toMatchObject({ state: 'reported', community: '滨江社区', clock: { stage: 'accept' } });
  const asked = await act(operator, incident, { act: 'verify', personIds: [await personId('演示社区干部')] });
  expect(asked.body).toMatchObject({ state: 'verifying' });
  const looked = await act(community, incident, { act: 'verified', isSo: true, note: '属实' });
  expect(looked.body).toMatchObject({ state: 'reported', findings: [{ kind: 'verify', isSo: true }], spotTask: null });
  await act(operator, incident, { act: 'file', level: 'larger' });
  await act(operator, incident, { act: 'dispatch', leadUnitIds: [unit('派出所')], note: '请处置' });
  const returned = await act(police, incident, { act: 'return', note: '非本单位职责' });
  expect(returned.body).toMatchObject({ state: 'filed', returnCount: 1 });
  await act(operator, incident, {
    act: 'dispatch',
    leadUnitIds: [unit('城管执法队')],
    assistUnitIds: [unit('派出所')],
  });
  await act(patrol, incident, { act: 'accept' });
  await act(supervisor, incident, { act: 'supervise', note: '请加快' });
  const [order] = (await act(police, incident, { act: 'accept' })).body.supervisions;
  expect(order).toMatchObject({ unitName: '城管执法队', reason: '请加快' });
  await act(patrol, incident, { act: 'reply', supervisionId: order.id, note: '正在处置' });
  await act(patrol, incident, { act: 'arrive', position: IN_GRID_1 });
  await act(patrol, incident, { act: 'finish', note: '已劝离' });
  await act(operator, incident, { act: 'check' });
  await act(member, incident, { act: 'checked', isSo: true, note: '现场已恢复' });
  const closed = await act(operator, incident, { act: 'close', note: '已办结' });
  expect(closed.body).toMatchObject({ state: 'closed', level: 'larger', clock: null, closer: { name: '演示值班员' } });

  const { lines } = (await operator.ask(`GET /api/incidents/${incident.id}/log`)).body;
  expect(lines.map(({ act }: { act: string }) => act)).toEqual([
    ...['report', 'verify', 'verified', 'file', 'dispatch', 'return', 'dispatch', 'accept', 'supervise', 'accept'],
    ...['reply', 'arrive', 'finish', 'check', 'checked', 'close'],
  ]);
});

test('who reported it is not asked whether it is so, nor who handled it whether it is done', async () => {
  const incident = await report(member, { source: 'gridMember' });
  const byName = (name: string) => personId(name).then((id) => ({ personIds: [id] }));
  expect((await act(operator, incident, { act: 'verify' })).body).toMatchObject({ code: 'GRID_WITHOUT_MEMBER' });
  const own = await act(operator, incident, { act: 'verify', ...(await byName('演示网格员')) });
  expect(own.body).toMatchObject({ code: 'SPOT_TASK_OF_PARTY', detail: { name: '演示网格员' } });
  await act(operator, incident, { act: 'file' });
  await act(operator, incident, { act: 'dispatch', leadUnitIds: [unit('派出所')] });
  await act(police, incident, { act: 'accept' });
  await act(police, incident, { act: 'finish', note: '已处置' });
  const handled = await act(operator, incident, { act: 'check', ...(await byName('演示民警')) });
  expect(handled.body).toMatchObject({ code: 'SPOT_TASK_OF_PARTY', detail: { name: '演示民警' } });
  await act(operator, incident, { act: 'check' });
  const said = { act: 'checked', isSo: true, note: '已恢复' };
  for (const other of [police, community]) {
    expect((await act(other, incident, said)).body).toMatchObject({ code: 'NOT_ALLOWED' });
  }
  expect((await act(member, incident, said)).body).toMatchObject({ state: 'handled', findings: [{ kind: 'check' }] });
});

test('of two units that accept at once one leads, and the other is told who', async () => {
  const incident = await dispatched([unit('派出所'), unit('城管执法队')]);
  const answers = await Promise.all([police, patrol].map((who) => act(who, incident, { act: 'accept' })));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const won = answers.find(({ status }) => status === 200)?.body as Incident;
  const winner = won.assignments.find(({ state }) => state === 'accepted')?.unitName;
  const late = answers.find(({ status }) => status === 409)?.body;
  expect(late).toEqual({ code: 'INCIDENT_TAKEN', detail: { number: incident.number, unit: winner } });
});

test('a hundred reports at once are all there, each with a number of its own', async () => {
  await Promise.all(Array.from({ length: 100 }, (_, nth) => report(operator, { title: `第${nth}起` })));
  const { body } = await operator.ask('GET /api/incidents');
  expect(new Set(body.map(({ number }: Incident) => number)).size).toBe(100);
});

test('what a phone sends twice is one incident', async () => {
  const incidentId = '0193c3e0-0000-7000-8000-000000000001';
  const [one, other] = [await report(member, { incidentId }), await report(member, { incidentId })];
  expect([one.id, other.id]).toEqual([incidentId, incidentId]);
  expect((await operator.ask('GET /api/incidents')).body).toHaveLength(1);
});

test('who has nothing to do with it does not see it', async () => {
  const incident = await report(operator, { position: { longitude: 113.325, latitude: 23.097 } });
  for (const stranger of [police, patrol, member]) {
    expect((await stranger.ask('GET /api/incidents')).body).toEqual([]);
    expect((await act(stranger, incident, { act: 'remark', note: '?' })).body.code).toBe('INCIDENT_NOT_FOUND');
    expect((await stranger.ask(`GET /api/incidents/${incident.id}/log`)).status).toBe(404);
  }
});

test('a confidential case is seen by those in it and by whoever leads', async () => {
  await report(supervisor, { confidential: true });
  const counts = await Promise.all(
    [operator, member, supervisor].map(async (who) => (await who.ask('GET /api/incidents')).body.length),
  );
  expect(counts).toEqual([0, 0, 1]);
});

test('a conference calls whoever has it in hand and whoever leads, and where it is stands in the log', async () => {
  const incident = await dispatched([unit('派出所'), unit('城管执法队')]);
  await act(police, incident, { act: 'accept' });
  expect((await act(operator, incident, { act: 'confer', place: ' ' })).status).toBe(400);
  expect((await act(police, incident, { act: 'confer', place: '二楼' })).status).toBe(403);
  const place = 'https://meet.example/42';
  expect((await act(operator, incident, { act: 'confer', place, note: '研究处置办法' })).status).toBe(200);
  const calls = async (who: Caller) => (await noticesOf(who)).filter(({ kind }) => kind === 'conference');
  for (const who of [police, supervisor]) {
    expect(await calls(who)).toMatchObject([{ about: place, note: '研究处置办法', readAtMs: null }]);
  }
  // Whoever was relieved of it is not called.
  expect(await calls(patrol)).toEqual([]);
  const { lines } = (await operator.ask(`GET /api/incidents/${incident.id}/log`)).body;
  expect(lines.at(-1)).toMatchObject({ act: 'confer', about: place });
});

test('backup that a unit asks for is told at the desk, stands in the log, and is answered by a unit that assists', async () => {
  const incident = await dispatched([unit('派出所')]);
  const ask = { act: 'askBackup', note: '人手不足', position: IN_GRID_1 };
  expect((await act(police, incident, ask)).status).toBe(409);
  await act(police, incident, { act: 'accept' });
  expect((await act(patrol, incident, ask)).status).toBe(404);
  expect((await act(police, incident, ask)).body).toMatchObject({ state: 'handling', last: ask });
  const told = (await noticesOf(operator)).filter(({ kind }) => kind === 'backup');
  expect(told).toMatchObject([{ incidentId: incident.id, about: '派出所', note: '人手不足' }]);
  await act(operator, incident, { act: 'addUnits', assistUnitIds: [unit('城管执法队')] });
  expect((await noticesOf(patrol)).map(({ kind }) => kind)).toContain('assigned');
  const { lines } = (await operator.ask(`GET /api/incidents/${incident.id}/log`)).body;
  expect(lines.slice(-2).map(({ act }: { act: string }) => act)).toEqual(['askBackup', 'addUnits']);
});

test('a word points at a stretch of a camera’s recording, which stands in the log with it', async () => {
  const incident = await report(operator);
  const [camera] = (await operator.ask('GET /api/cameras')).body;
  const clip = { cameraId: camera.id, fromMs: 1_000, toMs: 61_000 };
  const said = (changes: object) =>
    act(operator, incident, { act: 'remark', note: '见录像', clip: { ...clip, ...changes } });
  expect((await said({ toMs: 1_000 })).body).toMatchObject({ code: 'INVALID_REQUEST' });
  expect((await said({ cameraId: 'none' })).body).toMatchObject({ code: 'CAMERA_NOT_FOUND' });
  expect((await said({})).status).toBe(200);
  await act(operator, incident, { act: 'remark', note: '没有录像' });
  const { lines } = (await operator.ask(`GET /api/incidents/${incident.id}/log`)).body;
  expect(lines.slice(-2).map(({ note, clip }: { note: string; clip?: object }) => [note, clip])).toEqual([
    ['见录像', clip],
    ['没有录像', undefined],
  ]);
});

test('nobody is told of a confidential case who may not see it', async () => {
  const incident = await report(supervisor, { confidential: true });
  await act(supervisor, incident, { act: 'file' });
  await act(supervisor, incident, { act: 'dispatch', leadUnitIds: [unit('派出所')] });
  site.clock.advance(minutes(61));
  await site.app.clocks.look();
  expect([await noticesOf(operator), await noticesOf(police)]).toEqual([[], []]);
  expect((await noticesOf(supervisor)).map(({ kind }) => kind)).toContain('escalated');
});

test('a report from outside the street is refused with how far it is, and nothing is kept', async () => {
  const refused = await operator.ask('POST /api/incidents', {
    title: '外面',
    position: { longitude: 113.4, latitude: 23.2 },
  });
  expect(refused).toMatchObject({ status: 422, body: { code: 'INCIDENT_OUTSIDE_STREET' } });
  expect((await operator.ask('GET /api/incidents')).body).toEqual([]);
});

test('a governance grid is no place for a report: it lies in the base grid, and is laid over it', async () => {
  const grids: Grid[] = (await operator.ask('GET /api/grids')).body;
  const over = grids.find(({ kind }) => kind === 'governance');
  const body = { title: '路口积水', gridId: over?.id };
  expect((await operator.ask('POST /api/incidents', body)).body).toMatchObject({ code: 'GRID_NOT_FOUND' });
  const gridId = over?.baseGridIds[0];
  const reported = (await operator.ask('POST /api/incidents', { ...body, gridId })).body;
  expect(reported).toMatchObject({ gridId, scope: { belonging: { gridIds: expect.arrayContaining([over?.id]) } } });
});

test('a clock warns, is over, goes up and becomes a supervision order', async () => {
  const { id } = await dispatched([unit('派出所')]);
  const kinds = async (who: Caller) => (await noticesOf(who)).map(({ kind }) => kind);
  site.clock.advance(minutes(24));
  await site.app.clocks.look();
  expect(await kinds(police)).toContain('warned');
  site.clock.advance(minutes(6));
  await site.app.clocks.look();
  expect(await kinds(operator)).toContain('overdue');
  site.clock.advance(minutes(15));
  await site.app.clocks.look();
  expect(await kinds(supervisor)).toContain('escalated');
  site.clock.advance(minutes(15));
  await site.app.clocks.look();
  const [incident] = (await operator.ask('GET /api/incidents')).body;
  expect(incident).toMatchObject({ id, supervisions: [{ by: null, unitName: '派出所' }] });
});

test('a unit that assists has clocks of its own: to sign, and then to handle', async () => {
  const incident = await report(operator);
  await act(operator, incident, { act: 'file' });
  const parts = { leadUnitIds: [unit('城管执法队')], assistUnitIds: [unit('派出所')] };
  const { body: sent } = await act(operator, incident, { act: 'dispatch', ...parts });
  const helping = ({ assignments }: Incident) => assignments.find(({ role }) => role === 'assist');
  expect(sent.assignments).toMatchObject([{ clock: null }, { clock: { stage: 'sign', stepsSaid: 0 } }]);
  await act(patrol, incident, { act: 'accept' });
  const told = async (who: Caller) =>
    (await who.ask('GET /api/notices')).body
      .filter(({ note }: { note: string }) => note === '派出所')
      .map(({ kind, about }: { kind: string; about: string }) => `${kind} ${about}`);
  const later = async (count: number) => {
    site.clock.advance(minutes(count));
    await site.app.clocks.look();
  };
  await later(24);
  expect(await told(police)).toEqual(['warned sign']);
  await later(6);
  expect(await told(operator)).toEqual(['overdue sign']);
  await later(15);
  expect(await told(supervisor)).toContain('escalated sign');
  await later(15);
  const [now] = (await operator.ask('GET /api/incidents')).body;
  expect(now).toMatchObject({ supervisions: [{ by: null, unitName: '派出所' }], clock: { stage: 'handle' } });
  const { lines } = (await operator.ask(`GET /api/incidents/${incident.id}/log`)).body;
  expect(lines.at(-1)).toMatchObject({ act: 'clock.supervised', unitName: '派出所', about: 'sign' });
  expect(await told(patrol)).toEqual([]);

  const { body: taken } = await act(police, incident, { act: 'accept' });
  const handling = helping(taken)?.clock;
  expect(handling).toMatchObject({ stage: 'handle', standsWithMs: null });
  expect((handling?.dueAtMs ?? 0) - site.clock()).toBe(minutes(60 * 24));
  await act(operator, incident, { act: 'suspend', note: '等待资料' });
  await later(60 * 24 * 3);
  const { body: resumed } = await act(operator, incident, { act: 'resume' });
  expect((helping(resumed)?.clock?.dueAtMs ?? 0) - site.clock()).toBe(minutes(60 * 24));
  const more = { act: 'extend', by: { amount: 1, unit: 'hour' }, note: '路远' };
  const { body: extended } = await act(supervisor, incident, more);
  expect((helping(extended)?.clock?.dueAtMs ?? 0) - site.clock()).toBe(minutes(60 * 25));
  // While the result is checked nobody can do their part, and whoever is done is waited for no more.
  await act(patrol, incident, { act: 'finish', note: '已处置' });
  const [handled] = (await operator.ask('GET /api/incidents')).body;
  expect(helping(handled)?.clock?.standsWithMs).toBe(minutes(60 * 25));
  await act(operator, incident, { act: 'rework', note: '不到位' });
  const { body: done } = await act(police, incident, { act: 'finish', note: '已协助' });
  expect(helping(done)).toMatchObject({ state: 'done', clock: null });
});

test('a deadline that passed while nobody looked is said when somebody does', async () => {
  await dispatched([unit('派出所')]);
  site.clock.advance(minutes(60 * 24 * 9));
  await site.app.clocks.look();
  const said = (await noticesOf(supervisor)).map(({ kind }) => kind);
  expect(said).toEqual(expect.arrayContaining(['escalated', 'overdue']));
});

test('suspended it is not overdue, and goes on with what was left', async () => {
  const incident = await dispatched([unit('派出所')]);
  site.clock.advance(minutes(10));
  await act(operator, incident, { act: 'suspend', note: '等待资料' });
  site.clock.advance(minutes(600));
  const resumed: Incident = (await act(operator, incident, { act: 'resume' })).body;
  expect(resumed.state).toBe('dispatched');
  expect((resumed.clock?.dueAtMs ?? 0) - site.clock()).toBe(minutes(20));
});

test('extended, it is warned of anew, and says nothing twice', async () => {
  const incident = await dispatched([unit('派出所')]);
  site.clock.advance(minutes(31));
  await site.app.clocks.look();
  const refused = await act(operator, incident, { act: 'extend', by: { amount: 1, unit: 'hour' }, note: '路远' });
  expect(refused.body.code).toBe('NOT_ALLOWED');
  const more = { act: 'extend', by: { amount: 1, unit: 'hour' }, note: '路远' };
  const extended: Incident = (await act(supervisor, incident, more)).body;
  expect((extended.clock?.dueAtMs ?? 0) - site.clock()).toBe(minutes(60));
  expect(extended).toMatchObject({ extensionCount: 1, clock: { stepsSaid: 0 } });
  await site.app.clocks.look();
  const overdue = (await noticesOf(operator)).filter(({ kind }) => kind === 'overdue');
  expect(overdue).toHaveLength(1);
});

test('the log tells what reached somebody at the desk from what reached their phone', async () => {
  const incident = await dispatched([unit('派出所')]);
  const log = async () => (await operator.ask(`GET /api/incidents/${incident.id}/log`)).body.notices[0];
  const noticeIds = (await noticesOf(police)).map(({ id }) => id);
  await police.ask('POST /api/notices/delivered', { noticeIds, channel: 'phone' });
  expect(await log()).toMatchObject({ deliveredAtMs: null, onPhoneAtMs: site.clock() });
  site.clock.advance(minutes(1));
  await police.ask('POST /api/notices/delivered', { noticeIds, channel: 'console' });
  expect(await log()).toMatchObject({ deliveredAtMs: site.clock(), onPhoneAtMs: site.clock() - minutes(1) });
});

test('a notice that nobody reads in time goes up, and one that was read does not', async () => {
  await dispatched([unit('派出所')]);
  await dispatched([unit('城管执法队')]);
  const [own] = await noticesOf(patrol);
  await patrol.ask(`POST /api/notices/${own?.id}/read`);
  site.clock.advance(minutes(11));
  await site.app.clocks.look();
  const up = (await noticesOf(supervisor)).filter(({ kind }) => kind === 'unread');
  expect(up).toMatchObject([{ about: '演示民警' }]);
  expect((await police.ask(`POST /api/notices/${own?.id}/read`)).body.code).toBe('NOTICE_NOT_FOUND');
});

test('what one of a unit has seen, or has taken, does not go up for the others', async () => {
  const admin = await site.as('admin');
  await addPerson(admin, { account: 'officer2', name: '第二民警', role: 'unitOfficer', unit: '派出所' });
  const [taken, seen, left] = [
    await dispatched([unit('派出所')]),
    await dispatched([unit('派出所')]),
    await dispatched([unit('派出所')]),
  ];
  await act(police, taken, { act: 'accept' });
  for (const { id } of (await noticesOf(police)).filter(({ incidentId }) => incidentId === seen.id)) {
    await police.ask(`POST /api/notices/${id}/read`);
  }
  site.clock.advance(minutes(11));
  await site.app.clocks.look();
  const up = (await noticesOf(supervisor)).filter(({ kind }) => kind === 'unread');
  expect(up.map(({ incidentId }) => incidentId)).toEqual([left.id, left.id]);
});

test('what one unit has read still goes up for the others that were told in the same act', async () => {
  await dispatched([unit('派出所'), unit('城管执法队')]);
  const [own] = await noticesOf(patrol);
  await patrol.ask(`POST /api/notices/${own?.id}/read`);
  site.clock.advance(minutes(11));
  await site.app.clocks.look();
  const up = (await noticesOf(supervisor)).filter(({ kind }) => kind === 'unread');
  expect(up).toMatchObject([{ about: '演示民警' }]);
});

test('whoever has it in hand is told of its level and its time, whoever leads of its level, and the desk that it is open again', async () => {
  const admin = await site.as('admin');
  await addPerson(admin, { account: 'deputy', name: '副班长', role: 'supervisor' });
  const deputy = await site.signIn('deputy', STRONG);
  const incident = await dispatched([unit('派出所'), unit('城管执法队')]);
  await act(police, incident, { act: 'accept' });
  await act(operator, incident, { act: 'escalate', level: 'major', note: '有人受伤' });
  await act(operator, incident, { act: 'suspend', note: '等待资料' });
  await act(operator, incident, { act: 'resume' });
  await act(supervisor, incident, { act: 'extend', by: { amount: 1, unit: 'hour' }, note: '路远' });
  const told = async (who: Caller) =>
    (await noticesOf(who))
      .map(({ kind }) => kind)
      .filter((kind) => TOLD_OF_CHANGES.includes(kind))
      .toSorted();
  expect(await told(police)).toEqual(['extended', 'levelChanged', 'resumed', 'suspended']);
  expect(await told(patrol)).toEqual([]);
  expect(await told(deputy)).toEqual(['levelChanged']);
  await act(police, incident, { act: 'finish', note: '已处置' });
  await act(operator, incident, { act: 'close', note: '已办结' });
  await act(supervisor, incident, { act: 'reopen', note: '再次反映' });
  expect(await told(operator)).toEqual(['reopened']);
  expect(await told(police)).not.toContain('reopened');
});

test('a return that nobody at the desk reads goes up', async () => {
  const incident = await dispatched([unit('派出所')]);
  await act(police, incident, { act: 'return', note: '不属本单位职责' });
  site.clock.advance(minutes(11));
  await site.app.clocks.look();
  const up = (await noticesOf(supervisor)).filter(({ kind }) => kind === 'unread');
  expect(new Set(up.map(({ incidentId }) => incidentId))).toEqual(new Set([incident.id]));
});

test('an auditor and a big screen look on, and write nothing', async () => {
  const admin = await site.as('admin');
  await addPerson(admin, { account: 'hall', name: '大屏', role: 'screen' });
  const incident = await report(operator);
  for (const who of [await site.signIn('auditor'), await site.signIn('hall', STRONG)]) {
    expect((await act(who, incident, { act: 'remark', note: '看过' })).body.code).toBe('NOT_ALLOWED');
  }
});

test('a deadline that passed while the server was down is said when it is there again', async () => {
  const { id } = await dispatched([unit('派出所')]);
  await addPerson(await site.as('admin'), { account: 'deputy', name: '副班长', role: 'supervisor' });
  await site.app[Symbol.asyncDispose]();
  const { clock, folder } = site;
  clock.advance(minutes(24 * 60));
  site = await openTestApp({ folder, clock });
  await site.app.clocks.look();
  const said = (await noticesOf(await site.signIn('deputy', STRONG))).filter(({ incidentId }) => incidentId === id);
  expect(said.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['overdue', 'escalated']));
});

test('a unit without people says so at the desk', async () => {
  await dispatched([unit('司法所')]);
  expect(await noticesOf(supervisor)).toMatchObject([{ kind: 'nobody', about: '司法所' }]);
});

test('merged, the other takes its place; split, a part goes its own way', async () => {
  const [one, other] = [await report(operator), await report(operator)];
  const merged = await act(operator, one, { act: 'merge', intoIncidentId: other.id });
  expect(merged.body).toMatchObject({ state: 'merged', mergedInto: { number: other.number } });
  await act(operator, other, { act: 'split', title: '另一件事' });
  const { body } = await operator.ask('GET /api/incidents');
  expect(body.find(({ title }: Incident) => title === '另一件事')).toMatchObject({
    state: 'reported',
    splitFrom: { number: other.number },
  });
});

test('of a confidential case that is merged into an open one, only its number is said', async () => {
  const [secret, other] = [await report(supervisor, { title: '某某被打', confidential: true }), await report(operator)];
  const seen: string[] = [];
  (await operator.connect()).on('committed', (entry) => seen.push(JSON.stringify(entry)));
  await act(supervisor, secret, { act: 'merge', intoIncidentId: other.id });
  const { lines } = (await operator.ask(`GET /api/incidents/${other.id}/log`)).body;
  expect(lines.at(-1)).toMatchObject({ act: 'takeIn', about: secret.number, note: '' });
  await act(operator, other, { act: 'remark', note: '已知悉' });
  await expect.poll(() => seen.join('')).toContain('已知悉');
  expect(seen.join('')).not.toContain('某某被打');
  expect(JSON.stringify((await operator.ask('GET /api/incidents')).body)).not.toContain('某某被打');
});

test('who was let into a confidential case sees the part that is split off it', async () => {
  const secret = await report(supervisor, { confidential: true });
  const personIds = [await personId('演示值班员')];
  await act(supervisor, secret, { act: 'confide', confidential: true, personIds, note: '涉及隐私' });
  await act(supervisor, secret, { act: 'split', title: '另案处理' });
  const titles = (await operator.ask('GET /api/incidents')).body.map(({ title }: Incident) => title);
  expect(titles.toSorted()).toEqual(['另案处理', '路口有人聚集'].toSorted());
});

test('only the desk acts for a unit that is not one’s own', async () => {
  const incident = await dispatched([unit('派出所'), unit('城管执法队')]);
  const refused = await act(patrol, incident, { act: 'accept', unitId: unit('派出所') });
  expect(refused).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
  const told = await act(operator, incident, { act: 'accept', unitId: unit('派出所') });
  expect(told.body.last).toMatchObject({ act: 'accept', unitName: '派出所', by: { name: '演示值班员' } });
});

test('what reaches one unit live does not reach another', async () => {
  const admin = await site.as('admin');
  await addPerson(admin, { account: 'judge', name: '李四', role: 'unitOfficer', unit: '司法所' });
  const judge = await (await site.signIn('judge', STRONG)).connect();
  const seen: string[] = [];
  judge.on('committed', (entry) => seen.push(entry.kind));
  const officer = await police.connect();
  const heardByPolice = new Promise((resolve) => {
    officer.on('committed', (entry) => entry.kind === 'incident' && resolve(entry.body.state));
  });
  await dispatched([unit('派出所')]);
  expect(await heardByPolice).toBe('dispatched');
  expect(seen).toEqual([]);
});

test('a unit that is renamed takes its people along', async () => {
  const admin = await site.as('admin');
  await admin.ask(`PATCH /api/units/${unit('派出所')}`, { name: '东区派出所' });
  const { body } = await admin.ask('GET /api/people');
  expect(body.find(({ account }: { account: string }) => account === 'police')).toMatchObject({ unit: '东区派出所' });
  expect((await admin.ask('POST /api/units', { name: '城管科', kind: 'member' })).body.code).toBe('UNIT_NAME_TAKEN');
});
