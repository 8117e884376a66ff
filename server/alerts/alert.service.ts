/** Alerts: raised from what nodes detect and from faults of the equipment, and answered by people. */
import type { Alert, CloseAlert, MakeIncident } from '../../config/contract/alert.ts';
import { AppError } from '../../config/contract/errors.ts';
import type { Incident } from '../../config/contract/incident.ts';
import type { Detection } from '../../config/contract/node.ts';
import type { Person } from '../../config/contract/person.ts';
import { maySee } from '../../config/contract/rights.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import type { IncidentService } from '../incidents/incident.service.ts';
import { actorOf, type Change, type Journal, SYSTEM } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import {
  acknowledge,
  alertScope,
  close,
  type Fault,
  faultAgain,
  handle,
  isRepeat,
  isSameFault,
  isWorthRecording,
  raise,
  recover,
  repeat,
  shelve,
} from './alert.rules.ts';
import * as alertStore from './alert.store.ts';
import type { AlertPictures } from './alert-pictures.ts';
import * as shelfStore from './alert-shelf.store.ts';

const DETECTIONS_KEPT_MS = 7 * 24 * 3_600_000;
const CLOSED_SHOWN = 200;

type Needs = {
  journal: Journal;
  reader: Db;
  incidents: IncidentService;
  pictures: AlertPictures;
  newId: NewId;
  repeatWindowMs: number;
};

export class AlertService {
  readonly #journal: Journal;
  readonly #reader: Db;
  readonly #incidents: IncidentService;
  readonly #pictures: AlertPictures;
  readonly #newId: NewId;
  readonly #repeatWindowMs: number;

  constructor({ journal, reader, incidents, pictures, newId, repeatWindowMs }: Needs) {
    this.#journal = journal;
    this.#reader = reader;
    this.#incidents = incidents;
    this.#pictures = pictures;
    this.#newId = newId;
    this.#repeatWindowMs = repeatWindowMs;
  }

  list(person: Person): Promise<Alert[]> {
    return currentAlerts(this.#reader, person);
  }

  async picture(alertId: string, person: Person): Promise<Buffer> {
    const alert = visibleAlert(await alertStore.find(this.#reader, alertId), alertId, person);
    if (!alert.hasPicture) throw new AppError('NO_PICTURE', { alertId });
    return this.#pictures.read(alertId);
  }

  /** Saved once, however often it is told. What is detected at a camera that is gone changes nothing. */
  async report(detection: Detection): Promise<void> {
    const newAlertId = this.#newId();
    if (detection.picture) await this.#pictures.write(newAlertId, detection.picture);
    let alert: Alert | undefined;
    try {
      alert = await this.#journal.commit(SYSTEM, (change) => this.#take(change, detection, newAlertId));
    } finally {
      if (alert?.id !== newAlertId) await this.#pictures.remove(newAlertId);
    }
  }

  /**
   * One alert a fault, however often it is told. A camera's is seen by those who may
   * see the camera, any other by everybody who sees alerts.
   */
  async reportFault(fault: Fault): Promise<void> {
    await this.#journal.commit(SYSTEM, (change) => this.#takeFault(change, fault));
  }

  /** Harmless when there is no such fault. */
  async recoverFault({ kind, cameraId }: Pick<Fault, 'kind' | 'cameraId'>): Promise<void> {
    await this.#journal.commit(SYSTEM, async (change) => {
      const open = await alertStore.findOpen(change.db, cameraId, kind);
      if (open && open.recoveredAtMs === null) await keepAlert(change, recover(open, change.nowMs));
    });
  }

  acknowledge(alertId: string, person: Person): Promise<Alert> {
    return this.#act(alertId, person, (alert, nowMs) => acknowledge(alert, whoIs(person), nowMs));
  }

  close(alertId: string, how: CloseAlert, person: Person): Promise<Alert> {
    return this.#act(alertId, person, (alert, nowMs) => close(alert, how, whoIs(person), nowMs));
  }

  makeIncident(alertId: string, what: MakeIncident, person: Person): Promise<Incident> {
    return this.#journal.commit(actorOf(person), async (change) => {
      const alert = visibleAlert(await alertStore.find(change.db, alertId), alertId, person);
      const incidentId = this.#newId();
      await keepAlert(change, handle(alert, incidentId, whoIs(person), change.nowMs));
      return this.#incidents.openFromAlert(change, { ...what, id: incidentId, alert, reporter: whoIs(person) });
    });
  }

  async #take(change: Change, detection: Detection, newAlertId: string): Promise<Alert | undefined> {
    const { detectionId, cameraId, kind, atMs } = detection;
    const camera = await cameraStore.find(change.db, cameraId);
    if (!camera || (await alertStore.isKnownDetection(change.db, detectionId))) return undefined;
    const open = await alertStore.findOpen(change.db, cameraId, kind);
    const alert = isRepeat(detection, open, this.#repeatWindowMs)
      ? repeat(open, atMs)
      : await asItsSource(
          change,
          raise(detection, {
            id: newAlertId,
            hasPicture: detection.picture !== null,
            scope: alertScope(camera.groupId),
          }),
        );
    await (isWorthRecording(alert) ? keepAlert(change, alert) : alertStore.save(change.db, alert));
    await alertStore.forgetDetectionsBefore(change.db, change.nowMs - DETECTIONS_KEPT_MS);
    await alertStore.rememberDetection(change.db, { detectionId, alertId: alert.id, atMs });
    return alert;
  }

  async #takeFault(change: Change, fault: Fault): Promise<void> {
    const { kind, cameraId, cause } = fault;
    const camera = cameraId === null ? null : await cameraStore.find(change.db, cameraId);
    if (camera === undefined) return;
    const open = await alertStore.findOpen(change.db, cameraId, kind);
    if (!isSameFault(open, change.nowMs, this.#repeatWindowMs)) {
      const scope = alertScope(camera?.groupId ?? null);
      const raised = raise(
        { ...fault, region: null, atMs: change.nowMs },
        { id: this.#newId(), hasPicture: false, scope },
      );
      await keepAlert(change, await asItsSource(change, raised));
      return;
    }
    const again = faultAgain(open, cause, change.nowMs);
    const isNews = open.recoveredAtMs !== null || open.cause?.code !== cause.code;
    await (isNews ? keepAlert(change, again) : alertStore.save(change.db, again));
  }

  #act(alertId: string, person: Person, decide: (alert: Alert, nowMs: number) => Alert): Promise<Alert> {
    return this.#journal.commit(actorOf(person), async (change) => {
      const alert = visibleAlert(await alertStore.find(change.db, alertId), alertId, person);
      return keepAlert(change, decide(alert, change.nowMs));
    });
  }
}

/** What a shelved source raises is on the shelf from the beginning. */
async function asItsSource(change: Change, raised: Alert): Promise<Alert> {
  const shelf = await shelfStore.ofSource(change.db, raised);
  if (!shelf || shelf.untilMs <= change.nowMs) return raised;
  const { id: shelfId, by, reason, atMs, untilMs } = shelf;
  return shelve(raised, { shelfId, by, reason, atMs, untilMs });
}

/** Every alert a person may see that is not closed, and the newest that are. */
export async function currentAlerts(db: Db, person: Person): Promise<Alert[]> {
  const alerts = await alertStore.current(db, person.cameraGroups, CLOSED_SHOWN);
  return alerts.filter((alert) => maySee(person, alert.scope));
}

/** State and journal row in one transaction; the journal announces when it has committed. */
export async function keepAlert(change: Change, alert: Alert): Promise<Alert> {
  await alertStore.save(change.db, alert);
  change.record('alert', alert.id, alert.scope, alert);
  return alert;
}

export function visibleAlert(alert: Alert | undefined, alertId: string, person: Person): Alert {
  if (!alert || !maySee(person, alert.scope)) throw new AppError('ALERT_NOT_FOUND', { alertId });
  return alert;
}

function whoIs({ id, name }: Person): { personId: string; name: string } {
  return { personId: id, name };
}
