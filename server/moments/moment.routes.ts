/** Past moments over HTTP. */
import type { Mount } from '../http/route.ts';
import type { MomentReader } from './moment-reader.ts';

export function mountMomentRoutes({ route }: Mount, moments: MomentReader): void {
  route('GET /api/moments', ({ query, asker }) => moments.momentAt(query, asker.person));
  route('GET /api/moments/entries', ({ query, asker }) => moments.entriesUntil(query, asker.person));
}
