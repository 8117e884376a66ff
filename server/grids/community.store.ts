/** The outlines of communities, where they are known. */
import { Community } from '../../config/contract/grid-history.ts';
import type { Db } from '../storage/schema.ts';

export async function all(db: Db): Promise<Community[]> {
  return (await db.selectFrom('communities').selectAll().orderBy('name').execute()).map(toCommunity);
}

export async function find(db: Db, name: string): Promise<Community | undefined> {
  const row = await db.selectFrom('communities').selectAll().where('name', '=', name).executeTakeFirst();
  return row && toCommunity(row);
}

export async function save(db: Db, { name, rings }: Community): Promise<void> {
  const row = { name, rings: JSON.stringify(rings) };
  await db
    .insertInto('communities')
    .values(row)
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
}

function toCommunity({ name, rings }: { name: string; rings: string }): Community {
  return { name, rings: Community.shape.rings.parse(JSON.parse(rings)) };
}
