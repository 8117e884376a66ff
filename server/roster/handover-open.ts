/**
 * What is open when a shift ends: put together by ids, and shown to each reader as far
 * as they may see it now. A case that became confidential after it was handed over is
 * shown to nobody else from then on.
 */
import type { RightsHolder } from '../../config/contract/person.ts';
import { maySee } from '../../config/contract/rights.ts';
import type { Handover, HandoverOpen, Shift } from '../../config/contract/roster.ts';
import * as alertStore from '../alerts/alert.store.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import type { HealthBoard } from '../cameras/camera-health.ts';
import * as todayStore from '../evaluation/today.store.ts';
import * as incidentStore from '../incidents/incident.store.ts';
import * as exportStore from '../recordings/export.store.ts';
import type { Db } from '../storage/schema.ts';

type Frozen = NonNullable<Handover['open']>;
type Ending = { shift: Pick<Shift, 'fromMs'>; health: HealthBoard; nowMs: number };

/** As many as anybody reads at the end of a shift; the counts are of all. */
const MOST_SHOWN = 200;

export async function freezeOpen(db: Db, { shift, health, nowMs }: Ending): Promise<Frozen> {
  const open = await incidentStore.openByDue(db, MOST_SHOWN);
  const alerts = await alertStore.current(db, 'all', 0);
  const exports = (await exportStore.newest(db, MOST_SHOWN)).filter(({ atMs }) => atMs >= shift.fromMs);
  const used = (await cameraStore.all(db)).filter(({ disabled }) => !disabled);
  const openCount = (await todayStore.openByGrid(db)).reduce((sum, { count }) => sum + count, 0);
  return {
    ...{ atMs: nowMs, openCount, alertCount: alerts.length },
    reportedCount: (await todayStore.reportedSince(db, shift.fromMs)).length,
    closedCount: await todayStore.closedCountSince(db, shift.fromMs),
    overdueCount: await todayStore.overdueCount(db, nowMs),
    incidents: open.map(({ id, state, clock }) => ({
      ...{ incidentId: id, state },
      // A clock that stands says nothing of when.
      dueAtMs: clock && clock.standsWithMs === null ? clock.dueAtMs : null,
    })),
    alerts: alerts.slice(0, MOST_SHOWN).map(({ id, state }) => ({ alertId: id, state })),
    cameras: used.flatMap((camera) => {
      const { state, sinceMs, cause } = health.of(camera);
      return state === 'offline' ? [{ cameraId: camera.id, sinceMs, cause }] : [];
    }),
    exports: exports.map(({ id, state }) => ({ exportId: id, state })),
  };
}

export async function shownTo(db: Db, frozen: Frozen, asker: RightsHolder): Promise<HandoverOpen> {
  const incidents = byId(await incidentStore.ofIds(db, idsOf(frozen.incidents, 'incidentId')), asker);
  const alerts = byId(await alertStore.ofIds(db, idsOf(frozen.alerts, 'alertId')), asker);
  const exports = byId(await exportStore.ofIds(db, idsOf(frozen.exports, 'exportId')), asker);
  const cameras = new Map((await cameraStore.all(db)).map((camera) => [camera.id, camera]));
  return {
    ...frozen,
    incidents: frozen.incidents.flatMap(({ incidentId, ...then }) => {
      const incident = incidents.get(incidentId);
      if (!incident) return [];
      const { number, title, level, confidential } = incident;
      return [{ incidentId, number, title, level, confidential, ...then }];
    }),
    alerts: frozen.alerts.flatMap(({ alertId, ...then }) => {
      const alert = alerts.get(alertId);
      if (!alert) return [];
      const { kind, level, cameraId, raisedAtMs } = alert;
      return [{ alertId, kind, level, cameraId, raisedAtMs, ...then }];
    }),
    cameras: frozen.cameras.flatMap((then) => {
      const camera = cameras.get(then.cameraId);
      const isSeen = camera && maySee(asker, { action: 'camera.view', cameraGroupId: camera.groupId });
      return isSeen ? [{ ...then, name: camera.name }] : [];
    }),
    exports: frozen.exports.flatMap(({ exportId, ...then }) => {
      const made = exports.get(exportId);
      return made
        ? [{ exportId, reason: made.reason, by: made.by.name, decidedBy: made.decision?.name ?? null, ...then }]
        : [];
    }),
  };
}

function idsOf<Key extends string>(rows: readonly Record<Key, string>[], key: Key): string[] {
  return rows.map((row) => row[key]);
}

/** Those the reader may see. */
function byId<Row extends { id: string; scope: Parameters<typeof maySee>[1] }>(
  rows: readonly Row[],
  asker: RightsHolder,
): Map<string, Row> {
  return new Map(rows.filter(({ scope }) => maySee(asker, scope)).map((row) => [row.id, row]));
}
