/** PostgreSQL as the database of a site: what is refused at the start, and what happens when it goes away. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openReader } from '../../server/storage/database.ts';
import { type Postgresql, postgresqlDatabase, startPostgresql } from '../fixtures/postgresql.ts';
import { openTestApp } from './open-test-app.ts';

let server: Postgresql;

beforeAll(async () => {
  server = await startPostgresql();
});
afterAll(() => server[Symbol.asyncDispose]());

const folder = () => mkdtempSync(join(tmpdir(), 'lianqin-test-'));
const openAt = (databaseUrl: string) => openTestApp({ databaseUrl });
const elsewhere = (change: Partial<URL>) => Object.assign(new URL(server.url), change).href;

test.each([
  [
    'a server that is not there',
    () => elsewhere({ port: '1' }),
    /postgres on 127\.0\.0\.1:1 cannot be used .*ECONNREFUSED/,
  ],
  [
    'a wrong password',
    () => elsewhere({ password: 'wrong' }),
    /password authentication failed.*LIANQIN_DATA_DATABASE_URL/,
  ],
  ['a database there is not', () => elsewhere({ pathname: '/nowhere' }), /database "nowhere" does not exist/],
  [
    'a database that cannot hold Chinese',
    () => postgresqlDatabase(server.url, 'latin', { encoding: 'LATIN1' }),
    /ENCODING 'UTF8'/,
  ],
])('%s ends the start in one sentence that names what to do', async (_what, url, sentence) => {
  await expect(openAt(await url())).rejects.toMatchObject({
    name: 'StartError',
    message: expect.stringMatching(sentence),
  });
});

test('a database belongs to one running instance, and to the next when that has ended', async () => {
  const url = await postgresqlDatabase(server.url, 'owned');
  const site = await openAt(url);
  await expect(openAt(url)).rejects.toThrow('in use by another running instance');
  await site[Symbol.asyncDispose]();
  await using again = await openAt(url);
  expect((await (await again.signIn('admin', site.passwordOf('admin'))).ask('GET /api/session')).status).toBe(200);
});

test('a server that was away is named, and afterwards the record goes on in one chain', async () => {
  await using site = await openAt(await postgresqlDatabase(server.url, 'interrupted'));
  const operator = await site.as('operator');
  const report = () => operator.ask('POST /api/incidents', { title: '路面积水' });
  expect((await report()).status).toBe(200);
  const returned = server.startAgain();
  await expect.poll(async () => (await report()).body.code, { interval: 1 }).toBe('DATABASE_AWAY');
  await returned;
  await expect.poll(async () => (await report()).status, { timeout: 20_000 }).toBe(200);

  const auditor = await site.as('auditor');
  await auditor.ask('POST /api/journal/verification');
  const verdict = async () => (await auditor.ask('GET /api/journal/verification')).body.verdict;
  await expect.poll(verdict, { timeout: 20_000 }).toMatchObject({ intact: true });
});

test('whoever only reads cannot write', async () => {
  const url = await postgresqlDatabase(server.url, 'read');
  await using _site = await openAt(url);
  const reader = openReader({ dir: folder(), databaseUrl: url });
  await expect(reader.deleteFrom('journal').execute()).rejects.toThrow('read-only');
  await reader.destroy();
});
