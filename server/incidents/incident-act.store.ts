/** Which acts were done, by the ids their senders gave them. */
import { AppError } from '../../config/contract/errors.ts';
import type { Db, IncidentActIdRow } from '../storage/schema.ts';

/** An id that was used for something else, or by somebody else, is refused. */
export async function wasDone(
  db: Db,
  { actId, incidentId, personId }: Omit<IncidentActIdRow, 'atMs'>,
): Promise<boolean> {
  const row = await db.selectFrom('incidentActIds').selectAll().where('actId', '=', actId).executeTakeFirst();
  if (row && (row.incidentId !== incidentId || row.personId !== personId)) {
    throw new AppError('INVALID_REQUEST', { field: 'actId', problem: 'taken' });
  }
  return row !== undefined;
}

export async function add(db: Db, row: IncidentActIdRow): Promise<void> {
  await db.insertInto('incidentActIds').values(row).execute();
}
