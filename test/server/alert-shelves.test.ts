/** 搁置: alerts and sources put on the shelf, what they raise there, how they come back, and the rate of alerts. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Alert } from '../../config/contract/alert.ts';
import { type FakeNode, openFakeNode } from './fake-node.ts';
import { addPerson, type Caller, firstCamera, openTestApp, STRONG, type TestApp } from './open-test-app.ts';

/** Shorter than a desk stays signed in. */
const LASTS_MS = 10 * 60_000;

let site: TestApp;
let node: FakeNode;
let operator: Caller;
let cameraId: string;
let count = 0;

beforeEach(async () => {
  site = await openTestApp();
  node = await openFakeNode(site.app);
  operator = await site.as('operator');
  cameraId = (await firstCamera(operator)).id;
});
afterEach(async () => {
  await node[Symbol.asyncDispose]();
  await site[Symbol.asyncDispose]();
});

const alerts = async (by = operator): Promise<Alert[]> => (await by.ask('GET /api/alerts')).body;
const shelves = async (by = operator) => (await by.ask('GET /api/alert-shelves')).body;
const journalOf = async (kind: string) => (await (await site.as('auditor')).ask(`GET /api/journal?kind=${kind}`)).body;

/** One that repeats no other. */
async function raised(): Promise<Alert> {
  count += 1;
  site.clock.advance(120_000);
  await node.detect({ detectionId: `d${count}`, cameraId, atMs: site.clock() });
  const [newest] = await alerts();
  if (!newest) throw new Error('no alert was raised');
  return newest;
}

const shelve = (alert: Alert, changes: object = {}, by = operator) =>
  by.ask(`POST /api/alerts/${alert.id}/shelve`, {
    ...{ of: 'alert', untilMs: site.clock() + LASTS_MS, reason: '东门施工' },
    ...changes,
  });

test('an alert is shelved with who, until when and why, and is back by itself when its time is over', async () => {
  const alert = await raised();
  const untilMs = site.clock() + LASTS_MS;
  expect((await shelve(alert)).body).toMatchObject({
    state: 'new',
    shelving: { by: { name: '演示值班员' }, reason: '东门施工', untilMs, endedAtMs: null, shelfId: null },
  });
  site.clock.advance(LASTS_MS - 1);
  await site.app.clocks.look();
  expect((await alerts())[0]).toMatchObject({ shelving: { endedAtMs: null } });
  site.clock.advance(1);
  await site.app.clocks.look();
  expect((await alerts())[0]).toMatchObject({ state: 'new', shelving: { endedAtMs: untilMs } });
  const [back, away] = await journalOf('alert');
  expect(back).toMatchObject({
    subject: alert.id,
    actor: { personId: null },
    body: { shelving: { endedAtMs: untilMs } },
  });
  expect(away).toMatchObject({ actor: { name: '演示值班员' }, body: { shelving: { reason: '东门施工' } } });
});

test('what is shelved is taken back by hand, once, and by whoever answers it', async () => {
  const alert = await raised();
  await shelve(alert);
  const back = await operator.ask(`POST /api/alerts/${alert.id}/unshelve`);
  expect(back.body).toMatchObject({ state: 'new', shelving: { endedAtMs: site.clock() } });
  const again = await operator.ask(`POST /api/alerts/${alert.id}/unshelve`);
  expect(again).toMatchObject({ status: 409, body: { code: 'ALERT_NOT_SHELVED' } });
  await shelve(alert);
  const answered = await operator.ask(`POST /api/alerts/${alert.id}/acknowledge`);
  expect(answered.body).toMatchObject({ state: 'acknowledged', shelving: { endedAtMs: site.clock() } });
});

test('a shelved source takes its open alerts along and what it raises later; all are back with it', async () => {
  const [first, second] = [await raised(), await raised()];
  await operator.ask(`POST /api/alerts/${first.id}/acknowledge`);
  await shelve(second, { of: 'source' });
  const third = await raised();
  const [shelf] = await shelves();
  expect(shelf).toMatchObject({ cameraId, kind: 'motion', reason: '东门施工', by: { name: '演示值班员' } });
  expect((await alerts()).map(({ shelving }) => shelving?.shelfId)).toEqual([shelf.id, shelf.id, shelf.id]);
  site.clock.advance(LASTS_MS);
  await site.app.clocks.look();
  expect((await alerts()).filter(({ shelving }) => shelving?.endedAtMs === null)).toEqual([]);
  expect(await shelves()).toEqual([]);
  expect((await raised()).shelving).toBeNull();
  const [ended, begun] = await journalOf('alertShelf');
  expect(begun).toMatchObject({ subject: shelf.id, actor: { name: '演示值班员' }, body: { endedAtMs: null } });
  expect(ended).toMatchObject({ subject: shelf.id, actor: { personId: null }, body: { endedBy: null } });
  expect(third.shelving).toMatchObject({ shelfId: shelf.id, endedAtMs: null });
});

test('a source is taken off the shelf by hand; shelved anew it has the new end', async () => {
  const alert = await raised();
  await shelve(alert, { of: 'source' });
  await shelve(alert, { of: 'source', untilMs: site.clock() + 2 * LASTS_MS, reason: '延长' });
  const all = await shelves();
  expect(all).toMatchObject([{ reason: '延长', untilMs: site.clock() + 2 * LASTS_MS }]);
  expect((await alerts())[0]).toMatchObject({ shelving: { reason: '延长', endedAtMs: null, shelfId: all[0].id } });
  expect((await operator.ask(`DELETE /api/alert-shelves/${all[0].id}`)).status).toBe(200);
  expect(await shelves()).toEqual([]);
  expect((await alerts())[0]).toMatchObject({ shelving: { endedAtMs: site.clock() } });
  const gone = await operator.ask(`DELETE /api/alert-shelves/${all[0].id}`);
  expect(gone).toMatchObject({ status: 409, body: { code: 'ALERT_NOT_SHELVED' } });
  const [ended] = await journalOf('alertShelf');
  expect(ended).toMatchObject({ body: { endedBy: { name: '演示值班员' } } });
});

test.each([
  ['an end that is past', { untilMs: 5 }, 'untilMs'],
  ['an end in more than a day', { untilMs: Number.MAX_SAFE_INTEGER }, 'untilMs'],
  ['no reason', { reason: ' ' }, 'reason'],
])('%s is refused by its name', async (_, changes, field) => {
  const { status, body } = await shelve(await raised(), changes);
  expect({ status, body }).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST', detail: { field } } });
});

test('what is worked on or closed is not shelved', async () => {
  const alert = await raised();
  await operator.ask(`POST /api/alerts/${alert.id}/close`, { result: 'false' });
  expect(await shelve(alert)).toMatchObject({ status: 409, body: { code: 'ALERT_CANNOT_MOVE' } });
});

test('who may not see an alert shelves neither it nor its source, and sees neither; who only looks shelves nothing', async () => {
  const alert = await raised();
  await shelve(alert, { of: 'source' });
  const [shelf] = await shelves();
  const admin = await site.as('admin');
  const { body: group } = await admin.ask('POST /api/camera-groups', { name: '别处' });
  await addPerson(admin, { account: 'far', cameraGroups: [group.id] });
  const far = await site.signIn('far', STRONG);
  expect((await shelve(alert, {}, far)).body.code).toBe('ALERT_NOT_FOUND');
  expect(await shelves(far)).toEqual([]);
  expect((await far.ask(`DELETE /api/alert-shelves/${shelf.id}`)).body.code).toBe('ALERT_NOT_SHELVED');
  expect((await shelve(alert, {}, await site.as('auditor'))).body.code).toBe('NOT_ALLOWED');
});

test('the shelf outlives a restart', async () => {
  const alert = await raised();
  await shelve(alert, { of: 'source' });
  const password = site.passwordOf('operator');
  await site.app[Symbol.asyncDispose]();
  await using again = await openTestApp({ folder: site.folder, clock: site.clock });
  const later = await again.signIn('operator', password);
  expect(await shelves(later)).toHaveLength(1);
  site.clock.advance(LASTS_MS);
  await again.app.clocks.look();
  expect(await shelves(later)).toEqual([]);
  expect((await alerts(later))[0]).toMatchObject({ shelving: { endedAtMs: site.clock() } });
});

test('the rate counts what came to the desks, and what was shelved apart', async () => {
  const [first] = [await raised(), await raised()];
  site.clock.advance(1_000);
  await shelve(first, { of: 'source' });
  await raised();
  const { body } = await operator.ask('GET /api/alert-rate');
  const { peopleCount } = body;
  expect(peopleCount).toBeGreaterThan(0);
  expect(body).toMatchObject({ alertCount: 2, shelvedCount: 1, peak: 2 / peopleCount, peakAtMs: site.clock() });
  expect(body.average).toBeCloseTo(2 / peopleCount / 48);
});
