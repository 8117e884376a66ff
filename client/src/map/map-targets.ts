/** Where the pins stand on the screen, beside the place they belong to, so that none hides its camera. Pure. */
import type { Position } from '../../../config/contract/place.ts';
import type { Target, TargetKind } from './map-hit.rules.ts';
import type { IncidentPin, Pins } from './map-pins.rules.ts';

type Offset = [x: number, y: number];
type Project = (position: Position) => { x: number; y: number };
type Which = Record<TargetKind, boolean>;

const RADIUS = 13;
const BESIDE_PX = 22;

/** An alert stands to the upper right of its camera. */
export const ALERT_OFFSET: Offset = [16, -16];

/** An incident points at its own place, or stands to the upper left of its camera; the next ones go on to the left. */
export function incidentOffset({ place, isAtCamera }: Pick<IncidentPin, 'place' | 'isAtCamera'>): Offset {
  const [right, down] = isAtCamera ? [-16, -16] : [0, -10];
  return [right - place * BESIDE_PX, down];
}

export function targetsOf(pins: Pins, shown: Which, project: Project): Target[] {
  const target = (kind: TargetKind, id: string, position: Position, [right, down]: Offset): Target => {
    const { x, y } = project(position);
    return { kind, id, x: x + right, y: y + down, radius: RADIUS };
  };
  return [
    ...(shown.alert
      ? pins.alerts.map(({ alertId, position }) => target('alert', alertId, position, ALERT_OFFSET))
      : []),
    ...(shown.incident
      ? pins.incidents.map((pin) => target('incident', pin.incidentId, pin.position, incidentOffset(pin)))
      : []),
    ...(shown.camera ? pins.cameras.map(({ cameraId, position }) => target('camera', cameraId, position, [0, 0])) : []),
  ];
}
