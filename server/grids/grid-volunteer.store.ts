/** Volunteers of a grid. The phone comes out whole; whoever hands it on masks it. */
import type { GridVolunteer } from '../../config/contract/grid-member.ts';
import type { Db } from '../storage/schema.ts';

export function ofGrid(db: Db, gridId: string): Promise<GridVolunteer[]> {
  return db.selectFrom('gridVolunteers').selectAll().where('gridId', '=', gridId).orderBy('id').execute();
}

export function find(db: Db, volunteerId: string): Promise<GridVolunteer | undefined> {
  return db.selectFrom('gridVolunteers').selectAll().where('id', '=', volunteerId).executeTakeFirst();
}

export async function add(db: Db, volunteer: GridVolunteer): Promise<void> {
  await db.insertInto('gridVolunteers').values(volunteer).execute();
}

export async function remove(db: Db, volunteerId: string): Promise<void> {
  await db.deleteFrom('gridVolunteers').where('id', '=', volunteerId).execute();
}
