/** Grids, in and out of the database. */
import { Grid } from '../../config/contract/place.ts';
import type { Db, GridRow } from '../storage/schema.ts';

export async function all(db: Db): Promise<Grid[]> {
  return (await db.selectFrom('grids').selectAll().orderBy('code').execute()).map(toGrid);
}

export async function find(db: Db, gridId: string): Promise<Grid | undefined> {
  const row = await db.selectFrom('grids').selectAll().where('id', '=', gridId).executeTakeFirst();
  return row && toGrid(row);
}

export async function findByCode(db: Db, code: string): Promise<Grid | undefined> {
  const row = await db.selectFrom('grids').selectAll().where('code', '=', code).executeTakeFirst();
  return row && toGrid(row);
}

export async function add(db: Db, grid: Grid): Promise<void> {
  await db
    .insertInto('grids')
    .values({ ...grid, rings: JSON.stringify(grid.rings) })
    .execute();
}

function toGrid(row: GridRow): Grid {
  return { ...row, rings: Grid.shape.rings.parse(JSON.parse(row.rings)) };
}
