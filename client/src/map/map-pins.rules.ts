/**
 * Which cameras, alerts and incidents stand on the map, and where. Pure.
 *
 * Alerts of one camera share a pin that shows the gravest of them; incidents at
 * one spot stand beside each other instead of on top of each other.
 */
import type { Alert, AlertLevel } from '../../../config/contract/alert.ts';
import type { Camera, CameraHealth } from '../../../config/contract/camera.ts';
import { hasEnded, type Incident } from '../../../config/contract/incident.ts';
import type { Position } from '../../../config/contract/place.ts';
import { cameraState, type ShownCameraState } from '../video/camera-state.ts';

export type CameraPin = {
  cameraId: string;
  name: string;
  position: Position;
  bearingDegrees: number | null;
  state: ShownCameraState;
};
export type AlertPin = {
  cameraId: string;
  /** The newest of the gravest. */
  alertId: string;
  alertIds: readonly string[];
  level: AlertLevel;
  position: Position;
};
export type IncidentPin = {
  incidentId: string;
  number: string;
  title: string;
  position: Position;
  /** How many stand at this spot already. */
  place: number;
  /** Its place is its camera's, so it stands beside it instead of over it. */
  isAtCamera: boolean;
};
export type Pins = { cameras: CameraPin[]; alerts: AlertPin[]; incidents: IncidentPin[] };

export type PinSources = {
  cameras: ReadonlyMap<string, Camera>;
  health: ReadonlyMap<string, CameraHealth>;
  alerts: ReadonlyMap<string, Alert>;
  incidents: ReadonlyMap<string, Incident>;
};

const GRAVITY: Record<AlertLevel, number> = { critical: 0, warning: 1, notice: 2 };

export function pinsOf({ cameras, health, alerts, incidents }: PinSources): Pins {
  return {
    cameras: [...cameras.values()].flatMap((camera) => cameraPin(camera, health.get(camera.id))),
    alerts: alertPins(cameras, alerts),
    incidents: incidentPins(cameras, incidents),
  };
}

function cameraPin(camera: Camera, health: CameraHealth | undefined): CameraPin[] {
  const { id: cameraId, name, position, bearingDegrees } = camera;
  return position ? [{ cameraId, name, position, bearingDegrees, state: cameraState(camera, health) }] : [];
}

function alertPins(cameras: PinSources['cameras'], alerts: PinSources['alerts']): AlertPin[] {
  const waiting = [...alerts.values()].filter(({ state }) => state === 'new').toSorted(gravestFirst);
  const byCamera = Map.groupBy(waiting, ({ cameraId }) => cameraId ?? '');
  return [...byCamera].flatMap(([cameraId, [first, ...others]]) => {
    const position = cameras.get(cameraId)?.position;
    if (!first || !position) return [];
    return [
      { cameraId, alertId: first.id, alertIds: [first, ...others].map(({ id }) => id), level: first.level, position },
    ];
  });
}

function incidentPins(cameras: PinSources['cameras'], incidents: PinSources['incidents']): IncidentPin[] {
  const taken = new Map<string, number>();
  const open = [...incidents.values()]
    .filter((incident) => !hasEnded(incident))
    .toSorted((one, other) => one.reportedAtMs - other.reportedAtMs);
  return open.flatMap((incident) => {
    const atCamera = cameras.get(incident.cameraId ?? '')?.position ?? null;
    const position = incident.position ?? atCamera;
    if (!position) return [];
    const spot = `${position.longitude},${position.latitude}`;
    const place = taken.get(spot) ?? 0;
    taken.set(spot, place + 1);
    return [
      {
        incidentId: incident.id,
        number: incident.number,
        title: incident.title,
        position,
        place,
        isAtCamera: atCamera !== null && isSame(position, atCamera),
      },
    ];
  });
}

function isSame(one: Position, other: Position): boolean {
  return one.longitude === other.longitude && one.latitude === other.latitude;
}

function gravestFirst(one: Alert, other: Alert): number {
  return GRAVITY[one.level] - GRAVITY[other.level] || other.raisedAtMs - one.raisedAtMs;
}

/** What one camera has raised and nobody has closed, the newest first. */
export function openAlertsOf(alerts: Iterable<Alert>, cameraId: string): Alert[] {
  return [...alerts]
    .filter((alert) => alert.cameraId === cameraId && alert.state !== 'closed')
    .toSorted((one, other) => other.raisedAtMs - one.raisedAtMs);
}
