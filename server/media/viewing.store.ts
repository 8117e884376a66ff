/** Viewings that are open, in and out of the database. */
import type { Db, ViewingRow } from '../storage/schema.ts';

export async function add(db: Db, viewing: ViewingRow): Promise<void> {
  await db
    .insertInto('viewings')
    .values(viewing)
    .onConflict((conflict) => conflict.column('viewingId').doNothing())
    .execute();
}

/** The viewing, if it was still open. */
export async function take(db: Db, viewingId: string): Promise<ViewingRow | undefined> {
  const viewing = await db.selectFrom('viewings').selectAll().where('viewingId', '=', viewingId).executeTakeFirst();
  await db.deleteFrom('viewings').where('viewingId', '=', viewingId).execute();
  return viewing;
}

export async function all(db: Db): Promise<ViewingRow[]> {
  return db.selectFrom('viewings').selectAll().orderBy('startedAtMs').execute();
}
