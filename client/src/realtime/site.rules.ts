/** What the console knows of its site, and how entries of the journal change it. Pure. */
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

/** As after one entry after the other; what did not change stays the same object. */
export function withEntries(site: Site, entries: readonly JournalEntry[]): Site {
  const next: Partial<Site> = {};
  const alerts = entries.flatMap((entry) => (entry.kind === 'alert' ? [entry.body] : []));
  const incidents = entries.flatMap((entry) => (entry.kind === 'incident' ? [entry.body] : []));
  const notices = entries.flatMap((entry) => (entry.kind === 'notice' ? [entry.body] : []));
  const units = entries.flatMap((entry) => (entry.kind === 'unit' ? [entry.body] : []));
  const cameraGroups = entries.flatMap((entry) => (entry.kind === 'cameraGroup' ? [entry.body] : []));
  const grids = entries.flatMap((entry) => (entry.kind === 'grid' ? [entry.body] : []));
  const cameras = entries.flatMap((entry) => (entry.kind === 'camera' ? [entry] : []));
  if (alerts.length > 0) next.alerts = withoutOldest(site.alerts, alerts, ({ closedAtMs }) => closedAtMs);
  if (incidents.length > 0) next.incidents = withoutOldest(site.incidents, incidents, ({ closedAtMs }) => closedAtMs);
  if (notices.length > 0) next.notices = withoutOldest(site.notices, notices, ({ readAtMs }) => readAtMs);
  if (units.length > 0) next.units = withAll(site.units, units);
  if (cameraGroups.length > 0) next.cameraGroups = withAll(site.cameraGroups, cameraGroups);
  if (grids.length > 0) {
    next.grids = changed(site.grids, grids, (grid) => [grid.id, grid.endedAtMs === null ? grid : null]);
  }
  if (cameras.length > 0) {
    const known = changed(site.cameras, cameras, ({ subject, body }) => [subject, body]);
    next.cameras = known;
    const gone = cameras.filter(({ subject }) => !known.has(subject));
    if (gone.length > 0) next.health = changed(site.health, gone, ({ subject }) => [subject, null]);
  }
  return Object.keys(next).length === 0 ? site : { ...site, ...next };
}

export function withHealth(site: Site, changed: readonly CameraHealth[]): Site {
  const health = new Map(site.health);
  for (const each of changed) health.set(each.cameraId, each);
  return { ...site, health };
}

function withoutOldest<T extends { id: string }>(
  known: ReadonlyMap<string, T>,
  things: readonly T[],
  closedAtMs: (each: T) => number | null,
): Map<string, T> {
  const next = withAll(known, things);
  const closed = [...next.values()].filter((each) => closedAtMs(each) !== null);
  const tooMany = closed.length - CLOSED_KEPT;
  if (tooMany <= 0) return next;
  const oldest = closed.toSorted((one, other) => (closedAtMs(one) ?? 0) - (closedAtMs(other) ?? 0));
  for (const { id } of oldest.slice(0, tooMany)) next.delete(id);
  return next;
}

function withAll<T extends { id: string }>(known: ReadonlyMap<string, T>, things: readonly T[]): Map<string, T> {
  return changed(known, things, (each) => [each.id, each]);
}

/** Null takes it away. */
function changed<T, Change>(
  known: ReadonlyMap<string, T>,
  changes: readonly Change[],
  read: (change: Change) => [id: string, value: T | null],
): Map<string, T> {
  const next = new Map(known);
  for (const [id, value] of changes.map(read)) {
    if (value === null) next.delete(id);
    else next.set(id, value);
  }
  return next;
}

export function byId<T extends { id: string }>(all: readonly T[]): Map<string, T> {
  return new Map(all.map((each) => [each.id, each]));
}
