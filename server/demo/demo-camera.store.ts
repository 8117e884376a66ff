/** Which cameras are played by the demo street. */
import type { Db, DemoCameraRow } from '../storage/schema.ts';

export async function all(db: Db): Promise<DemoCameraRow[]> {
  return db.selectFrom('demoCameras').selectAll().orderBy('mount').execute();
}

export async function add(db: Db, row: DemoCameraRow): Promise<void> {
  await db.insertInto('demoCameras').values(row).execute();
}
