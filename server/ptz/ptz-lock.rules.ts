/**
 * Who may turn a camera when two want to. Pure.
 *
 * It is held by whoever turned it last, until they let go or have not moved it for a while. A higher
 * role takes over at once; an equal one waits. The same person at another desk is the same person.
 */
import { AppError } from '../../config/contract/errors.ts';
import type { PtzOrder } from '../../config/contract/ptz.ts';
import type { Role } from '../../config/contract/rights.ts';

export type Claimant = { personId: string; name: string; role: Role; connectionId: string; address: string };
export type Lock = Claimant & { sinceMs: number };

const PRIORITY: Record<Role, number> = {
  administrator: 3,
  supervisor: 2,
  operator: 1,
  ...{ unitOfficer: 0, communityOfficer: 0, gridMember: 0, auditor: 0, screen: 0 },
};

/** `lost` is whoever held it until now. Error: `PTZ_HELD` with the name of who goes on holding it. */
export function claim(held: Lock | undefined, by: Claimant, nowMs: number): { lock: Lock; lost: Lock | null } {
  if (held?.connectionId === by.connectionId) return { lock: held, lost: null };
  if (held && !givesWay(held, by)) throw new AppError('PTZ_HELD', { name: held.name });
  return { lock: { ...by, sinceMs: nowMs }, lost: held ?? null };
}

export function givesWay(held: Pick<Lock, 'personId' | 'role'>, by: Pick<Claimant, 'personId' | 'role'>): boolean {
  return held.personId === by.personId || PRIORITY[by.role] > PRIORITY[held.role];
}

/** One slot of one desk that runs a tour. */
export type TourRun = { connectionId: string; runId: string };
/** Until then its camera is shown where it was sent. */
export type TourStay = TourRun & { tour: string; presetToken: string; untilMs: number };
type Taken = { lock: Lock | undefined; patrolBy: string | undefined; stay: TourStay | undefined };

/**
 * A tour takes a camera from nobody: not from a hand, were it the same person's, not from a
 * patrol, and not from another tour while that one shows it somewhere else. Errors: `PTZ_HELD`, `PTZ_ON_PATROL`, `PTZ_ON_TOUR`.
 */
export function requireFreeForTour(
  { lock, patrolBy, stay }: Taken,
  run: TourRun & { presetToken: string },
  nowMs: number,
): void {
  if (lock) throw new AppError('PTZ_HELD', { name: lock.name });
  if (patrolBy !== undefined) throw new AppError('PTZ_ON_PATROL', { name: patrolBy });
  const isOwn = stay?.connectionId === run.connectionId && stay.runId === run.runId;
  const isThere = stay?.presetToken === run.presetToken;
  if (stay && !isOwn && !isThere && nowMs < stay.untilMs) throw new AppError('PTZ_ON_TOUR', { name: stay.tour });
}

/** A camera is sent this long before it is shown, at most. */
const SENT_AHEAD_MS = 5_000;

/** Where two tours show it at the same preset, it stays for the longer one. */
export function lastingStay(before: TourStay | undefined, stay: TourStay): TourStay {
  if (before?.presetToken !== stay.presetToken) return stay;
  return { ...stay, untilMs: Math.max(before.untilMs, stay.untilMs) };
}

export function stayUntilMs(seconds: number, nowMs: number): number {
  return nowMs + SENT_AHEAD_MS + seconds * 1_000;
}

const DID = [
  'left',
  'right',
  'up',
  'down',
  'zoomIn',
  'zoomOut',
  'focusNear',
  'focusFar',
  'step',
  'place',
  'preset',
  'home',
  'patrol',
] as const;
export type Did = (typeof DID)[number];
export type Done = { did: Did; times: number };

/** What an order is called in the record; a move by what it does most. Nothing for a stop. */
export function didOf(order: PtzOrder): Did | null {
  if (order.do === 'stop') return null;
  if (order.do !== 'move') return order.do;
  const axes: [number, Did, Did][] = [
    [order.pan, 'right', 'left'],
    [order.tilt, 'up', 'down'],
    [order.zoom, 'zoomIn', 'zoomOut'],
    [order.focus, 'focusFar', 'focusNear'],
  ];
  const [value, positive, negative] = axes.reduce((most, axis) =>
    Math.abs(axis[0]) > Math.abs(most[0]) ? axis : most,
  );
  return value === 0 ? null : value > 0 ? positive : negative;
}

/** One after the other as they came; the same again is counted. */
export function withDone(done: readonly Done[], did: Did): Done[] {
  const last = done.at(-1);
  if (last?.did === did) return [...done.slice(0, -1), { did, times: last.times + 1 }];
  return [...done, { did, times: 1 }].slice(-MOST_DONE);
}

/** Of a long session the last are kept. */
const MOST_DONE = 40;

/** Whether it goes on with what was asked for before, as a key that is held does. */
export function isSameMove(order: PtzOrder, before: PtzOrder | null): boolean {
  if (order.do !== 'move' || before?.do !== 'move') return false;
  return (['pan', 'tilt', 'zoom', 'focus'] as const).every((axis) => order[axis] === before[axis]);
}
