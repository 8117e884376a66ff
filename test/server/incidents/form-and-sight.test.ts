/** What a matter's form asks of an incident, incidents alike, and a case that is made confidential while others look at it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Incident } from '../../../config/contract/incident.ts';
import { DEFAULT_STAGE_LIMITS, type Matter } from '../../../config/contract/matter.ts';
import type { Colleague } from '../../../config/contract/person.ts';
import { type Caller, heard, openTestApp, type TestApp } from '../open-test-app.ts';

let site: TestApp;
let admin: Caller;
let operator: Caller;
let supervisor: Caller;
let member: Caller;
let matter: Matter;

const PLACE = { longitude: 113.3165, latitude: 23.093 };
const NEW = {
  ...{ kind: 'event', code: '0901', bigClass: '09', bigClassName: '其他', name: '群租房', task: 'hazard' },
  ...{ level: 'general', standards: [], leadUnitName: '', supervisingUnitName: '', assistUnitNames: [] },
  fields: [
    { key: 'people', label: '居住人数', kind: 'number', required: true, choices: [] },
    { key: 'gas', label: '使用燃气', kind: 'yesNo', required: false, choices: [] },
  ],
  ...{ limits: DEFAULT_STAGE_LIMITS, inGrid: true, disabled: false },
};

beforeEach(async () => {
  site = await openTestApp();
  [admin, operator, supervisor, member] = (await Promise.all(
    ['admin', 'operator', 'supervisor', 'gridmember'].map((account) => site.signIn(account)),
  )) as [Caller, Caller, Caller, Caller];
  matter = (await admin.ask('POST /api/matters', NEW)).body;
});
afterEach(() => site[Symbol.asyncDispose]());

const report = (who: Caller, what: object = {}) =>
  who.ask('POST /api/incidents', { title: '出租屋住了很多人', position: PLACE, ...what });
const act = (who: Caller, { id }: Pick<Incident, 'id'>, what: object) =>
  who.ask(`POST /api/incidents/${id}/acts`, what);

test('a report under a matter is refused by the name of the field that is missing or wrong', async () => {
  const without = await report(member, { matterId: matter.id });
  expect(without).toMatchObject({
    status: 400,
    body: { code: 'MATTER_FIELD_MISSING', detail: { label: '居住人数', matter: '群租房' } },
  });
  const wrong = await report(member, { matterId: matter.id, form: { people: '很多' } });
  expect(wrong.body).toMatchObject({ code: 'MATTER_FIELD_WRONG', detail: { label: '居住人数', kind: 'number' } });
  const right = await report(member, { matterId: matter.id, form: { people: '12' } });
  expect(right.body).toMatchObject({ form: { people: '12' }, matter: { matterId: matter.id, version: 1 } });
});

test('a grid member reports no matter that is not seen to in the grid, and whoever sits at the desk does', async () => {
  const elsewhere = { ...NEW, code: '0902', name: '企业年检', fields: [], inGrid: false };
  const { body: added } = await admin.ask('POST /api/matters', elsewhere);
  const refused = await report(member, { matterId: added.id });
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'MATTER_NOT_IN_GRID', detail: { matter: '企业年检' } },
  });
  expect((await operator.ask('GET /api/incidents')).body).toEqual([]);
  expect((await report(operator, { matterId: added.id })).body.matter).toMatchObject({ name: '企业年检' });
  expect((await report(member)).body).toMatchObject({ state: 'reported', matter: null });
});

test('it is filed when the form is complete, by the version it was reported under, and the log says who answered what', async () => {
  const { body: incident } = await report(operator);
  expect((await act(operator, incident, { act: 'file', matterId: matter.id })).body.code).toBe('MATTER_FIELD_MISSING');
  const { body: reported } = await report(operator, { matterId: matter.id, form: { people: '12' } });
  const fields = NEW.fields.map((field) => ({ ...field, required: true }));
  await admin.ask(`PATCH /api/matters/${matter.id}`, { version: 1, fields });
  await act(operator, reported, { act: 'verify' });
  const found = { act: 'verified', isSo: true, note: '属实', form: { gas: 'yes' } };
  expect((await act(member, reported, { ...found, form: { gas: '有' } })).body.code).toBe('MATTER_FIELD_WRONG');
  await act(member, reported, found);
  const filed = await act(operator, reported, { act: 'file' });
  expect(filed.body).toMatchObject({ state: 'filed', matter: { version: 1 }, form: { people: '12', gas: 'yes' } });
  const { lines } = (await operator.ask(`GET /api/incidents/${reported.id}/log`)).body;
  expect(lines.map(({ act, filled }: { act: string; filled: unknown }) => [act, filled])).toEqual([
    ['report', [{ label: '居住人数', kind: 'number', value: '12' }]],
    ['verify', []],
    ['verified', [{ label: '使用燃气', kind: 'yesNo', value: 'yes' }]],
    ['file', []],
  ]);
});

test('of several standards the one that is chosen is kept and gives its limit, and one that is not there is refused', async () => {
  const standard = (filingCondition: string, amount: number) => ({
    ...{ filingCondition, closingCondition: '已整改', limitText: '' },
    handleLimit: { amount, unit: 'hour' },
  });
  const standards = [standard('一般占道', 4), standard('占用消防通道', 2)];
  const { body: blocked } = await admin.ask('POST /api/matters', { ...NEW, code: '0902', fields: [], standards });
  const { body: first } = await report(operator, { matterId: blocked.id });
  expect(first).toMatchObject({ matter: { standard: 0 }, limits: { handle: { amount: 4 } } });
  const unknown = await act(operator, first, { act: 'file', matterId: blocked.id, standard: 2 });
  expect(unknown).toMatchObject({
    status: 400,
    body: { code: 'MATTER_STANDARD_UNKNOWN', detail: { matter: '群租房', number: 3, count: 2 } },
  });
  // By the version it was reported under, though there are three by now.
  await admin.ask(`PATCH /api/matters/${blocked.id}`, {
    version: 1,
    standards: [...standards, standard('占用盲道', 1)],
  });
  expect((await act(operator, first, { act: 'file', standard: 2 })).body.code).toBe('MATTER_STANDARD_UNKNOWN');
  const filed = await act(operator, first, { act: 'file', standard: 1 });
  expect(filed.body).toMatchObject({ matter: { version: 1, standard: 1 }, limits: { handle: { amount: 2 } } });
});

test('it is closed when its closing condition is confirmed, where the standard it was filed under has one', async () => {
  const standard = (closingCondition: string) => ({
    ...{ filingCondition: '一般', closingCondition, limitText: '', handleLimit: { amount: 4, unit: 'hour' } },
  });
  const standards = [standard(''), standard('已搬离')];
  const { body: rented } = await admin.ask('POST /api/matters', { ...NEW, code: '0903', fields: [], standards });
  const handled = async (number: number) => {
    const { body: incident } = await report(operator, { matterId: rented.id });
    await act(operator, incident, { act: 'file', standard: number });
    const { body: units } = await operator.ask('GET /api/units');
    await act(operator, incident, { act: 'dispatch', leadUnitIds: [units[0].id] });
    await act(operator, incident, { act: 'accept' });
    await act(operator, incident, { act: 'finish', note: '已处置' });
    return incident;
  };
  const close = { act: 'close', note: '已办结' };
  expect((await act(operator, await handled(0), close)).body).toMatchObject({ state: 'closed' });
  const incident = await handled(1);
  const refused = await act(operator, incident, close);
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'CLOSING_CONDITION_OPEN', detail: { condition: '已搬离' } },
  });
  expect((await act(operator, incident, { ...close, conditionMet: true })).body).toMatchObject({ state: 'closed' });
  const { body: small } = await report(operator, { matterId: rented.id });
  await act(operator, small, { act: 'file', standard: 1 });
  const settle = { act: 'settle', note: '当场劝离' };
  expect((await act(operator, small, settle)).body.code).toBe('CLOSING_CONDITION_OPEN');
  expect((await act(operator, small, { ...settle, conditionMet: true })).body).toMatchObject({ state: 'closed' });
});

test('who loses sight of a case that is made confidential is told to read anew, and nobody else', async () => {
  const { body: incident } = await report(operator);
  const [desk, boss] = await Promise.all([operator.connect(), supervisor.connect()]);
  const told: string[] = [];
  boss.on('rightsChanged', () => told.push('supervisor'));
  const lost = heard(desk, 'rightsChanged');
  const seen = heard(boss, 'committed');
  const colleagues: Colleague[] = (await supervisor.ask('GET /api/colleagues')).body;
  const personIds = colleagues.filter(({ name }) => name === '演示民警').map(({ personId }) => personId);
  expect((await act(supervisor, incident, { act: 'confide', confidential: true, personIds })).status).toBe(400);
  await act(admin, incident, { act: 'confide', confidential: true, personIds, note: '涉及未成年人' });
  // The operator reported it, and stays in it.
  const { body: other } = await report(admin);
  await act(admin, other, { act: 'confide', confidential: true, personIds, note: '涉及隐私' });
  await lost;
  expect(await seen).toMatchObject({ kind: 'incident' });
  const listed = (await operator.ask('GET /api/incidents')).body.map(({ id }: Incident) => id);
  expect(listed).toContain(incident.id);
  expect(listed).not.toContain(other.id);
  expect(told).toEqual([]);
});

test('who was away when a case was made confidential gets no entries to catch up with, but the site anew', async () => {
  const { body: incident } = await report(admin);
  const desk = await operator.connect();
  const seq = site.app.journal.newestSeq;
  await act(admin, incident, { act: 'confide', confidential: true, note: '涉及隐私' });
  const reply = await desk.emitWithAck('entriesAfter', { seq });
  expect(reply).toMatchObject({ ok: true, value: { complete: false, entries: [] } });
  const boss = await supervisor.connect();
  expect(await boss.emitWithAck('entriesAfter', { seq })).toMatchObject({ ok: true, value: { complete: true } });
});

test('what was said before a case was made confidential is caught up with by nobody who was away and may not see it', async () => {
  const { body: incident } = await report(admin);
  const desk = await operator.connect();
  const seq = site.app.journal.newestSeq;
  await act(admin, incident, { act: 'remark', note: '某某未成年' });
  await act(admin, incident, { act: 'confide', confidential: true, note: '涉及隐私' });
  const reply = await desk.emitWithAck('entriesAfter', { seq });
  expect(reply).toMatchObject({ ok: true, value: { complete: false, entries: [] } });
});

test('who was told of a case that is made confidential keeps no word of it, until it is open again', async () => {
  const { body: incident } = await report(member, { source: 'gridMember' });
  const told = async () => [
    (await operator.ask('GET /api/notices')).body,
    (await operator.ask('GET /api/snapshot')).body.notices,
  ];
  expect(await told()).toMatchObject([[{ incidentId: incident.id }], [{ incidentId: incident.id }]]);
  const [[{ id }]] = await told();
  await act(supervisor, incident, { act: 'confide', confidential: true, note: '涉及隐私' });
  expect(await told()).toEqual([[], []]);
  expect((await operator.ask(`POST /api/notices/${id}/read`)).body.code).toBe('NOTICE_NOT_FOUND');
  expect((await supervisor.ask('GET /api/notices')).body).toMatchObject([{ incidentId: incident.id }]);
  await act(supervisor, incident, { act: 'confide', confidential: false, note: '可以公开' });
  expect(await told()).toMatchObject([[{ incidentId: incident.id }], [{ incidentId: incident.id }]]);
});

test.each([
  ['files it', { act: 'file' }],
  ['cancels it', { act: 'cancel', note: '误报' }],
  ['settles it', { act: 'settle', note: '已处理' }],
])('who is to look on the spot is told to read anew when the desk %s without them', async (_, without) => {
  const { body: incident } = await report(operator);
  const colleagues: Colleague[] = (await operator.ask('GET /api/colleagues')).body;
  const personIds = colleagues.filter(({ name }) => name === '演示民警').map(({ personId }) => personId);
  await act(operator, incident, { act: 'verify', personIds });
  const police = await (await site.signIn('police')).connect();
  const lost = heard(police, 'rightsChanged');
  await act(operator, incident, without);
  await lost;
});

test('colleagues are told to the desk alone', async () => {
  const { status } = await member.ask('GET /api/colleagues');
  expect(status).toBe(403);
});
