/** Mediations, in and out of the database. */
import { Mediation } from '../../config/contract/mediation.ts';
import type { Db } from '../storage/schema.ts';

export async function find(db: Db, incidentId: string): Promise<Mediation | undefined> {
  const row = await db.selectFrom('mediations').select('body').where('incidentId', '=', incidentId).executeTakeFirst();
  return row && Mediation.parse(JSON.parse(row.body));
}

export async function save(db: Db, mediation: Mediation): Promise<void> {
  const { incidentId, state } = mediation;
  const row = { incidentId, state, body: JSON.stringify(mediation) };
  await db
    .insertInto('mediations')
    .values(row)
    .onConflict((conflict) => conflict.column('incidentId').doUpdateSet(row))
    .execute();
}

/** Whether there is one that has not come to its end. */
export async function isOpen(db: Db, incidentId: string): Promise<boolean> {
  const row = await db.selectFrom('mediations').select('state').where('incidentId', '=', incidentId).executeTakeFirst();
  return row !== undefined && row.state !== 'closed' && row.state !== 'failed';
}
