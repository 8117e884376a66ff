/** What citizens report at a sign: once, not too often, to the desk like any other report, and without learning more than how far it is. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Incident } from '../../../config/contract/incident.ts';
import type { JournalEntry } from '../../../config/contract/journal.ts';
import { type Caller, openTestApp, type TestApp } from '../open-test-app.ts';

const MINUTE_MS = 60_000;

async function withSign(site: TestApp) {
  const admin = await site.as('admin');
  const { body: grids } = await admin.ask('GET /api/grids');
  const [[longitude, latitude]] = grids[0].rings[0];
  const position = { longitude, latitude };
  const { body: point } = await admin.ask('POST /api/report-points', { name: '东门灯杆 12', position });
  return { admin, point, position };
}

const report = (changes: object = {}) => ({
  reportId: randomUUID(),
  matter: 'hazard',
  text: '消防通道被电动车堵住',
  ...changes,
});
const send = (site: TestApp, code: string, what: object = report()) =>
  site.nobody.ask(`POST /api/citizen/signs/${code}/reports`, what);
const incidents = async (caller: Caller): Promise<Incident[]> => (await caller.ask('GET /api/incidents')).body;

test('a citizen’s report is an incident at the desk, of that place, by nobody with an account', async () => {
  await using site = await openTestApp();
  const { admin, point, position } = await withSign(site);
  const operator = await site.as('operator');
  const socket = await operator.connect();
  const heard: JournalEntry[] = [];
  socket.on('committed', (entry) => heard.push(entry));

  expect((await site.nobody.ask(`GET /api/citizen/signs/${point.code}`)).body).toEqual({
    name: '东门灯杆 12',
    site: '示范街综治中心',
  });
  const { status, body } = await send(site, point.code, report({ phone: '138 0013 8000' }));
  expect(status).toBe(200);

  const [incident] = await incidents(admin);
  expect(incident).toMatchObject({
    title: '安全隐患：东门灯杆 12',
    description: '消防通道被电动车堵住',
    source: 'citizen',
    state: 'reported',
    task: 'hazard',
    position,
    address: '东门灯杆 12',
    reporter: { personId: null, name: '', phone: '138 0013 8000' },
  });
  expect(incident?.gridId).not.toBeNull();
  await expect.poll(() => heard.map(({ kind, actor }) => [kind, actor.name])).toContainEqual(['incident', '市民']);
  expect(Object.keys(body)).toEqual(['receipt']);
});

test('sent twice, also at the same time, it is one report with one receipt', async () => {
  await using site = await openTestApp();
  const { admin, point } = await withSign(site);
  const what = report();
  const answers = await Promise.all([send(site, point.code, what), send(site, point.code, what)]);
  answers.push(await send(site, point.code, what));
  expect(new Set(answers.map(({ body }) => body.receipt)).size).toBe(1);
  expect(await incidents(admin)).toHaveLength(1);
});

test('a receipt tells how far it is and nothing else; of a merged report, how far the other is', async () => {
  await using site = await openTestApp();
  const { admin, point } = await withSign(site);
  const { body: first } = await send(site, point.code);
  const { body: second } = await send(site, point.code);
  const progress = async ({ receipt }: { receipt: string }) =>
    (await site.nobody.ask(`GET /api/citizen/receipts/${receipt}`)).body;
  expect(await progress(first)).toEqual({ state: 'received', reportedAtMs: site.clock() });

  const [one, other] = (await incidents(admin)).toSorted((a, b) => (a.number < b.number ? -1 : 1));
  const act = (incident: Incident | undefined, what: object) =>
    admin.ask(`POST /api/incidents/${incident?.id}/acts`, what);
  expect((await act(other, { act: 'merge', intoIncidentId: one?.id, note: '' })).status).toBe(200);
  expect((await act(one, { act: 'file' })).status).toBe(200);
  expect([(await progress(first)).state, (await progress(second)).state]).toEqual(['handling', 'handling']);
  expect((await act(one, { act: 'cancel', note: '不属实' })).status).toBe(200);
  expect([(await progress(first)).state, (await progress(second)).state]).toEqual(['declined', 'declined']);
  expect((await site.nobody.ask('GET /api/citizen/receipts/NOTHING')).body.code).toBe('RECEIPT_NOT_FOUND');
});

test('a report that was merged into one that was merged again is as far as the last', async () => {
  await using site = await openTestApp();
  const { admin, point } = await withSign(site);
  const { body: first } = await send(site, point.code);
  for (let nth = 0; nth < 2; nth += 1) await send(site, point.code);
  const [one, other, last] = (await incidents(admin)).toSorted((a, b) => (a.number < b.number ? -1 : 1));
  const act = (incident: Incident | undefined, what: object) =>
    admin.ask(`POST /api/incidents/${incident?.id}/acts`, what);
  await act(one, { act: 'merge', intoIncidentId: other?.id });
  await act(other, { act: 'merge', intoIncidentId: last?.id });
  await act(last, { act: 'cancel', note: '不属实' });
  const { body } = await site.nobody.ask(`GET /api/citizen/receipts/${first.receipt}`);
  expect(body.state).toBe('declined');
});

test('ten in ten minutes from one address, and then it says when the next is taken', async () => {
  await using site = await openTestApp();
  const { admin, point } = await withSign(site);
  for (let nth = 0; nth < 10; nth += 1) expect((await send(site, point.code)).status).toBe(200);
  site.clock.advance(3 * MINUTE_MS);
  const refused = await send(site, point.code);
  expect([refused.status, refused.body]).toEqual([429, { code: 'TOO_MANY_REPORTS', detail: { minutes: 7 } }]);
  expect(await incidents(admin)).toHaveLength(10);
  site.clock.advance(7 * MINUTE_MS);
  expect((await send(site, point.code)).status).toBe(200);
});

test.each([
  ['text', { text: '啊' }],
  ['text', { text: 'x'.repeat(501) }],
  ['phone', { phone: 'call me' }],
  ['website', { website: 'http://buy.example' }],
  ['reportId', { reportId: 'mine' }],
  ['matter', { matter: 'gossip' }],
])('a wrong %s is named, and nothing is kept', async (field, changes) => {
  await using site = await openTestApp();
  const { admin, point } = await withSign(site);
  const { status, body } = await send(site, point.code, report(changes));
  expect([status, body.code, body.detail.field]).toEqual([400, 'INVALID_REQUEST', field]);
  expect(await incidents(admin)).toEqual([]);
});

test('a sign out of use leads nowhere; one outside the street is not set up; only who may draws grids sets one up', async () => {
  await using site = await openTestApp();
  const { admin, point } = await withSign(site);
  const { body: changed } = await admin.ask(`PATCH /api/report-points/${point.id}`, { disabled: true });
  expect(changed).toEqual({ ...point, disabled: true });
  expect((await site.nobody.ask(`GET /api/citizen/signs/${point.code}`)).body.code).toBe('REPORT_POINT_NOT_FOUND');
  expect((await send(site, point.code)).body.code).toBe('REPORT_POINT_NOT_FOUND');
  const far = { name: '远处', position: { longitude: 0, latitude: 0 } };
  expect((await admin.ask('POST /api/report-points', far)).body.code).toBe('INCIDENT_OUTSIDE_STREET');
  const operator = await site.as('operator');
  expect((await operator.ask('POST /api/report-points', far)).body.code).toBe('NOT_ALLOWED');
  expect((await operator.ask('GET /api/report-points')).body).toEqual([changed]);
  expect((await site.nobody.ask('GET /api/report-points')).body.code).toBe('NOT_SIGNED_IN');
});
