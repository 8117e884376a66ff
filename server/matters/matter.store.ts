/** The catalogue, in and out of the database: every version of each matter, and which of them counts. */
import { Matter, type MatterKind } from '../../config/contract/matter.ts';
import type { Db } from '../storage/schema.ts';

/** As they stand; by sheet and code. */
export async function all(db: Db): Promise<Matter[]> {
  const rows = await current(db).orderBy('matters.kind').orderBy('matters.code').execute();
  return rows.map(toMatter);
}

export async function find(db: Db, matterId: string): Promise<Matter | undefined> {
  const row = await current(db).where('matters.id', '=', matterId).executeTakeFirst();
  return row && toMatter(row);
}

export async function findByCode(db: Db, kind: MatterKind, code: string): Promise<Matter | undefined> {
  const row = await current(db).where('matters.kind', '=', kind).where('matters.code', '=', code).executeTakeFirst();
  return row && toMatter(row);
}

/** Newest first. */
export async function versions(db: Db, matterId: string): Promise<Matter[]> {
  const rows = await db
    .selectFrom('matterVersions')
    .select('body')
    .where('matterId', '=', matterId)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(toMatter);
}

/** As it was: what is open keeps the version it was filed under. */
export async function version(db: Db, matterId: string, number: number): Promise<Matter | undefined> {
  const row = await db
    .selectFrom('matterVersions')
    .select('body')
    .where('matterId', '=', matterId)
    .where('version', '=', number)
    .executeTakeFirst();
  return row && toMatter(row);
}

/** Adds this version, and it is the one that counts. */
export async function save(db: Db, matter: Matter): Promise<void> {
  const { id, kind, code, version } = matter;
  await db
    .insertInto('matters')
    .values({ id, kind, code, version })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ version }))
    .execute();
  await db
    .insertInto('matterVersions')
    .values({ matterId: id, version, body: JSON.stringify(matter) })
    .execute();
}

function current(db: Db) {
  return db
    .selectFrom('matters')
    .innerJoin('matterVersions', (join) =>
      join.onRef('matterVersions.matterId', '=', 'matters.id').onRef('matterVersions.version', '=', 'matters.version'),
    )
    .select('matterVersions.body');
}

function toMatter({ body }: { body: string }): Matter {
  return Matter.parse(JSON.parse(body));
}
