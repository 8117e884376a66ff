/** What the console knows of its site, and how one entry of the journal changes it. Pure. */
import type { Alert } from '../../../config/contract/alert.ts';
import type { Camera, CameraGroup, CameraHealth } from '../../../config/contract/camera.ts';
import type { Snapshot } from '../../../config/contract/events.ts';
import type { Incident } from '../../../config/contract/incident.ts';
import type { JournalEntry } from '../../../config/contract/journal.ts';
import type { Notice } from '../../../config/contract/notice.ts';
import type { Grid } from '../../../config/contract/place.ts';
import type { Unit } from '../../../config/contract/unit.ts';

export type Site = {
  cameras: ReadonlyMap<string, Camera>;
  cameraGroups: ReadonlyMap<string, CameraGroup>;
  grids: ReadonlyMap<string, Grid>;
  alerts: ReadonlyMap<string, Alert>;
  incidents: ReadonlyMap<string, Incident>;
  units: ReadonlyMap<string, Unit>;
  /** The person's own. */
  notices: ReadonlyMap<string, Notice>;
  health: ReadonlyMap<string, CameraHealth>;
};

/** A console that is open for weeks keeps this many closed alerts, and as many closed incidents. */
const CLOSED_KEPT = 400;

export const EMPTY_SITE: Site = {
  cameras: new Map(),
  cameraGroups: new Map(),
  grids: new Map(),
  alerts: new Map(),
  incidents: new Map(),
  units: new Map(),
  notices: new Map(),
  health: new Map(),
};

export function siteOf(snapshot: Snapshot): Site {
  return {
    cameras: byId(snapshot.cameras),
    cameraGroups: byId(snapshot.cameraGroups),
    grids: byId(snapshot.grids),
    alerts: byId(snapshot.alerts),
    incidents: byId(snapshot.incidents),
    units: byId(snapshot.units),
    notices: byId(snapshot.notices),
    health: new Map(snapshot.health.map((health) => [health.cameraId, health])),
  };
}

export function withEntry(site: Site, entry: JournalEntry): Site {
  switch (entry.kind) {
    case 'alert':
      return { ...site, alerts: withoutOldest(site.alerts, entry.body, ({ closedAtMs }) => closedAtMs) };
    case 'incident':
      return { ...site, incidents: withoutOldest(site.incidents, entry.body, ({ closedAtMs }) => closedAtMs) };
    case 'unit':
      return { ...site, units: put(site.units, entry.body) };
    case 'notice':
      return { ...site, notices: withoutOldest(site.notices, entry.body, ({ readAtMs }) => readAtMs) };
    case 'camera':
      return entry.body ? { ...site, cameras: put(site.cameras, entry.body) } : withoutCamera(site, entry.subject);
    case 'cameraGroup':
      return { ...site, cameraGroups: put(site.cameraGroups, entry.body) };
    case 'grid':
      return {
        ...site,
        grids: entry.body.endedAtMs === null ? put(site.grids, entry.body) : without(site.grids, entry.subject),
      };
    default:
      return site;
  }
}

export function withHealth(site: Site, changed: readonly CameraHealth[]): Site {
  const health = new Map(site.health);
  for (const each of changed) health.set(each.cameraId, each);
  return { ...site, health };
}

function withoutCamera(site: Site, cameraId: string): Site {
  const cameras = new Map(site.cameras);
  const health = new Map(site.health);
  cameras.delete(cameraId);
  health.delete(cameraId);
  return { ...site, cameras, health };
}

function withoutOldest<T extends { id: string }>(
  known: ReadonlyMap<string, T>,
  changed: T,
  closedAtMs: (each: T) => number | null,
): Map<string, T> {
  const next = put(known, changed);
  const closed = [...next.values()].filter((each) => closedAtMs(each) !== null);
  if (closed.length <= CLOSED_KEPT) return next;
  const oldest = closed.reduce((one, other) => ((closedAtMs(one) ?? 0) <= (closedAtMs(other) ?? 0) ? one : other));
  next.delete(oldest.id);
  return next;
}

function without<T>(known: ReadonlyMap<string, T>, id: string): Map<string, T> {
  const next = new Map(known);
  next.delete(id);
  return next;
}

function put<T extends { id: string }>(known: ReadonlyMap<string, T>, changed: T): Map<string, T> {
  return new Map(known).set(changed.id, changed);
}

export function byId<T extends { id: string }>(all: readonly T[]): Map<string, T> {
  return new Map(all.map((each) => [each.id, each]));
}
