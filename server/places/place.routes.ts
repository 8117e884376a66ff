/** Places over HTTP; a file to be taken in is the body itself. */
import { z } from 'zod';
import { MOST_PLACE_BYTES, PlaceKind } from '../../config/contract/ground.ts';
import { check } from '../http/check.ts';
import { readBytes } from '../http/read-body.ts';
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
  route('POST /api/place-imports/preview', async ({ query, request }) =>
    imports.preview(await readBytes(request, MOST_PLACE_BYTES), query),
  );
  route('POST /api/place-imports', async ({ query, request, asker }) =>
    imports.take(await readBytes(request, MOST_PLACE_BYTES), query, actorOf(asker.person)),
  );
}
