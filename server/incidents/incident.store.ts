/** Incidents, in and out of the database, with what they are counted by. */
import { setImmediate } from 'node:timers/promises';
import { ENDED_STATES, Incident } from '../../config/contract/incident.ts';
import { searchTextOf } from '../../config/contract/incident-search.ts';
import { leanIncidentText } from '../../config/contract/incident-wire.ts';
import { type Db, flag, type IncidentRow } from '../storage/schema.ts';
import { nextClockAtMs } from './incident-clock.rules.ts';

/** More than these no timeline shows apart. */
const MOST_OF_CAMERAS = 1_000;
/** As many are ticked in one change; the others in the next. */
const MOST_DUE = 200;
const ROWS_AT_ONCE = 200;
/** More than are open anywhere. */
const MOST_KNOWN = 20_000;

export async function find(db: Db, incidentId: string): Promise<Incident | undefined> {
  const row = await db.selectFrom('incidents').select('body').where('id', '=', incidentId).executeTakeFirst();
  return row && toIncident(row);
}

/** As it lies in the database, as it was read from there, and as it is sent. */
export type KeptIncident = { body: string; incident: Incident; leanJson: Uint8Array };

/** Every incident that has not ended, and the newest that have; newest first. */
export async function current(db: Db, endedCount: number): Promise<KeptIncident[]> {
  const open = await db.selectFrom('incidents').select(['id', 'body']).where('state', 'not in', ENDED_STATES).execute();
  const ended = await db
    .selectFrom('incidents')
    .select(['id', 'body'])
    .where('state', 'in', ENDED_STATES)
    .orderBy('closedAtMs', 'desc')
    .limit(endedCount)
    .execute();
  const kept: KeptIncident[] = [];
  for (const [nth, row] of [...open, ...ended].entries()) {
    // Of ten thousand rows the server must not stop for everybody else.
    if (nth % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await setImmediate();
    kept.push(knownIncident(row));
  }
  return kept.toSorted((one, other) => other.incident.reportedAtMs - one.incident.reportedAtMs);
}

/** Those reported at these cameras in the range, oldest first. */
export async function ofCameras(
  db: Db,
  cameraIds: readonly string[],
  fromMs: number,
  toMs: number,
): Promise<Incident[]> {
  const rows = await db
    .selectFrom('incidents')
    .select('body')
    .where('cameraId', 'in', cameraIds)
    .where('reportedAtMs', '>=', fromMs)
    .where('reportedAtMs', '<', toMs)
    .orderBy('reportedAtMs')
    .limit(MOST_OF_CAMERAS)
    .execute();
  return rows.map(toIncident);
}

/** Those still open that were reported since. */
export async function openSince(db: Db, sinceMs: number): Promise<Incident[]> {
  const rows = await db
    .selectFrom('incidents')
    .select('body')
    .where('state', 'not in', ENDED_STATES)
    .where('reportedAtMs', '>=', sinceMs)
    .execute();
  return rows.map(toIncident);
}

/** Those that are open and no drill, the first to be due first; those without a limit come last. */
export async function openByDue(db: Db, most: number): Promise<Incident[]> {
  const rows = await db
    .selectFrom('incidents')
    .leftJoin('incidentStages', (join) =>
      join.onRef('incidentStages.incidentId', '=', 'incidents.id').on('incidentStages.endedAtMs', 'is', null),
    )
    .select('incidents.body')
    .where('incidents.state', 'not in', ENDED_STATES)
    .where('incidents.drill', '=', 0)
    .orderBy((row) => row.case().when('incidentStages.dueAtMs', 'is', null).then(1).else(0).end())
    .orderBy('incidentStages.dueAtMs')
    .orderBy('incidents.reportedAtMs')
    .limit(most)
    .execute();
  return rows.map(toIncident);
}

/** Those still open whose limits may be in working time. */
export async function openInWorkingTime(db: Db): Promise<Incident[]> {
  const rows = await db
    .selectFrom('incidents')
    .select('body')
    .where('state', 'not in', ENDED_STATES)
    .where('body', 'like', '%"unit":"work%')
    .execute();
  return rows.map(toIncident);
}

export async function ofIds(db: Db, incidentIds: readonly string[]): Promise<Incident[]> {
  if (incidentIds.length === 0) return [];
  const rows = await db.selectFrom('incidents').select('body').where('id', 'in', incidentIds).execute();
  return rows.map(toIncident);
}

/** Those whose clock has something to say by now, the longest due first. */
export async function due(db: Db, nowMs: number): Promise<Incident[]> {
  const rows = await db
    .selectFrom('incidents')
    .select('body')
    .where('nextClockAtMs', '<=', nowMs)
    .orderBy('nextClockAtMs')
    .limit(MOST_DUE)
    .execute();
  return rows.map(toIncident);
}

export async function nextDueAtMs(db: Db): Promise<number | null> {
  const { next } = await db
    .selectFrom('incidents')
    .select(({ fn }) => fn.min('nextClockAtMs').as('next'))
    .executeTakeFirstOrThrow();
  return next === null ? null : Number(next);
}

/** Incidents are never removed, so the count of a day is its last number. */
export async function countOfDay(db: Db, day: string): Promise<number> {
  const { count } = await db
    .selectFrom('incidents')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('number', 'like', `${day}-%`)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function save(db: Db, incident: Incident): Promise<void> {
  const row = toRow(incident);
  await db
    .insertInto('incidents')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  const incidentId = incident.id;
  await db.deleteFrom('incidentStages').where('incidentId', '=', incidentId).execute();
  await db.deleteFrom('incidentAssignments').where('incidentId', '=', incidentId).execute();
  const stages = incident.stages.map((each, nth) => ({ ...each, incidentId, nth }));
  if (stages.length > 0) await db.insertInto('incidentStages').values(stages).execute();
  const assignments = incident.assignments.map((each, nth) => {
    const { unitId, role, state, dispatchedAtMs, acceptedAtMs, arrivedAtMs, doneAtMs } = each;
    return { incidentId, nth, unitId, role, state, dispatchedAtMs, acceptedAtMs, arrivedAtMs, doneAtMs };
  });
  if (assignments.length > 0) await db.insertInto('incidentAssignments').values(assignments).execute();
}

/** What was read before is not checked again: every console that connects asks for all of them. */
const known = new Map<string, KeptIncident>();

function knownIncident({ id, body }: Pick<IncidentRow, 'id' | 'body'>): KeptIncident {
  const before = known.get(id);
  if (before?.body === body) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const incident = toIncident({ body });
  const kept = { body, incident, leanJson: Buffer.from(leanIncidentText(incident), 'latin1') };
  known.set(id, kept);
  return kept;
}

function toIncident({ body }: Pick<IncidentRow, 'body'>): Incident {
  return Incident.parse(JSON.parse(body));
}

function toRow(incident: Incident): IncidentRow {
  const { id, number, title, state, level, task, source, cameraId, gridId, community } = incident;
  const { reportedAtMs, filedAtMs, closedAtMs } = incident;
  return {
    ...{ id, number, title, state, level, task, source, cameraId, gridId, community },
    ...{ reportedAtMs, filedAtMs, closedAtMs },
    matterCode: incident.matter?.code ?? null,
    cameraGroupId: incident.scope.cameraGroupId,
    reporterId: incident.reporter.personId,
    nextClockAtMs: nextClockAtMs(incident),
    drill: flag(incident.drill),
    searchText: searchTextOf(incident),
    body: JSON.stringify(incident),
  };
}
