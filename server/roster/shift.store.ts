/** Shifts, in and out of the database. */
import { Shift } from '../../config/contract/roster.ts';
import type { Db } from '../storage/schema.ts';

export type TimeRange = { fromMs: number; toMs: number };

export async function find(db: Db, shiftId: string): Promise<Shift | undefined> {
  const row = await db.selectFrom('shifts').select('body').where('id', '=', shiftId).executeTakeFirst();
  return row && toShift(row);
}

/** Those that touch the range, of the command room and of units, the earliest first. */
export async function inRange(db: Db, { fromMs, toMs }: TimeRange): Promise<Shift[]> {
  const rows = await db
    .selectFrom('shifts')
    .select('body')
    .where('fromMs', '<', toMs)
    .where('toMs', '>', fromMs)
    .orderBy('fromMs')
    .orderBy('id')
    .execute();
  return rows.map(toShift);
}

/** The command room's that ended in the range, the earliest first. */
export async function ofRoomEndedIn(db: Db, { fromMs, toMs }: TimeRange): Promise<Shift[]> {
  const rows = await db
    .selectFrom('shifts')
    .select('body')
    .where('unitId', 'is', null)
    .where('toMs', '>', fromMs)
    .where('toMs', '<=', toMs)
    .orderBy('toMs')
    .execute();
  return rows.map(toShift);
}

/** The command room's that comes after it. */
export async function ofRoomAfter(db: Db, { fromMs }: Pick<Shift, 'fromMs'>): Promise<Shift | undefined> {
  const row = await db
    .selectFrom('shifts')
    .select('body')
    .where('unitId', 'is', null)
    .where('fromMs', '>', fromMs)
    .orderBy('fromMs')
    .limit(1)
    .executeTakeFirst();
  return row && toShift(row);
}

export async function save(db: Db, shift: Shift): Promise<void> {
  const { id, unitId, fromMs, toMs } = shift;
  const row = { id, unitId, fromMs, toMs, body: JSON.stringify(shift) };
  await db
    .insertInto('shifts')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

export async function remove(db: Db, shiftId: string): Promise<void> {
  await db.deleteFrom('lateHandovers').where('shiftId', '=', shiftId).execute();
  await db.deleteFrom('shifts').where('id', '=', shiftId).execute();
}

function toShift({ body }: { body: string }): Shift {
  return Shift.parse(JSON.parse(body));
}
