/**
 * Every indicator once more, as SQL by hand over the record and the incidents' JSON in it,
 * without a line of the product's reckoning. Each gives rows of what one case adds, so
 * that any table can be summed of them. Written for SQLite and PostgreSQL alike: where
 * they differ in reading JSON is in `Json` alone.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Indicator } from '../../../config/contract/evaluation.ts';
import type { Db } from '../../../server/storage/schema.ts';

export type Engine = 'sqlite' | 'postgres';
export type Span = { fromMs: number; toMs: number; nowMs: number };
export type ByHand = { over: number; under: number };
type Sums = Map<string, ByHand>;

const COUNTS: readonly Indicator[] = ['reported', 'overdue', 'suspended', 'extended', 'settled'];

/** By unit, grid, community, post, person, or the whole street (`''`). */
export async function byHand(
  db: Db,
  engine: Engine,
  {
    indicator,
    by,
    span,
  }: { indicator: Indicator; by: 'unit' | 'grid' | 'community' | 'post' | 'person' | 'street'; span: Span },
): Promise<Sums> {
  const post = `(select nullif(p."post", '') from "people" p where p."id" = f."person")`;
  const key = by === 'street' ? `''` : by === 'post' ? post : `f."${by}"`;
  const rows = rowsOf(indicator, span, engine);
  const sums = COUNTS.includes(indicator)
    ? `count(distinct f."id") as "over", 0 as "under"`
    : `sum(f."over") as "over", sum(f."under") as "under"`;
  const text =
    indicator === 'topClass'
      ? `select "key", max("n") as "over", sum("n") as "under" from
          (select ${key} as "key", f."matter", count(*) as "n" from (${rows}) f group by 1, 2) g group by 1`
      : `select ${key} as "key", ${sums} from (${rows}) f group by 1`;
  const query: RawBuilder<{ key: string | null; over: number; under: number }> = sql.raw(
    `with "cases" as materialized (${casesAt(span.toMs, engine)}) ${text}`,
  );
  const { rows: found } = await query.execute(db);
  return new Map(
    found.flatMap(({ key, over, under }) =>
      key === null || (by === 'community' && key === '') ? [] : [[key, { over: Number(over), under: Number(under) }]],
    ),
  );
}

/** How each engine takes a JSON text apart. */
const Json = {
  of: (engine: Engine, column: string) => (engine === 'sqlite' ? column : `${column}::json`),
  each: (engine: Engine, column: string, name: string, alias: string) =>
    engine === 'sqlite'
      ? `json_each(${column}, '$.${name}') ${alias}`
      : `json_array_elements(${column}::json -> '${name}') with ordinality ${alias}("value", "key")`,
};

/** Every incident as the record's last row of it before the end of the period has it. */
function casesAt(toMs: number, engine: Engine): string {
  const j = Json.of(engine, 'j."body"');
  const at = (name: string) => `cast(${j} ->> '${name}' as bigint) as "${name}"`;
  const degree = (name: string) => `cast(${j} -> 'position' ->> '${name}' as double precision) as "${name}"`;
  return `select j."subject" as "id", j."body", ${j} ->> 'state' as "state", ${j} ->> 'task' as "task", ${j} ->> 'gridId' as "gridId",
      ${j} ->> 'community' as "community", ${j} -> 'reporter' ->> 'personId' as "reporterId",
      case when cast(${j} ->> 'drill' as text) in ('1', 'true') then 1 else 0 end as "drill",
      ${j} -> 'matter' ->> 'matterId' as "matterId", ${degree('longitude')}, ${degree('latitude')},
      ${at('reportedAtMs')}, ${at('filedAtMs')}, ${at('closedAtMs')}
    from "journal" j where j."kind" = 'incident' and j."seq" = (select max(k."seq") from "journal" k
      where k."kind" = 'incident' and k."subject" = j."subject" and k."atMs" < ${toMs})`;
}

function rowsOf(indicator: Indicator, { fromMs, toMs, nowMs }: Span, engine: Engine): string {
  const i = Json.of(engine, 'i."body"');
  const j = Json.of(engine, 'j."body"');
  const each = (name: string, alias: string, column = 'i."body"') => Json.each(engine, column, name, alias);
  const ms = (value: string) => `cast(${value} as bigint)`;
  const within = (value: string) => `(${value} >= ${fromMs} and ${value} < ${toMs})`;
  const live = (alias: string) =>
    `${alias}.value ->> 'role' = 'lead' and ${alias}.value ->> 'state' not in ('returned', 'withdrawn')`;
  const leads = (column: string) =>
    `(select l.value ->> 'unitId' from ${each('assignments', 'l', column)} where ${live('l')} order by l.key desc limit 1)`;
  const lead = leads('i."body"');
  const handler = `(select l.value -> 'handler' ->> 'personId' from ${each('assignments', 'l')} where ${live('l')} order by l.key desc limit 1)`;
  const did = (acts: string, atMs: string) =>
    `(select ${j} -> 'last' -> 'by' ->> 'personId' from "journal" j where j."kind" = 'incident' and j."subject" = i."id"
      and j."atMs" = ${atMs} and ${j} -> 'last' ->> 'act' in (${acts}) order by j."seq" limit 1)`;
  const isVoid = `i."state" in ('cancelled', 'merged')`;
  const where = `i."id" as "id", i."gridId" as "grid", i."community" as "community"`;
  const flag = (condition: string) => `case when ${condition} then 1 else 0 end`;
  const from = `from "cases" i`;
  const real = `i."drill" = 0`;
  const reported = `${real} and ${within('i."reportedAtMs"')}`;
  const filed = `${real} and ${within('i."filedAtMs"')}`;
  const stage = (name: string) => ms(`s.value ->> '${name}'`);
  const part = (name: string) => ms(`a.value ->> '${name}'`);
  const stands = `(i."state" = 'suspended' or ${i} ->> 'spotTask' is not null)`;
  const natural = `cast(${i} -> 'limits' -> 'check' ->> 'amount' as bigint) * case ${i} -> 'limits' -> 'check' ->> 'unit'
    when 'minute' then 60000 when 'hour' then 3600000 when 'workHour' then 3600000 else 86400000 end`;
  const last = (condition: string) =>
    `(select ${ms(`d.value ->> 'dueAtMs'`)} from ${each('stages', 'd')} where ${condition} order by d.key desc limit 1)`;
  const closeDue = `coalesce(${last(`d.value ->> 'stage' = 'handle'`)} + ${natural}, ${last('1 = 1')})`;
  const finishedAt = `exists (select 1 from "journal" j where j."kind" = 'incident' and j."subject" = i."id"
    and j."atMs" = ${stage('endedAtMs')} and ${j} -> 'last' ->> 'act' = 'finish' and ${j} ->> 'state' = 'handled')`;
  const ofUnit = `(select l.value -> 'handler' ->> 'personId' from ${each('assignments', 'l')}
    where l.value ->> 'unitId' = s.value ->> 'unitId'
      and (l.value ->> 'doneAtMs' = s.value ->> 'endedAtMs' or l.value ->> 'state' not in ('returned', 'withdrawn'))
    order by case when l.value ->> 'doneAtMs' = s.value ->> 'endedAtMs' then 0 else 1 end, l.key limit 1)`;
  const handling = (over: string) => `
    select ${where}, s.value ->> 'unitId' as "unit", ${ofUnit} as "person", ${flag(over)} as "over", 1 as "under"
    ${from}, ${each('stages', 's')} where ${real} and s.value ->> 'stage' = 'handle' and (
      (${stage('endedAtMs')} is null and ${within(stage('dueAtMs'))} and i."state" <> 'suspended')
      or (${finishedAt} and (${within(stage('dueAtMs'))} or ${within(stage('endedAtMs'))})))`;
  const closing = (over: string) => `
    select ${where}, ${lead} as "unit", ${i} -> 'closer' ->> 'personId' as "person", ${flag(over)} as "over", 1 as "under"
    ${from} where ${real} and i."filedAtMs" is not null and not ${isVoid} and (${within('i."closedAtMs"')}
      or (${within(closeDue)} and (i."closedAtMs" is not null or not ${stands})))`;
  const acted = (act: string) => `
    select ${where}, ${leads('j."body"')} as "unit", ${j} -> 'last' -> 'by' ->> 'personId' as "person", 1 as "over", 0 as "under"
    from "journal" j join "cases" i on i."id" = j."subject" where j."kind" = 'incident' and ${real}
      and ${within('j."atMs"')} and ${j} -> 'last' ->> 'act' = '${act}'
      and j."seq" = (select min(k."seq") from "journal" k where k."kind" = 'incident' and k."subject" = j."subject"
        and ${within('k."atMs"')} and ${Json.of(engine, 'k."body"')} -> 'last' ->> 'act' = '${act}')`;
  const resolved = (condition: string) => `
    select ${where}, ${lead} as "unit", coalesce(${i} -> 'mediator' ->> 'personId', ${handler}) as "person",
      ${flag(`${condition} and i."closedAtMs" < ${toMs} and not exists (select 1 from "journal" j where j."kind" = 'incident'
        and j."subject" = i."id" and j."atMs" < ${toMs} and ${j} -> 'last' ->> 'act' = 'mediation.fail')`)} as "over", 1 as "under"
    ${from} where ${filed} and i."task" = 'dispute' and not ${isVoid}`;
  const n = Json.of(engine, 'n."body"');
  const asked = (act: string, answer: string, state: string) => `
    select t."id", t."grid", t."community", t."unit", coalesce(case when t."answer" = '${answer}' then t."answerer" end, t."asked") as "person",
      ${flag(`t."answer" = '${answer}' and t."answeredAtMs" <= t."dueAtMs"`)} as "over", 1 as "under" from (
      select ${where}, ${lead} as "unit", ${ms(`${j} -> 'spotTask' ->> 'dueAtMs'`)} as "dueAtMs",
        (select p.value ->> 'personId' from ${each('people', 'p', engine === 'sqlite' ? `(${j} -> 'spotTask')` : `(${j} -> 'spotTask')`)} order by p.key limit 1) as "asked",
        n."atMs" as "answeredAtMs", ${n} -> 'last' ->> 'act' as "answer", ${n} -> 'last' -> 'by' ->> 'personId' as "answerer"
      from "journal" j join "cases" i on i."id" = j."subject" left join "journal" n on n."seq" = (
        select min(k."seq") from "journal" k where k."kind" = 'incident' and k."subject" = j."subject" and k."seq" > j."seq"
          and ${Json.of(engine, 'k."body"')} ->> 'state' <> '${state}')
      where j."kind" = 'incident' and ${real} and ${within('j."atMs"')} and ${j} -> 'last' ->> 'act' = '${act}') t
    where not (t."answer" is not null and t."answer" <> '${answer}' and t."answeredAtMs" <= t."dueAtMs")
      and not (t."answer" is null and t."dueAtMs" > ${nowMs})`;
  const north = `(i."latitude" - e."latitude") * 111195`;
  const east = `(i."longitude" - e."longitude") * 111195 * 0.91985`;

  const queries: Record<Indicator, string> = {
    reported: `select ${where}, ${lead} as "unit", i."reporterId" as "person" ${from} where ${reported} and not ${isVoid}`,
    valid: `select ${where}, ${lead} as "unit", i."reporterId" as "person", ${flag(`not ${isVoid}`)} as "over", 1 as "under" ${from} where ${reported}`,
    filed: `select ${where}, ${lead} as "unit", i."reporterId" as "person", ${flag(`i."filedAtMs" < ${toMs}`)} as "over", 1 as "under"
      ${from} where ${reported} and not ${isVoid}`,
    filedInTime: `select ${where}, ${lead} as "unit", ${did(`'file', 'settle'`, 'i."filedAtMs"')} as "person",
      ${flag(`i."filedAtMs" <= ${stage('dueAtMs')}`)} as "over", 1 as "under"
      ${from}, ${each('stages', 's')} where ${filed} and s.value ->> 'stage' = 'accept' and ${stage('endedAtMs')} = i."filedAtMs"`,
    acceptTime: `select ${where}, ${lead} as "unit", ${did(`'file', 'settle'`, 'i."filedAtMs"')} as "person",
      i."filedAtMs" - i."reportedAtMs" as "over", 1 as "under" ${from} where ${filed}`,
    rightlyDispatched: `select ${where}, a.value ->> 'unitId' as "unit", ${did(`'dispatch', 'addUnits'`, part('dispatchedAtMs'))} as "person",
      ${flag(`a.value ->> 'state' <> 'returned'`)} as "over", 1 as "under"
      ${from}, ${each('assignments', 'a')} where ${real} and ${within(part('dispatchedAtMs'))}`,
    handled: handling(`${stage('endedAtMs')} < ${toMs}`),
    handledInTime: handling(`${stage('endedAtMs')} < ${toMs} and ${stage('endedAtMs')} <= ${stage('dueAtMs')}`),
    handleTime: `select ${where}, a.value ->> 'unitId' as "unit", a.value -> 'handler' ->> 'personId' as "person",
      ${part('doneAtMs')} - ${part('dispatchedAtMs')} as "over", 1 as "under"
      ${from}, ${each('assignments', 'a')} where ${real} and a.value ->> 'role' = 'lead' and ${within(part('doneAtMs'))}`,
    reworked: `select ${where}, ${leads('j."body"')} as "unit", ${j} -> 'last' -> 'by' ->> 'personId' as "person",
      ${flag(`exists (select 1 from "journal" k where k."kind" = 'incident' and k."subject" = i."id" and ${within('k."atMs"')}
        and ${Json.of(engine, 'k."body"')} -> 'last' ->> 'act' = 'rework')`)} as "over", 1 as "under"
      from "cases" i join "journal" j on j."seq" = (select max(k."seq") from "journal" k where k."kind" = 'incident'
        and k."subject" = i."id" and ${within('k."atMs"')} and ${Json.of(engine, 'k."body"')} -> 'last' ->> 'act' = 'finish'
        and ${Json.of(engine, 'k."body"')} ->> 'state' = 'handled') where ${real}`,
    closed: closing(`i."closedAtMs" < ${toMs}`),
    closedInTime: closing(`i."closedAtMs" < ${toMs} and i."closedAtMs" <= ${closeDue}`),
    verifiedInTime: asked('verify', 'verified', 'verifying'),
    checkedInTime: asked('check', 'checked', 'checking'),
    overdue: `select ${where}, coalesce(s.value ->> 'unitId', ${lead}) as "unit",
      case when s.value ->> 'stage' = 'handle' then ${ofUnit} end as "person" ${from}, ${each('stages', 's')}
      where ${real} and s.key = (select min(d.key) from ${each('stages', 'd')} where ${within(ms(`d.value ->> 'dueAtMs'`))}
        and case when d.value ->> 'endedAtMs' is null then not ${stands}
          else ${ms(`d.value ->> 'endedAtMs'`)} > ${ms(`d.value ->> 'dueAtMs'`)} end)`,
    suspended: acted('suspend'),
    extended: acted('extend'),
    settled: acted('settle'),
    resolved: resolved('1 = 1'),
    resolvedInTime: resolved(`i."closedAtMs" <= ${closeDue}`),
    topClass: `select ${where}, ${lead} as "unit", null as "person", i."matterId" as "matter" ${from}
      where ${reported} and not ${isVoid} and i."matterId" is not null`,
    repeated: `select ${where}, ${lead} as "unit", null as "person", ${flag(`exists (select 1 from "cases" e where e."drill" = 0
        and e."state" <> 'cancelled' and e."matterId" = i."matterId"
        and e."reportedAtMs" < i."reportedAtMs" and i."reportedAtMs" - e."reportedAtMs" <= 86400000
        and ${north} * ${north} + ${east} * ${east} <= 2500)`)} as "over", 1 as "under"
      ${from} where ${reported} and i."state" <> 'cancelled' and i."matterId" is not null
        and i."longitude" is not null`,
    online: onlineRows({ fromMs, toMs }, engine),
  };
  return queries[indicator];
}

/** Camera by camera: the whole span less what lies between a word of being away and the next word. */
function onlineRows({ fromMs, toMs }: { fromMs: number; toMs: number }, engine: Engine): string {
  const j = Json.of(engine, 'j."body"');
  const least = engine === 'sqlite' ? 'min' : 'least';
  const most = engine === 'sqlite' ? 'max' : 'greatest';
  const since = `${most}(${fromMs}, (select min("atMs") from "journal"))`;
  return `select c."id", c."gridId" as "grid", g."community" as "community", null as "unit", null as "person",
      ${toMs} - ${since} - coalesce((select sum(${most}(0, ${least}(w."untilMs", ${toMs}) - ${most}(w."atMs", ${since}))) from (
        select j."atMs", j."subject", coalesce(lead(j."atMs") over (partition by j."subject" order by j."seq"), ${toMs}) as "untilMs",
          ${j} ->> 'recoveredAtMs' as "back", ${j} ->> 'state' as "state", ${j} ->> 'cameraId' as "cameraId"
        from "journal" j where j."kind" = 'alert' and ${j} ->> 'kind' = 'cameraOffline') w
        where w."cameraId" = c."id" and w."back" is null and w."state" <> 'closed'), 0) as "over",
      ${toMs} - ${since} as "under"
    from "cameras" c left join "grids" g on g."id" = c."gridId" where c."disabled" = 0`;
}
