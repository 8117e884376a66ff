/** What citizens report at a sign, and the signs. A citizen has no account and sees nothing but their receipt. */
import type {
  AddReportPoint,
  ChangeReportPoint,
  CitizenProgress,
  ReportAsCitizen,
  ReportPoint,
} from '../../config/contract/citizen.ts';
import { AppError } from '../../config/contract/errors.ts';
import type { Scope } from '../../config/contract/rights.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import type { IncidentService } from '../incidents/incident.service.ts';
import * as incidentStore from '../incidents/incident.store.ts';
import { placeOf } from '../incidents/incident-place.ts';
import type { Actor, Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import { AT_THE_DESK, counted, LIMITS, newCode, progressOf, waitMs } from './citizen.rules.ts';
import * as citizenStore from './citizen.store.ts';

const CITIZEN: Actor = { personId: null, name: '市民' };
const POINT_SCOPE: Scope = { action: 'grid.view', cameraGroupId: null };
const CODE_LENGTH = 8;
const RECEIPT_LENGTH = 12;
/** Addresses and points that are remembered; then those that count no more are forgotten. */
const MANY_COUNTED = 1_000;

type Needs = { journal: Journal; reader: Db; clock: Clock; newId: NewId; incidents: IncidentService };

export class CitizenService {
  readonly #journal: Journal;
  readonly #reader: Db;
  readonly #clock: Clock;
  readonly #newId: NewId;
  readonly #incidents: IncidentService;
  readonly #times = new Map<string, number[]>();

  constructor({ journal, reader, clock, newId, incidents }: Needs) {
    this.#journal = journal;
    this.#reader = reader;
    this.#clock = clock;
    this.#newId = newId;
    this.#incidents = incidents;
  }

  points(): Promise<ReportPoint[]> {
    return citizenStore.allPoints(this.#reader);
  }

  addPoint(what: AddReportPoint, by: Actor): Promise<ReportPoint> {
    const point = { ...what, id: this.#newId(), code: newCode(CODE_LENGTH), disabled: false };
    return this.#keepPoint(() => Promise.resolve(point), by);
  }

  changePoint(pointId: string, { name, position, disabled }: ChangeReportPoint, by: Actor): Promise<ReportPoint> {
    return this.#keepPoint(async (db) => {
      const before = await citizenStore.findPoint(db, pointId);
      if (!before) throw new AppError('REPORT_POINT_NOT_FOUND', { pointId });
      return {
        ...before,
        name: name ?? before.name,
        position: position ?? before.position,
        disabled: disabled ?? before.disabled,
      };
    }, by);
  }

  #keepPoint(make: (db: Db) => Promise<ReportPoint>, by: Actor): Promise<ReportPoint> {
    return this.#journal.commit(by, async (change) => {
      const point = await make(change.db);
      // Outside the street nobody could be sent.
      await placeOf(change.db, { position: point.position });
      await citizenStore.savePoint(change.db, point);
      change.record('reportPoint', point.id, POINT_SCOPE, point);
      return point;
    });
  }

  /** The place of a sign that still counts. */
  async place(code: string): Promise<ReportPoint> {
    const point = await citizenStore.pointByCode(this.#reader, code);
    if (!point || point.disabled) throw new AppError('REPORT_POINT_NOT_FOUND', { pointId: code });
    return point;
  }

  /** Sent again with the same id, it is the same report: the answer is its receipt. */
  async report(code: string, what: ReportAsCitizen, address: string): Promise<{ receipt: string }> {
    const point = await this.place(code);
    const known = await citizenStore.receiptOf(this.#reader, what.reportId);
    if (known) return { receipt: known };
    this.#admit(point.id, address);
    const { reportId, matter, text, phone } = what;
    const { title, task } = AT_THE_DESK[matter];
    const receipt = newCode(RECEIPT_LENGTH);
    return this.#journal.commit(CITIZEN, async (change) => {
      const sent = await citizenStore.receiptOf(change.db, reportId);
      if (sent) return { receipt: sent };
      if (await incidentStore.find(change.db, reportId)) {
        throw new AppError('INVALID_REQUEST', { field: 'reportId', problem: 'taken' });
      }
      await this.#incidents.openFromCitizen(change, {
        ...{ id: reportId, title: `${title}：${point.name}`, description: text, task, phone },
        ...{ position: point.position, address: point.name },
      });
      const atMs = change.nowMs;
      await citizenStore.addReceipt(change.db, { receipt, incidentId: reportId, pointId: point.id, atMs });
      return { receipt };
    });
  }

  /** How far it is; of a report that was merged into another, how far that one is. */
  async progress(receipt: string): Promise<CitizenProgress> {
    const incidentId = await citizenStore.incidentOf(this.#reader, receipt);
    const incident = incidentId && (await incidentStore.find(this.#reader, incidentId));
    if (!incident) throw new AppError('RECEIPT_NOT_FOUND');
    let now = incident;
    for (let into = now.mergedInto; into; into = now.mergedInto) {
      now = (await incidentStore.find(this.#reader, into.incidentId)) ?? { ...now, mergedInto: null };
    }
    return progressOf({ state: now.state, reportedAtMs: incident.reportedAtMs });
  }

  #admit(pointId: string, address: string): void {
    const nowMs = this.#clock();
    const counts = [
      { key: `address ${address}`, limit: LIMITS.address },
      { key: `point ${pointId}`, limit: LIMITS.point },
    ];
    for (const { key, limit } of counts) {
      const ms = waitMs(this.#times.get(key) ?? [], nowMs, limit);
      if (ms > 0) throw new AppError('TOO_MANY_REPORTS', { minutes: Math.ceil(ms / 60_000) });
    }
    if (this.#times.size > MANY_COUNTED) this.#forget(nowMs);
    for (const { key, limit } of counts) {
      this.#times.set(key, [...counted(this.#times.get(key) ?? [], nowMs, limit), nowMs]);
    }
  }

  #forget(nowMs: number): void {
    for (const [key, times] of this.#times) {
      if (counted(times, nowMs, LIMITS.point).length === 0) this.#times.delete(key);
    }
  }
}
