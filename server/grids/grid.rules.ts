/** The shape of a grid (RFC 7946 section 3.1.6). Pure. */
import type { Grid } from '../../config/contract/place.ts';
import type { Scope } from '../../config/contract/rights.ts';

export const GRID_SCOPE: Scope = { action: 'grid.view', cameraGroupId: null };

/** Index of the first ring whose end is not its beginning, or null when all are closed. */
export function firstOpenRing(rings: Grid['rings']): number | null {
  const index = rings.findIndex((ring) => JSON.stringify(ring[0]) !== JSON.stringify(ring.at(-1)));
  return index === -1 ? null : index;
}
