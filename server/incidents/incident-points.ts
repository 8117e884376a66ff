/**
 * What a heat map is made of. Rows are read a batch at a time, so that a year of them
 * does not stop the server for everybody else.
 */
import { setImmediate } from 'node:timers/promises';
import type { Camera } from '../../config/contract/camera.ts';
import { Incident } from '../../config/contract/incident.ts';
import type { IncidentPoint, IncidentPoints, PointsQuery } from '../../config/contract/incident-points.ts';
import type { RightsHolder } from '../../config/contract/person.ts';
import { maySee } from '../../config/contract/rights.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import type { Db } from '../storage/schema.ts';
import * as batchStore from './incident-batch.store.ts';

const POINTS_MOST = 20_000;
const ROWS_AT_ONCE = 500;

const Kept = Incident.pick({
  ...{ id: true, state: true, level: true, task: true, matter: true, cameraId: true, gridId: true },
  ...{ community: true, position: true, reportedAtMs: true, assignments: true, confidential: true, scope: true },
});
type Kept = Pick<Incident, keyof typeof Kept.shape>;

export async function incidentPoints(
  db: Db,
  { sinceMs, untilMs }: PointsQuery,
  { person, most = POINTS_MOST }: { person: RightsHolder; most?: number },
): Promise<IncidentPoints> {
  const cameras = new Map((await cameraStore.all(db)).map((camera) => [camera.id, camera]));
  const points: IncidentPoint[] = [];
  let nowhereCount = 0;
  let after = { reportedAtMs: untilMs, id: '' };
  while (points.length < most) {
    const rows = await batchStore.reportedBefore(db, after, { sinceMs, count: ROWS_AT_ONCE });
    for (const { body } of rows) {
      if (points.length === most) return { points, nowhereCount, isCapped: true };
      const incident = Kept.parse(JSON.parse(body));
      if (incident.confidential || !maySee(person, incident.scope)) continue;
      const point = pointOf(incident, cameras);
      if (point) points.push(point);
      else nowhereCount += 1;
    }
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_AT_ONCE) return { points, nowhereCount, isCapped: false };
    after = last;
    await setImmediate();
  }
  return { points, nowhereCount, isCapped: true };
}

/** At its own place, else at its camera's. */
function pointOf(incident: Kept, cameras: ReadonlyMap<string, Camera>): IncidentPoint | undefined {
  const position = incident.position ?? cameras.get(incident.cameraId ?? '')?.position;
  if (!position) return undefined;
  const { id: incidentId, reportedAtMs: atMs, state, level, task, gridId, community, matter, assignments } = incident;
  const had = assignments.filter(({ state: part }) => part !== 'returned' && part !== 'withdrawn');
  return {
    ...{ incidentId, ...position, atMs, state, level, task, gridId, community },
    matterCode: matter?.code ?? '',
    unitIds: had.map(({ unitId }) => unitId),
  };
}
