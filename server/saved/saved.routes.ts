/** What people keep, over HTTP. */
import type { Mount } from '../http/route.ts';
import type { SavedService } from './saved.service.ts';

export function mountSavedRoutes({ route }: Mount, saved: SavedService): void {
  route('GET /api/saved-items', ({ asker }) => saved.seenBy(asker.person.id));
  route('POST /api/saved-items', ({ body, asker }) => saved.add(body, asker.person));
  route('PATCH /api/saved-items/:itemId', ({ param, body, asker }) =>
    saved.change(param('itemId'), body, asker.person),
  );
  route('DELETE /api/saved-items/:itemId', async ({ param, asker }) => {
    await saved.remove(param('itemId'), asker.person);
    return {};
  });
}
