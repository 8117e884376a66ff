/** What a heat map is made of: which incidents, where, and for whom. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Incident } from '../../../config/contract/incident.ts';
import { incidentPoints } from '../../../server/incidents/incident-points.ts';
import { type Caller, openTestApp, type TestApp } from '../open-test-app.ts';
import { inDatabase } from '../test-database.ts';

let site: TestApp;
let operator: Caller;
let sinceMs: number;

beforeEach(async () => {
  site = await openTestApp();
  operator = await site.signIn('operator');
  sinceMs = site.clock() - 1;
});
afterEach(() => site[Symbol.asyncDispose]());

const HERE = { longitude: 113.3165, latitude: 23.093 };
const report = async (what: object = {}): Promise<Incident> => {
  const { body } = await operator.ask('POST /api/incidents', { title: '路口有人聚集', position: HERE, ...what });
  site.clock.advance(1_000);
  return body;
};
const points = async (who: Caller = operator, untilMs = site.clock()) =>
  (await who.ask(`GET /api/incidents/points?sinceMs=${sinceMs}&untilMs=${untilMs}`)).body;

test('an incident that has ended is told as one that is open, with where it was and what it was', async () => {
  const open = await report({ level: 'major' });
  const ended = await report();
  await operator.ask(`POST /api/incidents/${ended.id}/acts`, { act: 'cancel', note: '误报' });
  expect(await points()).toMatchObject({
    points: [
      { incidentId: ended.id, state: 'cancelled', ...HERE, atMs: ended.reportedAtMs, community: '滨江社区' },
      { incidentId: open.id, state: 'reported', level: 'major', matterCode: '', unitIds: [] },
    ],
    ...{ nowhereCount: 0, isCapped: false },
  });
});

test('drills and confidential cases are in none of it, and what is nowhere is counted', async () => {
  await report({ drill: true });
  await report({ confidential: true });
  await report({ position: null });
  expect(await points(await site.signIn('supervisor'))).toEqual({ points: [], nowhereCount: 1, isCapped: false });
});

test('what was reported before or after the span is left out', async () => {
  const { reportedAtMs } = await report();
  const { id } = await report();
  expect((await points(operator, reportedAtMs)).points).toEqual([]);
  sinceMs = reportedAtMs + 1;
  expect((await points()).points).toMatchObject([{ incidentId: id }]);
});

test('a unit sees its own alone', async () => {
  await report();
  expect((await points(await site.signIn('police'))).points).toEqual([]);
});

test('a camera’s incident without a place of its own is at its camera', async () => {
  const camera = (await operator.ask('GET /api/cameras')).body.find(({ position }: { position: unknown }) => position);
  await report({ position: null, cameraId: camera.id });
  expect((await points()).points).toMatchObject([camera.position]);
});

test('more than one answer carries are cut, the newest kept, and that is said', async () => {
  const all = [await report(), await report(), await report()];
  const person = (await operator.ask('GET /api/session')).body.person;
  const span = { sinceMs, untilMs: site.clock() };
  const ask = (most: number) => inDatabase(site.place, (db) => incidentPoints(db, span, { person, most }));
  const cut = await ask(2);
  expect(cut.isCapped).toBe(true);
  expect(cut.points.map(({ incidentId }) => incidentId)).toEqual([all[2]?.id, all[1]?.id]);
  expect((await ask(3)).isCapped).toBe(false);
});

test.each([
  ['sinceMs=5&untilMs=5', 'untilMs'],
  [`sinceMs=0&untilMs=${401 * 86_400_000}`, 'untilMs'],
  ['sinceMs=x&untilMs=5', 'sinceMs'],
])('a span of %s is refused by the name of its field', async (query, field) => {
  const { status, body } = await operator.ask(`GET /api/incidents/points?${query}`);
  expect({ status, body }).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST', detail: { field } } });
});
