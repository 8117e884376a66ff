/** Cameras and their groups over HTTP. */
import type { Request, Response } from 'express';
import type { PushAddress } from '../../config/contract/camera.ts';
import type { Action } from '../../config/contract/rights.ts';
import type { SessionService } from '../accounts/session.service.ts';
import { addressOf, hostNameOf } from '../http/address.ts';
import { type Mount, recognise } from '../http/route.ts';
import type { ViewingService } from '../media/viewing.service.ts';
import type { MediaNode } from '../nodes/media-node.ts';
import type { CameraService } from './camera.service.ts';
import type { HealthBoard } from './camera-health.ts';
import type { EncoderService } from './encoder.service.ts';

type Needs = {
  cameras: CameraService;
  encoders: EncoderService;
  health: HealthBoard;
  node: MediaNode;
  sessions: SessionService;
  viewings: ViewingService;
};

export function mountCameraRoutes(
  { route, raw }: Mount,
  { cameras, encoders, health, node, sessions, viewings }: Needs,
): void {
  route('GET /api/camera-groups', ({ asker }) => cameras.groups(asker.person));
  route('POST /api/camera-groups', ({ body, asker }) => cameras.addGroup(body, asker.person));
  route('GET /api/cameras', ({ asker }) => cameras.list(asker.person));
  route('GET /api/cameras/health', async ({ asker }) =>
    (await cameras.list(asker.person)).map((camera) => health.of(camera)),
  );
  route('POST /api/cameras', ({ body, asker }) => cameras.add(body, asker.person));
  route('POST /api/cameras/test', async ({ body, asker }) =>
    node.testCamera(await cameras.addressToTest(body, asker.person)),
  );
  route('PATCH /api/cameras/:cameraId', ({ param, body, asker }) =>
    cameras.change(param('cameraId'), body, asker.person),
  );
  route('DELETE /api/cameras/:cameraId', async ({ param, asker }) => {
    await cameras.remove(param('cameraId'), asker.person);
    return {};
  });
  route('GET /api/cameras/:cameraId/encoder', ({ param, asker }) => encoders.preview(param('cameraId'), asker.person));
  route('POST /api/cameras/:cameraId/encoder', ({ param, asker }) => encoders.fit(param('cameraId'), asker.person));
  route('GET /api/cameras/:cameraId/encoder-settings', ({ param, query, asker }) =>
    encoders.settings(param('cameraId'), query.quality, asker.person),
  );
  route('PATCH /api/cameras/:cameraId/encoder-settings', ({ param, body, asker }) =>
    encoders.set(param('cameraId'), body, asker.person),
  );

  const pushAddress = (streamKey: string, request: Request): PushAddress => ({
    streamKey,
    rtmpUrl: node.ports ? `rtmp://${hostNameOf(request)}:${node.ports.rtmpPort}/live/${streamKey}` : null,
    whipUrl: `${request.protocol}://${hostNameOf(request)}:${request.socket.localPort}/whip/${encodeURIComponent(String(request.params.cameraId))}`,
  });
  route('GET /api/cameras/:cameraId/stream-key', async ({ param, asker, request }) =>
    pushAddress(await cameras.streamKey(param('cameraId'), asker.person), request),
  );
  route('POST /api/cameras/:cameraId/stream-key', async ({ param, asker, request }) =>
    pushAddress(await cameras.renewStreamKey(param('cameraId'), asker.person), request),
  );

  const picture = (by: 'picture' | 'snapshot', right: Action) => async (request: Request, response: Response) => {
    const { person } = await recognise(sessions, request, right);
    const cameraId = String(request.params.cameraId);
    await cameras.permitted(cameraId, person, right);
    const camera = await cameras.watchable(cameraId, person);
    const { jpeg, atMs } = await node.snapshot({ cameraId: camera.id });
    await viewings.seen({ cameraId: camera.id, personId: person.id, by, address: addressOf(request), atMs });
    response.set('Last-Modified', new Date(atMs).toUTCString()).type('image/jpeg').send(Buffer.from(jpeg));
  };
  raw('GET /api/cameras/:cameraId/picture', picture('picture', 'camera.watch'));
  raw('GET /api/cameras/:cameraId/snapshot', picture('snapshot', 'camera.snapshot'));
}
