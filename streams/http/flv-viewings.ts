/**
 * Who watches over HTTP-FLV: `/flv/CAMERA.flv?token=`, one answer without an end. A viewing
 * begins and ends with its request.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Quality } from '../../config/contract/camera.ts';
import type { GrantOf } from '../../config/contract/media-token.ts';
import type { Viewer, ViewingNotice } from '../../config/contract/node.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import type { Camera } from '../cameras/camera.ts';
import { FlvOutput } from '../outputs/flv.output.ts';

const TYPE = 'video/x-flv';
const LOOK_EVERY_MS = 5_000;
/** Nothing of what waits has left for this long: nobody is there to read it. */
const STUCK_MS = 30_000;
/** For what was sent to be read, where it is read at all. */
const LEAVES_WITHIN_MS = 1_000;

type Viewing = {
  camera: Camera;
  viewer: Viewer;
  response: ServerResponse;
  detach: () => void;
  /** At the last look. */
  waitingBytes: number;
  movedAtMs: number;
};

export type FlvNeeds = {
  clock: Clock;
  newId: NewId;
  camera: (cameraId: string, quality: Quality) => Camera;
  onStarted: (notice: ViewingNotice) => void;
  onEnded: (viewingId: string) => void;
};

export class FlvViewings {
  readonly #needs: FlvNeeds;
  readonly #viewings = new Map<string, Viewing>();
  readonly #timer: NodeJS.Timeout;

  constructor(needs: FlvNeeds) {
    this.#needs = needs;
    this.#timer = setInterval(() => this.#endStuck(), LOOK_EVERY_MS);
  }

  /** Errors: CAMERA_NOT_FOUND. */
  open(
    { cameraId, quality, personId, sessionId }: GrantOf<'live'>,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const { clock, newId, onStarted, onEnded } = this.#needs;
    const camera = this.#needs.camera(cameraId, quality);
    response.writeHead(200, { 'Content-Type': TYPE, 'Cache-Control': 'no-store' });
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const viewingId = newId();
    const viewer = { personId, sessionId, connectionId: '' };
    const output = new FlvOutput({
      send: (bytes) => response.write(bytes),
      get waitingBytes() {
        return response.writableLength;
      },
      get audioFormat() {
        return camera.audioFormat;
      },
    });
    response.cork();
    response.flushHeaders();
    output.start(camera.stream.cachedGop);
    response.uncork();
    const detach = camera.attach(output, { isViewer: true });
    this.#viewings.set(viewingId, { camera, viewer, response, detach, waitingBytes: 0, movedAtMs: clock() });
    const address = request.socket.remoteAddress ?? '';
    onStarted({ viewingId, cameraId, by: 'flv', viewer, address, atMs: clock(), range: null });
    // What is wrong with the connection ends it; `close` follows.
    response.on('error', () => response.destroy());
    response.once('close', () => {
      detach();
      this.#viewings.delete(viewingId);
      onEnded(viewingId);
    });
  }

  withdraw(concerns: (viewer: Viewer, cameraId: string) => boolean): void {
    for (const viewing of this.#viewings.values()) {
      if (concerns(viewing.viewer, viewing.camera.cameraId)) end(viewing);
    }
  }

  forget({ streamId }: Camera): void {
    for (const viewing of this.#viewings.values()) {
      if (viewing.camera.streamId === streamId) end(viewing);
    }
  }

  close(): void {
    clearInterval(this.#timer);
    for (const { response } of this.#viewings.values()) response.destroy();
  }

  #endStuck(): void {
    const nowMs = this.#needs.clock();
    for (const viewing of this.#viewings.values()) {
      const { writableLength } = viewing.response;
      if (writableLength === 0 || writableLength !== viewing.waitingBytes) viewing.movedAtMs = nowMs;
      viewing.waitingBytes = writableLength;
      if (nowMs - viewing.movedAtMs >= STUCK_MS) viewing.response.destroy();
    }
  }
}

function end({ detach, response }: Viewing): void {
  detach();
  response.end();
  setTimeout(() => response.destroy(), LEAVES_WITHIN_MS).unref();
}
