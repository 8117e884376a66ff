/** A mediation from its registration to the follow-up visit, and whom it is hidden from: everybody who is not in it, everywhere. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Incident } from '../../../config/contract/incident.ts';
import type { Colleague } from '../../../config/contract/person.ts';
import { ROUTES } from '../../../config/contract/routes.ts';
import type { Unit } from '../../../config/contract/unit.ts';
import { addPerson, type Caller, heard, openTestApp, STRONG, type TestApp } from '../open-test-app.ts';
import { inDatabase } from '../test-database.ts';

const PARTIES = [
  { name: '赵甲方', phone: '13800001111', standing: 'applicant' },
  { name: '钱乙方', phone: '13900002222', standing: 'respondent' },
];
const SAID = '甲方称楼上漏水三个月';
const AGREED = '乙方十日内修好管道';
/** Nobody outside the mediation may ever read one of these. */
const PRIVATE = ['赵甲方', '13800001111', '钱乙方', '13900002222', SAID, AGREED, '乙方已修好'];
const SESSION = { act: 'session', day: '2026-11-24', place: '滨江社区调解室', said: SAID, result: 'agreed' };

let site: TestApp;
let admin: Caller;
let operator: Caller;
let supervisor: Caller;
let mediator: Caller;
let mediatorId: string;
let incident: Incident;

beforeEach(async () => {
  site = await openTestApp();
  [admin, operator, supervisor] = (await Promise.all(
    ['admin', 'operator', 'supervisor'].map((account) => site.signIn(account)),
  )) as [Caller, Caller, Caller];
  await addPerson(admin, { account: 'justice', name: '孙调解', role: 'unitOfficer', unit: '司法所' });
  mediator = await site.signIn('justice', STRONG);
  const colleagues: Colleague[] = (await operator.ask('GET /api/colleagues')).body;
  mediatorId = colleagues.find(({ name }) => name === '孙调解')?.personId ?? '';
  const position = { longitude: 113.3165, latitude: 23.093 };
  incident = (await operator.ask('POST /api/incidents', { title: '漏水纠纷', task: 'dispute', position })).body;
});
afterEach(() => site[Symbol.asyncDispose]());

const step = (who: Caller, what: object) => who.ask(`POST /api/incidents/${incident.id}/mediation`, what);
const look = (who: Caller) => who.ask(`GET /api/incidents/${incident.id}/mediation`);

/** Registered by the operator and brought to the visit after the agreement. */
async function mediate(): Promise<void> {
  await step(operator, { act: 'register', parties: PARTIES });
  await step(operator, { act: 'assign', version: 1, mediatorId });
  await step(mediator, { ...SESSION, version: 2 });
  await step(mediator, { act: 'agree', version: 3, text: AGREED, dueDay: '2026-12-04' });
  await step(mediator, { act: 'visit', version: 4, day: '2026-12-05', isKept: true, note: '乙方已修好' });
}

test('it goes from the registration over sessions to an agreement and a visit, each a line in the log', async () => {
  expect((await look(operator)).body).toMatchObject({ status: null, mediation: null, acts: ['register'] });
  await step(operator, { act: 'register', parties: PARTIES });
  await step(operator, { act: 'assign', version: 1, mediatorId });
  const early = await step(mediator, { act: 'agree', version: 2, text: AGREED, dueDay: '2026-12-04' });
  expect(early).toMatchObject({ status: 409, body: { code: 'MEDIATION_CANNOT_MOVE' } });
  await step(mediator, { ...SESSION, version: 2 });
  const late = await step(operator, { ...SESSION, version: 2 });
  expect(late).toMatchObject({ status: 409, body: { code: 'MEDIATION_CHANGED' } });
  await step(mediator, { act: 'agree', version: 3, text: AGREED, dueDay: '2026-12-04' });
  const unvisited = await step(mediator, { act: 'close', version: 4, note: '办结' });
  expect(unvisited.body.code).toBe('MEDIATION_NOT_VISITED');
  await step(mediator, { act: 'visit', version: 4, day: '2026-12-05', isKept: true, note: '乙方已修好' });
  const { body } = await step(mediator, { act: 'close', version: 5, note: '办结' });
  expect(body).toMatchObject({
    status: { state: 'closed', sessionCount: 1, visitCount: 1, dueDay: '2026-12-04', mediator: { name: '孙调解' } },
    mediation: { parties: PARTIES, sessions: [{ said: SAID }], agreement: { text: AGREED } },
    acts: [],
  });
  const { lines } = (await operator.ask(`GET /api/incidents/${incident.id}/log`)).body;
  expect(lines.map(({ act, about }: Incident['last']) => [act, about])).toEqual([
    ['report', ''],
    ['mediation.register', ''],
    ['mediation.assign', '孙调解'],
    ['mediation.session', ''],
    ['mediation.agree', '2026-12-04'],
    ['mediation.visit', ''],
    ['mediation.close', ''],
  ]);
});

test('only a dispute is mediated, and its incident is not closed before the mediation is', async () => {
  const { body: other } = await operator.ask('POST /api/incidents', { title: '井盖缺失', task: 'hazard' });
  const refused = await operator.ask(`POST /api/incidents/${other.id}/mediation`, {
    act: 'register',
    parties: PARTIES,
  });
  expect(refused).toMatchObject({ status: 409, body: { code: 'MEDIATION_NOT_DISPUTE' } });
  await mediate();
  const act = (what: object) => operator.ask(`POST /api/incidents/${incident.id}/acts`, what);
  await act({ act: 'file' });
  const units: Unit[] = (await operator.ask('GET /api/units')).body;
  await act({ act: 'dispatch', leadUnitIds: units.filter(({ name }) => name === '司法所').map(({ id }) => id) });
  await act({ act: 'accept' });
  await act({ act: 'finish', note: '已调解' });
  expect((await act({ act: 'close', note: '已办结' })).body.code).toBe('MEDIATION_OPEN');
  await step(mediator, { act: 'close', version: 5, note: '办结' });
  expect((await act({ act: 'close', note: '已办结' })).body).toMatchObject({ state: 'closed' });
});

test('while its mediation is open a dispute is not settled, cancelled or merged either; what failed holds up nothing', async () => {
  await step(operator, { act: 'register', parties: PARTIES });
  const act = (what: object) => operator.ask(`POST /api/incidents/${incident.id}/acts`, what);
  const { body: other } = await operator.ask('POST /api/incidents', { title: '同一漏水', task: 'dispute' });
  const settle = { act: 'settle', note: '已当场办结' };
  for (const what of [settle, { act: 'cancel', note: '误报' }, { act: 'merge', intoIncidentId: other.id }]) {
    expect(await act(what)).toMatchObject({ status: 409, body: { code: 'MEDIATION_OPEN' } });
  }
  await step(operator, { act: 'assign', version: 1, mediatorId });
  await step(mediator, { ...SESSION, version: 2, result: 'failed' });
  expect((await step(mediator, { act: 'fail', version: 3, note: '双方不愿再谈' })).status).toBe(200);
  expect((await act(settle)).body).toMatchObject({ state: 'closed' });
});

test('who leads sees it from the moment they accept, and no more once they gave it back', async () => {
  await step(operator, { act: 'register', parties: PARTIES });
  const police = await site.signIn('police');
  const act = (who: Caller, what: object) => who.ask(`POST /api/incidents/${incident.id}/acts`, what);
  await act(operator, { act: 'file' });
  const units: Unit[] = (await operator.ask('GET /api/units')).body;
  await act(operator, {
    act: 'dispatch',
    leadUnitIds: units.filter(({ name }) => name === '派出所').map(({ id }) => id),
  });
  expect((await look(police)).body).toMatchObject({ status: { state: 'registered' }, mediation: null, acts: [] });
  await act(police, { act: 'accept' });
  expect((await look(police)).body.mediation.parties).toEqual(PARTIES);
  await act(police, { act: 'return', note: '非本单位职责' });
  expect((await look(police)).body.mediation).toBeNull();
});

test('a step whose answer was lost is sent again with its id and taken once, whatever came meanwhile', async () => {
  await step(operator, { act: 'register', parties: PARTIES });
  await step(operator, { act: 'assign', version: 1, mediatorId });
  const session = { ...SESSION, version: 2, actId: randomUUID() };
  expect((await step(mediator, session)).status).toBe(200);
  const again = await step(mediator, session);
  expect(again).toMatchObject({ status: 200, body: { status: { version: 3, sessionCount: 1 } } });
  expect((await step(mediator, { ...session, version: 3 })).body.status.sessionCount).toBe(1);
  const taken = await step(operator, { ...session, version: 3 });
  expect(taken).toMatchObject({ status: 400, body: { detail: { field: 'actId' } } });
});

test('who is named the mediator is told; who was before sees the dispute no more, and reads anew at once', async () => {
  await addPerson(admin, { account: 'lawyer', name: '周律师', role: 'unitOfficer', unit: '派出所' });
  const lawyer = await site.signIn('lawyer', STRONG);
  const colleagues: Colleague[] = (await operator.ask('GET /api/colleagues')).body;
  const lawyerId = colleagues.find(({ name }) => name === '周律师')?.personId;
  await step(operator, { act: 'register', parties: PARTIES });
  await step(operator, { act: 'assign', version: 1, mediatorId });
  expect((await mediator.ask('GET /api/notices')).body).toMatchObject([{ kind: 'mediator', incidentId: incident.id }]);
  expect((await mediator.ask('GET /api/incidents')).body).toMatchObject([{ mediator: { name: '孙调解' } }]);
  const lost = heard(await mediator.connect(), 'rightsChanged');
  await step(operator, { act: 'assign', version: 2, mediatorId: lawyerId });
  await lost;
  expect((await look(mediator)).body.code).toBe('INCIDENT_NOT_FOUND');
  expect((await mediator.ask('GET /api/incidents')).body).toEqual([]);
  expect((await look(lawyer)).body.mediation.parties).toEqual(PARTIES);
});

test('a dispute that is made confidential keeps its mediator, though others are named in it', async () => {
  await step(operator, { act: 'register', parties: PARTIES });
  await step(operator, { act: 'assign', version: 1, mediatorId });
  const confide = { act: 'confide', confidential: true, personIds: [], note: '涉及未成年人' };
  await operator.ask(`POST /api/incidents/${incident.id}/acts`, confide);
  expect((await look(mediator)).body.mediation.parties).toEqual(PARTIES);
});

test('a supervisor opens it with a reason that is on record, and nobody else does', async () => {
  await mediate();
  const open = (who: Caller, reason = '群众投诉调解不公') =>
    who.ask(`POST /api/incidents/${incident.id}/mediation/open`, { reason });
  expect((await look(supervisor)).body.mediation).toBeNull();
  expect((await open(supervisor, ' ')).status).toBe(400);
  expect((await open(supervisor)).body).toMatchObject({ parties: PARTIES });
  const auditor = await site.as('auditor');
  const { body: entries } = await auditor.ask('GET /api/journal?kind=mediationOpened');
  expect(entries).toMatchObject([{ actor: { name: '演示值班长' }, body: { reason: '群众投诉调解不公' } }]);
  for (const who of [admin, auditor, operator, mediator]) expect((await open(who)).status).toBe(403);
});

test('what is private reaches nobody outside it: by no route, message or row but its own', async () => {
  await addPerson(admin, { account: 'bystander', name: '李值班', role: 'operator' });
  await addPerson(admin, { account: 'bigscreen', name: '大屏', role: 'screen' });
  const callers = await Promise.all([
    ...['admin', 'supervisor', 'auditor', 'police', 'patrol', 'community', 'gridmember'].map((who) => site.signIn(who)),
    ...['bystander', 'bigscreen'].map((who) => site.signIn(who, STRONG)),
  ]);
  const heard: unknown[] = [];
  const seq = site.app.journal.newestSeq;
  const sockets = await Promise.all(callers.map((who) => who.connect()));
  for (const socket of sockets) socket.onAny((...said) => heard.push(said));
  await mediate();
  // Whoever is out of it cannot act in it either.
  for (const who of callers) {
    const answer = await step(who, { ...SESSION, version: 5, said: '我也在场' });
    expect([403, 404]).toContain(answer.status);
  }
  const told: string[] = [JSON.stringify(heard)];
  for (const socket of sockets) told.push(JSON.stringify(await socket.emitWithAck('entriesAfter', { seq })));
  const nowMs = site.clock();
  const asked = [
    ...Object.keys(ROUTES).filter((route) => route.startsWith('GET ')),
    ...[`GET /api/moments?atMs=${nowMs}`, `GET /api/moments/entries?afterSeq=0&untilMs=${nowMs}`, 'GET /api/snapshot'],
    ...['GET /api/incidents/similar?longitude=113.3165&latitude=23.093', 'GET /api/evaluation?period=day'],
    ...['GET /api/journal?kind=incident&limit=1000', `GET /api/journal?subject=${incident.id}`],
  ];
  let answered = 0;
  const askAll = async (who: Caller) => {
    for (const name of asked) {
      const { status, body } = await who.ask(name.replace(':incidentId', incident.id));
      if (status === 200) answered += 1;
      told.push(JSON.stringify(body));
    }
  };
  await Promise.all(callers.map(askAll));
  expect(answered).toBeGreaterThan(100);
  expect(heard.length).toBeGreaterThan(5);
  for (const secret of PRIVATE) expect(told.filter((text) => text.includes(secret))).toEqual([]);
  await inDatabase(site.place, async (db) => {
    const rows = await db.selectFrom('journal').select('body').execute();
    const incidents = await db.selectFrom('incidents').select('body').execute();
    const kept = JSON.stringify([rows, incidents]);
    for (const secret of PRIVATE) expect(kept).not.toContain(secret);
  });
  expect((await look(operator)).body.mediation.parties).toEqual(PARTIES);
}, 120_000);
