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

const RANK: Record<UnitStatus, number> = { available: 0, busy: 1, nobody: 2 };

export function nearUnits(
  to: Position,
  units: Iterable<Unit>,
  { onDuty, nowMs, count }: { onDuty: readonly OnDuty[]; nowMs: number; count: number },
): NearUnit[] {
  const byUnit = Map.groupBy(onDuty, ({ unitId }) => unitId ?? '');
  const near: NearUnit[] = [];
  for (const unit of units) {
    const people = byUnit.get(unit.id) ?? [];
    const status = statusOf(people);
    // Of a unit that has somebody free, only they count.
    const going = people.filter(({ state }) => status !== 'available' || state === 'available');
    const walked = going.flatMap(({ position }) =>
      position && !isOldPosition(position, nowMs) ? [metresBetween(to, position)] : [],
    );
    const fromBase = unit.position ? metresBetween(to, unit.position) : Number.POSITIVE_INFINITY;
    const metres = Math.min(fromBase, ...walked);
    if (unit.disabled || metres === Number.POSITIVE_INFINITY) continue;
    near.push({ unit, metres, status, onDutyCount: people.length, isByPerson: metres < fromBase });
  }
  return near
    .toSorted((one, other) => RANK[one.status] - RANK[other.status] || one.metres - other.metres)
    .slice(0, count);
}

function statusOf(people: readonly OnDuty[]): UnitStatus {
  if (people.length === 0) return 'nobody';
  return people.some(({ state }) => state === 'available') ? 'available' : 'busy';
}
