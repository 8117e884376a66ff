/**
 * Which units are nearest to a place, by where they set out from and where their people
 * on duty are now. Pure. Those with somebody free come first, whoever is busy next, and
 * last the units with nobody on duty.
 */
import type { OnDuty } from '../../../config/contract/duty.ts';
import type { Position } from '../../../config/contract/place.ts';
import type { Unit } from '../../../config/contract/unit.ts';
import { metresBetween } from './geometry.ts';
import { isOldPosition } from './person-pins.rules.ts';

export type UnitStatus = 'available' | 'busy' | 'nobody';
export type NearUnit = { unit: Unit; metres: number; status: UnitStatus; onDutyCount: number; isByPerson: boolean };
/** `metres` null: it is not known where it would set out from. */
export type UnitToSend = Omit<NearUnit, 'metres'> & { metres: number | null };

const RANK: Record<UnitStatus, number> = { available: 0, busy: 1, nobody: 2 };

export function nearUnits(
  to: Position,
  units: Iterable<Unit>,
  { count, ...when }: { onDuty: readonly OnDuty[]; nowMs: number; count: number },
): NearUnit[] {
  return unitsToSend(to, units, when)
    .flatMap((each) => (each.metres === null ? [] : [{ ...each, metres: each.metres }]))
    .slice(0, count);
}

/** All that could be sent, in the same order; of equal status, those that are nowhere come last. */
export function unitsToSend(
  to: Position | null,
  units: Iterable<Unit>,
  { onDuty, nowMs }: { onDuty: readonly OnDuty[]; nowMs: number },
): UnitToSend[] {
  const byUnit = Map.groupBy(onDuty, ({ unitId }) => unitId ?? '');
  const found: UnitToSend[] = [];
  for (const unit of units) {
    if (unit.disabled) continue;
    const people = byUnit.get(unit.id) ?? [];
    const status = statusOf(people);
    // Of a unit that has somebody free, only they count.
    const going = people.filter(({ state }) => status !== 'available' || state === 'available');
    const walked = going.flatMap(({ position }) =>
      to && position && !isOldPosition(position, nowMs) ? [metresBetween(to, position)] : [],
    );
    const fromBase = to && unit.position ? metresBetween(to, unit.position) : Number.POSITIVE_INFINITY;
    const nearest = Math.min(fromBase, ...walked);
    const metres = Number.isFinite(nearest) ? nearest : null;
    found.push({ unit, metres, status, onDutyCount: people.length, isByPerson: nearest < fromBase });
  }
  return found.toSorted(
    (one, other) =>
      RANK[one.status] - RANK[other.status] ||
      (one.metres ?? Number.MAX_VALUE) - (other.metres ?? Number.MAX_VALUE) ||
      one.unit.name.localeCompare(other.unit.name),
  );
}

function statusOf(people: readonly OnDuty[]): UnitStatus {
  if (people.length === 0) return 'nobody';
  return people.some(({ state }) => state === 'available') ? 'available' : 'busy';
}
