/**
 * Decides what a detection, a fault or a person's action does to an alert.
 *
 * Pure: no clock, no store, no socket. Whatever can be argued about in alert
 * handling is in this file, and is tested as a table.
 */
import {
  type Alert,
  type AlertState,
  type CloseAlert,
  type FaultKind,
  isShelved,
  type Shelving,
} from '../../config/contract/alert.ts';
import { AppError, type Failure } from '../../config/contract/errors.ts';
import type { Detection } from '../../config/contract/node.ts';
import type { Scope } from '../../config/contract/rights.ts';

export type Seen = Pick<Detection, 'cameraId' | 'kind' | 'level' | 'atMs' | 'region'>;
type RaisedBy = Pick<Alert, 'cameraId' | 'kind' | 'level' | 'region'> & { atMs: number; cause?: Failure | null };
export type Fault = Pick<Alert, 'level' | 'cameraId'> & { kind: FaultKind; cause: Failure };
export type Who = { personId: string; name: string };

export function alertScope(cameraGroupId: string | null): Scope {
  return { action: 'alert.view', cameraGroupId };
}

export function isRepeat(seen: Seen, open: Alert | undefined, windowMs: number): open is Alert {
  return open !== undefined && seen.atMs - open.lastSeenAtMs <= windowMs;
}

/**
 * Whether a fault is told of by the alert that is open already: while it goes on, as
 * long as nobody has answered, and when it is back before the window is over. Somebody
 * who answered and saw it pass is told of the next time by an alert of its own.
 */
export function isSameFault(open: Alert | undefined, nowMs: number, windowMs: number): open is Alert {
  if (open === undefined) return false;
  return open.recoveredAtMs === null || open.state === 'new' || nowMs - open.recoveredAtMs <= windowMs;
}

export function raise(
  { cameraId, kind, level, atMs, region, cause = null }: RaisedBy,
  { id, hasPicture, scope }: Pick<Alert, 'id' | 'hasPicture' | 'scope'>,
): Alert {
  return {
    id,
    kind,
    level,
    state: 'new',
    cameraId,
    raisedAtMs: atMs,
    lastSeenAtMs: atMs,
    repeatCount: 1,
    region,
    cause,
    recoveredAtMs: null,
    hasPicture,
    handler: null,
    acknowledgedAtMs: null,
    closedAtMs: null,
    result: null,
    note: '',
    incidentId: null,
    shelving: null,
    scope,
  };
}

/** A fault that goes on is not a repeat; one that was over and is back, is. */
export function faultAgain(alert: Alert, cause: Failure, nowMs: number): Alert {
  const repeatCount = alert.recoveredAtMs === null ? alert.repeatCount : alert.repeatCount + 1;
  return { ...alert, cause, repeatCount, recoveredAtMs: null, lastSeenAtMs: Math.max(alert.lastSeenAtMs, nowMs) };
}

/**
 * The equipment is well again. The alert says so and stays open: that pictures were
 * missing for a while is for a person to know and to answer, with a result, as every
 * other alert is; an alert that closed itself at night would never have been seen.
 */
export function recover(alert: Alert, nowMs: number): Alert {
  return { ...alert, recoveredAtMs: alert.recoveredAtMs ?? nowMs };
}

/** A detection that arrives late does not turn the clock back. */
export function repeat(alert: Alert, atMs: number): Alert {
  return { ...alert, lastSeenAtMs: Math.max(alert.lastSeenAtMs, atMs), repeatCount: alert.repeatCount + 1 };
}

/**
 * Whether this repeat is told and recorded: the 2nd, 4th, 8th, … A street that is busy
 * all day would else fill the record with one and the same alert.
 */
export function isWorthRecording({ repeatCount }: Pick<Alert, 'repeatCount'>): boolean {
  return (repeatCount & (repeatCount - 1)) === 0;
}

export function acknowledge(alert: Alert, handler: Who, nowMs: number): Alert {
  return { ...answered(alert, 'acknowledged', nowMs), handler, acknowledgedAtMs: nowMs };
}

/** Whoever makes an incident of a new alert has thereby acknowledged it. */
export function handle(alert: Alert, incidentId: string, handler: Who, nowMs: number): Alert {
  const acknowledgedAtMs = alert.acknowledgedAtMs ?? nowMs;
  return { ...answered(alert, 'handling', nowMs), handler, incidentId, acknowledgedAtMs };
}

export function close(alert: Alert, { result, note }: CloseAlert, handler: Who, nowMs: number): Alert {
  return { ...answered(alert, 'closed', nowMs), result, note, handler, closedAtMs: nowMs };
}

/** Out of the queue for a while: of what nobody works on, by whoever says why and until when. Anew, it begins anew. */
export function shelve(alert: Alert, shelving: Omit<Shelving, 'endedAtMs'>): Alert {
  const { id: alertId, state: from } = alert;
  if (from !== 'new' && from !== 'acknowledged')
    throw new AppError('ALERT_CANNOT_MOVE', { alertId, from, to: 'shelved' });
  return { ...alert, shelving: { ...shelving, endedAtMs: null } };
}

export function unshelve(alert: Alert, nowMs: number): Alert {
  if (!isShelved(alert)) throw new AppError('ALERT_NOT_SHELVED', { alertId: alert.id });
  return offShelf(alert, nowMs);
}

function offShelf(alert: Alert, nowMs: number): Alert {
  const { shelving } = alert;
  return shelving && isShelved(alert) ? { ...alert, shelving: { ...shelving, endedAtMs: nowMs } } : alert;
}

const NEXT: Record<AlertState, readonly AlertState[]> = {
  new: ['acknowledged', 'handling', 'closed'],
  acknowledged: ['handling', 'closed'],
  handling: ['closed'],
  closed: [],
};

/** Whoever answers an alert has taken it off the shelf. */
function answered(alert: Alert, state: AlertState, nowMs: number): Alert {
  return offShelf(move(alert, state), nowMs);
}

function move(alert: Alert, state: AlertState): Alert {
  if (!NEXT[alert.state].includes(state)) {
    throw new AppError('ALERT_CANNOT_MOVE', { alertId: alert.id, from: alert.state, to: state });
  }
  return { ...alert, state };
}
