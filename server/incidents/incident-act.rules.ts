/**
 * What an act does to an incident. Pure: who acts, the moment and whatever the act
 * names are given; which acts are allowed when is the table of the contract.
 */
import { AppError } from '../../config/contract/errors.ts';
import {
  type Assignment,
  type Incident,
  type IncidentWord,
  isLive,
  leadOf,
  type Named,
} from '../../config/contract/incident.ts';
import type { ACT_RULES, ActName, IncidentAct } from '../../config/contract/incident-act.ts';
import type { Position } from '../../config/contract/place.ts';
import type { Plan } from '../../config/contract/plan.ts';
import { dueAtMs } from '../../config/contract/working-time.ts';
import { itemOf, takenUp, ticked, unticked } from './checklist.rules.ts';
import { type FiledMatter, underMatter } from './incident.rules.ts';
import { extended, SPOT_TASK_LIMIT, type WorkTime, withClock } from './incident-clock.rules.ts';
import { incidentScope } from './incident-scope.rules.ts';

export type Unitlike = { id: string; name: string; head: Named | null };

/** Who acts, when, and what the act names, looked up. */
export type Acting = {
  by: Named;
  unit: { id: string; name: string } | null;
  /** At the desk one acts for the unit that told one by telephone. */
  isDesk: boolean;
  nowMs: number;
  time: WorkTime;
  newId: () => string;
  /** Those that the act names, in its order. */
  units: readonly Unitlike[];
  people: readonly Named[];
  matter: FiledMatter | null;
  into: Incident | null;
  plan: Plan | null;
};

type ActOf<Name extends ActName> = Extract<IncidentAct, { act: Name }>;
type Move<Name extends ActName> = (incident: Incident, act: ActOf<Name>, acting: Acting) => Incident;

/** The incident after the act, with its clock, its scope and its word in the log. Whether it is allowed was asked before. */
export function perform(incident: Incident, act: IncidentAct, acting: Acting): Incident {
  const move = MOVES[act.act] as Move<ActName>;
  const moved = move(incident, act as ActOf<ActName>, acting);
  const worded = { ...moved, last: wordOf(act, moved, acting) };
  const clocked = withClock(worded, acting.nowMs, acting.time);
  return withScope(incident, act.act === 'extend' ? extended(clocked, act.by, acting.nowMs, acting.time) : clocked);
}

/** Who is named may have changed; where it is has not. */
export function withScope(before: Incident, after: Incident): Incident {
  const { cameraGroupId, belonging } = before.scope;
  const governance = (belonging?.gridIds ?? []).filter((gridId) => gridId !== before.gridId);
  return { ...after, scope: incidentScope(after, cameraGroupId, governance) };
}

export function cannotMove(incident: Incident, act: keyof typeof ACT_RULES): AppError {
  return new AppError('INCIDENT_CANNOT_MOVE', { number: incident.number, state: incident.state, act });
}

const MOVES: { [Name in ActName]: Move<Name> } = {
  verify: (incident, _, acting) => ({ ...incident, state: 'verifying', spotTask: spotTask('verify', acting) }),
  verified: (incident, act, acting) => ({
    ...found(incident, 'verify', act, acting),
    form: { ...incident.form, ...act.form },
    state: 'reported',
  }),
  file: (incident, { level, form }, { matter, nowMs }) => ({
    ...incident,
    ...(matter && underMatter(matter)),
    task: matter?.task ?? incident.task,
    level: level ?? matter?.level ?? incident.level,
    form: { ...incident.form, ...form },
    state: 'filed',
    spotTask: null,
    filedAtMs: nowMs,
  }),
  cancel: (incident, { note }, acting) => ended(incident, 'cancelled', note, acting),
  settle: (incident, { note }, acting) => ({
    ...ended(incident, 'closed', note, acting),
    filedAtMs: incident.filedAtMs ?? acting.nowMs,
  }),
  dispatch: (incident, { leadUnitIds, assistUnitIds }, acting) => {
    const kept = incident.assignments.map((each) => (isLive(each) ? { ...each, state: 'withdrawn' as const } : each));
    return confidedTo(
      {
        ...incident,
        state: 'dispatched',
        // Sent anew, it is signed for anew.
        clock: null,
        assignments: [...kept, ...offers(leadUnitIds, 'lead', acting), ...offers(assistUnitIds, 'assist', acting)],
      },
      acting,
    );
  },
  addUnits: (incident, { assistUnitIds }, acting) => {
    const asked = incident.assignments.filter(isLive).map(({ unitId }) => unitId);
    const added = assistUnitIds.filter((unitId) => !asked.includes(unitId));
    return confidedTo(
      { ...incident, assignments: [...incident.assignments, ...offers(added, 'assist', acting)] },
      acting,
    );
  },
  accept: (incident, { unitId }, acting) => accepted(incident, offerTo(incident, unitId, acting), acting),
  return: (incident, { unitId, note }, acting) => {
    const own = partOf(incident, unitId, acting);
    if (own.state === 'done') throw cannotMove(incident, 'return');
    const assignments = replaced(incident, own, { ...own, state: 'returned', handler: acting.by, reason: note });
    const leads = assignments.filter((each) => each.role === 'lead' && isLive(each));
    const returned = { ...incident, assignments, returnCount: incident.returnCount + 1 };
    if (own.role === 'assist' || leads.length > 0) return returned;
    return { ...returned, state: 'filed', assignments: assignments.map(withdrawn) };
  },
  arrive: (incident, { unitId }, acting) => {
    const own = acceptedPartOf(incident, unitId, 'arrive', acting);
    return {
      ...incident,
      assignments: replaced(incident, own, { ...own, state: 'arrived', arrivedAtMs: own.arrivedAtMs ?? acting.nowMs }),
    };
  },
  progress: (incident, { unitId }, acting) => {
    acceptedPartOf(incident, unitId, 'progress', acting);
    return incident;
  },
  finish: (incident, { unitId }, acting) => {
    const own = acceptedPartOf(incident, unitId, 'finish', acting);
    const assignments = replaced(incident, own, { ...own, state: 'done', doneAtMs: acting.nowMs });
    return { ...incident, assignments, state: own.role === 'lead' ? 'handled' : incident.state };
  },
  askBackup: (incident, { unitId }, acting) => {
    acceptedPartOf(incident, unitId, 'askBackup', acting);
    return incident;
  },
  check: (incident, _, acting) => ({ ...incident, state: 'checking', spotTask: spotTask('check', acting) }),
  checked: (incident, act, acting) => ({ ...found(incident, 'check', act, acting), state: 'handled' }),
  close: (incident, { note }, acting) => ended(incident, 'closed', note, acting),
  rework: (incident, _, { nowMs }) => ({
    ...incident,
    state: 'handling',
    spotTask: null,
    reworkCount: incident.reworkCount + 1,
    assignments: incident.assignments.map((each) =>
      each.role === 'lead' && each.state === 'done'
        ? {
            ...each,
            state: each.arrivedAtMs === null ? 'accepted' : 'arrived',
            doneAtMs: null,
            acceptedAtMs: each.acceptedAtMs ?? nowMs,
          }
        : each,
    ),
  }),
  suspend: (incident, { note }, { nowMs }) => ({
    ...incident,
    state: 'suspended',
    suspended: { from: incident.state, reason: note, sinceMs: nowMs },
  }),
  resume: (incident) => ({ ...incident, state: incident.suspended?.from ?? 'filed', suspended: null }),
  extend: (incident) => ({ ...incident, extensionCount: incident.extensionCount + 1 }),
  escalate: (incident, { level }) => ({ ...incident, level }),
  merge: (incident, _, acting) => {
    const { into } = acting;
    if (!into || into.id === incident.id) throw new AppError('INVALID_REQUEST', { field: 'intoIncidentId' });
    return {
      ...ended(incident, 'merged', '', acting),
      mergedInto: { incidentId: into.id, number: into.number },
    };
  },
  split: (incident) => incident,
  supervise: (incident, { unitId, replyWithin, note }, { units, by, nowMs, time, newId }) => {
    const lead = leadOf(incident);
    const named = unitId === null ? lead && { id: lead.unitId, name: lead.unitName } : units[0];
    const order = {
      id: newId(),
      by,
      atMs: nowMs,
      unitId: named?.id ?? null,
      unitName: named?.name ?? '',
      reason: note,
      replyDueAtMs: dueAtMs(nowMs, replyWithin, time.calendar, time.timeZone),
      isOverdueSaid: false,
      reply: '',
      replier: null,
      repliedAtMs: null,
    };
    return { ...incident, supervisions: [...incident.supervisions, order] };
  },
  reply: (incident, { supervisionId, note }, { by, unit, isDesk, nowMs }) => {
    const order = incident.supervisions.find(({ id }) => id === supervisionId);
    if (!order || order.repliedAtMs !== null) throw new AppError('SUPERVISION_NOT_OPEN', { number: incident.number });
    if (!isDesk && order.unitId !== (unit?.id ?? null))
      throw new AppError('NOT_ALLOWED', { action: 'incident.handle' });
    const replied = { ...order, reply: note, replier: by, repliedAtMs: nowMs };
    return { ...incident, supervisions: incident.supervisions.map((each) => (each === order ? replied : each)) };
  },
  reopen: (incident) => ({
    ...incident,
    state: incident.filedAtMs === null ? 'reported' : 'filed',
    closer: null,
    closedAtMs: null,
    closingNote: '',
  }),
  remark: (incident) => incident,
  // Where it is stands in the log, with who was called.
  confer: (incident) => incident,
  takeUpPlan: (incident, { planId }, acting) => {
    if (!acting.plan) throw new AppError('PLAN_NOT_FOUND', { planId });
    return takenUp(incident, acting.plan, acting);
  },
  tick: (incident, act, acting) => ticked(incident, act, acting),
  untick: (incident, act) => unticked(incident, act),
  confide: (incident, { confidential }, { people }) => ({ ...incident, confidential, insiders: [...people] }),
};

function accepted(incident: Incident, own: Assignment, { by, nowMs }: Acting): Incident {
  const taken: Assignment = { ...own, state: 'accepted', acceptedAtMs: nowMs, handler: by };
  const assignments = replaced(incident, own, taken);
  if (own.role === 'assist') return { ...incident, assignments };
  const others = assignments.map((each) =>
    each !== taken && each.role === 'lead' && each.state === 'offered'
      ? { ...each, state: 'withdrawn' as const }
      : each,
  );
  return { ...incident, state: 'handling', assignments: others };
}

/** The offer somebody may accept; who comes too late is told who leads. */
function offerTo(incident: Incident, unitId: string | undefined, acting: Acting): Assignment {
  const id = unitIdOf(unitId, acting);
  const theirs = incident.assignments.filter((each) => id === undefined || each.unitId === id);
  const offered = theirs.filter(({ state }) => state === 'offered');
  const [offer] = offered;
  if (offer && (id !== undefined || offered.length === 1)) return offer;
  const winner = leadOf(incident);
  const wasOffered = theirs.some(({ role, state }) => role === 'lead' && state === 'withdrawn');
  if (id !== undefined && wasOffered && winner && winner.acceptedAtMs !== null) {
    throw new AppError('INCIDENT_TAKEN', { number: incident.number, unit: winner.unitName });
  }
  if (theirs.some(isLive)) throw cannotMove(incident, 'accept');
  throw new AppError('NOT_THE_UNITS', { number: incident.number });
}

/** What a unit has of the incident now. */
function partOf(incident: Incident, unitId: string | undefined, acting: Acting): Assignment {
  const id = unitIdOf(unitId, acting);
  const live = incident.assignments.filter(isLive);
  const own = id === undefined ? leadOf(incident) : live.find((each) => each.unitId === id);
  if (!own) throw new AppError('NOT_THE_UNITS', { number: incident.number });
  return own;
}

function acceptedPartOf(incident: Incident, unitId: string | undefined, act: ActName, acting: Acting): Assignment {
  const own = partOf(incident, unitId, acting);
  if (own.state !== 'accepted' && own.state !== 'arrived') throw cannotMove(incident, act);
  return own;
}

/** Undefined: the desk, for whichever unit it must be. */
function unitIdOf(unitId: string | undefined, { unit, isDesk }: Acting): string | undefined {
  if (unitId !== undefined && unitId !== unit?.id && !isDesk)
    throw new AppError('NOT_ALLOWED', { action: 'incident.handle' });
  if (unitId !== undefined) return unitId;
  if (unit && !isDesk) return unit.id;
  if (isDesk) return undefined;
  throw new AppError('NO_UNIT');
}

function offers(unitIds: readonly string[], role: Assignment['role'], { units, nowMs }: Acting): Assignment[] {
  return [...new Set(unitIds)].map((unitId) => {
    const unit = units.find(({ id }) => id === unitId);
    if (!unit) throw new AppError('UNIT_NOT_FOUND', { unitId });
    return {
      ...{ unitId, unitName: unit.name, role, state: 'offered', dispatchedAtMs: nowMs, acceptedAtMs: null },
      ...{ arrivedAtMs: null, doneAtMs: null, handler: null, reason: '', clock: null },
    } satisfies Assignment as Assignment;
  });
}

/** Of a unit that gets a confidential case, its head is let in; whoever else works on it, `confide` names. */
function confidedTo(incident: Incident, { units }: Acting): Incident {
  if (!incident.confidential) return incident;
  const heads = units.flatMap(({ head }) => (head ? [head] : []));
  const known = new Set(incident.insiders.map(({ personId }) => personId));
  return { ...incident, insiders: [...incident.insiders, ...heads.filter(({ personId }) => !known.has(personId))] };
}

function spotTask(kind: 'verify' | 'check', { people, nowMs, time }: Acting): Incident['spotTask'] {
  const due = dueAtMs(nowMs, SPOT_TASK_LIMIT, time.calendar, time.timeZone);
  return { kind, people: [...people], askedAtMs: nowMs, dueAtMs: due, isOverdueSaid: false };
}

function found(
  incident: Incident,
  kind: 'verify' | 'check',
  { isSo, note }: { isSo: boolean; note: string },
  { by, nowMs }: Acting,
): Incident {
  return { ...incident, spotTask: null, findings: [...incident.findings, { kind, isSo, note, by, atMs: nowMs }] };
}

function ended(incident: Incident, state: 'closed' | 'cancelled' | 'merged', note: string, acting: Acting): Incident {
  return {
    ...incident,
    state,
    spotTask: null,
    closer: acting.by,
    closedAtMs: acting.nowMs,
    closingNote: note,
    assignments: incident.assignments.map((each) => (each.state === 'offered' ? withdrawn(each) : each)),
  };
}

function withdrawn(each: Assignment): Assignment {
  return isLive(each) && each.state !== 'done' ? { ...each, state: 'withdrawn' } : each;
}

function replaced({ assignments }: Incident, old: Assignment, now: Assignment): Assignment[] {
  return assignments.map((each) => (each === old ? now : each));
}

function wordOf(act: IncidentAct, incident: Incident, acting: Acting): IncidentWord {
  const { by, unit, units, people, into } = acting;
  const about = [
    ...units.map(({ name }) => name),
    ...people.map(({ name }) => name),
    ...(into ? [into.number] : []),
    ...(acting.plan ? [acting.plan.name] : []),
    ...('place' in act ? [act.place] : []),
    ...('itemId' in act ? [itemOf(incident, act.itemId).text] : []),
  ];
  const said = act as { note?: string; position?: Position | null; unitId?: string | null };
  const actedFor = incident.assignments.find(({ unitId }) => unitId === said.unitId)?.unitName;
  return {
    act: act.act,
    by,
    unitName: actedFor ?? unit?.name ?? '',
    note: said.note ?? '',
    about: about.join('、'),
    position: said.position ?? null,
    ...('clip' in act && act.clip && { clip: act.clip }),
  };
}
