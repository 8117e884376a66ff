/** The figures of the evaluation against the same figures by SQL, on a history of nine days; and who may see what of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CasesQuery, type Evaluation, INDICATORS, Indicator } from '../../../config/contract/evaluation.ts';
import type { PeriodQuery } from '../../../config/contract/period.ts';
import type { Holder } from '../../../config/contract/rights.ts';
import { parseSettings } from '../../../config/settings/settings.ts';
import { makeDemoHistory } from '../../../server/demo/history/demo-history.ts';
import { casesBehind, evaluate } from '../../../server/evaluation/evaluate.ts';
import { closeConnection, openReader } from '../../../server/storage/database.ts';
import type { Db } from '../../../server/storage/schema.ts';
import { isOnSqlite, placeIn } from '../test-database.ts';
import { byHand, type Engine } from './figures-by-hand.ts';

const timeZone = 'Asia/Shanghai';
const NOW_MS = Date.UTC(2026, 10, 26, 9, 30);
const ENGINE: Engine = isOnSqlite ? 'sqlite' : 'postgres';
const SUPERVISOR: Holder = { role: 'supervisor', cameraGroups: 'all', id: 's' };

const root = mkdtempSync(join(tmpdir(), 'lianqin-figures-'));
const reports = new Map<string, Evaluation>();
let db: Db;

beforeAll(async () => {
  const place = await placeIn(root);
  const settings = parseSettings({ data: place, audit: { headsFile: join(root, 'heads') } });
  await makeDemoHistory(settings, { seed: 5, days: 9, nowMs: NOW_MS });
  db = openReader(place);
}, 300_000);
afterAll(async () => {
  await closeConnection(db);
  rmSync(root, { recursive: true, force: true });
});

const PERIODS: [name: string, query: PeriodQuery][] = [
  ['the month that runs', { period: 'month' }],
  ['the week that runs', { period: 'week', day: '2026-11-26' }],
  ['the week that is over', { period: 'week', day: '2026-11-18' }],
  ['one day', { period: 'day', day: '2026-11-21' }],
  ['some days', { period: 'range', from: '2026-11-19', to: '2026-11-22' }],
];

async function report(query: PeriodQuery, holder = SUPERVISOR): Promise<Evaluation> {
  const key = JSON.stringify([query, holder]);
  const known = reports.get(key) ?? (await evaluate(db, query, { holder, nowMs: NOW_MS, timeZone }));
  reports.set(key, known);
  return known;
}

describe.each(PERIODS)('%s', (_, query) => {
  test.each(Indicator.options)(
    '%s is what the query by hand says, for street, units, grids, communities, posts and people',
    async (indicator) => {
      const { period, street, groups } = await report(query);
      const span = { fromMs: period.fromMs, toMs: Math.min(period.toMs, NOW_MS), nowMs: NOW_MS };
      const own = (rows: Evaluation['groups']['unit'] = []) =>
        rows.flatMap(({ key, figures }) => {
          const [over = 0, under = 0] = figures[indicator]?.now ?? [];
          return over === 0 && under === 0 ? [] : [[key, { over, under }] as const];
        });
      for (const by of ['unit', 'grid', 'community', 'post', 'person', 'street'] as const) {
        const expected = await byHand(db, ENGINE, { indicator, by, span });
        const told = new Map(own(by === 'street' ? [street] : groups[by]));
        const some = [...expected].filter(([, { over, under }]) => over !== 0 || under !== 0);
        expect(told, `${indicator} by ${by}`).toEqual(new Map(some));
      }
    },
  );
});

test('every indicator has something to compare in the history', async () => {
  const { street } = await report({ period: 'month' });
  expect(Object.keys(street.figures)).toEqual(Indicator.options);
});

test('posts have figures of their own, and those behind one are its people’s', async () => {
  const { groups } = await report({ period: 'month' });
  const reporting = groups.post?.filter(({ figures }) => figures.reported) ?? [];
  expect(reporting.length).toBeGreaterThan(1);
  const [{ key, figures } = { key: '', figures: {} }] = reporting;
  const ask: CasesQuery = { period: 'month', indicator: 'reported', by: 'post', key, part: 'all' };
  const { cases } = await casesBehind(db, ask, { holder: SUPERVISOR, nowMs: NOW_MS, timeZone });
  expect(cases).toHaveLength(figures.reported?.now[0] ?? 0);
});

test.each(Indicator.options.filter((each) => each !== 'online'))(
  'the cases behind %s are as many as the figure says',
  async (indicator) => {
    const query = { period: 'month' } as const;
    const { street } = await report(query);
    const [over, under] = street.figures[indicator]?.now ?? [0, 0];
    const ask: CasesQuery = { ...query, indicator, by: 'street', key: '', part: 'all' };
    const { cases, hiddenCount } = await casesBehind(db, ask, { holder: SUPERVISOR, nowMs: NOW_MS, timeZone });
    // One case may have several dispatches, handlings or tasks; it is listed once.
    const manyOfOne = [
      'rightlyDispatched',
      'handled',
      'handledInTime',
      'handleTime',
      'verifiedInTime',
      'checkedInTime',
    ];
    const whole = INDICATORS[indicator].as === 'count' ? over : under;
    if (manyOfOne.includes(indicator)) expect(cases.length).toBeLessThanOrEqual(whole);
    else expect(cases).toHaveLength(whole);
    expect(hiddenCount).toBe(0);
  },
);

test('tasks by grids are what the query by hand says, and each number has as many cases', async () => {
  const query = { period: 'month' } as const;
  const { period, tasks } = await report(query);
  expect(tasks.slice(0, 3).map(({ task }) => task)).toEqual(['crime', 'dispute', 'hazard']);
  const rows = await db
    .selectFrom('incidents')
    .select(({ fn }) => ['task', 'gridId', fn.countAll<number>().as('count')])
    .where('reportedAtMs', '>=', period.fromMs)
    .where('reportedAtMs', '<', Math.min(period.toMs, NOW_MS))
    .where('drill', '=', 0)
    .where('state', 'not in', ['cancelled', 'merged'])
    .groupBy(['task', 'gridId'])
    .execute();
  const byRow = rows.map(({ task, gridId, count }) => `${task ?? 'none'} ${gridId ?? ''} ${Number(count)}`);
  const told = tasks.flatMap(({ task, grids }) => Object.entries(grids).map(([id, count]) => `${task} ${id} ${count}`));
  expect(told.toSorted()).toEqual(byRow.toSorted());
  for (const { task, grids, now } of tasks) {
    expect(Object.values(grids).reduce((sum, count) => sum + count, 0)).toBe(now);
    const [[key, count] = ['', 0]] = Object.entries(grids).filter(([id]) => id !== '');
    const ask: CasesQuery = { ...query, indicator: 'reported', by: 'grid', key, part: 'all', task };
    const { cases } = await casesBehind(db, ask, { holder: SUPERVISOR, nowMs: NOW_MS, timeZone });
    expect(cases).toHaveLength(count);
  }
});

test('a unit’s people see its figures alone, and a community’s those of their community', async () => {
  const units = await db.selectFrom('units').select(['id', 'name']).execute();
  const police = units.find(({ name }) => name === '派出所')?.id ?? '';
  const officer: Holder = { role: 'unitOfficer', cameraGroups: 'all', id: 'u', unitId: police };
  const own = await report({ period: 'month' }, officer);
  const all = await report({ period: 'month' });
  expect(own.groups.unit?.map(({ key }) => key)).toEqual([police]);
  expect(own.groups.unit?.[0]?.figures).toEqual(all.groups.unit?.find(({ key }) => key === police)?.figures);
  const community: Holder = { role: 'communityOfficer', cameraGroups: 'all', id: 'c', community: '滨江社区' };
  expect((await report({ period: 'month' }, community)).groups.community?.map(({ key }) => key)).toEqual(['滨江社区']);
});

test('a confidential case counts for everybody, and is listed for whoever may see it alone', async () => {
  const ask: CasesQuery = { period: 'month', indicator: 'reported', by: 'street', key: '', part: 'all' };
  const operator: Holder = { role: 'operator', cameraGroups: 'all', id: 'o' };
  const seen = await casesBehind(db, ask, { holder: SUPERVISOR, nowMs: NOW_MS, timeZone });
  const less = await casesBehind(db, ask, { holder: operator, nowMs: NOW_MS, timeZone });
  expect(less.hiddenCount).toBeGreaterThan(0);
  expect(less.cases.length + less.hiddenCount).toBe(seen.cases.length);
});

test('a drill is in no figure, and is said to be left out', async () => {
  const { drillCount, street } = await report({ period: 'month' });
  const { count } = await db
    .selectFrom('incidents')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  expect(drillCount).toBeGreaterThan(0);
  expect(street.figures.valid?.now[1]).toBe(Number(count) - drillCount);
});
