/** Turnings that are open, in and out of the database. */
import type { JournalBodies } from '../../config/contract/journal.ts';
import type { Scope } from '../../config/contract/rights.ts';
import type { Db } from '../storage/schema.ts';

export type OpenTurning = {
  turningId: string;
  personId: string;
  personName: string;
  scope: Scope;
  body: JournalBodies['ptz'];
};

export async function add(db: Db, { scope, body, ...turning }: OpenTurning): Promise<void> {
  await db
    .insertInto('ptzTurnings')
    .values({ ...turning, scope: JSON.stringify(scope), body: JSON.stringify(body) })
    .execute();
}

export async function remove(db: Db, turningId: string): Promise<void> {
  await db.deleteFrom('ptzTurnings').where('turningId', '=', turningId).execute();
}

export async function all(db: Db): Promise<OpenTurning[]> {
  const rows = await db.selectFrom('ptzTurnings').selectAll().orderBy('turningId').execute();
  return rows.map(({ scope, body, ...turning }) => ({ ...turning, scope: JSON.parse(scope), body: JSON.parse(body) }));
}
