/** Who is on duty since when, the spans they were, and where: in and out of the database. */
import type { DutyPoint } from '../../config/contract/duty.ts';
import type { Db, DutyStateRow } from '../storage/schema.ts';
import type { DutySpan } from './duty.rules.ts';

const MOST_POINTS = 100_000;
const BATCH = 100;

export async function find(db: Db, personId: string): Promise<DutyStateRow | undefined> {
  return db.selectFrom('dutyStates').selectAll().where('personId', '=', personId).executeTakeFirst();
}

export async function onDuty(db: Db): Promise<DutyStateRow[]> {
  return db.selectFrom('dutyStates').selectAll().where('state', '!=', 'offDuty').orderBy('sinceMs').execute();
}

export async function save(db: Db, row: DutyStateRow): Promise<void> {
  await db
    .insertInto('dutyStates')
    .values(row)
    .onConflict((conflict) => conflict.column('personId').doUpdateSet(row))
    .execute();
}

export async function openSpan(db: Db, personId: string, fromMs: number): Promise<void> {
  await db
    .insertInto('dutySpans')
    .values({ personId, fromMs, toMs: null })
    .onConflict((conflict) => conflict.columns(['personId', 'fromMs']).doUpdateSet({ toMs: null }))
    .execute();
}

export async function closeSpans(db: Db, personId: string, toMs: number): Promise<void> {
  await db.updateTable('dutySpans').set({ toMs }).where('personId', '=', personId).where('toMs', 'is', null).execute();
}

/** Those that had not ended before. */
export async function spansSince(db: Db, personId: string, sinceMs: number): Promise<DutySpan[]> {
  return db
    .selectFrom('dutySpans')
    .select(['fromMs', 'toMs'])
    .where('personId', '=', personId)
    .where((each) => each.or([each('toMs', 'is', null), each('toMs', '>=', sinceMs)]))
    .execute();
}

/** Since when the span that runs does. */
export async function runningSince(db: Db, personId: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('dutySpans')
    .select('fromMs')
    .where('personId', '=', personId)
    .where('toMs', 'is', null)
    .executeTakeFirst();
  return row?.fromMs;
}

export async function momentsOf(db: Db, personId: string, fromMs: number, toMs: number): Promise<Set<number>> {
  const rows = await db
    .selectFrom('dutyPositions')
    .select('atMs')
    .where('personId', '=', personId)
    .where('atMs', '>=', fromMs)
    .where('atMs', '<=', toMs)
    .execute();
  return new Set(rows.map(({ atMs }) => atMs));
}

export async function addPoints(db: Db, personId: string, points: readonly DutyPoint[]): Promise<void> {
  for (let start = 0; start < points.length; start += BATCH) {
    const rows = points.slice(start, start + BATCH).map((point) => ({ personId, ...point }));
    await db.insertInto('dutyPositions').values(rows).execute();
  }
}

export async function lastPoint(
  db: Db,
  personId: string,
  sinceMs: number,
  untilMs?: number,
): Promise<DutyPoint | undefined> {
  return db
    .selectFrom('dutyPositions')
    .select(['atMs', 'longitude', 'latitude', 'accuracyM'])
    .where('personId', '=', personId)
    .where('atMs', '>=', sinceMs)
    .$if(untilMs !== undefined, (query) => query.where('atMs', '<=', untilMs ?? 0))
    .orderBy('atMs', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Of everybody, or one of them; oldest first. */
export async function pointsSince(db: Db, sinceMs: number, onlyId?: string): Promise<Map<string, DutyPoint[]>> {
  const rows = await db
    .selectFrom('dutyPositions')
    .selectAll()
    .where('atMs', '>=', sinceMs)
    .$if(onlyId !== undefined, (query) => query.where('personId', '=', onlyId ?? ''))
    .orderBy('atMs')
    .limit(MOST_POINTS)
    .execute();
  const found = new Map<string, DutyPoint[]>();
  for (const { personId, ...point } of rows) {
    const theirs = found.get(personId);
    if (theirs) theirs.push(point);
    else found.set(personId, [point]);
  }
  return found;
}

export async function prune(db: Db, beforeMs: number): Promise<void> {
  await db.deleteFrom('dutyPositions').where('atMs', '<', beforeMs).execute();
  await db.deleteFrom('dutySpans').where('toMs', '<', beforeMs).execute();
}
