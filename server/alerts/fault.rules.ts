/**
 * Decides which equipment is at fault, and which is well again.
 *
 * Pure. What is neither (a camera that is being called, one that nobody needs) is
 * left as it was: a fault begins and ends only by what is known.
 */
import { type CameraHealth, CLOCK_OFF_MS } from '../../config/contract/camera.ts';
import type { Fault } from './alert.rules.ts';

/** A camera that is called again and comes is no alert. */
const OFFLINE_GRACE_MS = 10_000;
/** A node that ended is started again within this; more, and there are no pictures at all. */
const NODE_GRACE_MS = 5_000;
const NODE_START_GRACE_MS = 30_000;
const WELL_AFTER_MS = 5_000;
const WELL_AFTER_MOST_MS = 5 * 60_000;

export type Verdict = { fault: Fault; is: 'faulty' | 'well' | 'unclear' };

type NodeSeen = { awaySinceMs: number | null; wasThere: boolean; nowMs: number };

/** `awaySinceMs`: null while the node is there. One that never came may still be starting. */
export function judgeNode({ awaySinceMs, wasThere, nowMs }: NodeSeen): Verdict {
  const fault: Fault = {
    kind: 'nodeLost',
    level: 'critical',
    cameraId: null,
    cause: { code: 'MEDIA_NODE_AWAY', detail: {} },
  };
  if (awaySinceMs === null) return { fault, is: 'well' };
  const graceMs = wasThere ? NODE_GRACE_MS : NODE_START_GRACE_MS;
  return { fault, is: nowMs - awaySinceMs >= graceMs ? 'faulty' : 'unclear' };
}

type Seen = {
  health: Pick<CameraHealth, 'cameraId' | 'state' | 'sinceMs' | 'cause' | 'isNeeded' | 'clockOffsetMs'>;
  nowMs: number;
  /** How often this fault was told of since the server started. */
  faultCount: number;
};

/**
 * Offline for longer than the grace, and somebody needs it. Well again once it was live
 * for a while: a camera that comes and goes has to be well longer each time, or its
 * alert would fill the record.
 */
export function judgeOffline({ health, nowMs, faultCount }: Seen): Verdict {
  const { cameraId, state, sinceMs, cause, isNeeded } = health;
  const fault: Fault = {
    kind: 'cameraOffline',
    level: 'warning',
    cameraId,
    cause: cause ?? { code: 'CAMERA_CONNECTION_LOST', detail: { reason: '' } },
  };
  const forMs = nowMs - sinceMs;
  if (state === 'offline' && isNeeded && forMs >= OFFLINE_GRACE_MS) return { fault, is: 'faulty' };
  // An idle camera answered when it was last asked.
  const isBack = state === 'live' || state === 'idle';
  const wellAfterMs = Math.min(WELL_AFTER_MS * Math.max(1, faultCount), WELL_AFTER_MOST_MS);
  return { fault, is: isBack && forMs >= wellAfterMs ? 'well' : 'unclear' };
}

/** Well again at half the limit: a clock at the edge of it must not come and go. */
export function judgeClock({ health: { cameraId, state, clockOffsetMs } }: Seen): Verdict {
  const offMs = Math.abs(clockOffsetMs ?? 0);
  const seconds = Math.round(offMs / 1_000);
  const fault: Fault = {
    kind: 'cameraClock',
    level: 'notice',
    cameraId,
    cause: { code: 'CAMERA_CLOCK_OFF', detail: { seconds } },
  };
  if (state !== 'live' || clockOffsetMs === null) return { fault, is: 'unclear' };
  if (offMs > CLOCK_OFF_MS) return { fault, is: 'faulty' };
  return { fault, is: offMs <= CLOCK_OFF_MS / 2 ? 'well' : 'unclear' };
}
