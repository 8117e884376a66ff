/**
 * Who watches over a WebSocket (RFC 6455): `/fmp4/CAMERA?token=`, the messages of
 * outputs/fmp4.output.ts. A viewing begins and ends with its connection.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Quality } from '../../config/contract/camera.ts';
import { AppError, type ErrorCode, toAppError } from '../../config/contract/errors.ts';
import type { GrantOf } from '../../config/contract/media-token.ts';
import type { Viewer, ViewingNotice } from '../../config/contract/node.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import type { Camera } from '../cameras/camera.ts';
import { Fmp4Output } from '../outputs/fmp4.output.ts';

const PING_EVERY_MS = 10_000;
/** Of our own (RFC 6455 section 7.4.2); the reason is the code of errors.ts. */
const CLOSE_CODE = 4_000;
/** A viewer has nothing to say. */
const MAX_HEARD_BYTES = 1_024;

type Viewing = { viewingId: string; camera: Camera; viewer: Viewer; socket: WebSocket; isAnswering: boolean };

export type Fmp4Needs = {
  clock: Clock;
  newId: NewId;
  camera: (cameraId: string, quality: Quality) => Camera;
  onStarted: (notice: ViewingNotice) => void;
  onEnded: (viewingId: string) => void;
};

export class Fmp4Viewings {
  readonly #needs: Fmp4Needs;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: MAX_HEARD_BYTES, perMessageDeflate: false });
  readonly #viewings = new Map<string, Viewing>();
  readonly #timer: NodeJS.Timeout;

  constructor(needs: Fmp4Needs) {
    this.#needs = needs;
    this.#timer = setInterval(() => this.#endUnanswering(), PING_EVERY_MS);
  }

  /** The HTTP upgrade of somebody with a grant, or the refusal of somebody without. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, grant: () => GrantOf<'live'>): void {
    this.#server.handleUpgrade(request, socket, head, (opened) => {
      // What is wrong with the connection ends it, with a grant or without; `close` follows.
      opened.on('error', () => opened.terminate());
      try {
        this.#open(opened, grant(), request.socket.remoteAddress ?? '');
      } catch (thrown) {
        refuse(opened, toAppError(thrown).code);
      }
    });
  }

  withdraw(concerns: (viewer: Viewer, cameraId: string) => boolean): void {
    for (const { viewer, camera, socket } of this.#viewings.values()) {
      if (concerns(viewer, camera.cameraId)) refuse(socket, 'NOT_ALLOWED');
    }
  }

  forget({ streamId }: Camera, why: ErrorCode): void {
    for (const { camera, socket } of this.#viewings.values()) {
      if (camera.streamId === streamId) refuse(socket, why);
    }
  }

  close(): void {
    clearInterval(this.#timer);
    for (const { socket } of this.#viewings.values()) socket.terminate();
    this.#server.close();
  }

  #open(socket: WebSocket, { cameraId, quality, personId, sessionId }: GrantOf<'live'>, address: string): void {
    const { clock, newId, onStarted, onEnded } = this.#needs;
    const camera = this.#needs.camera(cameraId, quality);
    const viewingId = newId();
    const viewer = { personId, sessionId, connectionId: '' };
    const viewing = { viewingId, camera, viewer, socket, isAnswering: true };
    this.#viewings.set(viewingId, viewing);
    const output = new Fmp4Output({
      say: (message) => socket.send(JSON.stringify(message)),
      send: (bytes) => socket.send(bytes),
      get waitingBytes() {
        return socket.bufferedAmount;
      },
    });
    output.start(camera.stream.cachedGop);
    const detach = camera.attach(output, { isViewer: true });
    onStarted({ viewingId, cameraId, by: 'fmp4', viewer, address, atMs: clock(), range: null });
    socket.on('pong', () => {
      viewing.isAnswering = true;
    });
    socket.once('close', () => {
      detach();
      this.#viewings.delete(viewingId);
      onEnded(viewingId);
    });
  }

  #endUnanswering(): void {
    for (const viewing of this.#viewings.values()) {
      if (!viewing.isAnswering) viewing.socket.terminate();
      viewing.isAnswering = false;
      viewing.socket.ping();
    }
  }
}

function refuse(socket: WebSocket, why: ErrorCode): void {
  socket.close(CLOSE_CODE, new AppError(why).code);
}
