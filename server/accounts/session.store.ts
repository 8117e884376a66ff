/** Sessions, in and out of the database. The token itself is never stored, only its digest. */
import { type Db, flag, type SessionRow } from '../storage/schema.ts';

export type SessionRecord = Omit<SessionRow, 'wall'> & { wall: boolean };

export async function add(db: Db, session: SessionRecord): Promise<void> {
  await db
    .insertInto('sessions')
    .values({ ...session, wall: flag(session.wall) })
    .execute();
}

export async function findByToken(db: Db, tokenHash: string): Promise<SessionRecord | undefined> {
  const row = await db.selectFrom('sessions').selectAll().where('tokenHash', '=', tokenHash).executeTakeFirst();
  return row && toRecord(row);
}

export async function find(db: Db, sessionId: string): Promise<SessionRecord | undefined> {
  const row = await db.selectFrom('sessions').selectAll().where('id', '=', sessionId).executeTakeFirst();
  return row && toRecord(row);
}

export async function all(db: Db): Promise<SessionRecord[]> {
  return (await db.selectFrom('sessions').selectAll().execute()).map(toRecord);
}

export async function ofPerson(db: Db, personId: string): Promise<SessionRecord[]> {
  return (await db.selectFrom('sessions').selectAll().where('personId', '=', personId).execute()).map(toRecord);
}

export async function saveTouch(db: Db, sessionId: string, touchedAtMs: number): Promise<void> {
  await db.updateTable('sessions').set({ touchedAtMs }).where('id', '=', sessionId).execute();
}

/** Whether there was one to remove. */
export async function remove(db: Db, sessionId: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('sessions').where('id', '=', sessionId).executeTakeFirst();
  return numDeletedRows > 0n;
}

function toRecord(row: SessionRow): SessionRecord {
  return { ...row, wall: row.wall === 1 };
}
