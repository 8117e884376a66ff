/** The day as it stands: what counts, what is late, and what is left out. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Today } from '../../../config/contract/today.ts';
import { type Caller, openTestApp, type TestApp } from '../open-test-app.ts';

const MINUTE_MS = 60_000;
let site: TestApp;
let operator: Caller;

beforeEach(async () => {
  site = await openTestApp();
  operator = await site.signIn('operator');
});
afterEach(() => site[Symbol.asyncDispose]());

async function today(): Promise<Today> {
  return (await operator.ask('GET /api/today')).body;
}

async function report(title: string, more: object = {}): Promise<string> {
  return (await operator.ask('POST /api/incidents', { title, ...more })).body.id;
}

test('a report counts in its hour and its grid, and a drill does not', async () => {
  const { body: grids } = await operator.ask('GET /api/grids');
  await report('占道', { gridId: grids[0].id });
  await report('演练', { drill: true });
  const { reportedCount, openCount, hours, grids: counted } = await today();
  expect([reportedCount, openCount]).toEqual([1, 1]);
  expect(hours.at(-1)?.count).toBe(1);
  expect(counted.filter(({ count }) => count > 0)).toMatchObject([{ gridId: grids[0].id, openCount: 1 }]);
});

test('what is past its stage’s limit is overdue until somebody acts, and then late', async () => {
  const id = await report('占道');
  site.clock.advance(16 * MINUTE_MS);
  expect(await today()).toMatchObject({ overdueCount: 1, endedStageCount: 0 });
  await operator.ask(`POST /api/incidents/${id}/acts`, { act: 'file' });
  expect(await today()).toMatchObject({ overdueCount: 0, endedStageCount: 1, endedInTimeCount: 0 });
  await operator.ask(`POST /api/incidents/${id}/acts`, { act: 'settle', note: '已劝离' });
  expect(await today()).toMatchObject({ closedCount: 1, openCount: 0, endedStageCount: 2, endedInTimeCount: 1 });
});

test('what is open stays open after midnight, and the day begins anew', async () => {
  await report('占道');
  site.clock.advance(24 * 60 * MINUTE_MS);
  operator = await site.signIn('operator');
  expect(await today()).toMatchObject({ reportedCount: 0, openCount: 1, overdueCount: 1 });
});

test('who is on duty counts for their unit until they go off', async () => {
  expect((await today()).units).toEqual([]);
  const [police, patrol] = [await site.signIn('police'), await site.signIn('patrol')];
  await police.ask('POST /api/duty', { state: 'busy' });
  await patrol.ask('POST /api/duty', { state: 'available' });
  expect((await today()).units).toEqual([
    { name: '城管执法队', availableCount: 1, busyCount: 0 },
    { name: '派出所', availableCount: 0, busyCount: 1 },
  ]);
  await patrol.ask('POST /api/duty', { state: 'offDuty' });
  expect((await today()).units).toMatchObject([{ name: '派出所' }]);
});

test('who has no desk is not told', async () => {
  const police = await site.signIn('police');
  expect((await police.ask('GET /api/today')).status).toBe(403);
});
