/** Decides what a tile says about its camera, from what the server reports and what its own player sees. Pure. */
import type { CameraHealth } from '../../../config/contract/camera.ts';
import type { ShownFailure } from '../api/failure.ts';

export type TileState = 'connecting' | 'live' | 'stalled' | 'offline' | 'noPermission';

export type TileFacts = {
  /** Why the person may not watch; null when they may. */
  refusal: ShownFailure | null;
  disabled: boolean;
  health: Pick<CameraHealth, 'state' | 'cause'> | undefined;
  /** Since the newest picture of the present playback was shown; null before the first. */
  frameAgeMs: number | null;
  /** Whether this tile ever showed a picture. */
  everPlayed: boolean;
  /** Why the last attempt to play ended, until the next one shows a picture. */
  failure: ShownFailure | null;
};

export type TileVerdict = { state: TileState; cause: ShownFailure | null };

/** No new picture for this long: what is shown is not what is happening. */
const STALLED_AFTER_MS = 2_000;

export function tileState(facts: TileFacts): TileVerdict {
  const { refusal, disabled, health, frameAgeMs, everPlayed, failure } = facts;
  if (refusal) return { state: 'noPermission', cause: refusal };
  if (failure?.code === 'RIGHT_ENDED') return { state: 'noPermission', cause: failure };
  if (failure?.code === 'NOT_ALLOWED') return { state: 'noPermission', cause: notAllowed };
  if (disabled) return { state: 'offline', cause: { code: 'CAMERA_DISABLED', detail: {} } };
  if (frameAgeMs !== null && frameAgeMs <= STALLED_AFTER_MS) return { state: 'live', cause: null };
  if (health?.state === 'offline') return { state: 'offline', cause: health.cause ?? failure };
  if (failure && isOfCamera(failure)) return { state: 'offline', cause: failure };
  if (frameAgeMs !== null || everPlayed) return { state: 'stalled', cause: failure ?? health?.cause ?? null };
  return { state: 'connecting', cause: failure };
}

const notAllowed: ShownFailure = { code: 'NOT_ALLOWED', detail: { action: 'camera.watch' } };

function isOfCamera({ code }: ShownFailure): boolean {
  return code.startsWith('CAMERA_');
}
