/** Notices that wait to be sent on, until the service took them or they are given up. */
import type { Db, Schema } from '../storage/schema.ts';

export type Waiting = Schema['noticeOutbox'];

export async function put(db: Db, waiting: Waiting): Promise<void> {
  await db
    .insertInto('noticeOutbox')
    .values(waiting)
    .onConflict((conflict) => conflict.column('noticeId').doUpdateSet(waiting))
    .execute();
}

export async function due(db: Db, nowMs: number, limit: number): Promise<Waiting[]> {
  return db
    .selectFrom('noticeOutbox')
    .selectAll()
    .where('nextAtMs', '<=', nowMs)
    .orderBy('nextAtMs')
    .limit(limit)
    .execute();
}

export async function take(db: Db, noticeId: string): Promise<void> {
  await db.deleteFrom('noticeOutbox').where('noticeId', '=', noticeId).execute();
}
