/** Grids over HTTP. */

import type { Mount } from '../http/route.ts';
import { actorOf } from '../journal/journal.ts';
import type { GridService } from './grid.service.ts';

export function mountGridRoutes({ route }: Mount, grids: GridService): void {
  route('GET /api/grids', () => grids.list());
  route('POST /api/grids', ({ body, asker }) => grids.add(body, actorOf(asker.person)));
}
