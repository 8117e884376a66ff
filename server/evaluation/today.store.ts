/** The day as it stands, by the columns incidents are counted by; only what was reported today is read whole. */
import type { DutyState } from '../../config/contract/duty.ts';
import { ENDED_STATES, type Incident } from '../../config/contract/incident.ts';
import type { Db } from '../storage/schema.ts';

/** On these nobody can act: their clock stands. */
const STANDING = ['suspended', 'verifying', 'checking'] as const;

export function reportedSince(db: Db, fromMs: number): Promise<Incident[]> {
  return db
    .selectFrom('incidents')
    .select('body')
    .where('reportedAtMs', '>=', fromMs)
    .where('drill', '=', 0)
    .execute()
    .then((rows) => rows.map(({ body }) => JSON.parse(body)));
}

export async function closedCountSince(db: Db, fromMs: number): Promise<number> {
  const { count } = await db
    .selectFrom('incidents')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('closedAtMs', '>=', fromMs)
    .where('state', '=', 'closed')
    .where('drill', '=', 0)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export type OpenRow = { gridId: string | null; isSuspended: boolean; count: number };

export async function openByGrid(db: Db): Promise<OpenRow[]> {
  const rows = await db
    .selectFrom('incidents')
    .select(['gridId', 'state', ({ fn }) => fn.countAll<number>().as('count')])
    .where('state', 'not in', ENDED_STATES)
    .where('drill', '=', 0)
    .groupBy(['gridId', 'state'])
    .execute();
  return rows.map(({ gridId, state, count }) => ({ gridId, isSuspended: state === 'suspended', count: Number(count) }));
}

export async function overdueCount(db: Db, nowMs: number): Promise<number> {
  const { count } = await db
    .selectFrom('incidentStages')
    .innerJoin('incidents', 'incidents.id', 'incidentStages.incidentId')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('incidentStages.endedAtMs', 'is', null)
    .where('incidentStages.dueAtMs', '<', nowMs)
    .where('incidents.state', 'not in', [...ENDED_STATES, ...STANDING])
    .where('incidents.drill', '=', 0)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function endedStages(db: Db, fromMs: number): Promise<{ endedCount: number; inTimeCount: number }> {
  const ended = db
    .selectFrom('incidentStages')
    .innerJoin('incidents', 'incidents.id', 'incidentStages.incidentId')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('incidentStages.endedAtMs', '>=', fromMs)
    .where('incidents.drill', '=', 0);
  const all = await ended.executeTakeFirstOrThrow();
  const inTime = await ended
    .whereRef('incidentStages.endedAtMs', '<=', 'incidentStages.dueAtMs')
    .executeTakeFirstOrThrow();
  return { endedCount: Number(all.count), inTimeCount: Number(inTime.count) };
}

/** How many of each unit are on duty, by what they say of themselves. */
export async function onDutyByUnit(
  db: Db,
): Promise<{ unit: string; state: Exclude<DutyState, 'offDuty'>; count: number }[]> {
  const rows = await db
    .selectFrom('dutyStates')
    .innerJoin('people', 'people.id', 'dutyStates.personId')
    .select(['people.unit', 'dutyStates.state', ({ fn }) => fn.countAll<number>().as('count')])
    .where('people.disabled', '=', 0)
    .where('dutyStates.state', '!=', 'offDuty')
    .groupBy(['people.unit', 'dutyStates.state'])
    .execute();
  return rows.flatMap(({ unit, state, count }) => (state === 'offDuty' ? [] : [{ unit, state, count: Number(count) }]));
}
