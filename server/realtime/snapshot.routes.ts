/**
 * The snapshot over HTTP: a console asks for it while it is still being loaded, and
 * megabytes of it hold up nothing that goes by the socket.
 */
import type { SessionService } from '../accounts/session.service.ts';
import type { HealthBoard } from '../cameras/camera-health.ts';
import { sendPacked } from '../http/packed.ts';
import { type Mount, recognise } from '../http/route.ts';
import type { Db } from '../storage/schema.ts';
import { snapshotJsonFor } from './site-snapshot.ts';

type Needs = { sessions: SessionService; reader: Db; health: HealthBoard };

export function mountSnapshotRoutes({ raw }: Mount, { sessions, reader, health }: Needs): void {
  raw('GET /api/snapshot', async (request, response) => {
    const { person } = await recognise(sessions, request, 'signedIn');
    await sendPacked(request, response, await snapshotJsonFor(person, reader, health));
  });
}
