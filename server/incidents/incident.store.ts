/** Incidents, in and out of the database. */
import type { Incident } from '../../config/contract/incident.ts';
import type { CameraGroupRight } from '../../config/contract/rights.ts';
import type { Db, IncidentRow } from '../storage/schema.ts';
import { incidentScope } from './incident.rules.ts';

/** More than these no timeline shows apart. */
const MOST_OF_CAMERAS = 1_000;

export async function find(db: Db, incidentId: string): Promise<Incident | undefined> {
  const row = await db.selectFrom('incidents').selectAll().where('id', '=', incidentId).executeTakeFirst();
  return row && toIncident(row);
}

/** Every incident that is not closed, and the newest that are; newest first. */
export async function current(db: Db, cameraGroups: CameraGroupRight, closedCount: number): Promise<Incident[]> {
  const reachable = db
    .selectFrom('incidents')
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
  return [...open, ...closed].map(toIncident).toSorted((one, other) => other.reportedAtMs - one.reportedAtMs);
}

/** Those reported at these cameras in the range, oldest first. */
export async function ofCameras(
  db: Db,
  cameraIds: readonly string[],
  fromMs: number,
  toMs: number,
): Promise<Incident[]> {
  const rows = await db
    .selectFrom('incidents')
    .selectAll()
    .where('cameraId', 'in', cameraIds)
    .where('reportedAtMs', '>=', fromMs)
    .where('reportedAtMs', '<', toMs)
    .orderBy('reportedAtMs')
    .limit(MOST_OF_CAMERAS)
    .execute();
  return rows.map(toIncident);
}

/** Incidents are never removed, so the count of a day is its last number. */
export async function countOfDay(db: Db, day: string): Promise<number> {
  const { count } = await db
    .selectFrom('incidents')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('number', 'like', `${day}-%`)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function save(db: Db, incident: Incident): Promise<void> {
  const row = toRow(incident);
  await db
    .insertInto('incidents')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

function toIncident(row: IncidentRow): Incident {
  const { cameraGroupId, longitude, latitude, reporterId, reporterName, closerId, closerName, ...rest } = row;
  return {
    ...rest,
    position: longitude === null || latitude === null ? null : { longitude, latitude },
    reporter: { personId: reporterId, name: reporterName },
    closer: closerId === null ? null : { personId: closerId, name: closerName ?? '' },
    scope: incidentScope(cameraGroupId),
  };
}

function toRow({ position, reporter, closer, scope, ...rest }: Incident): IncidentRow {
  return {
    ...rest,
    cameraGroupId: scope.cameraGroupId,
    longitude: position?.longitude ?? null,
    latitude: position?.latitude ?? null,
    reporterId: reporter.personId,
    reporterName: reporter.name,
    closerId: closer?.personId ?? null,
    closerName: closer?.name ?? null,
  };
}
