/** Incidents alike, in the order one would look at them: the same matter first, then the nearest. Pure. */
import type { Incident } from '../../../config/contract/incident.ts';
import type { Position } from '../../../config/contract/place.ts';
import { metresBetween } from '../map/geometry.ts';

export type Alike = { incident: Incident; metres: number; isSameMatter: boolean };
type Compared = { id: string | null; position: Position; matterId: string | null };

export function alikeInOrder(found: readonly Incident[], { id, position, matterId }: Compared): Alike[] {
  return found
    .flatMap((incident): Alike[] => {
      if (incident.id === id || incident.position === null) return [];
      const isSameMatter = matterId !== null && incident.matter?.matterId === matterId;
      return [{ incident, metres: Math.round(metresBetween(position, incident.position)), isSameMatter }];
    })
    .toSorted((one, other) => Number(other.isSameMatter) - Number(one.isSameMatter) || one.metres - other.metres);
}
