/** What people keep, in and out of the database. */
import { SavedContent, type SavedItem } from '../../config/contract/saved.ts';
import { type Db, flag, type SavedItemRow } from '../storage/schema.ts';

/** Their own, and what is shared; by name. */
export async function seenBy(db: Db, personId: string): Promise<SavedItem[]> {
  const rows = await db
    .selectFrom('savedItems')
    .selectAll()
    .where((where) => where.or([where('shared', '=', 1), where('ownerId', '=', personId)]))
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map(toItem);
}

export async function find(db: Db, itemId: string): Promise<SavedItem | undefined> {
  const row = await db.selectFrom('savedItems').selectAll().where('id', '=', itemId).executeTakeFirst();
  return row && toItem(row);
}

export async function countOf(db: Db, personId: string): Promise<number> {
  const { count } = await db
    .selectFrom('savedItems')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('ownerId', '=', personId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function save(db: Db, { owner, content, shared, ...item }: SavedItem): Promise<void> {
  const row: SavedItemRow = {
    ...item,
    shared: flag(shared),
    ownerId: owner.personId,
    ownerName: owner.name,
    content: JSON.stringify(content),
  };
  await db
    .insertInto('savedItems')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

export async function remove(db: Db, itemId: string): Promise<void> {
  await db.deleteFrom('savedItems').where('id', '=', itemId).execute();
}

function toItem({ ownerId, ownerName, content, shared, ...row }: SavedItemRow): SavedItem {
  return {
    ...row,
    shared: shared === 1,
    owner: { personId: ownerId, name: ownerName },
    content: SavedContent.parse(JSON.parse(content)),
  };
}
