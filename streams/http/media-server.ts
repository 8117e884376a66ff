/**
 * The media node's own HTTP(S) listener: everything that is media and not WebRTC.
 *
 * Addresses carry what they need (a token, then the viewing's own id), no cookie:
 * any page may fetch them. A failure is `{ code, detail }` with the code's status.
 */
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { AppError, toAppError } from '../../config/contract/errors.ts';
import type { GrantOf } from '../../config/contract/media-token.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { verifyMediaToken } from '../../config/kernel/media-token.ts';
import { listen, type PortWish } from '../listen.ts';
import type { FlvViewings } from './flv-viewings.ts';
import type { Fmp4Viewings } from './fmp4-viewings.ts';
import type { HlsViewings } from './hls-viewings.ts';
import { answerRecordings, type RecordingRouteNeeds } from './recording-routes.ts';

const log = newLogger('media-http');

/** Players want one whole segment before they begin: at most one interval between key frames. */
const FIRST_SEGMENT_MS = 10_000;
const NEXT_PART_MS = 5_000;
const TLS_LOOK_EVERY_MS = 5_000;

type Answer = { type: string; body: string | Buffer; cache?: string };

export type MediaServerNeeds = PortWish & {
  tls: { certPath: string; keyPath: string } | null;
  /** Base64. */
  tokenKey: string;
  clock: Clock;
  hls: HlsViewings;
  recordings: RecordingRouteNeeds;
  fmp4: Fmp4Viewings;
  flv: FlvViewings;
};

export type MediaServer = { port: number; close(): Promise<void> };

export async function openMediaServer(needs: MediaServerNeeds): Promise<MediaServer> {
  const answerAll = (request: IncomingMessage, response: ServerResponse) => void respond(needs, request, response);
  const { tls } = needs;
  const server = tls ? createTlsServer(readTls(tls), answerAll) : createServer(answerAll);
  const stopWatching =
    tls && 'setSecureContext' in server ? reloadTls(tls, (read) => server.setSecureContext(read)) : () => {};
  server.on('upgrade', (request, socket, head) => upgrade(needs, request, socket, head));
  const port = await listen(server, needs);
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        stopWatching();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function readTls({ certPath, keyPath }: { certPath: string; keyPath: string }) {
  return { cert: readFileSync(certPath), key: readFileSync(keyPath) };
}

function reloadTls(
  paths: { certPath: string; keyPath: string },
  use: (read: ReturnType<typeof readTls>) => void,
): () => void {
  const reload = () => {
    try {
      use(readTls(paths));
    } catch (thrown) {
      log.warn({ err: thrown }, 'new certificate not usable, the old one stays');
    }
  };
  watchFile(paths.certPath, { interval: TLS_LOOK_EVERY_MS }, reload);
  return () => unwatchFile(paths.certPath, reload);
}

async function respond(needs: MediaServerNeeds, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  try {
    if (request.method === 'OPTIONS') {
      response.writeHead(204, { 'Access-Control-Allow-Methods': 'GET', 'Access-Control-Allow-Headers': '*' }).end();
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new AppError('NOT_FOUND');
    const url = new URL(request.url ?? '/', 'http://node');
    const [root, ...path] = url.pathname.slice(1).split('/');
    if (root === 'recordings') {
      await answerRecordings(needs.recordings, { request, response, url, path });
      return;
    }
    if (root === 'flv') {
      const cameraId = /^([^/]+)\.flv$/.exec(path.join('/'))?.[1];
      if (cameraId === undefined) throw new AppError('NOT_FOUND');
      needs.flv.open(liveGrant(needs, cameraId, url), request, response);
      return;
    }
    const { type, body, cache = 'no-store' } = await answerTo(needs, request);
    response.writeHead(200, { 'Content-Type': type, 'Cache-Control': cache }).end(body);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'INTERNAL') log.error({ err: thrown }, 'request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.writeHead(error.status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    response.end(JSON.stringify(error.toFailure()));
  }
}

function upgrade(needs: MediaServerNeeds, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { fmp4 } = needs;
  // From the upgrade on its errors are nobody's but ours, and one that nobody hears ends the node.
  socket.on('error', () => socket.destroy());
  const url = URL.parse(request.url ?? '/', 'http://node');
  const [root, cameraId = '', ...more] = url?.pathname.slice(1).split('/') ?? [];
  if (!url || root !== 'fmp4' || more.length > 0) {
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n', () => socket.destroy());
    return;
  }
  fmp4.upgrade(request, socket, head, () => liveGrant(needs, cameraId, url));
}

/** Errors: MEDIA_TOKEN_INVALID, MEDIA_TOKEN_EXPIRED. */
function liveGrant(
  { tokenKey, clock }: Pick<MediaServerNeeds, 'tokenKey' | 'clock'>,
  cameraId: string,
  url: URL,
): GrantOf<'live'> {
  const token = url.searchParams.get('token') ?? '';
  const grant = verifyMediaToken(token, 'live', { key: tokenKey, nowMs: clock() });
  if (grant.cameraId !== cameraId) throw new AppError('MEDIA_TOKEN_INVALID');
  return grant;
}

const PLAYLIST = 'application/vnd.apple.mpegurl';
const SEGMENT = 'video/mp4';

async function answerTo(needs: MediaServerNeeds, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://node');
  const [root, cameraId = '', name = '', viewingId = '', file = '', ...more] = url.pathname.slice(1).split('/');
  if (root !== 'hls' || more.length > 0) throw new AppError('NOT_FOUND');
  if (name === 'index.m3u8' && viewingId === '') return openViewing(needs, cameraId, url, request);
  if (name !== 'v' || file === '') throw new AppError('NOT_FOUND');
  const output = needs.hls.output(cameraId, viewingId);
  const match = /^(?:(live)\.m3u8|init-(\d+)\.mp4|segment-(\d+)\.m4s|part-(\d+)\.(\d+)\.m4s)$/.exec(file);
  if (!match) throw new AppError('NOT_FOUND');
  const [, live, init, segment, sequence, part] = match;
  if (live) {
    await waitForReload(output, url.searchParams);
    return { type: PLAYLIST, body: output.playlist() };
  }
  if (sequence !== undefined) await output.waitFor(Number(sequence), Number(part), NEXT_PART_MS);
  const body =
    init !== undefined
      ? output.init(Number(init))
      : segment !== undefined
        ? output.segment(Number(segment))
        : output.part(Number(sequence), Number(part));
  if (!body) throw new AppError('NOT_FOUND');
  return { type: SEGMENT, body, cache: 'max-age=60' };
}

/** The multivariant playlist: says what the stream is, and where the viewing's own paths are. */
async function openViewing(
  needs: MediaServerNeeds,
  cameraId: string,
  url: URL,
  request: IncomingMessage,
): Promise<Answer> {
  const { viewingId, camera, output } = needs.hls.open(
    liveGrant(needs, cameraId, url),
    request.socket.remoteAddress ?? '',
  );
  const hasSegment = await output.waitFor(0, Number.POSITIVE_INFINITY, FIRST_SEGMENT_MS);
  const { cause, state } = camera.health();
  // Of one with longer intervals there are parts by now.
  if (!hasSegment && state !== 'live') {
    needs.hls.end(viewingId);
    throw cause
      ? new AppError(cause.code, cause.detail)
      : new AppError('CAMERA_NO_FRAMES', { seconds: FIRST_SEGMENT_MS / 1_000 });
  }
  const { width, height } = camera.size;
  const bandwidth = Math.max(camera.health().bitrateKbps, 100) * 1_500;
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:9',
    `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},CODECS="${camera.codec}",RESOLUTION=${width}x${height}`,
    `v/${viewingId}/live.m3u8`,
  ];
  return { type: PLAYLIST, body: `${lines.join('\n')}\n` };
}

/** Blocking playlist reload (RFC 8216bis section 6.2.5.2). */
async function waitForReload(
  output: { waitFor(sequence: number, part: number, ms: number): Promise<boolean> },
  query: URLSearchParams,
) {
  const sequence = query.get('_HLS_msn');
  if (sequence === null || !/^\d+$/.test(sequence)) return;
  const part = query.get('_HLS_part') ?? '0';
  await output.waitFor(Number(sequence), /^\d+$/.test(part) ? Number(part) : 0, NEXT_PART_MS);
}
