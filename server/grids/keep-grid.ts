/** Writes a grid down: as it is now, as it was, and on the record. Inside a change. */
import type { Grid } from '../../config/contract/place.ts';
import type { Actor, Change } from '../journal/journal.ts';
import { GRID_SCOPE, laidOver } from './grid.rules.ts';
import * as gridStore from './grid.store.ts';

export async function keepGrid(change: Change, grid: Grid, by: Actor): Promise<Grid> {
  await gridStore.save(change.db, grid, { atMs: change.nowMs, byName: by.name });
  change.record('grid', grid.id, GRID_SCOPE, grid);
  return grid;
}

/** Governance grids follow the boundaries of what they are laid over. */
export async function keepUnionsOver(change: Change, baseGridIds: ReadonlySet<string>, by: Actor): Promise<void> {
  const live = await gridStore.all(change.db);
  for (const grid of live) {
    if (grid.kind !== 'governance' || !grid.baseGridIds.some((id) => baseGridIds.has(id))) continue;
    const after = laidOver(grid, live);
    if (JSON.stringify(after.rings) !== JSON.stringify(grid.rings)) await keepGrid(change, after, by);
  }
}
