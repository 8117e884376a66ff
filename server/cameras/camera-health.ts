/**
 * How every camera fares, as the media node last told; never in the database.
 *
 * While the node is away nothing can be had, and that is said of every camera
 * rather than showing the last good news.
 */
import type { Camera, CameraHealth } from '../../config/contract/camera.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { Emitter } from '../../config/kernel/emitter.ts';
import { newLogger } from '../../config/kernel/logger.ts';

const log = newLogger('camera-health');

export class HealthBoard {
  readonly events = new Emitter<{ changed: [cameraIds: string[]] }>((thrown) =>
    log.error({ err: thrown }, 'listener failed'),
  );
  readonly #clock: Clock;
  readonly #told = new Map<string, CameraHealth>();
  readonly #changedAt = new Map<string, number>();
  #allChangedAt: number;
  #awaySinceMs: number | null;
  #stamp: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#awaySinceMs = clock();
    this.#stamp = clock();
    this.#allChangedAt = this.#stamp;
  }

  take(health: CameraHealth[]): void {
    for (const one of health) this.#told.set(one.cameraId, one);
    this.mark(health.map(({ cameraId }) => cameraId));
    this.events.emit(
      'changed',
      health.map(({ cameraId }) => cameraId),
    );
  }

  setAvailable(available: boolean): void {
    const cameraIds = [...this.#told.keys()];
    this.#awaySinceMs = available ? null : this.#clock();
    this.#told.clear();
    this.#changedAt.clear();
    this.#allChangedAt = this.#nextStamp();
    this.events.emit('changed', cameraIds);
  }

  /** Null while the media node is there. */
  get awaySinceMs(): number | null {
    return this.#awaySinceMs;
  }

  forget(cameraId: string): void {
    this.#told.delete(cameraId);
    this.#changedAt.delete(cameraId);
  }

  /** What is said of them is not what it was. */
  mark(cameraIds: readonly string[]): void {
    const stamp = this.#nextStamp();
    for (const cameraId of cameraIds) this.#changedAt.set(cameraId, stamp);
  }

  /** Grows with every change, also from one run of the server to the next. */
  get stamp(): number {
    return this.#stamp;
  }

  changedAfter(stamp: number, cameraId: string): boolean {
    return (this.#changedAt.get(cameraId) ?? this.#allChangedAt) > stamp;
  }

  #nextStamp(): number {
    this.#stamp = Math.max(this.#stamp + 1, this.#clock());
    return this.#stamp;
  }

  of({ id, disabled }: Pick<Camera, 'id' | 'disabled'>): CameraHealth {
    if (disabled) return nothingOf(id, 'offline', { sinceMs: 0, code: 'CAMERA_DISABLED' });
    if (this.#awaySinceMs !== null) {
      return nothingOf(id, 'offline', { sinceMs: this.#awaySinceMs, code: 'MEDIA_NODE_AWAY' });
    }
    return this.#told.get(id) ?? nothingOf(id, 'connecting', { sinceMs: this.#clock(), code: null });
  }
}

function nothingOf(
  cameraId: string,
  state: CameraHealth['state'],
  { sinceMs, code }: { sinceMs: number; code: 'CAMERA_DISABLED' | 'MEDIA_NODE_AWAY' | null },
): CameraHealth {
  return {
    cameraId,
    state,
    sinceMs,
    cause: code && { code, detail: {} },
    grade: 'none',
    warnings: [],
    lastFrameAtMs: null,
    codec: null,
    audioCodec: null,
    width: 0,
    height: 0,
    framesPerSecond: 0,
    bitrateKbps: 0,
    keyFrameIntervalMs: 0,
    keyFrameOnRequest: null,
    lossPercent: 0,
    delayMs: 0,
    stallCount: 0,
    reconnectCount: 0,
    clockOffsetMs: null,
    viewerCount: 0,
    isNeeded: false,
    isRecording: false,
    canTalk: null,
    features: [],
    sub: null,
  };
}
