/** Which points belong to a time on duty, whose they are, and how a trail is thinned. Pure. */
import type { Duty, DutyPoint, DutyState } from '../../config/contract/duty.ts';
import type { Person, RightsHolder } from '../../config/contract/person.ts';
import { may, type Scope } from '../../config/contract/rights.ts';

export type DutySpan = { fromMs: number; toMs: number | null };
export type Sorted = { fresh: DutyPoint[]; knownCount: number; outsideDutyCount: number };

/** A phone's clock may be ahead of ours by this. */
const AHEAD_MS = 60_000;

export function isOnDuty({ state }: { state: DutyState }): boolean {
  return state !== 'offDuty';
}

export function dutyOf(person: Person, state: DutyState, sinceMs: number): Duty {
  const { id, name, role, unitId, unit, post } = person;
  return { personId: id, name, role, unitId, unitName: unit, post, state, sinceMs };
}

/** Of the person's unit, community and grids. */
export function dutyScope(person: RightsHolder): Scope {
  return {
    action: 'duty.view',
    cameraGroupId: null,
    belonging: {
      unitIds: person.unitId === null ? [] : [person.unitId],
      community: person.community === '' ? null : person.community,
      gridIds: [...person.gridIds],
      personIds: [person.id],
      confidential: false,
    },
  };
}

/** Whoever sends people out may call them, and so may their own unit. */
export function mayCall(asker: RightsHolder, person: Person): boolean {
  const isOwn = asker.id === person.id || (person.unitId !== null && asker.unitId === person.unitId);
  return isOwn || may(asker, 'incident.dispatch');
}

/** One for each moment, oldest first; `known` are the moments that are kept already. */
export function sorted(
  points: readonly DutyPoint[],
  { spans, known, nowMs }: { spans: readonly DutySpan[]; known: ReadonlySet<number>; nowMs: number },
): Sorted {
  const fresh = new Map<number, DutyPoint>();
  let knownCount = 0;
  let outsideDutyCount = 0;
  for (const point of points) {
    const { atMs } = point;
    if (atMs > nowMs + AHEAD_MS || !spans.some(({ fromMs, toMs }) => atMs >= fromMs && atMs <= (toMs ?? atMs))) {
      outsideDutyCount += 1;
    } else if (known.has(atMs) || fresh.has(atMs)) knownCount += 1;
    else fresh.set(atMs, point);
  }
  return {
    fresh: [...fresh.values()].toSorted((one, other) => one.atMs - other.atMs),
    knownCount,
    outsideDutyCount,
  };
}

/** Every nth, and always the last. */
export function thinned(points: readonly DutyPoint[], most: number): DutyPoint[] {
  const step = Math.ceil(points.length / most);
  return points.filter((_, nth) => (points.length - 1 - nth) % Math.max(1, step) === 0);
}
