/** Alerts and the detections they came from, in and out of the database. */
import { type Alert, FaultKind, isShelved, Region, Shelving } from '../../config/contract/alert.ts';
import { Failure } from '../../config/contract/errors.ts';
import type { CameraGroupRight } from '../../config/contract/rights.ts';
import { type AlertRow, type Db, flag } from '../storage/schema.ts';
import { alertScope } from './alert.rules.ts';

/** More than these no timeline shows apart. */
const MOST_OF_CAMERAS = 2_000;

export async function find(db: Db, alertId: string): Promise<Alert | undefined> {
  const row = await db.selectFrom('alerts').selectAll().where('id', '=', alertId).executeTakeFirst();
  return row && toAlert(row);
}

/** The newest alert of this camera (null: of none) and kind that is not closed. */
export async function findOpen(db: Db, cameraId: string | null, kind: Alert['kind']): Promise<Alert | undefined> {
  const row = await db
    .selectFrom('alerts')
    .selectAll()
    .where('cameraId', cameraId === null ? 'is' : '=', cameraId)
    .where('kind', '=', kind)
    .where('state', '!=', 'closed')
    .orderBy('lastSeenAtMs', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toAlert(row);
}

/** Of this source, those that can be shelved or are. */
export async function unanswered(db: Db, { cameraId, kind }: Pick<Alert, 'cameraId' | 'kind'>): Promise<Alert[]> {
  const rows = await db
    .selectFrom('alerts')
    .selectAll()
    .where('cameraId', cameraId === null ? 'is' : '=', cameraId)
    .where('kind', '=', kind)
    .where('state', 'in', ['new', 'acknowledged'])
    .execute();
  return rows.map(toAlert);
}

/** Still on the shelf, though their time is over. */
export async function shelvedUntil(db: Db, nowMs: number): Promise<Alert[]> {
  const rows = await db.selectFrom('alerts').selectAll().where('shelvedUntilMs', '<=', nowMs).execute();
  return rows.map(toAlert);
}

export async function raisedSince(db: Db, fromMs: number): Promise<Pick<Alert, 'raisedAtMs' | 'shelving' | 'scope'>[]> {
  const rows = await db
    .selectFrom('alerts')
    .select(['raisedAtMs', 'shelving', 'cameraGroupId'])
    .where('raisedAtMs', '>', fromMs)
    .execute();
  return rows.map(({ raisedAtMs, shelving, cameraGroupId }) => ({
    raisedAtMs,
    shelving: shelvingIn(shelving),
    scope: alertScope(cameraGroupId),
  }));
}

/** Those of these cameras that reach into the range, closed or not, oldest first. */
export async function ofCameras(db: Db, cameraIds: readonly string[], fromMs: number, toMs: number): Promise<Alert[]> {
  const rows = await db
    .selectFrom('alerts')
    .selectAll()
    .where('cameraId', 'in', cameraIds)
    .where('raisedAtMs', '<', toMs)
    .where('lastSeenAtMs', '>=', fromMs)
    .orderBy('raisedAtMs')
    .limit(MOST_OF_CAMERAS)
    .execute();
  return rows.map(toAlert);
}

export async function ofIds(db: Db, alertIds: readonly string[]): Promise<Alert[]> {
  if (alertIds.length === 0) return [];
  const rows = await db.selectFrom('alerts').selectAll().where('id', 'in', alertIds).execute();
  return rows.map(toAlert);
}

/** Every alert that is not closed, and the newest that are; newest first. */
export async function current(db: Db, cameraGroups: CameraGroupRight, closedCount: number): Promise<Alert[]> {
  const reachable = db
    .selectFrom('alerts')
    .selectAll()
    .$if(cameraGroups !== 'all', (query) =>
      query.where((row) =>
        row.or([
          row('cameraGroupId', 'is', null),
          ...(cameraGroups.length > 0 && cameraGroups !== 'all' ? [row('cameraGroupId', 'in', cameraGroups)] : []),
        ]),
      ),
    );
  const open = await reachable.where('state', '!=', 'closed').execute();
  const closed = await reachable
    .where('state', '=', 'closed')
    .orderBy('closedAtMs', 'desc')
    .limit(closedCount)
    .execute();
  return [...open, ...closed].map(toAlert).toSorted((one, other) => other.raisedAtMs - one.raisedAtMs);
}

export async function countByState(db: Db): Promise<{ state: Alert['state']; count: number }[]> {
  const rows = await db
    .selectFrom('alerts')
    .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  return rows.map(({ state, count }) => ({ state, count: Number(count) }));
}

/** Faults that nobody has closed and that are not over. */
export async function goingOn(db: Db): Promise<Alert[]> {
  const rows = await db
    .selectFrom('alerts')
    .selectAll()
    .where('kind', 'in', FaultKind.options)
    .where('state', '!=', 'closed')
    .where('recoveredAtMs', 'is', null)
    .execute();
  return rows.map(toAlert);
}

export async function save(db: Db, alert: Alert): Promise<void> {
  const row = toRow(alert);
  await db
    .insertInto('alerts')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

export async function isKnownDetection(db: Db, detectionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('detections')
    .select('detectionId')
    .where('detectionId', '=', detectionId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function rememberDetection(
  db: Db,
  detection: { detectionId: string; alertId: string; atMs: number },
): Promise<void> {
  await db.insertInto('detections').values(detection).execute();
}

/** Nothing is told again after this long. */
export async function forgetDetectionsBefore(db: Db, atMs: number): Promise<void> {
  await db.deleteFrom('detections').where('atMs', '<', atMs).execute();
}

function toAlert({ cameraGroupId, handlerId, handlerName, region, cause, shelvedUntilMs: _, ...row }: AlertRow): Alert {
  return {
    ...row,
    region: region === null ? null : Region.parse(JSON.parse(region)),
    cause: cause === null ? null : Failure.parse(JSON.parse(cause)),
    hasPicture: row.hasPicture === 1,
    shelving: shelvingIn(row.shelving),
    handler: handlerId === null ? null : { personId: handlerId, name: handlerName ?? '' },
    scope: alertScope(cameraGroupId),
  };
}

function toRow({ scope, handler, region, cause, ...alert }: Alert): AlertRow {
  return {
    ...alert,
    cameraGroupId: scope.cameraGroupId,
    region: region && JSON.stringify(region),
    cause: cause && JSON.stringify(cause),
    hasPicture: flag(alert.hasPicture),
    shelving: alert.shelving && JSON.stringify(alert.shelving),
    shelvedUntilMs: isShelved(alert) ? (alert.shelving?.untilMs ?? null) : null,
    handlerId: handler?.personId ?? null,
    handlerName: handler?.name ?? null,
  };
}

function shelvingIn(json: string | null): Shelving | null {
  return json === null ? null : Shelving.parse(JSON.parse(json));
}
