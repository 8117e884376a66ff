/** Incidents: reported by people or made of alerts, and carried from act to act to their end. */
import type { Alert } from '../../config/contract/alert.ts';
import type { WorkCalendar } from '../../config/contract/calendar.ts';
import type { Camera } from '../../config/contract/camera.ts';
import { AppError } from '../../config/contract/errors.ts';
import {
  type Assignment,
  hasEnded,
  type Incident,
  leadOf,
  type Named,
  type ReportIncident,
  type SpotTask,
} from '../../config/contract/incident.ts';
import {
  ACT_RULES,
  type ActName,
  type DoIncidentAct,
  type IncidentAct,
  isPartyTo,
  mayActAtAll,
} from '../../config/contract/incident-act.ts';
import type { Matter } from '../../config/contract/matter.ts';
import type { Person, RightsHolder } from '../../config/contract/person.ts';
import type { Position } from '../../config/contract/place.ts';
import type { Plan } from '../../config/contract/plan.ts';
import { mayReachTo, maySee } from '../../config/contract/rights.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import * as personStore from '../accounts/person.store.ts';
import { close as closeAlert } from '../alerts/alert.rules.ts';
import * as alertStore from '../alerts/alert.store.ts';
import * as calendarStore from '../calendar/calendar.store.ts';
import { maySeeCamera } from '../cameras/camera.rules.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import { metresBetween } from '../geo/plane.rules.ts';
import * as gridMemberStore from '../grids/grid-member.store.ts';
import { actorOf, type Change, type Journal, SYSTEM } from '../journal/journal.ts';
import * as matterStore from '../matters/matter.store.ts';
import * as mediationStore from '../mediation/mediation.store.ts';
import { incidentAt } from '../moments/moment.ts';
import type { NoticeService } from '../notices/notice.service.ts';
import * as planStore from '../plans/plan.store.ts';
import type { Db } from '../storage/schema.ts';
import * as unitStore from '../units/unit.store.ts';
import { dayOf, type FiledMatter, filedMatter, numberOf, open, type Reported, reporterOf } from './incident.rules.ts';
import * as incidentStore from './incident.store.ts';
import { type Acting, cannotMove, perform, withScope } from './incident-act.rules.ts';
import * as actStore from './incident-act.store.ts';
import { REPLY_LIMIT, relaid, type Spoken, tick, type WorkTime } from './incident-clock.rules.ts';
import { toldByAct, toldByClock } from './incident-notices.rules.ts';
import { placeOf } from './incident-place.ts';
import { requireForm } from './matter-form.rules.ts';

const ENDED_SHOWN = 200;
/** After these a mediation could go no further: see decision 0026. */
const ENDING_ACTS: readonly ActName[] = ['close', 'settle', 'cancel', 'merge'];
const SIMILAR_WITHIN_M = 50;
const SIMILAR_WITHIN_MS = 24 * 3_600_000;

type Needs = {
  journal: Journal;
  reader: Db;
  clock: Clock;
  newId: NewId;
  timeZone: string;
  notices: NoticeService;
};
type FromCitizen = Pick<Incident, 'id' | 'title' | 'description' | 'task' | 'address'> & {
  position: Position;
  phone: string;
};
type FromAlert = { id: string; title: string; description: string; alert: Alert; reporter: Named };

export class IncidentService {
  readonly #journal: Journal;
  readonly #reader: Db;
  readonly #clock: Clock;
  readonly #newId: NewId;
  readonly #timeZone: string;
  readonly #notices: NoticeService;

  constructor({ journal, reader, clock, newId, timeZone, notices }: Needs) {
    this.#journal = journal;
    this.#reader = reader;
    this.#clock = clock;
    this.#newId = newId;
    this.#timeZone = timeZone;
    this.#notices = notices;
  }

  list(person: RightsHolder): Promise<Incident[]> {
    return currentIncidents(this.#reader, person);
  }

  /** As it stands, or as it stood then, for whoever sees it; to anybody else there is none. */
  async find(incidentId: string, person: RightsHolder, atMs?: number): Promise<Incident> {
    const found =
      atMs === undefined
        ? await incidentStore.find(this.#reader, incidentId)
        : await incidentAt(this.#reader, { incidentId, atMs }, person);
    return visible(found, incidentId, person);
  }

  /** Sent again with the same id, it is the same incident. */
  report(what: ReportIncident, by: RightsHolder): Promise<Incident> {
    return this.#journal.commit(actorOf(by), async (change) => {
      const known = what.incidentId === undefined ? undefined : await incidentStore.find(change.db, what.incidentId);
      if (known && known.reporter.personId === by.id) return known;
      if (known) throw new AppError('INVALID_REQUEST', { field: 'incidentId', problem: 'taken' });
      const camera = what.cameraId === null ? undefined : await visibleCamera(change.db, what.cameraId, by);
      const position = what.position ?? camera?.position ?? null;
      const { incidentId, informant, informantPhone, matterId, ...given } = what;
      const matter = matterId === null ? null : await matterOf(change.db, matterId);
      if (matter && !matter.inGrid && by.role === 'gridMember') {
        throw new AppError('MATTER_NOT_IN_GRID', { matter: matter.name });
      }
      if (matter) requireForm(matter, what.form);
      return this.#open(change, {
        ...given,
        ...(await placeOf(change.db, { gridId: what.gridId, cameraGridId: camera?.gridId ?? null, position })),
        id: incidentId ?? this.#newId(),
        matter: matter && filedMatter(matter),
        position,
        alertId: null,
        reporter: reporterOf({ informant, informantPhone }, by),
        cameraGroupId: camera?.groupId ?? null,
        word: { by: namedOf(by), unitName: by.unit, note: what.description },
      });
    });
  }

  /** Inside the change that moves the alert: it happened where the alert's camera stands. */
  async openFromAlert(change: Change, { alert, reporter, ...what }: FromAlert): Promise<Incident> {
    const camera = alert.cameraId === null ? undefined : await cameraStore.find(change.db, alert.cameraId);
    const position = camera?.position ?? null;
    const place = await placeOf(change.db, {
      cameraGridId: camera?.gridId ?? null,
      position: camera?.gridId ? null : position,
    });
    return this.#open(change, {
      ...what,
      ...place,
      ...{ source: 'alert', level: 'general', task: null, form: {}, address: '', confidential: false, drill: false },
      matter: null,
      cameraId: alert.cameraId,
      position,
      alertId: alert.id,
      reporter: { ...reporter, phone: '' },
      cameraGroupId: alert.scope.cameraGroupId,
      word: { by: reporter, unitName: '', note: what.description },
    });
  }

  /** Inside the change that gives the citizen a receipt. Nobody stands for it: it is to be verified like any other. */
  async openFromCitizen(change: Change, { phone, ...what }: FromCitizen): Promise<Incident> {
    return this.#open(change, {
      ...what,
      ...(await placeOf(change.db, { position: what.position })),
      ...{ source: 'citizen', level: 'general', form: {}, matter: null, confidential: false, drill: false },
      ...{ cameraId: null, alertId: null, cameraGroupId: null },
      reporter: { personId: null, name: '', phone },
      word: { by: null, unitName: '', note: what.description },
    });
  }

  /** Sent again with the same id, it was done already: the answer is the incident as it stands. */
  act(incidentId: string, { actId, ...act }: DoIncidentAct, by: RightsHolder): Promise<Incident> {
    return this.#journal.commit(actorOf(by), async (change) => {
      const incident = visible(await incidentStore.find(change.db, incidentId), incidentId, by);
      if (actId !== undefined && (await actStore.wasDone(change.db, { actId, incidentId, personId: by.id }))) {
        return incident;
      }
      if (!mayActAtAll(by, act.act, incident)) throw new AppError('NOT_ALLOWED', { action: ACT_RULES[act.act].needs });
      if (!ACT_RULES[act.act].from.includes(incident.state)) {
        throw taken(incident, act, by) ?? cannotMove(incident, act.act);
      }
      if (ENDING_ACTS.includes(act.act) && (await mediationStore.isOpen(change.db, incidentId))) {
        throw new AppError('MEDIATION_OPEN', { number: incident.number });
      }
      if (act.act === 'close' || act.act === 'settle') await requireCondition(change.db, act, incident);
      if (act.act === 'remark' && act.clip) await visibleCamera(change.db, act.clip.cameraId, by);
      const acting = await this.#acting(change, { incident, act, by });
      const after = await this.#keep(change, incident, perform(incident, act, acting));
      if (act.act === 'split') await this.#split(change, after, { act, by });
      if (acting.into) await this.#takeIn(change, acting.into, after, by);
      if (after.state === 'closed' && incident.state !== 'closed') await confirmAlert(change, after, acting.by);
      if (actId !== undefined)
        await actStore.add(change.db, { actId, incidentId, personId: by.id, atMs: change.nowMs });
      return after;
    });
  }

  /** Open ones within 50 m and 24 h: what is told twice is merged rather than filed twice. */
  async similar({ longitude, latitude }: Position, person: RightsHolder): Promise<Incident[]> {
    const recent = await incidentStore.openSince(this.#reader, this.#clock() - SIMILAR_WITHIN_MS);
    return recent.filter(
      ({ position, scope }) =>
        position !== null &&
        metresBetween([position.longitude, position.latitude], [longitude, latitude]) <= SIMILAR_WITHIN_M &&
        maySee(person, scope),
    );
  }

  async isAnyDue(): Promise<boolean> {
    const nextMs = await incidentStore.nextDueAtMs(this.#reader);
    return nextMs !== null && nextMs <= this.#clock();
  }

  /** Says what clocks have to say by now. */
  async tickClocks(): Promise<void> {
    await this.#journal.commit(SYSTEM, async (change) => {
      for (const incident of await incidentStore.due(change.db, change.nowMs)) await this.#tickOne(change, incident);
    });
  }

  /** Inside the change of the calendar: clocks in working time end as it says now. */
  async moveClocks(change: Change, before: WorkCalendar, after: WorkCalendar): Promise<void> {
    const timeZone = this.#timeZone;
    for (const incident of await incidentStore.openInWorkingTime(change.db)) {
      const moved = relaid(incident, change.nowMs, {
        before: { calendar: before, timeZone },
        after: { calendar: after, timeZone },
      });
      if (moved === incident) continue;
      const stage = incident.clock?.stage ?? incident.assignments.find(({ clock }) => clock)?.clock?.stage;
      await keep(change, { ...moved, last: wordOfClock('moved', { about: stage, unitName: '' }) });
    }
  }

  async #tickOne(change: Change, incident: Incident): Promise<void> {
    let now = incident;
    for (let spoken = tick(now, change.nowMs); spoken; spoken = tick(now, change.nowMs)) {
      now = await this.#say(change, now, spoken);
    }
  }

  async #say(change: Change, before: Incident, { incident: ticked, said, part }: Spoken): Promise<Incident> {
    const about = (part ?? before).clock?.stage;
    const after = { ...ticked, last: wordOfClock(said.at(-1) ?? '', { about, unitName: part?.unitName ?? '' }) };
    const whose = part ?? leadOf(after);
    const ordered = said.includes('supervised') ? this.#ordered(after, whose, change.nowMs) : after;
    const kept = await keep(change, withScope(before, ordered));
    for (const word of said) await this.#notices.tell(change, kept, toldByClock(kept, word, part), null);
    return kept;
  }

  /** What is twice over its limit becomes a supervision order by itself. */
  #ordered(incident: Incident, whose: Assignment | undefined, nowMs: number): Incident {
    const order = {
      ...{ id: this.#newId(), by: null, atMs: nowMs, unitId: whose?.unitId ?? null, unitName: whose?.unitName ?? '' },
      ...{ reason: '', replyDueAtMs: nowMs + REPLY_LIMIT.amount * 3_600_000, isOverdueSaid: false },
      ...{ reply: '', replier: null, repliedAtMs: null },
    };
    return { ...incident, supervisions: [...incident.supervisions, order] };
  }

  async #open(change: Change, what: Omit<Reported, 'number'>): Promise<Incident> {
    const day = dayOf(change.nowMs, this.#timeZone);
    const number = numberOf(day, (await incidentStore.countOfDay(change.db, day)) + 1);
    return this.#keep(change, undefined, open({ ...what, number }, change.nowMs, await this.#time(change.db)));
  }

  async #keep(change: Change, before: Incident | undefined, after: Incident): Promise<Incident> {
    await keep(change, after);
    if (before?.confidential || after.confidential) await this.#notices.confine(change, after);
    await this.#notices.tell(change, after, toldByAct(before, after), after.last.by?.personId ?? null);
    return after;
  }

  async #acting(
    { db, nowMs }: Change,
    { incident, act, by }: { incident: Incident; act: IncidentAct; by: RightsHolder },
  ): Promise<Acting> {
    const { belonging, cameraGroupId } = incident.scope;
    return {
      by: namedOf(by),
      unit: by.unitId === null ? null : { id: by.unitId, name: by.unit },
      isDesk: belonging !== undefined && mayReachTo(by, 'incident.dispatch', { belonging, cameraGroupId }),
      nowMs,
      time: await this.#time(db),
      newId: this.#newId,
      units: await unitsOf(db, act),
      people: await peopleOf(db, act, incident),
      matter: await matterFor(db, act, incident),
      plan: act.act === 'takeUpPlan' ? await planOf(db, act.planId) : null,
      into:
        act.act === 'merge'
          ? openOne(visible(await incidentStore.find(db, act.intoIncidentId), act.intoIncidentId, by))
          : null,
    };
  }

  async #split(
    change: Change,
    from: Incident,
    { act, by }: { act: { title: string; note: string }; by: RightsHolder },
  ): Promise<void> {
    const { source, level, task, cameraId, gridId, community, position, address, reporter, confidential, drill } = from;
    const { belonging, cameraGroupId } = from.scope;
    await this.#open(change, {
      ...{ source, level, task, cameraId, gridId, community, position, address, reporter, confidential, drill },
      ...{ id: this.#newId(), title: act.title, description: act.note, form: {}, alertId: null, matter: null },
      cameraGroupId,
      governanceGridIds: (belonging?.gridIds ?? []).filter((id) => id !== gridId),
      splitFrom: { incidentId: from.id, number: from.number },
      insiders: from.insiders,
      word: { by: namedOf(by), unitName: by.unit, note: act.note },
    });
  }

  /** The other incident's log says what was merged into it; of a confidential case, its number alone. */
  async #takeIn(change: Change, into: Incident, merged: Incident, by: Person): Promise<void> {
    const last = {
      act: 'takeIn',
      by: namedOf(by),
      unitName: by.unit,
      note: merged.confidential ? '' : merged.title,

      position: null,
    };
    await keep(change, {
      ...into,
      last: { ...last, about: merged.number },
    });
  }

  async #time(db: Db): Promise<WorkTime> {
    return { calendar: await calendarStore.read(db), timeZone: this.#timeZone };
  }
}

/** Every incident a person may see that has not ended, and the newest that have. */
async function currentIncidents(db: Db, person: RightsHolder): Promise<Incident[]> {
  return (await currentKept(db, person)).map(({ incident }) => incident);
}

/** JSON of a `LeanIncident` each. */
export async function currentLeanIncidents(db: Db, person: RightsHolder): Promise<Uint8Array[]> {
  return (await currentKept(db, person)).map(({ leanJson }) => leanJson);
}

async function currentKept(db: Db, person: RightsHolder): Promise<incidentStore.KeptIncident[]> {
  const kept = await incidentStore.current(db, ENDED_SHOWN);
  return kept.filter(({ incident }) => maySee(person, incident.scope));
}

function visible(incident: Incident | undefined, incidentId: string, person: RightsHolder): Incident {
  if (!incident || !maySee(person, incident.scope)) throw new AppError('INCIDENT_NOT_FOUND', { incidentId });
  return incident;
}

function openOne(incident: Incident): Incident {
  if (hasEnded(incident)) throw cannotMove(incident, 'merge');
  return incident;
}

async function visibleCamera(db: Db, cameraId: string, person: RightsHolder): Promise<Camera> {
  const camera = await cameraStore.find(db, cameraId);
  if (!camera || !maySeeCamera(person, camera)) throw new AppError('CAMERA_NOT_FOUND', { cameraId });
  return camera;
}

/** The catalogue's row as it stands. */
async function matterOf(db: Db, matterId: string): Promise<Matter> {
  const matter = await matterStore.find(db, matterId);
  if (!matter || matter.disabled) throw new AppError('MATTER_NOT_FOUND', { matterId });
  return matter;
}

/** What it is filed under now, if anything; that its form is answered is asked here. */
async function matterFor(db: Db, act: IncidentAct, incident: Incident): Promise<FiledMatter | null> {
  const { matter: kept, form, level } = incident;
  if (act.act !== 'file' && act.act !== 'verified') return null;
  const wished = act.act === 'file' && act.matterId !== null ? await matterOf(db, act.matterId) : null;
  const asking = wished ?? (kept && (await matterStore.version(db, kept.matterId, kept.version)));
  if (asking) requireForm(asking, { ...form, ...act.form }, act.act === 'file');
  if (act.act !== 'file' || !asking) return null;
  if (wished) return filedMatter(wished, act.standard);
  // By the version it was reported under, and as urgent as it was made since.
  return act.standard === undefined ? null : { ...filedMatter(asking, act.standard), level };
}

/** By the standard it was filed under. */
async function requireCondition(
  db: Db,
  { conditionMet }: { conditionMet: boolean },
  { matter: kept }: Incident,
): Promise<void> {
  const matter = kept && (await matterStore.version(db, kept.matterId, kept.version));
  const condition = matter?.standards[kept?.standard ?? 0]?.closingCondition ?? '';
  if (condition !== '' && !conditionMet) throw new AppError('CLOSING_CONDITION_OPEN', { condition });
}

/** As it stands; one that ended is taken up no more. */
async function planOf(db: Db, planId: string): Promise<Plan | null> {
  const plan = await planStore.find(db, planId);
  return plan && !plan.disabled ? plan : null;
}

/** Who comes too late for a lead is told who has it. */
function taken(incident: Incident, act: IncidentAct, by: RightsHolder): AppError | undefined {
  const lead = leadOf(incident);
  if (act.act !== 'accept' || !lead || lead.unitId === by.unitId) return undefined;
  return new AppError('INCIDENT_TAKEN', { number: incident.number, unit: lead.unitName });
}

async function unitsOf(db: Db, act: IncidentAct): Promise<Acting['units']> {
  const ids = [
    ...('leadUnitIds' in act ? act.leadUnitIds : []),
    ...('assistUnitIds' in act ? act.assistUnitIds : []),
    ...(act.act === 'supervise' && act.unitId !== null ? [act.unitId] : []),
  ];
  const units: Acting['units'][number][] = [];
  for (const unitId of new Set(ids)) {
    const unit = await unitStore.find(db, unitId);
    if (!unit || unit.disabled) throw new AppError('UNIT_NOT_FOUND', { unitId });
    const head = unit.headId === null ? undefined : await personStore.find(db, unit.headId);
    units.push({ id: unit.id, name: unit.name, head: head ? namedOf(head) : null });
  }
  return units;
}

async function peopleOf(db: Db, act: IncidentAct, incident: Incident): Promise<Named[]> {
  if (!('personIds' in act)) return [];
  if (act.act === 'confide') return peopleNamed(db, act.personIds);
  if (act.personIds.length === 0) return membersToLook(db, act.act, incident);
  const people = await peopleNamed(db, act.personIds);
  const party = people.find(({ personId }) => isPartyTo(act.act, personId, incident));
  if (party) throw new AppError('SPOT_TASK_OF_PARTY', { name: party.name });
  return people;
}

async function peopleNamed(db: Db, personIds: readonly string[]): Promise<Named[]> {
  const people: Named[] = [];
  for (const personId of personIds) {
    const person = await personStore.find(db, personId);
    if (!person || person.disabled) throw new AppError('PERSON_NOT_FOUND', { personId });
    people.push(namedOf(person));
  }
  return people;
}

/** Of a spot task that names nobody. */
async function membersToLook(db: Db, kind: SpotTask['kind'], incident: Incident): Promise<Named[]> {
  const { gridId } = incident;
  const members = gridId === null ? [] : await gridMemberStore.ofGrid(db, gridId);
  const able = members.filter(({ personId, isActive }) => isActive && !isPartyTo(kind, personId, incident));
  if (able.length === 0) throw new AppError('GRID_WITHOUT_MEMBER', { gridId: gridId ?? '' });
  return able.map(({ personId, name }) => ({ personId, name }));
}

/** What was dealt with was real: its alert is closed as confirmed. */
async function confirmAlert(change: Change, { alertId, closingNote }: Incident, closer: Named): Promise<void> {
  const alert = alertId === null ? undefined : await alertStore.find(change.db, alertId);
  if (!alert || alert.state === 'closed') return;
  const confirmed = closeAlert(alert, { result: 'confirmed', note: closingNote }, closer, change.nowMs);
  await alertStore.save(change.db, confirmed);
  change.record('alert', confirmed.id, confirmed.scope, confirmed);
}

function wordOfClock(
  said: string,
  { about = '', unitName }: { about: string | undefined; unitName: string },
): Incident['last'] {
  return { act: `clock.${said}`, by: null, unitName, note: '', about, position: null };
}

async function keep(change: Change, incident: Incident): Promise<Incident> {
  await incidentStore.save(change.db, incident);
  change.record('incident', incident.id, incident.scope, incident);
  return incident;
}

function namedOf({ id, name }: Pick<Person, 'id' | 'name'>): Named {
  return { personId: id, name };
}
