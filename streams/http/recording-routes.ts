/**
 * Recordings over HTTP: a range as HLS, and as one MP4.
 *
 *   /recordings/CAMERA/index.m3u8?token=      the playlist; opens a viewing, in which nothing is heard
 *   /recordings/CAMERA/sound.m3u8?token=      the same to be heard as well
 *   /recordings/CAMERA/v/VIEWING/N.mp4        byte ranges of its N-th file
 *   /recordings/CAMERA/clip.mp4?token=        the range as one file, index first
 *   /recordings/CAMERA/recorder.m3u8?token=   what the camera's recorder holds of it
 *   /recordings/CAMERA/r/VIEWING/N.m4s        its N-th piece, and N.init.mp4 its beginning
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../config/contract/errors.ts';
import type { GrantOf, MediaGrant } from '../../config/contract/media-token.ts';
import type { RecordedSegment } from '../../config/contract/recording.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { verifyMediaToken } from '../../config/kernel/media-token.ts';
import { planClip } from '../recording/clip.ts';
import { streamClip } from '../recording/clip-stream.ts';
import { openSegmentFile } from '../recording/segment-file.ts';
import { covered, soundCovers } from '../recording/sound-covers.ts';
import { vodPlaylist } from '../recording/vod-playlist.ts';
import type { Replay } from '../replay/replay.ts';
import { readRange } from './byte-range.ts';
import type { PlaybackViewings } from './playback-viewings.ts';

const log = newLogger('recording-http');
const MP4 = 'video/mp4';

/** What a viewing looks at, and whether its sound may be heard. */
export type Recorded = { segments: readonly RecordedSegment[]; isHeard: boolean };

export type RecordingRouteNeeds = {
  /** Where recordings are kept. */
  folder: string;
  /** Base64. */
  tokenKey: string;
  clock: Clock;
  viewings: PlaybackViewings<Recorded>;
  replays: PlaybackViewings<Replay>;
};

/** `path` is what follows `/recordings/`. Answers the request, or throws before the first byte. */
export async function answerRecordings(
  needs: RecordingRouteNeeds,
  { request, response, url, path }: { request: IncomingMessage; response: ServerResponse; url: URL; path: string[] },
): Promise<void> {
  const [cameraId = '', name = '', viewingId = '', file = '', ...more] = path;
  if (name === 'v' && /^\d+\.mp4$/.test(file) && more.length === 0) {
    const { segments, isHeard } = needs.viewings.content(cameraId, viewingId);
    const segment = segments[Number.parseInt(file, 10)];
    if (!segment) throw new AppError('NOT_FOUND');
    await sendSegment(needs, { segment, isHeard }, request, response);
    return;
  }
  if (name === 'r' && /^\d+\.(init\.mp4|m4s)$/.test(file) && more.length === 0) {
    await sendPiece(needs.replays.content(cameraId, viewingId), file, response);
    return;
  }
  if (viewingId !== '') throw new AppError('NOT_FOUND');
  const address = request.socket.remoteAddress ?? '';
  if (name === 'index.m3u8' || name === 'sound.m3u8') {
    const grant = grantOf(needs, name === 'sound.m3u8' ? 'playbackSound' : 'playback', cameraId, url);
    const { viewingId: opened, content } = await needs.viewings.open(grant, address);
    const playlist = vodPlaylist(content.segments, grant.fromMs, grant.toMs);
    sendPlaylist(playlist.replace(/(?<=^|")(\d+\.mp4)/gm, `v/${opened}/$1`), response);
  } else if (name === 'recorder.m3u8') {
    const { viewingId: opened, content } = await needs.replays.open(grantOf(needs, 'playback', cameraId, url), address);
    sendPlaylist(content.playlist(`r/${opened}/`), response);
  } else if (name === 'clip.mp4') {
    await sendClip(needs, grantOf(needs, 'download', cameraId, url), address, response);
  } else {
    throw new AppError('NOT_FOUND');
  }
}

function sendPlaylist(playlist: string, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'application/vnd.apple.mpegurl', 'Cache-Control': 'no-store' });
  response.end(playlist);
}

/** Fetched now; whoever does not wait for it ends that. */
async function sendPiece(replay: Replay, file: string, response: ServerResponse): Promise<void> {
  const index = Number.parseInt(file, 10);
  const leave = () => replay.leave(index);
  response.once('close', leave);
  const { init, media } = await replay.piece(index);
  response.off('close', leave);
  const body = file.endsWith('.m4s') ? media : init;
  response.writeHead(200, { 'Content-Type': MP4, 'Content-Length': body.length, 'Cache-Control': 'private, no-store' });
  response.end(body);
}

function grantOf<Action extends Exclude<MediaGrant['action'], 'live'>>(
  { tokenKey, clock }: RecordingRouteNeeds,
  action: Action,
  cameraId: string,
  url: URL,
): GrantOf<Action> {
  const token = url.searchParams.get('token') ?? '';
  const grant = verifyMediaToken(token, action, { key: tokenKey, nowMs: clock() });
  const { cameraId: granted }: MediaGrant = grant;
  if (granted !== cameraId) throw new AppError('MEDIA_TOKEN_INVALID');
  return grant;
}

/** A byte range (RFC 9110 section 14) of a file of the index; no more than the index knows of. */
async function sendSegment(
  { folder }: RecordingRouteNeeds,
  { segment, isHeard }: { segment: RecordedSegment; isHeard: boolean },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { path, byteCount } = segment;
  const range = readRange(request.headers.range, byteCount);
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'Content-Range': `bytes */${byteCount}` }).end();
    return;
  }
  const file = await openSegmentFile(folder, path).catch((thrown: unknown) => {
    throw new AppError('RECORDING_NOT_FOUND', {}, thrown);
  });
  const { start, end } = range ?? { start: 0, end: byteCount - 1 };
  const isSilenced = segment.audioCodec !== null && !isHeard;
  const unlessUnreadable = async (thrown: unknown) => {
    await file.close();
    throw thrown;
  };
  const covers = isSilenced ? await soundCovers(file, segment, { start, end }).catch(unlessUnreadable) : [];
  response.writeHead(range ? 206 : 200, {
    'Content-Type': MP4,
    'Content-Length': end - start + 1,
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, max-age=3600',
    ...(range && { 'Content-Range': `bytes ${start}-${end}/${byteCount}` }),
  });
  await send(covered(file.createReadStream({ start, end }), start, covers), response);
}

async function sendClip(
  needs: RecordingRouteNeeds,
  grant: GrantOf<'download'>,
  address: string,
  response: ServerResponse,
): Promise<void> {
  const { folder, viewings } = needs;
  const { viewingId, content } = await viewings.open(grant, address);
  try {
    const clip = await planClip(folder, content.segments, grant.fromMs, grant.toMs);
    if (!clip) throw new AppError('RECORDING_NOT_FOUND');
    response.writeHead(200, {
      'Content-Type': MP4,
      'Content-Length': clip.byteCount,
      'Content-Disposition': `attachment; filename="${fileNameOf(grant)}"`,
      'Cache-Control': 'no-store',
      'Recording-From-Ms': clip.fromMs,
      'Recording-To-Ms': clip.toMs,
    });
    const done = viewings.sending(viewingId, () => response.destroy());
    await send(streamClip(folder, clip), response).finally(done);
  } finally {
    viewings.end(viewingId);
  }
}

function fileNameOf({ cameraId, fromMs }: GrantOf<'download'>): string {
  return `${cameraId}-${new Date(fromMs).toISOString().replace(/[:.]/g, '-')}.mp4`;
}

/** Whoever hangs up in the middle is no error of ours. */
async function send(from: NodeJS.ReadableStream, response: ServerResponse): Promise<void> {
  await pipeline(from, response).catch((thrown: unknown) => {
    log.debug({ err: thrown }, 'not sent to its end');
    response.destroy();
  });
}
