/** Places over HTTP; a file to be taken in is the body itself. */
import type { Request } from 'express';
import { z } from 'zod';
import { AppError } from '../../config/contract/errors.ts';
import { MOST_PLACE_BYTES, PlaceKind } from '../../config/contract/ground.ts';
import { check } from '../http/check.ts';
import type { Mount } from '../http/route.ts';
import { actorOf } from '../journal/journal.ts';
import type { PlaceService } from './place.service.ts';
import type { PlaceImportService } from './place-import.service.ts';

const OfKind = z.object({ kind: PlaceKind });

type Needs = { places: PlaceService; imports: PlaceImportService };

export function mountPlaceRoutes({ route }: Mount, { places, imports }: Needs): void {
  route('GET /api/places', ({ query }) => places.search(query));
  route('GET /api/places/in-view', ({ query }) => places.inView(query));
  route('GET /api/places/here', ({ query }) => places.here(query));
  route('GET /api/places/:placeId', ({ param }) => places.find(param('placeId')));
  route('GET /api/place-layers', () => places.layers());
  route('POST /api/place-layers/:kind/remove', ({ body, asker, param }) =>
    places.removeLayer(check(OfKind, { kind: param('kind') }).kind, body, actorOf(asker.person)),
  );
  route('POST /api/place-imports/preview', async ({ query, request }) => imports.preview(await fileIn(request), query));
  route('POST /api/place-imports', async ({ query, request, asker }) =>
    imports.take(await fileIn(request), query, actorOf(asker.person)),
  );
}

/** What still arrives after a refusal is thrown away as it comes, so that the refusal is read. */
async function fileIn(request: Request): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_PLACE_BYTES) throw tooLarge();
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    length += part.length;
    if (length > MOST_PLACE_BYTES) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function tooLarge(): AppError {
  return new AppError('BODY_TOO_LARGE', { limitBytes: MOST_PLACE_BYTES });
}
