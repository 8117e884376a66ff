/**
 * Where people on duty stand on the map, and how they walked there. Pure.
 *
 * A phone that has been silent for a while may be anywhere by now: its pin is pale,
 * and how old its position is stands beside every one.
 */
import type { DutyPoint, OnDuty } from '../../../config/contract/duty.ts';
import type { Position } from '../../../config/contract/place.ts';

export type PersonPin = {
  personId: string;
  name: string;
  unitName: string;
  /** Of their joint team. */
  callSign: string;
  position: Position;
  state: 'available' | 'busy';
  ageMs: number;
  isOld: boolean;
};

const OLD_AFTER_MS = 5 * 60_000;

/** Minutes a trail may go back. */
export const TRAIL_MINUTES = [15, 30, 60, 240] as const;
export type TrailMinutes = (typeof TRAIL_MINUTES)[number];
const FIRST_MINUTES: TrailMinutes = 30;

export function trailMinutesOf(text: string | undefined): TrailMinutes {
  return TRAIL_MINUTES.find((minutes) => String(minutes) === text) ?? FIRST_MINUTES;
}

/** Those who share where they are. */
export function personPins(
  onDuty: Iterable<OnDuty>,
  { nowMs, units }: { nowMs: number; units: ReadonlyMap<string, { callSign: string }> },
): PersonPin[] {
  const pins: PersonPin[] = [];
  for (const { personId, name, unitName, unitId, state, position } of onDuty) {
    if (!position || state === 'offDuty') continue;
    const ageMs = Math.max(0, nowMs - position.atMs);
    const { longitude, latitude } = position;
    pins.push({
      ...{ personId, name, unitName, state, ageMs, position: { longitude, latitude } },
      callSign: units.get(unitId ?? '')?.callSign ?? '',
      isOld: isOldPosition(position, nowMs),
    });
  }
  return pins;
}

export function isOldPosition({ atMs }: Pick<DutyPoint, 'atMs'>, nowMs: number): boolean {
  return nowMs - atMs >= OLD_AFTER_MS;
}

/** With where they are now at its end, and without what lies before the minutes asked for. */
export function extendedTrail(points: readonly DutyPoint[], now: DutyPoint | null, sinceMs: number): DutyPoint[] {
  const kept = points.filter(({ atMs }) => atMs >= sinceMs);
  const newestMs = kept.at(-1)?.atMs ?? sinceMs - 1;
  return now && now.atMs > newestMs ? [...kept, now] : kept;
}
