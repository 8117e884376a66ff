/**
 * Decides what state a camera is in and how long to wait before the next try.
 *
 * Pure: what happened comes in, a state comes out.
 */
import type { CameraHealth, CameraState } from '../../config/contract/camera.ts';
import type { ErrorCode } from '../../config/contract/errors.ts';

export type Cause = NonNullable<CameraHealth['cause']>;

export type Observed = {
  nowMs: number;
  /** Somebody watches, records or analyses it, or it is kept warm. */
  needed: boolean;
  /** Since it is needed; null when no frame has come yet. */
  lastFrameAtMs: number | null;
  /** Why the last try failed or the connection was lost; null after a frame. */
  cause: Cause | null;
};

export type Judged = { state: CameraState; cause: Cause | null };

export function judge(seen: Observed, { stallMs, offlineMs }: { stallMs: number; offlineMs: number }): Judged {
  const { nowMs, needed, lastFrameAtMs, cause } = seen;
  if (!needed) return { state: cause ? 'offline' : 'idle', cause };
  if (lastFrameAtMs === null) return { state: cause ? 'offline' : 'connecting', cause };
  const silentMs = nowMs - lastFrameAtMs;
  if (silentMs < stallMs) return { state: 'live', cause: null };
  const why = cause ?? { code: 'CAMERA_NO_FRAMES' as const, detail: { seconds: Math.floor(silentMs / 1_000) } };
  return { state: silentMs < offlineMs ? 'stalled' : 'offline', cause: why };
}

/** Causes that no try mends, only a person: asked rarely, or the camera locks the account out. */
const LASTING: readonly ErrorCode[] = [
  'CAMERA_WRONG_PASSWORD',
  'CAMERA_CODEC_NOT_SUPPORTED',
  'CAMERA_HAS_B_FRAMES',
  'CAMERA_NO_VIDEO',
  'CAMERA_STREAM_NOT_FOUND',
];
const LASTING_RETRY_MS = 60_000;

/** `chance` is from 0 to 1: cameras that went away together must not come back together. */
export function retryAfterMs(
  failures: number,
  cause: ErrorCode,
  { reconnectMinMs, reconnectMaxMs }: { reconnectMinMs: number; reconnectMaxMs: number },
  chance: number,
): number {
  const jitter = 0.75 + chance * 0.25;
  if (LASTING.includes(cause)) return LASTING_RETRY_MS * jitter;
  return Math.min(reconnectMaxMs, reconnectMinMs * 2 ** Math.min(failures, 10)) * jitter;
}
