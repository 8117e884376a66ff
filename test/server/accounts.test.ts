/** Accounts: signing in and out, locks, idle desks, and what changing a person does to those who are signed in. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addPerson, emptyFolder, openTestApp, STRONG } from './open-test-app.ts';
import { inDatabase } from './test-database.ts';

const WRONG = { account: 'operator', password: 'wrong' };

test('the cookie cannot be read by scripts and stays on this site', async () => {
  await using site = await openTestApp();
  const body = { account: 'operator', password: site.passwordOf('operator') };
  const { headers } = await site.nobody.ask('POST /api/session', body);
  expect(headers.getSetCookie()[0]).toMatch(
    /^lianqin_session=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/,
  );
});

test('five wrong passwords lock the account for a while, even against the right one', async () => {
  await using site = await openTestApp();
  const right = { account: 'operator', password: site.passwordOf('operator') };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const { body } = await site.nobody.ask('POST /api/session', WRONG);
    expect(body.code).toBe('WRONG_CREDENTIALS');
  }
  const locked = await site.nobody.ask('POST /api/session', right);
  site.clock.advance(10 * 60_000);
  const later = await site.nobody.ask('POST /api/session', right);
  expect(locked).toMatchObject({ status: 429, body: { code: 'ACCOUNT_LOCKED', detail: { minutes: 10 } } });
  expect(later.status).toBe(200);
});

test('a new password from an administrator opens a locked account', async () => {
  await using site = await openTestApp();
  const admin = await site.as('admin');
  const { id } = await addPerson(admin, { account: 'zhang.san' });
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await site.nobody.ask('POST /api/session', { account: 'zhang.san', password: 'wrong' });
  }
  const newPassword = `${STRONG}-2`;
  await admin.ask(`PATCH /api/people/${id}`, { password: newPassword });
  const { status } = await site.nobody.ask('POST /api/session', { account: 'zhang.san', password: newPassword });
  expect(status).toBe(200);
});

test('an account that does not exist locks like one that does', async () => {
  await using site = await openTestApp();
  const attempt = () => site.nobody.ask('POST /api/session', { account: 'nobody', password: 'wrong' });
  const codes: string[] = [];
  for (let count = 0; count < 6; count += 1) codes.push((await attempt()).body.code);
  expect(codes).toEqual([...Array(5).fill('WRONG_CREDENTIALS'), 'ACCOUNT_LOCKED']);
});

test('a success between failures starts the count again', async () => {
  await using site = await openTestApp();
  for (let round = 0; round < 2; round += 1) {
    for (let attempt = 0; attempt < 4; attempt += 1) await site.nobody.ask('POST /api/session', WRONG);
    await site.signIn('operator');
  }
});

test('every failure is in the record with the address it came from', async () => {
  await using site = await openTestApp();
  await site.nobody.ask('POST /api/session', WRONG);
  const auditor = await site.as('auditor');
  const { body } = await auditor.ask('GET /api/journal?kind=signIn&subject=operator');
  expect(body[0]).toMatchObject({ subject: 'operator', body: { outcome: 'refused', address: '127.0.0.1' } });
});

test('a session that was signed out is over', async () => {
  await using site = await openTestApp();
  const operator = await site.as('operator');
  await operator.ask('DELETE /api/session');
  const { status, body } = await operator.ask('GET /api/session');
  expect({ status, code: body.code }).toEqual({ status: 401, code: 'SESSION_ENDED' });
});

test('a desk nobody touches is signed out; looking is no touch, acting is', async () => {
  await using site = await openTestApp();
  const operator = await site.as('operator');
  site.clock.advance(29 * 60_000);
  await operator.ask('POST /api/incidents', { title: '积水' });
  site.clock.advance(29 * 60_000);
  const acted = await operator.ask('GET /api/session');
  site.clock.advance(60_000);
  const left = await operator.ask('GET /api/session');
  expect(acted.status).toBe(200);
  expect(left.body.code).toBe('SESSION_ENDED');
});

test('a wall is not signed out for being idle, but a session does not live for ever', async () => {
  await using site = await openTestApp();
  const { headers } = await site.nobody.ask('POST /api/session', {
    account: 'operator',
    password: site.passwordOf('operator'),
    wall: true,
  });
  const cookie = { cookie: headers.getSetCookie()[0] ?? '' };
  site.clock.advance(6 * 24 * 3_600_000);
  const watched = await site.nobody.ask('GET /api/session', undefined, cookie);
  site.clock.advance(24 * 3_600_000);
  const old = await site.nobody.ask('GET /api/session', undefined, cookie);
  expect(watched.body).toMatchObject({ wall: true, idleSignOutMs: null });
  expect(old.body.code).toBe('SESSION_ENDED');
});

test('a changed password ends the other sessions and leaves the first-password file', async () => {
  await using site = await openTestApp();
  const [here, elsewhere] = [await site.as('operator'), await site.as('operator')];
  const change = { oldPassword: site.passwordOf('operator'), newPassword: STRONG };
  const changed = await here.ask('POST /api/session/password', change);
  expect(changed.status).toBe(200);
  expect((await here.ask('GET /api/session')).status).toBe(200);
  expect((await elsewhere.ask('GET /api/session')).body.code).toBe('SESSION_ENDED');
  const kept = readFileSync(site.app.firstPasswordsPath, 'utf8');
  expect(kept).not.toContain(site.passwordOf('operator'));
  expect(kept).toContain(site.passwordOf('admin'));
});

test('the first passwords are readable by their owner alone, and gone when all are changed', async () => {
  await using site = await openTestApp({ folder: emptyFolder() });
  expect(statSync(site.app.firstPasswordsPath).mode & 0o777).toBe(0o600);
  for (const { account } of site.app.firstPasswords) {
    const caller = await site.signIn(account);
    await caller.ask('POST /api/session/password', { oldPassword: site.passwordOf(account), newPassword: STRONG });
  }
  expect(existsSync(site.app.firstPasswordsPath)).toBe(false);
});

test('a disabled person is out at once and cannot come back', async () => {
  await using site = await openTestApp();
  const admin = await site.as('admin');
  const { id } = await addPerson(admin, { account: 'zhang.san' });
  const zhang = await site.signIn('zhang.san', STRONG);
  await admin.ask(`PATCH /api/people/${id}`, { disabled: true });
  const again = await site.nobody.ask('POST /api/session', { account: 'zhang.san', password: STRONG });
  expect((await zhang.ask('GET /api/session')).body.code).toBe('SESSION_ENDED');
  expect(again).toMatchObject({ status: 403, body: { code: 'ACCOUNT_DISABLED' } });
});

test.each([{ disabled: true }, { role: 'operator' }])('the last administrator cannot become %o', async (change) => {
  await using site = await openTestApp();
  const admin = await site.as('admin');
  const { body: session } = await admin.ask('GET /api/session');
  const { status, body } = await admin.ask(`PATCH /api/people/${session.person.id}`, change);
  expect({ status, code: body.code }).toEqual({ status: 409, code: 'LAST_ADMINISTRATOR' });
});

test('who was signed in before a restart still is', async () => {
  await using site = await openTestApp();
  const operator = await site.as('operator');
  await site.app[Symbol.asyncDispose]();
  await using again = await openTestApp({ folder: site.folder, clock: site.clock });
  const { body } = await again.nobody.ask('GET /api/session', undefined, { cookie: operator.cookie });
  expect(body.person.account).toBe('operator');
});

test('passwords are stored as Argon2id only', async () => {
  await using site = await openTestApp();
  const stored = JSON.stringify(await inDatabase(site.place, (db) => db.selectFrom('people').selectAll().execute()));
  expect(stored).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  expect(stored).not.toContain(site.passwordOf('operator'));
});
