/** Big screens over HTTP. */
import type { Mount } from '../http/route.ts';
import type { ScreenService } from './screen.service.ts';

export function mountScreenRoutes({ route }: Mount, screens: ScreenService): void {
  route('GET /api/screens', () => screens.list());
  route('POST /api/screens', ({ body, asker }) => screens.add(body, asker.person));
  route('PATCH /api/screens/:screenId', ({ param, body, asker }) =>
    screens.rename(param('screenId'), body, asker.person),
  );
  route('GET /api/screens/:screenId/tours', ({ param }) => screens.tours(param('screenId')));
  route('POST /api/screens/:screenId/show', ({ param, body, asker }) =>
    screens.show(param('screenId'), body, asker.person),
  );
  route('DELETE /api/screens/:screenId', async ({ param, asker }) => {
    await screens.remove(param('screenId'), asker.person);
    return {};
  });
}
