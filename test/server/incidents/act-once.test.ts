/** Acts that a phone may have to send again: each is done once. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Incident } from '../../../config/contract/incident.ts';
import { type Caller, openTestApp, type TestApp } from '../open-test-app.ts';

let site: TestApp;
let operator: Caller;
let member: Caller;
let incident: Incident;

beforeEach(async () => {
  site = await openTestApp();
  operator = await site.signIn('operator');
  member = await site.signIn('gridmember');
  const position = { longitude: 113.3165, latitude: 23.093 };
  incident = (await member.ask('POST /api/incidents', { title: '占道', position })).body;
});
afterEach(() => site[Symbol.asyncDispose]());

const act = (who: Caller, what: object) => who.ask(`POST /api/incidents/${incident.id}/acts`, what);
const acts = async () =>
  (await operator.ask(`GET /api/incidents/${incident.id}/log`)).body.lines.map((line: { act: string }) => line.act);

test('the same act sent twice at once is done once, and both are answered', async () => {
  const filing = { act: 'file', note: '受理', actId: randomUUID() };
  const answers = await Promise.all([act(operator, filing), act(operator, filing)]);
  expect(answers.map(({ status, body }) => [status, body.state])).toEqual([
    [200, 'filed'],
    [200, 'filed'],
  ]);
  expect(await acts()).toEqual(['report', 'file']);
});

test('sent again when the incident went on meanwhile, the answer is how it stands', async () => {
  const filing = { act: 'file', actId: randomUUID() };
  await act(operator, filing);
  await act(operator, { act: 'cancel', note: '误报' });
  expect((await act(operator, filing)).body.state).toBe('cancelled');
});

test('an act that was refused may be sent again under its id', async () => {
  const closing = { act: 'rework', note: '重做', actId: randomUUID() };
  expect((await act(operator, closing)).body.code).toBe('INCIDENT_CANNOT_MOVE');
  expect((await act(operator, { ...closing, act: 'remark' })).status).toBe(200);
});

test('without an id each act is its own', async () => {
  await act(member, { act: 'remark', note: '一' });
  await act(member, { act: 'remark', note: '一' });
  expect(await acts()).toEqual(['report', 'remark', 'remark']);
});

test('an id that somebody else used is refused, and so is one that is no UUID', async () => {
  const actId = randomUUID();
  await act(member, { act: 'remark', note: '一', actId });
  expect((await act(operator, { act: 'remark', note: '二', actId })).body).toEqual({
    code: 'INVALID_REQUEST',
    detail: { field: 'actId', problem: 'taken' },
  });
  expect((await act(member, { act: 'remark', note: '一', actId: '7' })).body.detail.field).toBe('actId');
  expect((await act(member, { act: 'remark', note: '一', other: 1 })).body.detail.field).toBe('other');
});
