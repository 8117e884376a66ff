/**
 * What each incident adds to each indicator of a period. Pure. A fact is one case in a
 * figure: what it adds above the line and below it, and whose it is. Figures, tables and
 * the cases behind a figure are made of the same facts, and so they agree.
 */
import type { Indicator } from '../../config/contract/evaluation.ts';
import { type Incident, isLive } from '../../config/contract/incident.ts';
import type { MatterTask } from '../../config/contract/matter.ts';
import type { TimeLimit } from '../../config/contract/time-limit.ts';
import { metresBetween } from '../geo/plane.rules.ts';
import type { IncidentActRow } from '../storage/schema.ts';

export type Fact = {
  indicator: Indicator;
  /** Of `online`: the camera's. */
  incidentId: string;
  numerator: number;
  denominator: number;
  unitId: string | null;
  gridId: string | null;
  community: string;
  personId: string | null;
  /** The person's, and empty where there is none. */
  post: string;
  matterId: string | null;
  task: MatterTask | null;
};

/** As it stood at the end of the period. */
export type Case = { incident: Incident; acts: readonly IncidentActRow[] };
export type Window = { fromMs: number; toMs: number };

const REPEAT_WITHIN_MS = 24 * 3_600_000;
const REPEAT_WITHIN_M = 50;
const NATURAL_MS: Record<TimeLimit['unit'], number> = {
  ...{ minute: 60_000, hour: 3_600_000, workHour: 3_600_000, day: 86_400_000, workDay: 86_400_000 },
};

/** `toMs` is no later than now. */
export function factsOf(
  cases: readonly Case[],
  window: Window,
  nowMs: number,
  posts: ReadonlyMap<string, string> = new Map(),
): Fact[] {
  const counted = cases.filter(({ incident }) => !incident.drill);
  return [...counted.flatMap((each) => ofCase(each, window, { nowMs, posts })), ...repeats(counted, window)];
}

/** When a case should be closed by: see DEFINITIONS. */
function closeDueAtMs({ stages, limits }: Incident): number | null {
  const handle = stages.findLast(({ stage }) => stage === 'handle');
  if (handle) return handle.dueAtMs + limits.check.amount * NATURAL_MS[limits.check.unit];
  return stages.at(-1)?.dueAtMs ?? null;
}

type Whose = Partial<Pick<Fact, 'unitId' | 'personId'>>;
type Add = (indicator: Indicator, over: number | boolean, under: number, whose?: Whose) => void;

type Known = { nowMs: number; posts: ReadonlyMap<string, string> };

function ofCase({ incident, acts }: Case, window: Window, { nowMs, posts }: Known): Fact[] {
  const { id: incidentId, gridId, community, state, task, matter } = incident;
  const { reportedAtMs, filedAtMs, closedAtMs, closer, reporter, assignments } = incident;
  const isIn = (atMs: number | null): atMs is number => atMs !== null && atMs >= window.fromMs && atMs < window.toMs;
  const isBy = (atMs: number | null) => atMs !== null && atMs < window.toMs;
  const isVoid = state === 'cancelled' || state === 'merged';
  const lead = assignments.findLast((each) => each.role === 'lead' && isLive(each));
  const facts: Fact[] = [];
  const add: Add = (indicator, over, under, { unitId = lead?.unitId ?? null, personId = null } = {}) => {
    const matterId = matter?.matterId ?? null;
    const sums = { numerator: Number(over), denominator: under };
    const post = posts.get(personId ?? '') ?? '';
    facts.push({ indicator, incidentId, ...sums, unitId, gridId, community, personId, post, matterId, task });
  };

  if (isIn(reportedAtMs)) {
    add('valid', !isVoid, 1, { personId: reporter.personId });
    if (!isVoid) {
      add('reported', 1, 0, { personId: reporter.personId });
      add('filed', isBy(filedAtMs), 1, { personId: reporter.personId });
      if (matter) add('topClass', 0, 1);
    }
  }
  if (isIn(filedAtMs)) {
    const accept = incident.stages.find((each) => each.stage === 'accept' && each.endedAtMs === filedAtMs);
    const filer = acts.find((each) => each.atMs === filedAtMs && (each.act === 'file' || each.act === 'settle'));
    const personId = filer?.personId ?? null;
    if (accept) add('filedInTime', filedAtMs <= accept.dueAtMs, 1, { personId });
    add('acceptTime', filedAtMs - reportedAtMs, 1, { personId });
    if (task === 'dispute' && !isVoid) {
      const personId = incident.mediator?.personId ?? lead?.handler?.personId ?? null;
      const isResolved = isBy(closedAtMs) && !hasFailed(acts, window.toMs);
      add('resolved', isResolved, 1, { personId });
      add('resolvedInTime', isResolved && (closedAtMs ?? 0) <= (closeDueAtMs(incident) ?? Infinity), 1, { personId });
    }
  }
  ofAssignments(incident, acts, isIn, add);
  ofHandling({ incident, acts }, { isIn, toMs: window.toMs, add });
  const dueAtMs = closeDueAtMs(incident);
  const stands = state === 'suspended' || incident.spotTask !== null;
  if (filedAtMs !== null && !isVoid && (isIn(closedAtMs) || (isIn(dueAtMs) && !(stands && closedAtMs === null)))) {
    const personId = closer?.personId ?? null;
    add('closed', isBy(closedAtMs), 1, { personId });
    add('closedInTime', isBy(closedAtMs) && (closedAtMs ?? 0) <= (dueAtMs ?? Infinity), 1, { personId });
  }
  const late = incident.stages.find(
    ({ dueAtMs, endedAtMs }) => isIn(dueAtMs) && (endedAtMs === null ? !stands : endedAtMs > dueAtMs),
  );
  if (late) {
    const personId = late.stage === 'handle' ? handlerOf(incident, late) : null;
    add('overdue', 1, 0, { personId, ...(late.unitId !== null && { unitId: late.unitId }) });
  }
  ofActs(acts, isIn, add);
  ofSpotTasks(acts, { isIn, nowMs, add });
  return facts;
}

/** Whether its mediation came to nothing, by then. */
function hasFailed(acts: Case['acts'], toMs: number): boolean {
  return acts.some(({ act, atMs }) => act === 'mediation.fail' && atMs < toMs);
}

type HandleStage = Pick<Incident['stages'][number], 'unitId' | 'endedAtMs'>;

/** For the unit that handled it: who was done as the stage ended, though it was dispatched anew since, else who has it in hand. */
function handlerOf({ assignments }: Incident, { unitId, endedAtMs }: HandleStage): string | null {
  const parts = assignments.filter((each) => each.unitId === unitId);
  const done = parts.find(({ doneAtMs }) => doneAtMs !== null && doneAtMs === endedAtMs);
  return (done ?? parts.find(isLive))?.handler?.personId ?? null;
}

type IsIn = (atMs: number | null) => atMs is number;

function ofAssignments({ assignments }: Incident, acts: Case['acts'], isIn: IsIn, add: Add): void {
  for (const { unitId, role, state, dispatchedAtMs, doneAtMs, handler } of assignments) {
    if (isIn(dispatchedAtMs)) {
      const by = acts.find(
        (each) => each.atMs === dispatchedAtMs && (each.act === 'dispatch' || each.act === 'addUnits'),
      );
      add('rightlyDispatched', state !== 'returned', 1, { unitId, personId: by?.personId ?? null });
    }
    if (role === 'lead' && isIn(doneAtMs)) {
      add('handleTime', doneAtMs - dispatchedAtMs, 1, { unitId, personId: handler?.personId ?? null });
    }
  }
}

function ofHandling({ incident, acts }: Case, { isIn, toMs, add }: { isIn: IsIn; toMs: number; add: Add }): void {
  const isStanding = incident.state === 'suspended';
  for (const { stage, unitId, dueAtMs, endedAtMs } of incident.stages) {
    if (stage !== 'handle') continue;
    const finish = acts.find((each) => each.atMs === endedAtMs && each.act === 'finish' && each.state === 'handled');
    // Returned, merged: nobody had to handle it any more.
    if (endedAtMs !== null && !finish) continue;
    if (!(isIn(dueAtMs) && !(endedAtMs === null && isStanding)) && !(finish && isIn(endedAtMs))) continue;
    const isHandled = endedAtMs !== null && endedAtMs < toMs;
    const whose = { unitId, personId: handlerOf(incident, { unitId, endedAtMs }) };
    add('handled', isHandled, 1, whose);
    add('handledInTime', isHandled && endedAtMs <= dueAtMs, 1, whose);
  }
  const finished = acts.filter((each) => each.act === 'finish' && each.state === 'handled' && isIn(each.atMs)).at(-1);
  if (!finished) return;
  const isReworked = acts.some((each) => each.act === 'rework' && isIn(each.atMs));
  add('reworked', isReworked, 1, { unitId: finished.leadUnitId, personId: finished.personId });
}

function ofActs(acts: Case['acts'], isIn: IsIn, add: Add): void {
  const counts = [
    ['suspend', 'suspended'],
    ['extend', 'extended'],
    ['settle', 'settled'],
  ] as const;
  for (const [act, indicator] of counts) {
    const done = acts.find((each) => each.act === act && isIn(each.atMs));
    if (done) add(indicator, 1, 0, { unitId: done.leadUnitId, personId: done.personId });
  }
}

/** One that was taken back before it was due was nobody's any more. */
function ofSpotTasks(acts: Case['acts'], { isIn, nowMs, add }: { isIn: IsIn; nowMs: number; add: Add }): void {
  for (const [index, { act, atMs, taskDueAtMs, taskPersonId }] of acts.entries()) {
    if ((act !== 'verify' && act !== 'check') || !isIn(atMs) || taskDueAtMs === null) continue;
    const asked = act === 'verify' ? 'verifying' : 'checking';
    const next = acts.slice(index + 1).find(({ state }) => state !== asked);
    const answer = next?.act === (act === 'verify' ? 'verified' : 'checked') ? next : undefined;
    if (next ? !answer && next.atMs <= taskDueAtMs : taskDueAtMs > nowMs) continue;
    const isInTime = answer !== undefined && answer.atMs <= taskDueAtMs;
    const personId = answer?.personId ?? taskPersonId;
    add(act === 'verify' ? 'verifiedInTime' : 'checkedInTime', isInTime, 1, { personId });
  }
}

/** The same class within a day and 50 m of an earlier report. */
function repeats(cases: readonly Case[], { fromMs, toMs }: Window): Fact[] {
  const told = cases
    .map(({ incident }) => incident)
    .filter(({ matter, position, state }) => matter !== null && position !== null && state !== 'cancelled')
    .toSorted((one, other) => one.reportedAtMs - other.reportedAtMs || (one.number < other.number ? -1 : 1));
  return told.flatMap((incident, index) => {
    const { reportedAtMs, matter, gridId, community, id: incidentId } = incident;
    if (reportedAtMs < fromMs || reportedAtMs >= toMs) return [];
    const isRepeat = told
      .slice(0, index)
      .some(
        (earlier) =>
          earlier.matter?.matterId === matter?.matterId &&
          reportedAtMs - earlier.reportedAtMs <= REPEAT_WITHIN_MS &&
          awayM(earlier, incident) <= REPEAT_WITHIN_M,
      );
    const lead = incident.assignments.findLast((each) => each.role === 'lead' && isLive(each));
    return [
      {
        ...{ indicator: 'repeated', incidentId, numerator: Number(isRepeat), denominator: 1, gridId, community },
        ...{ unitId: lead?.unitId ?? null, personId: null, post: '', matterId: matter?.matterId ?? null },
        task: incident.task,
      } satisfies Fact,
    ];
  });
}

function awayM(one: Incident, other: Incident): number {
  if (!one.position || !other.position) return Infinity;
  return metresBetween(
    [one.position.longitude, one.position.latitude],
    [other.position.longitude, other.position.latitude],
  );
}
