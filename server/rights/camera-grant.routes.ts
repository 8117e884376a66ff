/** Rights to cameras, for those who manage people. */
import type { Mount } from '../http/route.ts';
import { actorOf } from '../journal/journal.ts';
import type { CameraGrantService } from './camera-grant.service.ts';

export function mountCameraGrantRoutes({ route }: Mount, grants: CameraGrantService): void {
  route('GET /api/camera-grants', () => grants.list());
  route('POST /api/camera-grants', ({ body, asker }) => grants.add(body, actorOf(asker.person)));
  route('PATCH /api/camera-grants/:grantId', ({ param, body, asker }) =>
    grants.change(param('grantId'), body, actorOf(asker.person)),
  );
  route('DELETE /api/camera-grants/:grantId', async ({ param, asker }) => {
    await grants.remove(param('grantId'), actorOf(asker.person));
    return {};
  });
}
