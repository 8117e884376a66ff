/** What is meant by a few letters typed over the map. Pure. */
import type { Camera } from '../../../config/contract/camera.ts';
import type { OnDuty } from '../../../config/contract/duty.ts';
import { hasEnded, type Incident } from '../../../config/contract/incident.ts';
import type { Grid } from '../../../config/contract/place.ts';
import type { Unit } from '../../../config/contract/unit.ts';

export type FoundKind = 'camera' | 'incident' | 'grid' | 'unit' | 'person';
export type Found = { kind: FoundKind; id: string; name: string };

/** More than a person reads. */
const MOST = 50;

type Places = {
  cameras: ReadonlyMap<string, Camera>;
  incidents: ReadonlyMap<string, Incident>;
  grids: ReadonlyMap<string, Grid>;
  units: ReadonlyMap<string, Unit>;
  onDuty?: readonly OnDuty[];
};

export function foundPlaces({ cameras, incidents, grids, units, onDuty = [] }: Places, search: string): Found[] {
  const wanted = search.trim().toLowerCase();
  const found: Found[] = [];
  const look = (kind: FoundKind, id: string, name: string) => {
    if (found.length < MOST && name.toLowerCase().includes(wanted)) found.push({ kind, id, name });
  };
  for (const { id, name } of cameras.values()) look('camera', id, name);
  for (const incident of incidents.values()) {
    if (found.length === MOST) break;
    if (!hasEnded(incident)) look('incident', incident.id, `${incident.number} ${incident.title}`);
  }
  for (const { id, name, code } of grids.values()) look('grid', id, `${name} ${code}`);
  for (const { id, name, callSign } of units.values()) look('unit', id, callSign ? `${name} ${callSign}` : name);
  for (const { personId, name, unitName } of onDuty) look('person', personId, `${name} ${unitName}`);
  return found;
}
