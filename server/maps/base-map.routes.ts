/** Which base map the console draws under its grids, and its tiles where they are the site's own. */
import { z } from 'zod';
import { AppError } from '../../config/contract/errors.ts';
import type { SessionService } from '../accounts/session.service.ts';
import { check } from '../http/check.ts';
import { type Mount, recognise } from '../http/route.ts';
import type { SiteBaseMap } from './base-map.ts';
import { unpackedBytes } from './tile-archive.ts';

/** So long a browser does not ask again for a tile; afterwards it asks whether it is another. */
const KEPT_SECONDS = 3_600;
/** The nearest that PMTiles has. */
const MAX_ZOOM = 26;

const TilePlace = z
  .object({
    z: z.coerce.number().int().min(0).max(MAX_ZOOM),
    x: z.coerce.number().int().min(0),
    y: z.coerce.number().int().min(0),
  })
  .refine(({ z: zoom, x }) => x < 2 ** zoom, { error: 'is beyond the tiles of this zoom', path: ['x'] })
  .refine(({ z: zoom, y }) => y < 2 ** zoom, { error: 'is beyond the tiles of this zoom', path: ['y'] });

type Needs = { baseMap: SiteBaseMap; sessions: SessionService };

export function mountBaseMapRoutes({ route, raw }: Mount, { baseMap, sessions }: Needs): void {
  route('GET /api/base-map', async () => ({ baseMap: await baseMap.told() }));

  raw('GET /api/base-map/tiles/:z/:x/:y', async (request, response) => {
    await recognise(sessions, request, 'grid.view');
    const place = check(TilePlace, request.params);
    if (!baseMap.archive) throw new AppError('NOT_FOUND');
    const tile = await baseMap.archive.tile(place);
    response.set('Cache-Control', `private, max-age=${KEPT_SECONDS}`);
    if (!tile) {
      response.status(204).end();
      return;
    }
    const goesPacked = tile.isPacked && request.acceptsEncodings('gzip') !== false;
    if (tile.isPacked) response.vary('Accept-Encoding');
    if (goesPacked) response.set('Content-Encoding', 'gzip');
    response.set('Content-Type', tile.contentType).send(Buffer.from(goesPacked ? tile.bytes : unpackedBytes(tile)));
  });
}
