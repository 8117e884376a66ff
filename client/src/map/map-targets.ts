/** Where the pins stand on the screen, beside the place they belong to, so that none hides its camera. Pure. */
import type { Position } from '../../../config/contract/place.ts';
import type { IncidentPin } from './incident-pins.rules.ts';
import type { IncidentCluster, IncidentItems } from './map-cluster.rules.ts';
import type { Target, TargetKind } from './map-hit.rules.ts';
import type { Pins } from './map-pins.rules.ts';

type Offset = [x: number, y: number];
type Project = (position: Position) => { x: number; y: number };
type Which = { camera: boolean; alert: boolean; incident: boolean; unit: boolean; person?: boolean };

const RADIUS = 13;
/** The upper left of the camera it stands at. */
const AT_CAMERA: Offset = [-16, -16];

/** An alert stands to the upper right of its camera. */
export const ALERT_OFFSET: Offset = [16, -16];

/** Somebody on foot stands with the point at their place. */
export const PERSON_OFFSET: Offset = [0, -12];

/** An incident points at its own place, or stands to the upper left of its camera. */
export function incidentOffset({ isAtCamera }: Pick<IncidentPin, 'isAtCamera'>): Offset {
  return isAtCamera ? AT_CAMERA : [0, -10];
}

export function clusterOffset({ isAtCamera }: Pick<IncidentCluster, 'isAtCamera'>): Offset {
  return isAtCamera ? AT_CAMERA : [0, 0];
}

/** Ten times as many are a third larger; four figures still fit in. */
export function clusterSize({ count }: Pick<IncidentCluster, 'count'>): number {
  return Math.min(58, 26 + 10 * Math.log10(count));
}

type Shown = Pins & { items: IncidentItems };

export function targetsOf(
  { cameras, alerts, items, units, people = [] }: Shown,
  shown: Which,
  project: Project,
): Target[] {
  const target = (kind: TargetKind, id: string, position: Position, [right, down]: Offset, radius = RADIUS): Target => {
    const { x, y } = project(position);
    return { kind, id, x: x + right, y: y + down, radius };
  };
  return [
    ...(shown.alert ? alerts.map(({ alertId, position }) => target('alert', alertId, position, ALERT_OFFSET)) : []),
    ...(shown.incident
      ? [
          ...items.ones.map((pin) => target('incident', pin.incidentId, pin.position, incidentOffset(pin))),
          ...items.clusters.map((each) =>
            target('cluster', each.clusterId, each.position, clusterOffset(each), clusterSize(each) / 2),
          ),
        ]
      : []),
    ...(shown.person
      ? people.map(({ personId, position }) => target('person', personId, position, PERSON_OFFSET))
      : []),
    ...(shown.unit ? units.map(({ unitId, position }) => target('unit', unitId, position, [0, 0])) : []),
    ...(shown.camera ? cameras.map(({ cameraId, position }) => target('camera', cameraId, position, [0, 0])) : []),
  ];
}
