/** Plans: kept by version, taken up in an incident as a check-list that stays as it was, ticked by those who handle it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Incident } from '../../../config/contract/incident.ts';
import type { Plan } from '../../../config/contract/plan.ts';
import type { Unit } from '../../../config/contract/unit.ts';
import { type Caller, heard, openTestApp, type TestApp } from '../open-test-app.ts';

let site: TestApp;
let supervisor: Caller;
let operator: Caller;
let police: Caller;
let patrol: Caller;

beforeEach(async () => {
  site = await openTestApp();
  [supervisor, operator, police, patrol] = (await Promise.all(
    ['supervisor', 'operator', 'police', 'patrol'].map((account) => site.signIn(account)),
  )) as [Caller, Caller, Caller, Caller];
});
afterEach(() => site[Symbol.asyncDispose]());

const STEPS = [
  { text: '疏散人群', unitName: '派出所', minutes: 10 },
  { text: '设置警戒', unitName: '', minutes: null },
];
const NEW = { name: '人群聚集预案', matterIds: [], levels: [], steps: STEPS, disabled: false };
const act = (who: Caller, { id }: Pick<Incident, 'id'>, what: object) =>
  who.ask(`POST /api/incidents/${id}/acts`, what);
const report = async (): Promise<Incident> => (await operator.ask('POST /api/incidents', { title: '人群聚集' })).body;
const addPlan = async (): Promise<Plan> => (await supervisor.ask('POST /api/plans', NEW)).body;

test('the demo site has three plans, each for matters or levels of its own', async () => {
  const { body } = await operator.ask('GET /api/plans');
  const plans: Plan[] = body;
  expect(plans.map(({ matterIds, levels }) => [matterIds.length, levels.length]).toSorted()).toEqual([
    [0, 2],
    [1, 0],
    [1, 0],
  ]);
});

test('a supervisor changes a plan by version, an operator does not, and who is late is told', async () => {
  expect((await operator.ask('POST /api/plans', NEW)).status).toBe(403);
  const socket = await operator.connect();
  const told = heard(socket, 'committed');
  const plan = await addPlan();
  expect(await told).toMatchObject({ kind: 'plan', subject: plan.id, body: { name: NEW.name, version: 1 } });
  const second = await supervisor.ask(`PATCH /api/plans/${plan.id}`, { version: 1, name: '聚集预案' });
  expect(second.body).toMatchObject({ version: 2, name: '聚集预案', changedBy: { name: '演示值班长' } });
  const late = await supervisor.ask(`PATCH /api/plans/${plan.id}`, { version: 1, name: '另一名' });
  expect(late).toMatchObject({ status: 409, body: { code: 'PLAN_CHANGED', detail: { by: '演示值班长' } } });
});

test('a check-list keeps the steps it was taken up with, and gives way to another only while none is ticked', async () => {
  const plan = await addPlan();
  const incident = await report();
  const { body: taken } = await act(operator, incident, { act: 'takeUpPlan', planId: plan.id });
  expect(taken.checklist).toMatchObject({ planId: plan.id, version: 1, takenUpBy: { name: '演示值班员' } });
  expect(taken.checklist.items).toMatchObject([
    { text: '疏散人群', unitName: '派出所', dueAtMs: site.clock() + 600_000, done: null },
    { text: '设置警戒', dueAtMs: null },
  ]);
  await supervisor.ask(`PATCH /api/plans/${plan.id}`, { version: 1, steps: STEPS.slice(0, 1) });
  const { body: listed } = await operator.ask('GET /api/incidents');
  expect(listed.find(({ id }: Incident) => id === incident.id).checklist.items).toHaveLength(2);
  const anew = await act(operator, incident, { act: 'takeUpPlan', planId: plan.id });
  expect(anew.body.checklist).toMatchObject({ version: 2, items: [{ text: '疏散人群' }] });
  await act(operator, incident, { act: 'tick', itemId: '1' });
  const refused = await act(operator, incident, { act: 'takeUpPlan', planId: plan.id });
  expect(refused).toMatchObject({ status: 409, body: { code: 'PLAN_IN_USE' } });
  await supervisor.ask(`PATCH /api/plans/${plan.id}`, { version: 2, disabled: true });
  const ended = await act(operator, await report(), { act: 'takeUpPlan', planId: plan.id });
  expect(ended).toMatchObject({ status: 404, body: { code: 'PLAN_NOT_FOUND' } });
});

test('an item is ticked once, by whom and with what words the log says, and undone likewise', async () => {
  const plan = await addPlan();
  const incident = await report();
  await act(operator, incident, { act: 'takeUpPlan', planId: plan.id });
  await act(operator, incident, { act: 'file' });
  const units: Unit[] = (await operator.ask('GET /api/units')).body;
  const leadUnitIds = units.filter(({ name }) => name === '派出所').map(({ id }) => id);
  await act(operator, incident, { act: 'dispatch', leadUnitIds });
  expect((await act(police, incident, { act: 'takeUpPlan', planId: plan.id })).status).toBe(403);
  expect((await act(patrol, incident, { act: 'tick', itemId: '1' })).status).toBe(404);
  const { body: ticked } = await act(police, incident, { act: 'tick', itemId: '1', note: '已疏散三十人' });
  expect(ticked.checklist.items[0].done).toMatchObject({ by: { name: '演示民警' }, note: '已疏散三十人' });
  const again = await act(operator, incident, { act: 'tick', itemId: '1' });
  expect(again).toMatchObject({ status: 409, body: { code: 'PLAN_ITEM_DONE', detail: { by: '演示民警' } } });
  await act(operator, incident, { act: 'untick', itemId: '1', note: '人群又回来了' });
  expect((await act(operator, incident, { act: 'untick', itemId: '1' })).body.code).toBe('PLAN_ITEM_OPEN');
  expect((await act(operator, incident, { act: 'tick', itemId: '9' })).body.code).toBe('PLAN_ITEM_NOT_FOUND');
  const { lines } = (await operator.ask(`GET /api/incidents/${incident.id}/log`)).body;
  expect(lines.map((line: Incident['last']) => [line.act, line.about, line.note]).slice(-2)).toEqual([
    ['tick', '疏散人群', '已疏散三十人'],
    ['untick', '疏散人群', '人群又回来了'],
  ]);
});
