/** What a tour shows, and when. Pure. */
import type { Camera } from '../../../config/contract/camera.ts';
import type { TourPreset, TourStep } from '../../../config/contract/saved.ts';

/** Without a preset the camera is shown as it stands. */
export type TourStop = { cameraId: string; preset: TourPreset | null; seconds: number };
/** One of the slots a tour is shared out over: the `place`-th of `count`. */
export type TourShare = { place: number; count: number };

/** Long enough for a camera that must be connected first; never more than half of what is shown now. */
const CONNECT_AHEAD_MS = 5_000;
/** What was shown stays under what is shown for so long, and a slot's share longer than the slot before. */
const LEAVE_AFTER_MS = 1_000;
const LEAVE_APART_MS = 250;
/** Longer than this nobody waits for a picture: the next camera has its turn. */
export const GIVE_UP_MS = 5_000;

/** Groups become their cameras, in the order given; cameras that are gone are left out. */
export function stopsOf(steps: readonly TourStep[], inOrder: readonly Camera[]): TourStop[] {
  const byId = new Map(inOrder.map((camera) => [camera.id, camera]));
  return steps.flatMap(({ cameraId, groupId, preset, seconds }) => {
    if (cameraId !== null) return byId.has(cameraId) ? [{ cameraId, preset, seconds }] : [];
    return inOrder
      .filter((camera) => camera.groupId === groupId)
      .map(({ id }) => ({ cameraId: id, preset: null, seconds }));
  });
}

/** What is shown is not its own next one, unless its camera is to look somewhere else. */
export function isAnotherPicture(stop: TourStop, now: TourStop | undefined): boolean {
  if (stop.cameraId !== now?.cameraId) return true;
  return stop.preset !== null && stop.preset.token !== now.preset?.token;
}

/** Which stop a slot shows at its `turn`-th turn. Undefined when there is none for it. */
export function stopAt(stops: readonly TourStop[], { place, count }: TourShare, turn: number): TourStop | undefined {
  if (place >= stops.length) return undefined;
  return stops[(turn * count + place) % stops.length];
}

/** The next turn that can be shown; undefined when none can but the one that is shown. */
export function nextTurn(
  stops: readonly TourStop[],
  share: TourShare,
  turn: number,
  canShow: (stop: TourStop) => boolean,
  step: 1 | -1 = 1,
): number | undefined {
  const now = stopAt(stops, share, turn);
  for (let ahead = 1; ahead <= stops.length; ahead += 1) {
    const candidate = turn + ahead * step;
    // Turns go round: backwards from the first is the last.
    const wrapped = candidate < 0 ? candidate + stops.length * share.count : candidate;
    const stop = stopAt(stops, share, wrapped);
    if (stop && stop !== now && canShow(stop)) return wrapped;
  }
  return undefined;
}

/** How long after a stop began the one before it is closed: before the next one is connected. */
export function leaveAfterMs(stop: TourStop, { place }: TourShare): number {
  return Math.min(LEAVE_AFTER_MS + place * LEAVE_APART_MS, connectAfterMs(stop) / 2);
}

/** How long after a stop began the one after it is connected. */
export function connectAfterMs({ seconds }: TourStop): number {
  const wholeMs = seconds * 1_000;
  return wholeMs - Math.min(CONNECT_AHEAD_MS, wholeMs / 2);
}
