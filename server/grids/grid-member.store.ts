/** Who cares for which grid, with their names as they are now. */
import type { GridMember, GridPart } from '../../config/contract/grid-member.ts';
import type { Db } from '../storage/schema.ts';

/** Of every grid. */
export async function all(db: Db): Promise<GridMember[]> {
  return toMembers(await selectMembers(db).execute());
}

export async function ofGrid(db: Db, gridId: string): Promise<GridMember[]> {
  return toMembers(await selectMembers(db).where('gridMembers.gridId', '=', gridId).execute());
}

export async function put(db: Db, row: { gridId: string; personId: string; part: GridPart }): Promise<void> {
  await db
    .insertInto('gridMembers')
    .values(row)
    .onConflict((conflict) => conflict.columns(['gridId', 'personId']).doUpdateSet({ part: row.part }))
    .execute();
}

export async function remove(db: Db, gridId: string, personId: string): Promise<void> {
  await db.deleteFrom('gridMembers').where('gridId', '=', gridId).where('personId', '=', personId).execute();
}

export async function removeAll(db: Db, gridId: string): Promise<void> {
  await db.deleteFrom('gridMembers').where('gridId', '=', gridId).execute();
}

function selectMembers(db: Db) {
  return db
    .selectFrom('gridMembers')
    .innerJoin('people', 'people.id', 'gridMembers.personId')
    .select(['gridMembers.gridId', 'gridMembers.personId', 'gridMembers.part', 'people.name', 'people.disabled'])
    .orderBy('gridMembers.part', 'desc')
    .orderBy('people.name');
}

type Row = Omit<GridMember, 'isActive'> & { disabled: 0 | 1 };

function toMembers(rows: readonly Row[]): GridMember[] {
  return rows.map(({ disabled, ...row }) => ({ ...row, isActive: disabled === 0 }));
}
