/** Incidents: reported by people or made of alerts, and closed with a note. */
import type { Alert } from '../../config/contract/alert.ts';
import type { Camera } from '../../config/contract/camera.ts';
import { AppError } from '../../config/contract/errors.ts';
import type { CloseIncident, Incident, ReportIncident } from '../../config/contract/incident.ts';
import type { Person } from '../../config/contract/person.ts';
import { maySee } from '../../config/contract/rights.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import { close as closeAlert } from '../alerts/alert.rules.ts';
import * as alertStore from '../alerts/alert.store.ts';
import { maySeeCamera } from '../cameras/camera.rules.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import * as gridStore from '../grids/grid.store.ts';
import { actorOf, type Change, type Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import { close, dayOf, numberOf, open } from './incident.rules.ts';
import * as incidentStore from './incident.store.ts';

const CLOSED_SHOWN = 200;

type Needs = { journal: Journal; reader: Db; newId: NewId; timeZone: string };
type FromAlert = { id: string; title: string; description: string; alert: Alert; reporter: Incident['reporter'] };

export class IncidentService {
  readonly #journal: Journal;
  readonly #reader: Db;
  readonly #newId: NewId;
  readonly #timeZone: string;

  constructor({ journal, reader, newId, timeZone }: Needs) {
    this.#journal = journal;
    this.#reader = reader;
    this.#newId = newId;
    this.#timeZone = timeZone;
  }

  list(person: Person): Promise<Incident[]> {
    return currentIncidents(this.#reader, person);
  }

  report(what: ReportIncident, by: Person): Promise<Incident> {
    return this.#journal.commit(actorOf(by), async (change) => {
      const camera = what.cameraId === null ? undefined : await visibleCamera(change.db, what.cameraId, by);
      const gridId = what.gridId ?? camera?.gridId ?? null;
      if (gridId !== null && !(await gridStore.find(change.db, gridId)))
        throw new AppError('GRID_NOT_FOUND', { gridId });
      const reported = {
        ...what,
        id: this.#newId(),
        gridId,
        position: what.position ?? camera?.position ?? null,
        alertId: null,
        reporter: { personId: by.id, name: by.name },
        cameraGroupId: camera?.groupId ?? null,
      };
      return keep(change, open(reported, await this.#nextNumber(change), change.nowMs));
    });
  }

  /** Inside the change that moves the alert: it happened where the alert's camera stands. */
  async openFromAlert(change: Change, { alert, ...what }: FromAlert): Promise<Incident> {
    const camera = alert.cameraId === null ? undefined : await cameraStore.find(change.db, alert.cameraId);
    const reported = {
      ...what,
      cameraId: alert.cameraId,
      gridId: camera?.gridId ?? null,
      position: camera?.position ?? null,
      alertId: alert.id,
      cameraGroupId: alert.scope.cameraGroupId,
    };
    return keep(change, open(reported, await this.#nextNumber(change), change.nowMs));
  }

  /** What was dealt with was real: its alert is closed as confirmed. */
  close(incidentId: string, how: CloseIncident, by: Person): Promise<Incident> {
    return this.#journal.commit(actorOf(by), async (change) => {
      const incident = await incidentStore.find(change.db, incidentId);
      if (!incident || !maySee(by, incident.scope)) throw new AppError('INCIDENT_NOT_FOUND', { incidentId });
      const closer = { personId: by.id, name: by.name };
      const closed = await keep(change, close(incident, how, closer, change.nowMs));
      const alert = closed.alertId === null ? undefined : await alertStore.find(change.db, closed.alertId);
      if (alert && alert.state !== 'closed') {
        const confirmed = closeAlert(alert, { result: 'confirmed', note: how.note }, closer, change.nowMs);
        await alertStore.save(change.db, confirmed);
        change.record('alert', confirmed.id, confirmed.scope, confirmed);
      }
      return closed;
    });
  }

  async #nextNumber({ db, nowMs }: Change): Promise<string> {
    const day = dayOf(nowMs, this.#timeZone);
    return numberOf(day, (await incidentStore.countOfDay(db, day)) + 1);
  }
}

/** Every incident a person may see that is not closed, and the newest that are. */
export async function currentIncidents(db: Db, person: Person): Promise<Incident[]> {
  const incidents = await incidentStore.current(db, person.cameraGroups, CLOSED_SHOWN);
  return incidents.filter((incident) => maySee(person, incident.scope));
}

async function visibleCamera(db: Db, cameraId: string, person: Person): Promise<Camera> {
  const camera = await cameraStore.find(db, cameraId);
  if (!camera || !maySeeCamera(person, camera)) throw new AppError('CAMERA_NOT_FOUND', { cameraId });
  return camera;
}

async function keep(change: Change, incident: Incident): Promise<Incident> {
  await incidentStore.save(change.db, incident);
  change.record('incident', incident.id, incident.scope, incident);
  return incident;
}
