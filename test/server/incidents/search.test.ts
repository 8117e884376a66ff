/** Incidents the console was not sent: one by its id, now and then, and ended ones by words, grid and days. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Incident } from '../../../config/contract/incident.ts';
import { EndedQuery } from '../../../config/contract/incident-search.ts';
import type { Unit } from '../../../config/contract/unit.ts';
import { endedIncidents } from '../../../server/incidents/incident-search.ts';
import { type Caller, openTestApp, type TestApp } from '../open-test-app.ts';
import { inDatabase } from '../test-database.ts';

let site: TestApp;
let operator: Caller;

beforeEach(async () => {
  site = await openTestApp();
  operator = await site.signIn('operator');
});
afterEach(() => site[Symbol.asyncDispose]());

const IN_GRID_1 = { longitude: 113.3165, latitude: 23.093 };
const report = async (what: object = {}, who: Caller = operator): Promise<Incident> => {
  const { body } = await who.ask('POST /api/incidents', { title: '路面积水', position: IN_GRID_1, ...what });
  site.clock.advance(1_000);
  return body;
};
const act = async ({ id }: Incident, what: object, who: Caller = operator): Promise<Incident> =>
  (await who.ask(`POST /api/incidents/${id}/acts`, what)).body;
const ended = async (what: object = {}): Promise<Incident> =>
  act(await report(what), { act: 'settle', note: '已处理' });
const found = async (query: Record<string, string | number> = {}, who: Caller = operator): Promise<string[]> => {
  const asked = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, `${value}`] as [string, string]),
  );
  return (await who.ask(`GET /api/incidents/ended?${asked}`)).body.incidents.map(({ id }: Incident) => id);
};
const one = (who: Caller, { id }: Incident, query = '') => who.ask(`GET /api/incidents/${id}${query}`);

test('whoever sees an incident is told of it by its id, and to anybody else there is none', async () => {
  const closed = await ended();
  expect(await one(operator, closed)).toMatchObject({ status: 200, body: closed });
  const refused = { status: 404, body: { code: 'INCIDENT_NOT_FOUND' } };
  expect(await one(await site.signIn('police'), closed)).toMatchObject(refused);
  expect(await operator.ask('GET /api/incidents/none')).toMatchObject(refused);
});

test('of a past moment it is told as it stood then, and before it was reported there was none', async () => {
  const beforeMs = site.clock() - 1;
  const reported = await report();
  const thenMs = site.clock() - 1;
  const closed = await act(reported, { act: 'settle', note: '已处理' });
  const at = (atMs: number, who = operator) => one(who, closed, `?atMs=${atMs}`);
  expect((await at(thenMs)).body).toEqual(reported);
  expect((await at(site.clock())).body).toEqual(closed);
  expect((await at(beforeMs)).status).toBe(404);
  expect((await at(thenMs, await site.signIn('police'))).status).toBe(404);
});

test('what became confidential is not found by going back', async () => {
  const supervisor = await site.signIn('supervisor');
  const incident = await report({}, supervisor);
  const openMs = site.clock() - 1;
  expect((await one(operator, incident, `?atMs=${openMs}`)).status).toBe(200);
  await act(incident, { act: 'confide', confidential: true, note: '涉及隐私' }, supervisor);
  expect((await one(operator, incident, `?atMs=${openMs}`)).status).toBe(404);
});

test('ended ones are found by number, title, address and reporter, the newest report first', async () => {
  const old = await ended({ title: '老旧小区渗水', address: '东门路12号A座' });
  const young = await ended({ title: '井盖100%破损' });
  await report({ title: '井盖丢失' });
  expect(await found()).toEqual([young.id, old.id]);
  expect(await found({ text: old.number })).toEqual([old.id]);
  expect(await found({ text: ' 井盖 ' })).toEqual([young.id]);
  expect(await found({ text: '12号a座' })).toEqual([old.id]);
  expect(await found({ text: old.reporter.name })).toEqual([young.id, old.id]);
  expect(await found({ text: '0%破' })).toEqual([young.id]);
  expect(await found({ text: '井%损' })).toEqual([]);
});

test('days and a grid narrow them, a governance grid to the base grids it was laid over', async () => {
  const old = await ended();
  const young = await ended({ position: null });
  expect(await found({ sinceMs: young.reportedAtMs })).toEqual([young.id]);
  expect(await found({ untilMs: young.reportedAtMs })).toEqual([old.id]);
  const over = old.scope.belonging?.gridIds.find((id) => id !== old.gridId) ?? '';
  expect(await found({ gridId: old.gridId ?? '' })).toEqual([old.id]);
  expect(await found({ gridId: over })).toEqual([old.id]);
});

test('a unit finds its own alone, and a confidential case is found by those in it', async () => {
  const units: Unit[] = (await operator.ask('GET /api/units')).body;
  const police = units.find(({ name }) => name === '派出所')?.id;
  const theirs = await report();
  await act(theirs, { act: 'file' });
  await act(theirs, { act: 'dispatch', leadUnitIds: [police] });
  const officer = await site.signIn('police');
  await act(theirs, { act: 'accept' }, officer);
  await act(theirs, { act: 'finish', note: '已劝离' }, officer);
  await act(theirs, { act: 'close', note: '已办结' });
  const secret = await ended({ title: '涉密', confidential: true });
  const other = await ended();
  expect(await found({}, officer)).toEqual([theirs.id]);
  expect(await found({}, await site.signIn('supervisor'))).toEqual([other.id, secret.id, theirs.id]);
  expect(await found({}, await site.signIn('patrol'))).toEqual([]);
});

test('more than one answer carries are cut, the newest kept, and that is said', async () => {
  const all = [await ended(), await ended(), await ended()];
  const { person } = (await operator.ask('GET /api/session')).body;
  const ask = (most: number) =>
    inDatabase(site.place, (db) => endedIncidents(db, EndedQuery.parse({}), { person, most }));
  const cut = await ask(2);
  expect(cut.incidents.map(({ id }) => id)).toEqual([all[2]?.id, all[1]?.id]);
  expect([cut.isCapped, (await ask(3)).isCapped]).toEqual([true, false]);
});
