/** Those on duty, as somebody goes on, off or elsewhere; and who is near. Pure. */
import type { Duty, DutyMove, DutyState, OnDuty } from '../../../config/contract/duty.ts';
import type { Assignment, Incident } from '../../../config/contract/incident.ts';
import type { Position } from '../../../config/contract/place.ts';

const IN_HAND: readonly Assignment['state'][] = ['accepted', 'arrived'];

/** Of whoever goes on, all but their duty is read anew. */
export function withDuty(known: readonly OnDuty[], duty: Duty): OnDuty[] {
  const before = known.find(({ personId }) => personId === duty.personId);
  const others = known.filter(({ personId }) => personId !== duty.personId);
  if (duty.state === 'offDuty') return others;
  const { position, onSinceMs, gridIds, phone } = before ?? {
    ...{ position: null, onSinceMs: duty.sinceMs, gridIds: [], phone: null },
  };
  return [...others, { ...duty, position, onSinceMs, gridIds, phone }];
}

/** Where they are is shared while they are on duty: as the server knows, and until they say that they go off. */
export function sharesWhere(known: DutyState, said: DutyState): boolean {
  return known !== 'offDuty' && said !== 'offDuty';
}

/** Somebody's task: to look on the spot, or a part of their unit's that they took over. */
export function isInHand(
  { spotTask, assignments }: Pick<Incident, 'spotTask' | 'assignments'>,
  personId: string,
): boolean {
  if (spotTask?.people.some((person) => person.personId === personId)) return true;
  return assignments.some(({ handler, state }) => handler?.personId === personId && IN_HAND.includes(state));
}

export function moved(known: readonly OnDuty[], moves: readonly DutyMove[]): OnDuty[] {
  const now = new Map(moves.map(({ personId, position }) => [personId, position]));
  return known.map((each) => ({ ...each, position: now.get(each.personId) ?? each.position }));
}

export type NearPerson = { person: OnDuty; awayM: number | null };

const METRES_PER_DEGREE = 111_320;

/** Nearest first; those who share no position come last. */
export function nearestOnDuty(onDuty: readonly OnDuty[], place: Position | null): NearPerson[] {
  return onDuty
    .map((person) => ({ person, awayM: place && person.position && metresApart(place, person.position) }))
    .toSorted((one, other) => (one.awayM ?? Number.MAX_VALUE) - (other.awayM ?? Number.MAX_VALUE));
}

/** Flat, which a street is. */
function metresApart(one: Position, other: Position): number {
  const north = (one.latitude - other.latitude) * METRES_PER_DEGREE;
  const east = (one.longitude - other.longitude) * METRES_PER_DEGREE * Math.cos((one.latitude * Math.PI) / 180);
  return Math.round(Math.hypot(north, east));
}
