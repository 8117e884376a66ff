/** Recordings over HTTP; the pictures themselves come from the media node. */
import { AppError } from '../../config/contract/errors.ts';
import type { SessionService } from '../accounts/session.service.ts';
import { hostNameOf } from '../http/address.ts';
import { type Mount, recognise } from '../http/route.ts';
import type { ExportService } from './export.service.ts';
import type { PlaybackService } from './playback.service.ts';
import type { RecordingService } from './recording.service.ts';

type Needs = {
  recordings: RecordingService;
  playback: PlaybackService;
  exports: ExportService;
  sessions: SessionService;
};

export function mountRecordingRoutes({ route, raw }: Mount, { recordings, playback, exports, sessions }: Needs): void {
  route('GET /api/recordings', ({ query, asker }) => recordings.list(query, asker.person));
  route('GET /api/recordings/days', ({ query, asker }) => playback.days(query, asker.person));
  route('GET /api/recordings/events', ({ query, asker }) => playback.events(query, asker.person));
  route('GET /api/recordings/key-frames', ({ query, asker }) => playback.keyFrames(query, asker.person));
  route('GET /api/recordings/recorder', ({ query, asker }) => recordings.ofRecorder(query, asker.person));
  route('GET /api/recordings/recorder-reach', ({ query, asker }) => recordings.reachOfRecorder(query, asker.person));
  route('POST /api/playbacks', ({ body, asker, request }) => recordings.play(body, asker, hostNameOf(request)));
  route('GET /api/recording-locks', ({ asker }) => recordings.locks(asker.person));
  route('POST /api/recording-locks', ({ body, asker }) => recordings.lock(body, asker));
  route('DELETE /api/recording-locks/:lockId', async ({ param, asker }) => {
    await recordings.unlock(param('lockId'), asker);
    return {};
  });

  route('GET /api/exports', ({ asker }) => exports.list(asker.person));
  route('POST /api/exports', ({ body, asker }) => exports.start(body, asker));
  route('POST /api/exports/:exportId/decision', ({ param, body, asker }) =>
    exports.decide(param('exportId'), body, asker),
  );
  route('POST /api/exports/:exportId/cancel', ({ param, asker }) => exports.cancel(param('exportId'), asker));

  raw('GET /api/exports/:exportId/files/:name', async (request, response) => {
    const asker = await recognise(sessions, request, 'recording.export');
    const name = String(request.params.name);
    const path = await exports.handOver(String(request.params.exportId), name, asker);
    response.set('cache-control', 'private, no-store');
    await new Promise<void>((resolve, reject) => {
      response.download(path, name, { dotfiles: 'allow' }, (thrown) => (thrown ? reject(thrown) : resolve()));
    });
  });

  raw('GET /api/recordings/:cameraId/picture', async (request, response) => {
    const { person } = await recognise(sessions, request, 'recording.view');
    const atMs = Number(request.query.atMs);
    if (!Number.isSafeInteger(atMs)) throw new AppError('INVALID_REQUEST', { field: 'atMs' });
    const picture = await recordings.picture(String(request.params.cameraId), atMs, person);
    // What was recorded does not change.
    response.set('cache-control', 'private, max-age=3600').type('image/jpeg').send(Buffer.from(picture));
  });
}
