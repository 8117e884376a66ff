/** Grids and every state they were in, in and out of the database. */
import { Grid } from '../../config/contract/place.ts';
import type { Db, GridRow } from '../storage/schema.ts';

/** Those in force. */
export async function all(db: Db): Promise<Grid[]> {
  return (await db.selectFrom('grids').selectAll().where('endedAtMs', 'is', null).orderBy('code').execute()).map(
    toGrid,
  );
}

/** One in force. */
export async function find(db: Db, gridId: string): Promise<Grid | undefined> {
  const row = await db
    .selectFrom('grids')
    .selectAll()
    .where('id', '=', gridId)
    .where('endedAtMs', 'is', null)
    .executeTakeFirst();
  return row && toGrid(row);
}

/** A code is one grid's for ever, so those that ended are found too. */
export async function findByCode(db: Db, code: string): Promise<Grid | undefined> {
  const row = await db.selectFrom('grids').selectAll().where('code', '=', code).executeTakeFirst();
  return row && toGrid(row);
}

/** Every code that was ever given, with the grid it was given to. */
export async function everyCode(db: Db): Promise<{ code: string; name: string; endedAtMs: number | null }[]> {
  return db.selectFrom('grids').select(['code', 'name', 'endedAtMs']).execute();
}

/** Keeps the grid as it is from now on, and what it was until now. */
export async function save(db: Db, grid: Grid, { atMs, byName }: { atMs: number; byName: string }): Promise<void> {
  const before = await db.selectFrom('grids').select('version').where('id', '=', grid.id).executeTakeFirst();
  const version = (before?.version ?? 0) + 1;
  const row: GridRow = {
    ...grid,
    rings: JSON.stringify(grid.rings),
    baseGridIds: JSON.stringify(grid.baseGridIds),
    version,
  };
  await db
    .insertInto('grids')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  await db
    .updateTable('gridVersions')
    .set({ toMs: atMs })
    .where('gridId', '=', grid.id)
    .where('toMs', 'is', null)
    .execute();
  const body = JSON.stringify(grid);
  await db
    .insertInto('gridVersions')
    .values({ gridId: grid.id, version, fromMs: atMs, toMs: null, byName, body })
    .execute();
}

type State = { version: number; fromMs: number; toMs: number | null; byName: string; grid: Grid };

/** The newest first. */
export async function statesOf(db: Db, gridId: string): Promise<State[]> {
  const rows = await db
    .selectFrom('gridVersions')
    .selectAll()
    .where('gridId', '=', gridId)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(({ version, fromMs, toMs, byName, body }) => ({
    ...{ version, fromMs, toMs, byName },
    grid: Grid.parse(JSON.parse(body)),
  }));
}

/** Those in force at that moment, as they were. */
export async function asOf(db: Db, atMs: number): Promise<Grid[]> {
  const rows = await db
    .selectFrom('gridVersions')
    .select('body')
    .where('fromMs', '<=', atMs)
    .where((either) => either.or([either('toMs', 'is', null), either('toMs', '>', atMs)]))
    .execute();
  return rows
    .map(({ body }) => Grid.parse(JSON.parse(body)))
    .filter(({ endedAtMs }) => endedAtMs === null)
    .toSorted((one, other) => (one.code < other.code ? -1 : 1));
}

/** Changes with every change of any grid. */
export async function stamp(db: Db): Promise<string> {
  const { count, sum } = await db
    .selectFrom('grids')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<number>('version').as('sum')])
    .executeTakeFirstOrThrow();
  return `${count} ${sum}`;
}

function toGrid({ version: _version, ...row }: GridRow): Grid {
  return {
    ...row,
    rings: Grid.shape.rings.parse(JSON.parse(row.rings)),
    baseGridIds: Grid.shape.baseGridIds.parse(JSON.parse(row.baseGridIds)),
  };
}
