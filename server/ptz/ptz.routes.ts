/** Presets and patrols over HTTP; turning itself goes by the socket, because it is quick and must stop. */
import type { SessionService } from '../accounts/session.service.ts';
import { type Mount, recognise } from '../http/route.ts';
import type { PresetService } from './preset.service.ts';
import type { PtzService } from './ptz.service.ts';

type Needs = { ptz: PtzService; presets: PresetService; sessions: SessionService };

export function mountPtzRoutes({ route, raw }: Mount, { ptz, presets, sessions }: Needs): void {
  route('GET /api/cameras/:cameraId/ptz-place', ({ param, asker }) => ptz.place(param('cameraId'), asker.person));
  route('GET /api/cameras/:cameraId/presets', ({ param, asker }) => presets.list(param('cameraId'), asker.person));
  route('POST /api/cameras/:cameraId/presets', ({ param, body, asker }) => {
    ptz.requireNotHeld(param('cameraId'), asker.person);
    return presets.create(param('cameraId'), body.name, asker.person);
  });
  route('PATCH /api/cameras/:cameraId/presets/:token', ({ param, body, asker }) =>
    presets.rename(param('cameraId'), param('token'), body.name, asker.person),
  );
  route('DELETE /api/cameras/:cameraId/presets/:token', async ({ param, asker }) => {
    await presets.remove(param('cameraId'), param('token'), asker.person);
    return {};
  });
  route('GET /api/cameras/:cameraId/patrol', ({ param, asker }) => presets.patrol(param('cameraId'), asker.person));
  route('POST /api/cameras/:cameraId/patrol', ({ param, body, asker }) =>
    presets.setPatrol(param('cameraId'), body, asker.person),
  );
  raw('GET /api/cameras/:cameraId/presets/:token/picture', async (request, response) => {
    const { person } = await recognise(sessions, request, 'camera.ptz');
    const { cameraId, token } = request.params;
    const picture = await presets.picture(String(cameraId), String(token), person);
    response.set('cache-control', 'private, no-cache').type('image/jpeg').send(picture);
  });
}
