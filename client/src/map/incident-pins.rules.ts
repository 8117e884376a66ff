/**
 * Where incidents stand on the map, and what their pins tell. Pure.
 *
 * A pin is made once for each state of an incident and kept with it: of ten thousand,
 * a change makes one anew.
 */
import type { Camera } from '../../../config/contract/camera.ts';
import type { Incident } from '../../../config/contract/incident.ts';
import type { MatterLevel, MatterTask } from '../../../config/contract/matter.ts';
import type { Position } from '../../../config/contract/place.ts';

export type IncidentPin = {
  incidentId: string;
  number: string;
  title: string;
  position: Position;
  /** Its place is its camera's, so it stands beside it instead of over it. */
  isAtCamera: boolean;
  level: MatterLevel;
  task: MatterTask | null;
  /** When its clock is over; null while none runs. */
  dueAtMs: number | null;
  /** An order to answer for it waits. */
  isSupervised: boolean;
};

type Kept = { cameraPosition: Position | null; pin: IncidentPin | null };
const kept = new WeakMap<Incident, Kept>();

/** Null for one that is nowhere. */
export function incidentPin(incident: Incident, cameras: ReadonlyMap<string, Camera>): IncidentPin | null {
  const cameraPosition = cameras.get(incident.cameraId ?? '')?.position ?? null;
  const known = kept.get(incident);
  if (known && known.cameraPosition === cameraPosition) return known.pin;
  const pin = pinOf(incident, cameraPosition);
  kept.set(incident, { cameraPosition, pin });
  return pin;
}

export function incidentPins(
  incidents: Iterable<Incident>,
  cameras: ReadonlyMap<string, Camera>,
): { pins: IncidentPin[]; nowhereCount: number } {
  const pins: IncidentPin[] = [];
  let nowhereCount = 0;
  for (const incident of incidents) {
    const pin = incidentPin(incident, cameras);
    if (pin) pins.push(pin);
    else nowhereCount += 1;
  }
  return { pins, nowhereCount };
}

/** Where it stands: its own place, else its camera's. */
export function placeOf({ position, cameraId }: Incident, cameras: ReadonlyMap<string, Camera>): Position | null {
  return position ?? cameras.get(cameraId ?? '')?.position ?? null;
}

export function isOverdue({ dueAtMs }: Pick<IncidentPin, 'dueAtMs'>, nowMs: number): boolean {
  return dueAtMs !== null && dueAtMs <= nowMs;
}

function pinOf(incident: Incident, cameraPosition: Position | null): IncidentPin | null {
  const { id: incidentId, number, title, level, task, clock, supervisions } = incident;
  const position = incident.position ?? cameraPosition;
  return (
    position && {
      ...{ incidentId, number, title, position, level, task },
      isAtCamera: cameraPosition !== null && isSame(position, cameraPosition),
      dueAtMs: clock && clock.standsWithMs === null ? clock.dueAtMs : null,
      isSupervised: supervisions.some(({ repliedAtMs }) => repliedAtMs === null),
    }
  );
}

function isSame(one: Position, other: Position): boolean {
  return one.longitude === other.longitude && one.latitude === other.latitude;
}
