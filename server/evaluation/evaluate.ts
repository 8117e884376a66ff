/** A period's report and the cases behind its figures, out of the database. Runs in a thread of its own (evaluation.worker.ts). */
import { isDemo } from '../../config/contract/demo.ts';
import type { CasesQuery, EvaluatedCases, Evaluation, GroupKind } from '../../config/contract/evaluation.ts';
import { CountedTask, INDICATORS } from '../../config/contract/evaluation.ts';
import {
  cutTo,
  daysOf,
  type Period,
  type PeriodQuery,
  periodBefore,
  periodLastYear,
  periodOf,
} from '../../config/contract/period.ts';
import { type Holder, mayReachTo, maySee } from '../../config/contract/rights.ts';
import { dayOf, nextDay } from '../../config/contract/site-day.ts';
import * as personStore from '../accounts/person.store.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import * as gridStore from '../grids/grid.store.ts';
import * as matterStore from '../matters/matter.store.ts';
import type { Db } from '../storage/schema.ts';
import * as unitStore from '../units/unit.store.ts';
import * as evaluationStore from './evaluation.store.ts';
import { type Case, type Fact, factsOf } from './facts.rules.ts';
import { figuresOf, keyOf, tableOf, topClassOf } from './figures.rules.ts';
import { onlineFacts } from './online.rules.ts';
import { cellOf, spotsOf } from './spots.rules.ts';

export type Asking = { holder: Holder; nowMs: number; timeZone: string };
type Read = { cases: Case[]; facts: Fact[] };

const MOST_CLASSES = 12;

export async function evaluate(db: Db, query: PeriodQuery, asking: Asking): Promise<Evaluation> {
  const { nowMs, timeZone } = asking;
  const period = periodOf(query, dayOf(nowMs, timeZone), timeZone);
  const before = cutTo(periodBefore(period, timeZone), period, nowMs, timeZone);
  const lastYear = cutTo(periodLastYear(period, timeZone), period, nowMs, timeZone);
  const [now, then, aYearAgo] = [
    await read(db, period, asking),
    await read(db, before, asking),
    await read(db, lastYear, asking),
  ];
  const compared = { now: now.facts, before: then.facts, lastYear: aYearAgo.facts };
  const names = await namesOf(db);
  const table = (by: GroupKind) => tableOf(by, names[by], compared);
  const reportIds = idsOf(now.facts, 'reported');
  const repeatIds = new Set(now.facts.filter((fact) => fact.indicator === 'repeated' && fact.numerator > 0).map(idOf));
  const reports = now.cases.map(({ incident }) => incident).filter(({ id }) => reportIds.has(id));
  const countedIds = idsOf(now.facts, 'valid');
  const touched = now.cases
    .map(({ incident }) => incident)
    .filter(({ reportedAtMs }) => reportedAtMs >= period.fromMs && reportedAtMs < period.toMs);
  return {
    period,
    before,
    lastYear,
    isOver: nowMs >= period.toMs,
    street: figuresOf('', '', compared),
    groups: {
      ...{ unit: table('unit'), grid: table('grid'), community: table('community') },
      ...{ post: table('post'), person: table('person') },
    },
    days: daysIn(period, { now, then, aYearAgo }, { timeZone, nowMs, before, lastYear }),
    classes: classesOf({ now, then, aYearAgo }, await matterNames(db)),
    tasks: tasksOf({ now, then, aYearAgo }),
    grids: [...names.grid].map(([id, name]) => ({ id, name })),
    spots: spotsOf(reports, repeatIds, names.grid),
    demoCount: touched.filter((incident) => countedIds.has(incident.id) && isDemo(incident)).length,
    drillCount: touched.filter((incident) => incident.drill && reaches(asking.holder, incident)).length,
  };
}

/** The same facts once more: those of one figure. */
export async function casesBehind(db: Db, query: CasesQuery, asking: Asking): Promise<EvaluatedCases> {
  const { holder, nowMs, timeZone } = asking;
  const { indicator, by, key, part, matterId, task, ...wanted } = query;
  const period = periodOf(wanted, dayOf(nowMs, timeZone), timeZone);
  const { cases, facts } = await read(db, period, asking);
  const byId = new Map(cases.map(({ incident }) => [incident.id, incident]));
  const isOf = (fact: Fact) => {
    if (by === 'street') return true;
    const position = byId.get(fact.incidentId)?.position;
    return by === 'cell' ? Boolean(position && cellOf(position) === key) : keyOf(fact, by) === key;
  };
  const counted = facts.filter(
    (fact) =>
      fact.indicator === indicator &&
      isOf(fact) &&
      (matterId === undefined || fact.matterId === matterId) &&
      (task === undefined || taskOf(fact) === task),
  );
  const top = indicator === 'topClass' ? topClassOf(counted) : undefined;
  const isHit = (fact: Fact) => (top === undefined ? fact.numerator > 0 : fact.matterId === top);
  const isShare = INDICATORS[indicator].as === 'share';
  const chosen = counted.filter((fact) => !isShare || part === 'all' || isHit(fact) === (part === 'hit'));
  const names = await namesOf(db);
  const listed = new Map(chosen.map((fact) => [fact.incidentId, fact]));
  const seen = [...listed].flatMap(([id, fact]) => {
    const incident = byId.get(id);
    return incident && maySee(holder, incident.scope) ? [{ incident, fact }] : [];
  });
  return {
    cases: seen.map(({ incident: { id, number, title, state, gridId, reportedAtMs, closedAtMs }, fact }) => ({
      ...{ id, number, title, state, reportedAtMs, closedAtMs },
      gridName: names.grid.get(gridId ?? '') ?? '',
      unitName: names.unit.get(fact.unitId ?? '') ?? '',
      isHit: isHit(fact),
    })),
    hiddenCount: listed.size - seen.length,
  };
}

async function read(db: Db, period: Period, { holder, nowMs }: Asking): Promise<Read> {
  const window = { fromMs: period.fromMs, toMs: Math.min(period.toMs, nowMs) };
  if (window.toMs <= window.fromMs) return { cases: [], facts: [] };
  const cases = await evaluationStore.casesTouching(db, window);
  const since = { ...window, fromMs: Math.max(window.fromMs, await evaluationStore.beginningMs(db)) };
  const communities = new Map((await gridStore.all(db)).map(({ id, community }) => [id, community]));
  const cameras = (await cameraStore.all(db))
    .filter(({ disabled }) => !disabled)
    .map(({ id, gridId }) => ({ id, gridId, community: communities.get(gridId ?? '') ?? '' }));
  const online =
    since.toMs > since.fromMs ? onlineFacts(cameras, await evaluationStore.offlineWords(db, since), since) : [];
  const posts = new Map((await personStore.all(db)).map(({ id, post }) => [id, post]));
  const facts = [...factsOf(cases, window, nowMs, posts), ...online];
  return { cases, facts: facts.filter((fact) => reaches(holder, fact)) };
}

type Owned = { gridId: string | null; community: string; unitId?: string | null };

/** Figures go as far as the right to them does; that a case is confidential hides it, and not that it was. */
function reaches(holder: Holder, { unitId = null, gridId, community }: Owned): boolean {
  const belonging = {
    ...{ unitIds: unitId === null ? [] : [unitId], community: community === '' ? null : community },
    ...{ gridIds: gridId === null ? [] : [gridId], personIds: [], confidential: false },
  };
  return mayReachTo({ ...holder, cameraGroups: 'all' }, 'evaluation.view', { belonging, cameraGroupId: null });
}

type Three = { now: Read; then: Read; aYearAgo: Read };
type Other = { timeZone: string; nowMs: number; before: Period; lastYear: Period };

function daysIn(period: Period, { now, then, aYearAgo }: Three, { timeZone, nowMs, before, lastYear }: Other) {
  const countBy = ({ cases, facts }: Read, indicator: 'reported' | 'closed', atMs: (each: Case) => number | null) => {
    const ids = idsOf(facts, indicator);
    const days = cases.flatMap((each) => {
      const at = ids.has(each.incident.id) ? atMs(each) : null;
      return at === null ? [] : [dayOf(at, timeZone)];
    });
    return Map.groupBy(days, (day) => day);
  };
  const reported = ({ incident }: Case) => incident.reportedAtMs;
  const nowReported = countBy(now, 'reported', reported);
  const closed = countBy(now, 'closed', ({ incident }) => incident.closedAtMs);
  const lateIds = idsOf(now.facts, 'overdue');
  const late = Map.groupBy(
    now.cases.filter(({ incident }) => lateIds.has(incident.id)),
    ({ incident }) => dayOf(firstLateMs(incident, period), timeZone),
  );
  const [beforeReported, yearReported] = [countBy(then, 'reported', reported), countBy(aYearAgo, 'reported', reported)];
  const nth = (other: Period, index: number, counts: ReadonlyMap<string, string[]>) => {
    const day = nextDay(other.fromDay, index);
    return day > other.toDay ? null : (counts.get(day)?.length ?? 0);
  };
  return daysOf(period)
    .map((day, index) => ({
      day,
      reported: nowReported.get(day)?.length ?? 0,
      closed: closed.get(day)?.length ?? 0,
      overdue: late.get(day)?.length ?? 0,
      before: nth(before, index, beforeReported),
      lastYear: nth(lastYear, index, yearReported),
    }))
    .filter(({ day }) => day <= dayOf(nowMs, timeZone));
}

function firstLateMs({ stages }: Case['incident'], { fromMs, toMs }: Period): number {
  const late = stages.filter(
    ({ dueAtMs, endedAtMs }) => dueAtMs >= fromMs && dueAtMs < toMs && (endedAtMs === null || endedAtMs > dueAtMs),
  );
  return late[0]?.dueAtMs ?? fromMs;
}

function classesOf(three: Three, names: ReadonlyMap<string, string>): Evaluation['classes'] {
  return [...countsBy(three, ({ matterId }) => matterId)]
    .map(([matterId, counts]) => ({ matterId, name: names.get(matterId) ?? '', ...counts }))
    .filter(({ now }) => now > 0)
    .toSorted((one, other) => other.now - one.now || (one.name < other.name ? -1 : 1))
    .slice(0, MOST_CLASSES);
}

function tasksOf(three: Three): Evaluation['tasks'] {
  const counts = countsBy(three, taskOf);
  return CountedTask.options.flatMap((task) => {
    const counted = counts.get(task);
    if (!counted && task === 'none') return [];
    return [{ task, ...(counted ?? { now: 0, before: 0, lastYear: 0, grids: {} }) }];
  });
}

function taskOf({ task }: Fact): CountedTask {
  return task ?? 'none';
}

type Counts = Pick<Evaluation['tasks'][number], 'now' | 'before' | 'lastYear' | 'grids'>;

/** What was reported, by something it has; what has none of it is left out. */
function countsBy<Key extends string>(
  { now, then, aYearAgo }: Three,
  part: (fact: Fact) => Key | null,
): Map<Key, Counts> {
  const [ofNow, ofThen, ofYear] = [now, then, aYearAgo].map(({ facts }) =>
    Map.groupBy(
      facts.filter(({ indicator }) => indicator === 'reported'),
      part,
    ),
  );
  const counts = new Map<Key, Counts>();
  for (const key of new Set([ofNow, ofThen, ofYear].flatMap((counted) => [...(counted?.keys() ?? [])]))) {
    if (key === null) continue;
    const inGrids = Map.groupBy(ofNow?.get(key) ?? [], ({ gridId }) => gridId ?? '');
    counts.set(key, {
      now: ofNow?.get(key)?.length ?? 0,
      before: ofThen?.get(key)?.length ?? 0,
      lastYear: ofYear?.get(key)?.length ?? 0,
      grids: Object.fromEntries([...inGrids].map(([id, counted]) => [id, counted.length])),
    });
  }
  return counts;
}

async function namesOf(db: Db): Promise<Record<GroupKind, Map<string, string>>> {
  const grids = (await gridStore.all(db)).filter(({ kind }) => kind === 'base');
  const people = await personStore.all(db);
  return {
    unit: new Map((await unitStore.all(db)).map(({ id, name }) => [id, name])),
    grid: new Map(grids.map(({ id, name }) => [id, name])),
    community: new Map(grids.map(({ community }) => [community, community])),
    post: new Map(people.map(({ post }) => [post, post])),
    person: new Map(people.map(({ id, name }) => [id, name])),
  };
}

async function matterNames(db: Db): Promise<Map<string, string>> {
  return new Map((await matterStore.all(db)).map(({ id, name }) => [id, name]));
}

function idsOf(facts: readonly Fact[], indicator: Fact['indicator']): Set<string> {
  return new Set(facts.filter((fact) => fact.indicator === indicator).map(idOf));
}

function idOf({ incidentId }: Fact): string {
  return incidentId;
}
