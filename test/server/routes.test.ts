/** Every route as everybody: who is let in is said by the contract's table, and by nothing else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Action, may, Role } from '../../config/contract/rights.ts';
import { RAW_ROUTES, ROUTES } from '../../config/contract/routes.ts';
import { everyRouteName } from '../../server/http/route.ts';
import { addPerson, type Caller, openTestApp, STRONG, type TestApp } from './open-test-app.ts';

let site: TestApp;
let callers: Record<Role, Caller>;

beforeAll(async () => {
  site = await openTestApp();
  const administrator = await site.as('admin');
  await addPerson(administrator, { account: 'hall', name: '大厅屏', role: 'screen' });
  callers = {
    administrator,
    supervisor: await site.signIn('supervisor'),
    operator: await site.as('operator'),
    unitOfficer: await site.signIn('police'),
    communityOfficer: await site.signIn('community'),
    gridMember: await site.signIn('gridmember'),
    auditor: await site.as('auditor'),
    screen: await site.signIn('hall', STRONG),
  };
});
afterAll(() => site[Symbol.asyncDispose]());

test('every route of the contract is mounted', () => {
  expect([...site.app.mounted].toSorted()).toEqual(everyRouteName().toSorted());
});

const ROLES = Role.options;
// Metrics are open to the machine itself, where these tests run.
const GUARDED = Object.entries({ ...ROUTES, ...RAW_ROUTES }).filter(
  ([name, { right }]) => right !== 'public' && name !== 'GET /metrics',
);
const CHANGES_THE_CALLER = ['DELETE /api/session'];
const byRight = (allowed: boolean) =>
  GUARDED.filter(([name]) => !CHANGES_THE_CALLER.includes(name)).flatMap(([name, { right }]) =>
    ROLES.filter((role) => (right === 'signedIn' || may({ role }, right as Action)) === allowed).map(
      (role) => [name, role] as const,
    ),
  );
const HEADERS = { 'content-type': 'application/sdp' };
const headersFor = (name: string) => (name.includes('/whep/') ? HEADERS : {});
const addressOf = (name: string) => name.replaceAll(/:\w+/g, 'none');

describe('nobody is let in', () => {
  test.each(GUARDED.map(([name]) => name))('%s', async (name) => {
    const { status, body } = await site.nobody.ask(addressOf(name), undefined, headersFor(name));
    expect({ status, body }).toEqual({ status: 401, body: { code: 'NOT_SIGNED_IN', detail: {} } });
  });
});

describe('who has not the right is refused', () => {
  test.each(byRight(false))('%s by %s', async (name, role) => {
    const { status, body } = await callers[role].ask(addressOf(name), undefined, headersFor(name));
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'NOT_ALLOWED' });
  });
});

describe('who has the right is let in', () => {
  test.each(byRight(true))('%s by %s', async (name, role) => {
    const { body } = await callers[role].ask(addressOf(name), undefined, headersFor(name));
    expect(['NOT_SIGNED_IN', 'SESSION_ENDED', 'NOT_ALLOWED', 'INTERNAL']).not.toContain(body.code);
  });
});

test('an unknown address of the API is answered as such', async () => {
  const { status, body } = await callers.operator.ask('GET /api/nothing');
  expect({ status, body }).toEqual({ status: 404, body: { code: 'NOT_FOUND', detail: {} } });
});

test('the document describes every route', async () => {
  const { body } = await site.nobody.ask('GET /api/openapi.json');
  const described = Object.entries<object>(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  );
  expect(described.toSorted()).toEqual(everyRouteName().toSorted());
});

test('metrics count commits, cameras and alerts', async () => {
  const { body } = await site.nobody.ask('GET /metrics');
  expect(body).toMatch(/^lianqin_commit_seconds_count [1-9]/m);
  expect(body).toMatch(/^lianqin_cameras\{state="offline"\} 8$/m);
});

test('without a media node and a console it lives but is not ready', async () => {
  const health = await site.nobody.ask('GET /api/health');
  const ready = await site.nobody.ask('GET /api/ready');
  expect(health).toMatchObject({ status: 200, body: { status: 'degraded', mediaNode: 'away' } });
  expect(ready).toMatchObject({ status: 503, body: { ready: false, waitingFor: ['console', 'mediaNode'] } });
});
