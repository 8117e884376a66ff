/** The record as an auditor has it: found by who, what, where and when; one line a viewing; verified; and changed by nobody. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as journalStore from '../../server/journal/journal.store.ts';
import { openFakeNode } from './fake-node.ts';
import {
  addPerson,
  type Caller,
  emptyFolder,
  firstCamera,
  openTestApp,
  STRONG,
  type TestApp,
} from './open-test-app.ts';
import { planOf } from './query-plan.ts';
import { execute, isOnSqlite } from './test-database.ts';

async function watch(site: TestApp, caller: Caller, cameraId: string, forMs: number): Promise<void> {
  const socket = await caller.connect();
  const opened = await socket.emitWithAck('openTransport', {});
  const transportId = opened.ok ? opened.value.transportId : '';
  const consumed = await socket.emitWithAck('consume', { transportId, cameraId, rtpCapabilities: {} });
  site.clock.advance(forMs);
  await socket.emitWithAck('closeConsumer', { consumerId: consumed.ok ? consumed.value.consumerId : '' });
  await site.app.journal.settled();
}

type Row = { actor: { personId: string | null }; subject: string };

const ask = async (auditor: Caller, query: Record<string, string | number>) => {
  const given = Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]);
  return (await auditor.ask(`GET /api/journal?${new URLSearchParams(given)}`)).body;
};

test('a viewing that ended is one line with its duration, one that goes on is one line without', async () => {
  await using site = await openTestApp();
  await using _node = await openFakeNode(site.app);
  const [operator, auditor] = [await site.as('operator'), await site.as('auditor')];
  const { id: cameraId } = await firstCamera(operator);
  await watch(site, operator, cameraId, 65_000);
  const socket = await operator.connect();
  const opened = await socket.emitWithAck('openTransport', {});
  await socket.emitWithAck('consume', {
    transportId: opened.ok ? opened.value.transportId : '',
    cameraId,
    rtpCapabilities: {},
  });
  await site.app.journal.settled();

  const [open, ended, ...others] = await ask(auditor, { kind: 'viewing', cameraId, folded: 'true' });
  expect(others).toEqual([]);
  expect(open.body.endedAtMs).toBeNull();
  expect(ended.body.endedAtMs - ended.body.startedAtMs).toBe(65_000);
  expect(await ask(auditor, { kind: 'viewing', cameraId })).toHaveLength(3);
});

test('the record is found by person, camera, group, action and time, and by all of them together', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const [admin, operator, auditor] = [await site.as('admin'), await site.as('operator'), await site.as('auditor')];
  const { body: cameras } = await admin.ask('GET /api/cameras');
  const [one, two] = cameras;
  const { id: zhangId } = await addPerson(admin, { account: 'zhang.san' });
  const zhang = await site.signIn('zhang.san', STRONG);
  const beganMs = site.clock();
  await watch(site, operator, one.id, 1_000);
  await watch(site, zhang, one.id, 1_000);
  await watch(site, zhang, two.id, 1_000);
  const endedMs = site.clock();
  await admin.ask(`PATCH /api/cameras/${one.id}`, { name: '改名' });
  await zhang.ask('POST /api/exports', { cameraIds: [two.id, one.id], fromMs: 1, toMs: 2, reason: '取证' });
  await site.app.journal.settled();

  const said = async (query: Record<string, string | number>) =>
    (await ask(auditor, { folded: 'true', ...query })).map(({ kind }: { kind: string }) => kind);
  const { groupId } = one;
  expect(await said({ personId: zhangId, action: 'watched' })).toEqual(['viewing', 'viewing']);
  expect(await said({ cameraId: one.id, action: 'configured' })).toContain('camera');
  expect(await said({ cameraId: one.id, action: 'exported', personId: zhangId })).toContain('recordingExport');
  expect(await said({ cameraId: one.id, personId: zhangId, action: 'watched', groupId })).toEqual(['viewing']);
  expect(await said({ fromMs: beganMs, toMs: endedMs, action: 'watched' })).toHaveLength(2);
  expect(await said({ fromMs: endedMs + 1, action: 'watched' })).toEqual([]);
  expect(node.asked.length).toBeGreaterThan(0);
});

test('who exports or prints is on record with what they asked for', async () => {
  await using site = await openTestApp();
  const auditor = await site.as('auditor');
  await auditor.ask('POST /api/journal/readings', { what: 'printed', filter: { action: 'watched' }, rowCount: 12 });
  const [entry] = await ask(auditor, { action: 'audited' });
  expect(entry).toMatchObject({
    actor: { name: '演示审计员' },
    body: { what: 'printed', filter: { action: 'watched' }, rowCount: 12 },
  });
});

const verified = async (auditor: Caller) => {
  await auditor.ask('POST /api/journal/verification');
  const state = async () => (await auditor.ask('GET /api/journal/verification')).body;
  await expect.poll(async () => (await state()).state, { timeout: 20_000 }).toBe('done');
  return state();
};

test('the auditor has the record verified while the product runs, and that is on record', async () => {
  await using site = await openTestApp({ folder: emptyFolder() });
  const auditor = await site.as('auditor');
  const { verdict, totalCount } = await verified(auditor);
  await site.app.journal.settled();
  expect(verdict).toMatchObject({ intact: true, headCount: 1 });
  expect(verdict.count).toBeGreaterThanOrEqual(totalCount);
  expect((await ask(auditor, { kind: 'journalReading' }))[0].body).toMatchObject({ what: 'verified', intact: true });
});

test('a row that was changed behind the product’s back is named by its number', async () => {
  await using site = await openTestApp();
  await execute(site.place, `UPDATE journal SET "actorName" = '李四' WHERE seq = 3`);
  expect((await verified(await site.as('auditor'))).verdict).toEqual({
    intact: false,
    flaw: 'changed',
    firstBadSeq: 3,
  });
});

test('a page of a hundred thousand rows holds what was asked for, and is found by an index', {
  timeout: 240_000,
}, async () => {
  await using site = await openTestApp();
  const auditor = await site.as('auditor');
  const scope = { action: 'journal.read', cameraGroupId: null } as const;
  for (let batch = 0; batch < 100; batch += 1) {
    await site.app.journal.commit({ personId: null, name: '系统' }, async (change) => {
      for (let count = 0; count < 1_000; count += 1) {
        const by = { personId: `p${count % 50}`, name: '某人' };
        const viewing = {
          viewingId: `v${batch}-${count}`,
          cameraId: `c${count % 200}`,
          by: 'webrtc',
          address: '',
        } as const;
        const times = { startedAtMs: 1, endedAtMs: 2, range: null };
        change.record('viewing', viewing.cameraId, scope, { ...viewing, ...times }, by);
      }
    });
  }
  const path = join(site.folder, 'lianqin.db');
  const questions = [
    { question: {}, found: 100, fits: () => true },
    { question: { personId: 'p7', before: 50_000 }, found: 100, fits: ({ actor }: Row) => actor.personId === 'p7' },
    { question: { cameraId: 'c9' }, found: 100, fits: ({ subject }: Row) => subject === 'c9' },
    { question: { action: 'listened' }, found: 0, fits: () => true },
    { question: { kind: 'viewing', before: 15_000 }, found: 100, fits: () => true },
  ];
  for (const { question, found, fits } of questions) {
    const rows = await ask(auditor, { folded: 'true', limit: 100, ...question });
    expect({ question, found: rows.length, allFit: rows.every(fits) }).toEqual({ question, found, allFit: true });
    if (!isOnSqlite) continue;
    const search = { ...question, limit: 100, folded: true, cameraGroups: 'all' } as const;
    const plan = await planOf(path, (db) => journalStore.search(db, search as journalStore.Search));
    // Every table by an index that has its rows in order: the page costs the same however long the record is.
    expect(plan.filter((line) => !/USING (?:COVERING )?INDEX|SUBQUERY/.test(line))).toEqual([]);
  }
});

test('nothing but the journal itself writes its rows, and nothing takes one away', () => {
  const files = globSync('{server,streams,config}/**/*.ts', { exclude: ['**/node_modules/**'] });
  const writes = /(?:insertInto|updateTable|deleteFrom|replaceInto)\('journal'\)/;
  const raw = /(?:insert\s+into|update|delete\s+from|drop\s+table)\s+"?journal"?[\s"]/i;
  const writers = files.filter((file) => writes.test(readFileSync(file, 'utf8')));
  expect(writers).toEqual(['server/journal/journal.store.ts']);
  expect(
    readFileSync('server/journal/journal.store.ts', 'utf8').match(/(?:updateTable|deleteFrom)\('journal'\)/g),
  ).toBeNull();
  expect(files.filter((file) => raw.test(readFileSync(file, 'utf8')))).toEqual([]);
  const callers = files.filter((file) => /journalStore\.append\(/.test(readFileSync(file, 'utf8')));
  expect(callers).toEqual(['server/journal/journal.ts']);
});
