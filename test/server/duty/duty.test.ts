/** Duty over the whole server: on, off, positions in between, and who sees them. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fromWgs84 } from '../../../server/geo/coordinates.ts';
import { addPerson, type Caller, heard, openTestApp, STRONG, type TestApp } from '../open-test-app.ts';

let site: TestApp;
let operator: Caller;
let member: Caller;
let police: Caller;

beforeEach(async () => {
  const accounts = { idleSignOutMs: 90 * DAY_MS, sessionMaxMs: 90 * DAY_MS };
  site = await openTestApp({ settings: { accounts } });
  [operator, member, police] = (await Promise.all(
    ['operator', 'gridmember', 'police'].map((account) => site.signIn(account)),
  )) as [Caller, Caller, Caller];
});
afterEach(() => site[Symbol.asyncDispose]());

const DAY_MS = 24 * 3_600_000;
const HERE = { longitude: 113.3165, latitude: 23.093 };
const point = (atMs: number) => ({ ...HERE, accuracyM: 8, atMs });
const share = async (who: Caller, points: object[], more: object = {}) =>
  (await who.ask('POST /api/duty/positions', { points, ...more })).body;
const onDuty = async (who: Caller) => (await who.ask('GET /api/duty')).body;

test('whoever goes on duty is seen at once, with the position they share, and is gone when they go off', async () => {
  const desk = await operator.connect();
  const told = heard(desk, 'committed');
  await member.ask('POST /api/duty', { state: 'available' });
  expect(await told).toMatchObject({ kind: 'duty', body: { name: '演示网格员', state: 'available' } });
  const moved = heard(desk, 'dutyPositions');
  site.clock.advance(5_000);
  expect(await share(member, [point(site.clock())])).toEqual({ keptCount: 1, knownCount: 0, outsideDutyCount: 0 });
  expect(await moved).toEqual([{ personId: expect.any(String), position: point(site.clock()) }]);
  expect(await onDuty(operator)).toMatchObject([{ name: '演示网格员', state: 'available', position: HERE }]);
  await member.ask('POST /api/duty', { state: 'offDuty' });
  expect(await onDuty(operator)).toEqual([]);
});

test('points from outside the time on duty are not kept, and it is said how many', async () => {
  const beforeMs = site.clock();
  site.clock.advance(10_000);
  await member.ask('POST /api/duty', { state: 'available' });
  const onMs = site.clock();
  site.clock.advance(10_000);
  await member.ask('POST /api/duty', { state: 'offDuty' });
  site.clock.advance(10_000);
  const points = [beforeMs, onMs, onMs + 5_000, site.clock(), site.clock() + DAY_MS].map(point);
  expect(await share(member, points)).toEqual({ keptCount: 2, knownCount: 0, outsideDutyCount: 3 });
});

test('who was never on duty shares nothing', async () => {
  expect(await share(member, [point(site.clock())])).toEqual({ keptCount: 0, knownCount: 0, outsideDutyCount: 1 });
});

test('what is sent twice, also at once, is kept once', async () => {
  await member.ask('POST /api/duty', { state: 'busy' });
  const points = [0, 1, 2, 2].map((second) => point(site.clock() + second));
  const answers = await Promise.all([share(member, points), share(member, points)]);
  expect(answers.map(({ keptCount, knownCount }) => [keptCount, knownCount]).toSorted()).toEqual([
    [0, 4],
    [3, 1],
  ]);
});

test('a phone that counts in another datum is put where it is', async () => {
  await member.ask('POST /api/duty', { state: 'available' });
  const [longitude, latitude] = fromWgs84([HERE.longitude, HERE.latitude], 'gcj02');
  await share(member, [{ ...point(site.clock()), longitude, latitude }], { datum: 'gcj02' });
  const [{ position }] = await onDuty(operator);
  expect(position.longitude).toBeCloseTo(HERE.longitude, 6);
  expect(position.latitude).toBeCloseTo(HERE.latitude, 6);
});

test('another unit sees neither who is on duty nor where they were', async () => {
  await member.ask('POST /api/duty', { state: 'available' });
  await share(member, [point(site.clock())]);
  const since = `GET /api/duty/trails?sinceMs=${site.clock() - 1_000}`;
  expect([await onDuty(police), (await police.ask(since)).body]).toEqual([[], []]);
  expect((await operator.ask(since)).body).toMatchObject([{ name: '演示网格员', points: [HERE] }]);
  expect(await onDuty(member)).toHaveLength(1);
});

test('a colleague who walks another grid does not see it, and their community’s officer does', async () => {
  const admin = await site.as('admin');
  const about = { community: '滨江社区' };
  await addPerson(admin, { account: 'other1', role: 'gridMember', ...about });
  await addPerson(admin, { account: 'community1', role: 'communityOfficer', ...about });
  await member.ask('POST /api/duty', { state: 'available' });
  expect(await onDuty(await site.signIn('other1', STRONG))).toEqual([]);
  expect(await onDuty(await site.signIn('community1', STRONG))).toHaveLength(1);
});

test('the big screen’s account cannot go on duty', async () => {
  expect((await site.nobody.ask('POST /api/duty', { state: 'available' })).status).toBe(401);
  const auditor = await site.as('auditor');
  expect((await auditor.ask('POST /api/duty', { state: 'available' })).body.code).toBe('NOT_ALLOWED');
});

test('more points than one request may carry are refused', async () => {
  const points = Array.from({ length: 501 }, (_, nth) => point(site.clock() + nth));
  expect((await share(member, points)).code).toBe('INVALID_REQUEST');
});

test('old positions are forgotten after the days of the setting', async () => {
  await member.ask('POST /api/duty', { state: 'available' });
  await share(member, [point(site.clock())]);
  site.clock.advance(31 * DAY_MS);
  await site.app.duty.prune();
  expect((await onDuty(operator))[0].position).toBeNull();
});

test('a trail is told of the time on duty that runs, and of nobody who went off', async () => {
  const trail = async () =>
    (await operator.ask(`GET /api/duty/trails?sinceMs=0&personId=${(await onDuty(operator))[0]?.personId ?? 'nobody'}`))
      .body;
  const since = 'GET /api/duty/trails?sinceMs=0';
  await member.ask('POST /api/duty', { state: 'available' });
  await share(member, [point(site.clock())]);
  await member.ask('POST /api/duty', { state: 'offDuty' });
  expect((await operator.ask(since)).body).toEqual([]);
  site.clock.advance(60_000);
  await member.ask('POST /api/duty', { state: 'available' });
  site.clock.advance(1_000);
  const again = point(site.clock());
  await share(member, [again]);
  expect(await trail()).toMatchObject([{ points: [again] }]);
  expect((await operator.ask(`${since}&personId=nobody`)).body).toEqual([]);
});

test('whoever has no account any more is off duty, and everybody hears it', async () => {
  const admin = await site.as('admin');
  await member.ask('POST /api/duty', { state: 'available' });
  const [{ personId }] = await onDuty(operator);
  const desk = await operator.connect();
  const off = new Promise((resolve) => {
    desk.on('committed', (entry) => entry.kind === 'duty' && resolve(entry.body));
  });
  await admin.ask(`PATCH /api/people/${personId}`, { disabled: true });
  expect(await off).toMatchObject({ personId, state: 'offDuty' });
  await admin.ask(`PATCH /api/people/${personId}`, { disabled: false });
  expect(await onDuty(operator)).toEqual([]);
});

test('whoever sends people out sees their post, their telephone and their grids, and the big screen no telephone', async () => {
  const admin = await site.as('admin');
  const { id } = (await admin.ask('GET /api/people')).body.find(
    ({ account }: { account: string }) => account === 'gridmember',
  );
  await admin.ask(`PATCH /api/people/${id}`, { phone: '13800000001', post: ' 网格长 ' });
  await member.ask('POST /api/duty', { state: 'available' });
  const onSinceMs = site.clock();
  site.clock.advance(5_000);
  await member.ask('POST /api/duty', { state: 'busy' });
  expect(await onDuty(operator)).toMatchObject([
    {
      ...{ post: '网格长', phone: '13800000001', onSinceMs, sinceMs: onSinceMs + 5_000 },
      gridIds: [expect.any(String), expect.any(String)],
    },
  ]);
  const choices = [
    ...(await operator.ask('GET /api/colleagues')).body,
    ...(await admin.ask('GET /api/roster/people')).body,
  ];
  expect(choices.filter(({ personId }) => personId === id)).toMatchObject([{ post: '网格长' }, { post: '网格长' }]);
  await addPerson(admin, { account: 'hall1', role: 'screen' });
  expect(await onDuty(await site.signIn('hall1', STRONG))).toMatchObject([{ phone: null }]);
});
