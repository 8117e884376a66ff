/** Which acts were done, by the ids their senders gave them. */
import { AppError } from '../../config/contract/errors.ts';
import type { Db, IncidentActRow } from '../storage/schema.ts';

/** An id that was used for something else, or by somebody else, is refused. */
export async function wasDone(db: Db, { actId, incidentId, personId }: Omit<IncidentActRow, 'atMs'>): Promise<boolean> {
  const row = await db.selectFrom('incidentActs').selectAll().where('actId', '=', actId).executeTakeFirst();
  if (row && (row.incidentId !== incidentId || row.personId !== personId)) {
    throw new AppError('INVALID_REQUEST', { field: 'actId', problem: 'taken' });
  }
  return row !== undefined;
}

export async function add(db: Db, row: IncidentActRow): Promise<void> {
  await db.insertInto('incidentActs').values(row).execute();
}
