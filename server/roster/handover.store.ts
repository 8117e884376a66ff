/** Hand-overs, in and out of the database, and which missing signatures were told of. */
import { Handover, type HandoverState } from '../../config/contract/roster.ts';
import type { Db } from '../storage/schema.ts';
import { handoverState } from './handover.rules.ts';

export async function find(db: Db, shiftId: string): Promise<Handover | undefined> {
  const row = await db.selectFrom('handovers').select('body').where('shiftId', '=', shiftId).executeTakeFirst();
  return row && Handover.parse(JSON.parse(row.body));
}

/** Of those that somebody wrote. */
export async function statesOf(db: Db, shiftIds: readonly string[]): Promise<Map<string, HandoverState>> {
  if (shiftIds.length === 0) return new Map();
  const rows = await db.selectFrom('handovers').select(['shiftId', 'state']).where('shiftId', 'in', shiftIds).execute();
  return new Map(rows.map(({ shiftId, state }) => [shiftId, state]));
}

export async function save(db: Db, handover: Handover): Promise<void> {
  const row = { shiftId: handover.shiftId, state: handoverState(handover), body: JSON.stringify(handover) };
  await db
    .insertInto('handovers')
    .values(row)
    .onConflict((conflict) => conflict.column('shiftId').doUpdateSet(row))
    .execute();
}

export async function wereTold(db: Db, shiftIds: readonly string[]): Promise<Set<string>> {
  if (shiftIds.length === 0) return new Set();
  const rows = await db.selectFrom('lateHandovers').select('shiftId').where('shiftId', 'in', shiftIds).execute();
  return new Set(rows.map(({ shiftId }) => shiftId));
}

export async function rememberTold(db: Db, shiftId: string, toldAtMs: number): Promise<void> {
  await db
    .insertInto('lateHandovers')
    .values({ shiftId, toldAtMs })
    .onConflict((conflict) => conflict.column('shiftId').doNothing())
    .execute();
}
