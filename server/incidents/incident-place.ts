/** Where an incident is: its base grid, the community, and the governance grids laid over it. */
import { AppError } from '../../config/contract/errors.ts';
import { isInPolygon } from '../../config/contract/grid-shape.ts';
import type { Position } from '../../config/contract/place.ts';
import { farFromEvery } from '../../config/contract/street-edge.ts';
import * as gridStore from '../grids/grid.store.ts';
import type { Db } from '../storage/schema.ts';

export type IncidentPlace = { gridId: string | null; community: string; governanceGridIds: string[] };

type Where = { gridId?: string | null; cameraGridId?: string | null; position: Position | null };

/**
 * By the base grid that is named, by its camera's, or by the one the position lies in. A grid
 * that is none of these, and a position far outside the street, are refused.
 */
export async function placeOf(db: Db, { gridId = null, cameraGridId = null, position }: Where): Promise<IncidentPlace> {
  const grids = await gridStore.all(db);
  const base = grids.filter(({ kind }) => kind === 'base');
  const named = base.find(({ id }) => id === gridId);
  if (gridId !== null && !named) throw new AppError('GRID_NOT_FOUND', { gridId });
  if (position && base.length > 0) {
    const awayM = farFromEvery(position, base);
    if (awayM !== null) throw new AppError('INCIDENT_OUTSIDE_STREET', { awayM });
  }
  const grid =
    named ??
    base.find(({ id }) => id === cameraGridId) ??
    base.find(({ rings }) => position && isInPolygon(position, rings));
  if (!grid) return { gridId: null, community: '', governanceGridIds: [] };
  const over = grids.filter(({ baseGridIds }) => baseGridIds.includes(grid.id));
  return { gridId: grid.id, community: grid.community, governanceGridIds: over.map(({ id }) => id) };
}
