/** The record: one chain, in the order of commit, and a changed row is found. */

import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appendHead } from '../../server/journal/head-log.ts';
import { type Journal, openJournal, SYSTEM } from '../../server/journal/journal.ts';
import { verifyJournal } from '../../server/journal/verify.ts';
import { type Database, type DatabasePlace, openDatabase } from '../../server/storage/database.ts';
import { manualClock } from './manual-clock.ts';
import { execute, placeIn } from './test-database.ts';

let folder: string;
let place: DatabasePlace;
let database: Database;
let journal: Journal;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lianqin-test-'));
  place = await placeIn(folder);
  database = await openDatabase(place);
  journal = await openJournal(database, manualClock());
});
afterEach(async () => {
  await database[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const write = (account: string) =>
  journal.commit(SYSTEM, async (change) => {
    const scope = { action: 'journal.read', cameraGroupId: null } as const;
    change.record('signIn', account, scope, { outcome: 'signedIn', address: '10.0.0.1' });
    change.record('signIn', account, scope, { outcome: 'signedOut', address: '10.0.0.1' });
  });

const SECRET = Buffer.alloc(32, 7);
const headsPath = () => join(folder, 'heads', 'heads.jsonl');
const signHead = (secret = SECRET) => appendHead(headsPath(), journal.head, { atMs: 5, secret });
const verify = () => verifyJournal(database.reader, { headsPath: headsPath() });

const tamper = (sql: string) => execute(place, sql);

test('an untouched record verifies, across restarts', async () => {
  await write('a');
  journal = await openJournal(database, manualClock());
  await write('b');
  signHead();
  expect(await verify()).toMatchObject({ intact: true, count: 4, headCount: 1, signedUpToSeq: 4, signedAtMs: 5 });
});

test.each([
  ['a changed body', `UPDATE journal SET body = replace(body, '10.0.0.1', '10.0.0.2') WHERE seq = 3`, 'changed', 3],
  ['another actor', `UPDATE journal SET "actorName" = '李四' WHERE seq = 2`, 'changed', 2],
  ['another time', 'UPDATE journal SET "atMs" = "atMs" + 1 WHERE seq = 4', 'changed', 4],
  ['another subject', `UPDATE journal SET subject = 'b' WHERE seq = 1`, 'changed', 1],
  ['a wider scope', `UPDATE journal SET "scopeAction" = 'camera.view' WHERE seq = 3`, 'changed', 3],
  ['a row taken out', 'DELETE FROM journal WHERE seq = 2', 'missing', 2],
  [
    'two rows in another order',
    'UPDATE journal SET seq = 99 WHERE seq = 2; UPDATE journal SET seq = 2 WHERE seq = 3; UPDATE journal SET seq = 3 WHERE seq = 99',
    'changed',
    2,
  ],
  ['a record cut short', 'DELETE FROM journal WHERE seq > 2', 'cut', 3],
  ['a record that is gone', 'DELETE FROM journal', 'cut', 1],
])('%s is found', async (_what, sql, flaw, firstBadSeq) => {
  await write('a');
  await write('b');
  signHead();
  await tamper(sql);
  expect(await verify()).toEqual({ intact: false, flaw, firstBadSeq });
});

test('a body that was erased leaves the chain whole', async () => {
  await write('a');
  signHead();
  await tamper('UPDATE journal SET body = NULL, salt = NULL WHERE seq = 1');
  expect(await verify()).toMatchObject({ intact: true });
});

test('a record that was cut short and written on is not the one that was signed', async () => {
  await write('a');
  await write('b');
  signHead();
  await tamper('DELETE FROM journal WHERE seq > 2; DELETE FROM "journalIndex" WHERE seq > 2');
  journal = await openJournal(database, manualClock(5));
  await write('c');
  await write('d');
  expect(await verify()).toEqual({ intact: false, flaw: 'rewritten', firstBadSeq: 4 });
});

test('without signed heads nothing is proven', async () => {
  await write('a');
  expect(await verify()).toEqual({ intact: false, flaw: 'unsigned', firstBadSeq: 1 });
});

test.each([
  ['a line that is no head', () => appendFileSync(headsPath(), 'hello\n')],
  ['a head that was signed by somebody else', () => signHead(Buffer.alloc(32, 8))],
  [
    'a head that was changed',
    () => writeFileSync(headsPath(), readFileSync(headsPath(), 'utf8').replace('"seq":2', '"seq":1')),
  ],
])('%s is found', async (_what, forge) => {
  await write('a');
  signHead();
  forge();
  expect(await verify()).toMatchObject({ intact: false, flaw: 'forged' });
});

test('entries are announced in the order of their numbers, after they can be read', async () => {
  const announced: number[] = [];
  const readable: Promise<boolean>[] = [];
  journal.events.on('committed', ({ seq }) => {
    announced.push(seq);
    readable.push(journal.entriesAfter(seq - 1, 1).then(([entry]) => entry?.seq === seq));
  });
  await Promise.all(['a', 'b', 'c'].map(write));
  expect(announced).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await Promise.all(readable)).toEqual(Array(6).fill(true));
});

test('work that fails leaves no trace, and the next is not held up', async () => {
  const announced: string[] = [];
  journal.events.on('committed', ({ subject }) => announced.push(subject));
  const failing = journal.commit(SYSTEM, async (change) => {
    change.record('signIn', 'x', { action: 'journal.read', cameraGroupId: null }, { outcome: 'refused', address: '' });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await write('a');
  expect(announced).toEqual(['a', 'a']);
  signHead();
  expect(await verify()).toMatchObject({ intact: true, count: 2 });
});

test('the reader cannot write', async () => {
  await expect(database.reader.deleteFrom('journal').execute()).rejects.toThrow(/readonly|read-only/);
});
