/** Disputes of one day as they end: agreed in time, agreed too late, failed, and talked over without a mediation. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Evaluation, Figure, GroupKind, Indicator } from '../../../config/contract/evaluation.ts';
import type { Colleague } from '../../../config/contract/person.ts';
import type { Unit } from '../../../config/contract/unit.ts';
import { addPerson, type Caller, openTestApp, STRONG, type TestApp } from '../open-test-app.ts';
import { inDatabase, isOnSqlite } from '../test-database.ts';
import { byHand } from './figures-by-hand.ts';

const HOUR_MS = 3_600_000;
let site: TestApp;
let operator: Caller;
let police: Caller;
let mediator: Caller;
let mediatorId: string;
let unitId: string;

beforeEach(async () => {
  const day = 24 * HOUR_MS;
  site = await openTestApp({ settings: { accounts: { idleSignOutMs: 30 * day, sessionMaxMs: 30 * day } } });
  const admin = await site.signIn('admin');
  [operator, police] = [await site.signIn('operator'), await site.signIn('police')];
  await addPerson(admin, { account: 'justice', name: '孙调解', role: 'unitOfficer', unit: '司法所' });
  mediator = await site.signIn('justice', STRONG);
  const colleagues: Colleague[] = (await operator.ask('GET /api/colleagues')).body;
  mediatorId = colleagues.find(({ name }) => name === '孙调解')?.personId ?? '';
  const units: Unit[] = (await operator.ask('GET /api/units')).body;
  unitId = units.find(({ name }) => name === '派出所')?.id ?? '';
});
afterEach(() => site[Symbol.asyncDispose]());

async function dispute(): Promise<string> {
  const { body } = await operator.ask('POST /api/incidents', { title: '漏水纠纷', task: 'dispute' });
  await act(operator, body.id, { act: 'file' });
  await act(operator, body.id, { act: 'dispatch', leadUnitIds: [unitId] });
  await act(police, body.id, { act: 'accept' });
  return body.id;
}

async function act(who: Caller, id: string, what: object): Promise<void> {
  expect(await who.ask(`POST /api/incidents/${id}/acts`, what)).toMatchObject({ status: 200 });
}

async function mediate(id: string, result: 'agreed' | 'failed'): Promise<void> {
  const step = async (who: Caller, what: object) =>
    expect(await who.ask(`POST /api/incidents/${id}/mediation`, what)).toMatchObject({ status: 200 });
  const parties = [
    { name: '赵甲方', phone: '13800001111', standing: 'applicant' },
    { name: '钱乙方', phone: '13900002222', standing: 'respondent' },
  ];
  const day = '2026-11-24';
  await step(operator, { act: 'register', parties });
  await step(operator, { act: 'assign', version: 1, mediatorId });
  await step(mediator, { act: 'session', version: 2, day, place: '调解室', said: '各执一词', result });
  if (result === 'failed') return step(mediator, { act: 'fail', version: 3, note: '双方不愿再谈' });
  await step(mediator, { act: 'agree', version: 3, text: '十日内修好', dueDay: day });
  await step(mediator, { act: 'visit', version: 4, day, isKept: true, note: '已修好' });
  return step(mediator, { act: 'close', version: 5, note: '办结' });
}

async function close(id: string): Promise<void> {
  await act(police, id, { act: 'finish', note: '已处理' });
  await act(operator, id, { act: 'close', note: '已办结' });
}

const figureOf = ({ groups }: Evaluation, by: GroupKind, name: string, indicator: Indicator): Figure | undefined =>
  groups[by]?.find((row) => row.name === name)?.figures[indicator]?.now;

/** As the report has it, after the query by hand said the same of every group. */
async function report(): Promise<Evaluation> {
  const { body }: { body: Evaluation } = await operator.ask('GET /api/evaluation?period=month');
  const nowMs = site.clock();
  const span = { fromMs: body.period.fromMs, toMs: Math.min(body.period.toMs, nowMs), nowMs };
  for (const indicator of ['resolved', 'resolvedInTime', 'overdue'] satisfies Indicator[]) {
    for (const by of ['unit', 'person'] as const) {
      const expected = await inDatabase(site.place, (db) =>
        byHand(db, isOnSqlite ? 'sqlite' : 'postgres', { indicator, by, span }),
      );
      const told = (body.groups[by] ?? []).flatMap(({ key, figures }) => {
        const [over = 0, under = 0] = figures[indicator]?.now ?? [];
        return over + under === 0 ? [] : [[key, { over, under }] as const];
      });
      expect(new Map(told), `${indicator} by ${by}`).toEqual(expected);
    }
  }
  return body;
}

test('of four disputes two are resolved by their mediator, one of them in time, and one by who handled it', async () => {
  const [agreed, late, failed, talked] = [await dispute(), await dispute(), await dispute(), await dispute()];
  await mediate(agreed, 'agreed');
  await mediate(failed, 'failed');
  await close(agreed);
  await close(failed);
  await close(talked);
  // Handling takes a day at most and the check half an hour.
  site.clock.advance(26 * HOUR_MS);
  await mediate(late, 'agreed');
  await close(late);
  site.clock.advance(1);
  const told = await report();
  expect(told.street.figures.resolved?.now).toEqual([3, 4]);
  expect(told.street.figures.resolvedInTime?.now).toEqual([2, 4]);
  expect(figureOf(told, 'person', '孙调解', 'resolved')).toEqual([2, 3]);
  expect(figureOf(told, 'person', '孙调解', 'resolvedInTime')).toEqual([1, 3]);
  expect(figureOf(told, 'person', '演示民警', 'resolved')).toEqual([1, 1]);
  expect(figureOf(told, 'unit', '派出所', 'resolved')).toEqual([3, 4]);
});

test('what is over while somebody handles it counts for them; what nobody took counts for the unit alone', async () => {
  await dispute();
  const { body } = await operator.ask('POST /api/incidents', { title: '占道' });
  await act(operator, body.id, { act: 'file' });
  await act(operator, body.id, { act: 'dispatch', leadUnitIds: [unitId] });
  site.clock.advance(26 * HOUR_MS);
  const told = await report();
  expect(figureOf(told, 'unit', '派出所', 'overdue')).toEqual([2, 0]);
  expect(figureOf(told, 'person', '演示民警', 'overdue')).toEqual([1, 0]);
  expect(told.street.figures.overdue?.now).toEqual([2, 0]);
});
