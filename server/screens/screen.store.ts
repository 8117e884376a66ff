/** Big screens, in and out of the database. */
import { type Screen, ScreenContent } from '../../config/contract/screen.ts';
import type { Db, ScreenRow } from '../storage/schema.ts';

export async function all(db: Db): Promise<Screen[]> {
  return (await db.selectFrom('screens').selectAll().orderBy('name').orderBy('id').execute()).map(toScreen);
}

export async function find(db: Db, screenId: string): Promise<Screen | undefined> {
  const row = await db.selectFrom('screens').selectAll().where('id', '=', screenId).executeTakeFirst();
  return row && toScreen(row);
}

export async function save(db: Db, { content, by, ...screen }: Screen): Promise<void> {
  const row: ScreenRow = { ...screen, content: JSON.stringify(content), byId: by.personId, byName: by.name };
  await db
    .insertInto('screens')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

export async function remove(db: Db, screenId: string): Promise<void> {
  await db.deleteFrom('screens').where('id', '=', screenId).execute();
}

function toScreen({ content, byId, byName, ...row }: ScreenRow): Screen {
  return { ...row, content: ScreenContent.parse(JSON.parse(content)), by: { personId: byId, name: byName } };
}
