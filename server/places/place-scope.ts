/** Whoever may see grids may see what stands on them. */
import type { Scope } from '../../config/contract/rights.ts';

export const PLACE_SCOPE: Scope = { action: 'grid.view', cameraGroupId: null };
