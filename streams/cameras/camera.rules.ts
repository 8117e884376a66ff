/**
 * Decides what state a camera is in, how well it does, and how long to wait before the next try.
 *
 * Pure: what happened comes in, a state comes out.
 */
import {
  type CameraGrade,
  type CameraHealth,
  type CameraState,
  type CameraWarning,
  CLOCK_OFF_MS,
} from '../../config/contract/camera.ts';
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

export type Graded = Pick<
  CameraHealth,
  'state' | 'framesPerSecond' | 'reconnectCount' | 'stallCount' | 'lossPercent' | 'delayMs'
> & {
  /** 0 while it is not known. */
  usualFramesPerSecond: number;
};

type Limits = { reconnects: number; stalls: number; frameShare: number; lossPercent: number; delayMs: number };

const GOOD: Limits = { reconnects: 0, stalls: 4, frameShare: 0.9, lossPercent: 0.5, delayMs: 500 };
const FAIR: Limits = { reconnects: 2, stalls: 20, frameShare: 0.6, lossPercent: 2, delayMs: 1_500 };

/**
 * One word for all the numbers.
 *
 * good: in the last hour not called again and fewer than 5 stalls; now at least 90 %
 * of its usual frame rate, at most 0.5 % lost, pictures at most half a second late.
 * fair: called again at most twice, at most 20 stalls, 60 %, 2 %, 1.5 s.
 * poor: anything worse, and a camera that is stalled. none: no pictures to judge.
 */
export function grade(seen: Graded): CameraGrade {
  if (seen.state === 'stalled') return 'poor';
  if (seen.state !== 'live') return 'none';
  if (isWithin(seen, GOOD)) return 'good';
  return isWithin(seen, FAIR) ? 'fair' : 'poor';
}

function isWithin(seen: Graded, limits: Limits): boolean {
  return (
    seen.reconnectCount <= limits.reconnects &&
    seen.stallCount <= limits.stalls &&
    seen.framesPerSecond >= seen.usualFramesPerSecond * limits.frameShare &&
    seen.lossPercent <= limits.lossPercent &&
    seen.delayMs <= limits.delayMs
  );
}

/** "Smart" codecs stretch it without end: whoever joins waits, and a lost packet smears for as long. */
const KEY_FRAMES_RARE_MS = 4_000;
/** A key frame is large: it may take this much longer to arrive than the one before. */
const KEY_FRAME_JITTER_MS = 250;

type Amiss = Pick<CameraHealth, 'clockOffsetMs' | 'keyFrameIntervalMs'> & {
  isReordered: boolean;
  isAudioRefused: boolean;
};

export function warningsOf({ clockOffsetMs, keyFrameIntervalMs, isReordered, isAudioRefused }: Amiss): CameraWarning[] {
  const warnings: CameraWarning[] = [];
  if (isAudioRefused) warnings.push('CAMERA_AUDIO_NOT_SUPPORTED');
  if (isReordered) warnings.push('CAMERA_HAS_B_FRAMES');
  if (clockOffsetMs !== null && Math.abs(clockOffsetMs) > CLOCK_OFF_MS) warnings.push('CAMERA_CLOCK_OFF');
  if (keyFrameIntervalMs > KEY_FRAMES_RARE_MS + KEY_FRAME_JITTER_MS) warnings.push('CAMERA_KEY_FRAMES_RARE');
  return warnings;
}

/** Whoever joins waits this long at most without anybody's doing. */
const KEY_FRAMES_OFTEN_MS = 1_000;
const KEY_FRAME_SOON_MS = 500;

type KeyFramesSeen = { nowMs: number; lastKeyAtMs: number | null; intervalMs: number };

/** Whether somebody who joins now waits long enough for the next key frame to ask the camera for one. */
export function isKeyFrameFar({ nowMs, lastKeyAtMs, intervalMs }: KeyFramesSeen): boolean {
  if (lastKeyAtMs === null) return false;
  const sinceMs = nowMs - lastKeyAtMs;
  if (Math.max(intervalMs, sinceMs) <= KEY_FRAMES_OFTEN_MS) return false;
  const dueInMs = intervalMs - sinceMs;
  return dueInMs < 0 || dueInMs > KEY_FRAME_SOON_MS;
}

/**
 * Causes that no try mends, only a person: asked rarely, or the camera locks the account out. That a
 * stream is not found is none of them: a camera that is just starting says so too.
 */
const LASTING: readonly ErrorCode[] = ['CAMERA_WRONG_PASSWORD', 'CAMERA_CODEC_NOT_SUPPORTED', 'CAMERA_NO_VIDEO'];
const LASTING_RETRY_MS = 60_000;

/** `chance` is from 0 to 1: cameras that went away together must not come back together. */
export function retryAfterMs(
  failures: number,
  cause: ErrorCode,
  { reconnectMinMs, reconnectMaxMs }: { reconnectMinMs: number; reconnectMaxMs: number },
  chance: number,
): number {
  // A device that pushes is waited for: it comes when it comes.
  if (cause === 'CAMERA_NOT_PUSHING') return 0;
  const jitter = 0.75 + chance * 0.25;
  if (LASTING.includes(cause)) return LASTING_RETRY_MS * jitter;
  return Math.min(reconnectMaxMs, reconnectMinMs * 2 ** Math.min(failures, 10)) * jitter;
}
