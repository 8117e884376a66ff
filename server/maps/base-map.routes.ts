/** Which base map the console draws under its grids. */
import type { BaseMap } from '../../config/contract/base-map.ts';
import type { Mount } from '../http/route.ts';

export function mountBaseMapRoutes({ route }: Mount, baseMap: BaseMap | null): void {
  route('GET /api/base-map', () => ({ baseMap }));
}
