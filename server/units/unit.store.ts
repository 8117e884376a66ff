/** Units, in and out of the database. */
import { Unit } from '../../config/contract/unit.ts';
import { type Db, flag } from '../storage/schema.ts';

export async function all(db: Db): Promise<Unit[]> {
  const rows = await db.selectFrom('units').select('body').orderBy('name').execute();
  return rows.map(({ body }) => Unit.parse(JSON.parse(body)));
}

export async function find(db: Db, unitId: string): Promise<Unit | undefined> {
  const row = await db.selectFrom('units').select('body').where('id', '=', unitId).executeTakeFirst();
  return row && Unit.parse(JSON.parse(row.body));
}

export async function findByName(db: Db, name: string): Promise<Unit | undefined> {
  const row = await db.selectFrom('units').select('body').where('name', '=', name).executeTakeFirst();
  return row && Unit.parse(JSON.parse(row.body));
}

export async function save(db: Db, unit: Unit): Promise<void> {
  const row = { id: unit.id, name: unit.name, disabled: flag(unit.disabled), body: JSON.stringify(unit) };
  await db
    .insertInto('units')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}
