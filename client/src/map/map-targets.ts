/** Where the pins stand on the screen, beside the place they belong to, so that none hides its camera. Pure. */
import type { Position } from '../../../config/contract/place.ts';
import type { Target, TargetKind } from './map-hit.rules.ts';
import type { Pins } from './map-pins.rules.ts';

type Offset = [x: number, y: number];
type Project = (position: Position) => { x: number; y: number };
type Which = Record<TargetKind, boolean>;

const RADIUS = 13;
const BESIDE_PX = 22;

/** Alerts stand to the upper right of their place, incidents to the upper left, one beside the other. */
export function offsetOf(kind: TargetKind, place = 0): Offset {
  if (kind === 'alert') return [16, -16];
  return kind === 'incident' ? [-16 - place * BESIDE_PX, -16] : [0, 0];
}

export function targetsOf(pins: Pins, shown: Which, project: Project): Target[] {
  const target = (kind: TargetKind, id: string, position: Position, place?: number): Target => {
    const { x, y } = project(position);
    const [right, down] = offsetOf(kind, place);
    return { kind, id, x: x + right, y: y + down, radius: RADIUS };
  };
  return [
    ...(shown.alert ? pins.alerts.map(({ alertId, position }) => target('alert', alertId, position)) : []),
    ...(shown.incident
      ? pins.incidents.map(({ incidentId, position, place }) => target('incident', incidentId, position, place))
      : []),
    ...(shown.camera ? pins.cameras.map(({ cameraId, position }) => target('camera', cameraId, position)) : []),
  ];
}
