/**
 * Which cameras and alerts stand on the map, and where. Pure.
 *
 * Alerts of one camera share a pin that shows the gravest of them.
 */
import { type Alert, type AlertLevel, isWaiting } from '../../../config/contract/alert.ts';
import type { Camera, CameraHealth } from '../../../config/contract/camera.ts';
import type { Position } from '../../../config/contract/place.ts';
import type { Unit } from '../../../config/contract/unit.ts';
import { cameraState, type ShownCameraState } from '../video/camera-state.ts';
import type { View } from './geometry.ts';
import type { MapView } from './map-cluster.rules.ts';
import type { PersonPin } from './person-pins.rules.ts';

/** How it fares; or that its picture, which would come, is not for whoever looks at the map. */
export type CameraMark = ShownCameraState | 'noPermission';
export type CameraPin = {
  cameraId: string;
  name: string;
  position: Position;
  bearingDegrees: number | null;
  /** How wide and how far it looks. */
  view: View;
  mark: CameraMark;
};
export type AlertPin = {
  cameraId: string;
  /** The newest of the gravest. */
  alertId: string;
  alertIds: readonly string[];
  level: AlertLevel;
  position: Position;
};
/** Where a unit sets out from. */
export type UnitPin = { unitId: string; name: string; position: Position };
export type Pins = { cameras: CameraPin[]; alerts: AlertPin[]; units: UnitPin[]; people?: readonly PersonPin[] };

export type PinSources = {
  cameras: ReadonlyMap<string, Camera>;
  health: ReadonlyMap<string, CameraHealth>;
  alerts: ReadonlyMap<string, Alert>;
};

const GRAVITY: Record<AlertLevel, number> = { critical: 0, warning: 1, notice: 2 };

type CameraSources = Pick<PinSources, 'cameras' | 'health'> & { mayWatch?: (cameraGroupId: string) => boolean };

export function cameraPins({ cameras, health, mayWatch = () => true }: CameraSources): CameraPin[] {
  return [...cameras.values()].flatMap((camera) => {
    const { id: cameraId, name, position, bearingDegrees, viewAngleDegrees, viewReachMetres } = camera;
    const view = { viewAngleDegrees, viewReachMetres };
    const mark = cameraMark(cameraState(camera, health.get(cameraId)), mayWatch(camera.groupId));
    return position ? [{ cameraId, name, position, bearingDegrees, view, mark }] : [];
  });
}

/** That nobody can play it is said before that this person may not. */
function cameraMark(state: ShownCameraState, mayWatch: boolean): CameraMark {
  return mayWatch || state === 'offline' || state === 'disabled' ? state : 'noPermission';
}

/** More of them in view are too many to read names, or see what each looks over. */
const MOST_NEAR = 150;

/** Those in view; none where they are too many. */
export function fewEnough(cameras: readonly CameraPin[], view: MapView | null): CameraPin[] {
  if (!view) return [];
  const [west, south, east, north] = view.bounds;
  const near = cameras.filter(
    ({ position: { longitude, latitude } }) =>
      longitude >= west && longitude <= east && latitude >= south && latitude <= north,
  );
  return near.length > MOST_NEAR ? [] : near;
}

export function alertPins({ cameras, alerts }: Pick<PinSources, 'cameras' | 'alerts'>): AlertPin[] {
  const waiting = [...alerts.values()].filter(isWaiting).toSorted(gravestFirst);
  const byCamera = Map.groupBy(waiting, ({ cameraId }) => cameraId ?? '');
  return [...byCamera].flatMap(([cameraId, [first, ...others]]) => {
    const position = cameras.get(cameraId)?.position;
    if (!first || !position) return [];
    return [
      { cameraId, alertId: first.id, alertIds: [first, ...others].map(({ id }) => id), level: first.level, position },
    ];
  });
}

function gravestFirst(one: Alert, other: Alert): number {
  return GRAVITY[one.level] - GRAVITY[other.level] || other.raisedAtMs - one.raisedAtMs;
}

export function unitPins(units: Iterable<Unit>): UnitPin[] {
  return [...units].flatMap(({ id: unitId, name, position, disabled }) =>
    position && !disabled ? [{ unitId, name, position }] : [],
  );
}

/** What one camera has raised and nobody has closed, the newest first. */
export function openAlertsOf(alerts: Iterable<Alert>, cameraId: string): Alert[] {
  return [...alerts]
    .filter((alert) => alert.cameraId === cameraId && alert.state !== 'closed')
    .toSorted((one, other) => other.raisedAtMs - one.raisedAtMs);
}
