/** A period that is over stands still, whatever becomes of its cases afterwards. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Evaluation, Indicator } from '../../../config/contract/evaluation.ts';
import type { Incident } from '../../../config/contract/incident.ts';
import type { Unit } from '../../../config/contract/unit.ts';
import { type Caller, openTestApp, type TestApp } from '../open-test-app.ts';
import { inDatabase, isOnSqlite } from '../test-database.ts';
import { byHand } from './figures-by-hand.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const GROUPS = ['unit', 'grid', 'community', 'person', 'street'] as const;

let site: TestApp;
let before: Evaluation;
let after: Evaluation;
let patrolId: string;

beforeAll(async () => {
  const accounts = { idleSignOutMs: 90 * DAY, sessionMaxMs: 90 * DAY };
  site = await openTestApp({ settings: { accounts } });
  const [operator, supervisor, police, patrol] = (await Promise.all(
    ['operator', 'supervisor', 'police', 'patrol'].map((account) => site.signIn(account)),
  )) as [Caller, Caller, Caller, Caller];
  const { body: units } = await operator.ask('GET /api/units');
  const unit = (name: string) => units.find((each: Unit) => each.name === name).id;
  patrolId = unit('城管执法队');
  const position = { longitude: 113.3165, latitude: 23.093 };
  const open = async (task: string): Promise<Incident> =>
    (await operator.ask('POST /api/incidents', { title: '楼上噪声', task, position })).body;
  const act = async (who: Caller, { id }: Incident, what: object) => {
    site.clock.advance(MINUTE);
    const answer = await who.ask(`POST /api/incidents/${id}/acts`, what);
    expect(answer.status).toBe(200);
  };
  const [handled, returned, cancelled] = [await open('dispute'), await open('hazard'), await open('crime')];
  for (const incident of [handled, returned]) {
    await act(operator, incident, { act: 'file' });
    await act(operator, incident, { act: 'dispatch', leadUnitIds: [unit('派出所')] });
  }
  await act(police, handled, { act: 'accept' });
  await act(police, handled, { act: 'finish', note: '已劝导' });
  await act(operator, handled, { act: 'close', note: '已办结' });

  site.clock.advance(30 * DAY);
  await site.app.clocks.look();
  before = await november(supervisor);
  await act(police, returned, { act: 'return', note: '不属本单位职责' });
  await act(operator, cancelled, { act: 'cancel', note: '查无此事' });
  await act(supervisor, handled, { act: 'reopen', note: '再次反映' });
  await act(operator, handled, { act: 'dispatch', leadUnitIds: [patrolId] });
  await act(patrol, handled, { act: 'accept' });
  after = await november(supervisor);
});
afterAll(() => site[Symbol.asyncDispose]());

const november = async (who: Caller): Promise<Evaluation> =>
  (await who.ask('GET /api/evaluation?period=month&day=2026-11-30')).body;

test('a case that is taken up again, returned or cancelled later changes no figure of before', () => {
  const { unit } = before.groups;
  expect(unit?.map(({ name }) => name)).toEqual(['派出所']);
  expect(before.street.figures).toMatchObject({
    ...{ handled: { now: [1, 1] }, closed: { now: [1, 2] }, resolved: { now: [1, 1] } },
    ...{ valid: { now: [3, 3] }, rightlyDispatched: { now: [2, 2] } },
  });
  expect(after).toEqual(before);
});

test.each(Indicator.options)('%s is still what the query by hand says', async (indicator) => {
  const { fromMs, toMs } = after.period;
  const span = { fromMs, toMs, nowMs: site.clock() };
  for (const by of GROUPS) {
    const engine = isOnSqlite ? 'sqlite' : 'postgres';
    const expected = await inDatabase(site.place, (db) => byHand(db, engine, { indicator, by, span }));
    const rows = by === 'street' ? [after.street] : (after.groups[by] ?? []);
    const told = rows.flatMap(({ key, figures }) => {
      const [over = 0, under = 0] = figures[indicator]?.now ?? [];
      return over === 0 && under === 0 ? [] : [[key, { over, under }] as const];
    });
    expect(told.toSorted(), by).toEqual(
      [...expected].filter(([, { over, under }]) => over !== 0 || under !== 0).toSorted(),
    );
  }
});

test('the unit that had done its work has nothing taken from it, and the next one has it now', async () => {
  const police = await site.signIn('police');
  const { body: notices } = await police.ask('GET /api/notices');
  expect(notices.map(({ kind }: { kind: string }) => kind)).not.toContain('withdrawn');
  const december = (await (await site.signIn('supervisor')).ask('GET /api/evaluation?period=month')).body as Evaluation;
  expect(december.groups.unit?.map(({ key }) => key)).toContain(patrolId);
});
