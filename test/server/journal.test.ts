/** The record: one chain, in the order of commit, and a changed row is found. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Journal, openJournal, SYSTEM } from '../../server/journal/journal.ts';
import { verifyJournal } from '../../server/journal/verify.ts';
import { type Database, openDatabase } from '../../server/storage/database.ts';
import { manualClock } from './manual-clock.ts';

let folder: string;
let database: Database;
let journal: Journal;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lianqin-test-'));
  database = await openDatabase(folder);
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

function tamper(sql: string): void {
  const file = new DatabaseSync(join(folder, 'lianqin.db'));
  file.exec(sql);
  file.close();
}

test('an untouched record verifies, across restarts', async () => {
  await write('a');
  journal = await openJournal(database, manualClock());
  await write('b');
  expect(await verifyJournal(database.reader)).toMatchObject({ intact: true, count: 4 });
});

test.each([
  ['a changed body', `UPDATE journal SET body = replace(body, '10.0.0.1', '10.0.0.2') WHERE seq = 3`, 3],
  ['another actor', `UPDATE journal SET "actorName" = '李四' WHERE seq = 2`, 2],
  ['another time', 'UPDATE journal SET "atMs" = "atMs" + 1 WHERE seq = 4', 4],
  ['another subject', `UPDATE journal SET subject = 'b' WHERE seq = 1`, 1],
  ['a wider scope', `UPDATE journal SET "scopeAction" = 'camera.view' WHERE seq = 3`, 3],
  ['a row taken out', 'DELETE FROM journal WHERE seq = 2', 2],
])('%s is found', async (_what, sql, firstBadSeq) => {
  await write('a');
  await write('b');
  tamper(sql);
  expect(await verifyJournal(database.reader)).toEqual({ intact: false, firstBadSeq });
});

test('a body that was erased leaves the chain whole', async () => {
  await write('a');
  tamper('UPDATE journal SET body = NULL, salt = NULL WHERE seq = 1');
  expect(await verifyJournal(database.reader)).toMatchObject({ intact: true });
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
  expect(await verifyJournal(database.reader)).toMatchObject({ intact: true, count: 2 });
});

test('the reader cannot write', async () => {
  await expect(database.reader.deleteFrom('journal').execute()).rejects.toThrow(/readonly/);
});
