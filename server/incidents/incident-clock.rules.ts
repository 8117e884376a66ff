/**
 * The clock of the stage an incident is in, and those of units that assist: begun,
 * standing, going on, extended, moved by another calendar, and what they say when their
 * time has come. Pure: the calendar and the moment are given.
 */
import type { WorkCalendar } from '../../config/contract/calendar.ts';
import { type Assignment, hasEnded, type Incident, type StageClock } from '../../config/contract/incident.ts';
import type { Stage } from '../../config/contract/matter.ts';
import type { TimeLimit } from '../../config/contract/time-limit.ts';
import {
  addRemaining,
  dueAtMs,
  limitMs,
  remainingMs,
  unitMs,
  workingMsBetween,
} from '../../config/contract/working-time.ts';

export type WorkTime = { calendar: WorkCalendar; timeZone: string };

export const SPOT_TASK_LIMIT: TimeLimit = { amount: 30, unit: 'minute' };
/** Of a supervision order that the clock gives by itself. */
export const REPLY_LIMIT: TimeLimit = { amount: 4, unit: 'hour' };

/** What a clock says, in this order, at these shares of its limit. */
export const CLOCK_STEPS = ['warned', 'overdue', 'escalated', 'supervised'] as const;
export type ClockStep = (typeof CLOCK_STEPS)[number];
const STEP_SHARES = [0.8, 1, 1.5, 2] as const;

const STAGE_OF: Record<Incident['state'], Stage | null> = {
  reported: 'accept',
  verifying: 'accept',
  filed: 'dispatch',
  dispatched: 'sign',
  handling: 'handle',
  handled: 'check',
  checking: 'check',
  suspended: null,
  closed: null,
  cancelled: null,
  merged: null,
};

/** What a unit that assists is waited for. */
const STAGE_OF_PART: Record<Assignment['state'], Stage | null> = {
  offered: 'sign',
  accepted: 'handle',
  arrived: 'handle',
  done: null,
  returned: null,
  withdrawn: null,
};

/** After an act: the stage that was left is over, the one that was entered begins, and where nobody can act on it the clock stands. */
export function withClock(after: Incident, nowMs: number, time: WorkTime): Incident {
  return withPartClocks(withStageClock(after, nowMs, time), nowMs, time);
}

function withStageClock(after: Incident, nowMs: number, time: WorkTime): Incident {
  if (after.state === 'suspended') return withDue(after, after.clock && standing(after.clock, nowMs, time));
  const stage = STAGE_OF[after.state];
  if (stage === null) return { ...after, clock: null, stages: ended(after, nowMs) };
  if (after.clock?.stage === stage) {
    return withDue(after, after.spotTask ? standing(after.clock, nowMs, time) : goingOn(after.clock, nowMs, time));
  }
  const clock = begin(stage, after.limits[stage], nowMs, time);
  const lead = after.assignments.find(
    ({ role, state }) => role === 'lead' && state !== 'returned' && state !== 'withdrawn',
  );
  const record = { stage, startedAtMs: nowMs, dueAtMs: clock.dueAtMs, endedAtMs: null, unitId: lead?.unitId ?? null };
  return { ...after, clock, stages: [...ended(after, nowMs), record] };
}

function withPartClocks(after: Incident, nowMs: number, time: WorkTime): Incident {
  return withParts(after, (part) => {
    const stage = part.role === 'assist' && !hasEnded(after) ? STAGE_OF_PART[part.state] : null;
    if (stage === null) return null;
    const clock = part.clock?.stage === stage ? part.clock : begin(stage, after.limits[stage], nowMs, time);
    const canAct = after.state === 'handling' || (after.state === 'dispatched' && stage === 'sign');
    return canAct ? goingOn(clock, nowMs, time) : standing(clock, nowMs, time);
  });
}

/** The stage gets so much more, and so does whoever assists in it; what a clock said of the old limit it says again of the new one. */
export function extended(incident: Incident, by: TimeLimit, nowMs: number, time: WorkTime): Incident {
  const later = (clock: StageClock | null) => clock && withMore(clock, by, nowMs, time);
  const whole = incident.clock ? withDue(incident, later(incident.clock)) : incident;
  return withParts(whole, ({ clock }) => (clock?.standsWithMs === null ? later(clock) : clock));
}

function withMore(clock: StageClock, by: TimeLimit, nowMs: number, time: WorkTime): StageClock {
  const newDueMs = dueAtMs(Math.max(clock.dueAtMs, nowMs), by, time.calendar, time.timeZone);
  const wholeMs = workingMsBetween(clock.startedAtMs, newDueMs, clock.limit.unit, time.calendar, time.timeZone);
  const stepsAtMs = stepsFrom(clock.startedAtMs, wholeMs, clock.limit.unit, time);
  return { ...clock, dueAtMs: newDueMs, stepsAtMs, stepsSaid: stepsAtMs.filter((at) => at <= nowMs).length };
}

/**
 * By another calendar: what is left of a limit in working time stays, and its end moves
 * with the days that are worked now. What was said stays said. The same object where
 * nothing moves.
 */
export function relaid(incident: Incident, nowMs: number, { before, after }: Relaying): Incident {
  const moved = (clock: StageClock | null) => clock && relaidClock(clock, nowMs, { before, after });
  const clock = moved(incident.clock);
  const whole = clock === incident.clock ? incident : withDue(incident, clock);
  return withParts(whole, (part) => moved(part.clock));
}

export type Relaying = { before: WorkTime; after: WorkTime };

function relaidClock(clock: StageClock, nowMs: number, { before, after }: Relaying): StageClock {
  const { unit } = clock.limit;
  if (unit !== 'workHour' && unit !== 'workDay') return clock;
  // A working day is as long as the office is open.
  const share = unit === 'workDay' ? unitMs(unit, after.calendar) / unitMs(unit, before.calendar) : 1;
  if (clock.standsWithMs !== null) {
    const fromDue = ({ calendar, timeZone }: WorkTime) =>
      clock.stepsAtMs.map((atMs) => workingMsBetween(clock.dueAtMs, atMs, unit, calendar, timeZone)).join();
    if (share === 1 && fromDue(before) === fromDue(after)) return clock;
    return standing(relaidClock(goingOn(clock, nowMs, before), nowMs, { before, after }), nowMs, after);
  }
  const later = (atMs: number) => {
    if (atMs <= nowMs) return atMs;
    const leftMs = remainingMs(nowMs, atMs, unit, before.calendar, before.timeZone);
    return addRemaining(nowMs, Math.round(leftMs * share), unit, after.calendar, after.timeZone);
  };
  const now = { ...clock, dueAtMs: later(clock.dueAtMs), stepsAtMs: clock.stepsAtMs.map(later) };
  const isMoved = now.dueAtMs !== clock.dueAtMs || now.stepsAtMs.some((at, nth) => at !== clock.stepsAtMs[nth]);
  return isMoved ? now : clock;
}

/** When an incident has something to say next; null when it has not. */
export function nextClockAtMs({ clock, assignments, spotTask, supervisions }: Incident): number | null {
  const times = [
    nextStepAtMs(clock),
    ...assignments.map((part) => nextStepAtMs(part.clock)),
    spotTask && !spotTask.isOverdueSaid ? spotTask.dueAtMs : undefined,
    ...supervisions.filter((each) => each.repliedAtMs === null && !each.isOverdueSaid).map((each) => each.replyDueAtMs),
  ].filter((at) => at !== undefined && at !== null);
  return times.length === 0 ? null : Math.min(...times);
}

export type ClockWord = ClockStep | 'spotTaskOverdue' | 'replyOverdue';

/** `part`: whose clock it was that spoke, where it was not the incident's own. */
export type Spoken = { incident: Incident; said: ClockWord[]; part: Assignment | null };

/** All that the incident's own clocks have to say by now, also what was missed while nobody looked; else what one unit's has; null when all is said. */
export function tick(incident: Incident, nowMs: number): Spoken | null {
  const said: ClockWord[] = [];
  const clock = spoken(incident.clock, nowMs, said);
  let { spotTask } = incident;
  if (spotTask && !spotTask.isOverdueSaid && spotTask.dueAtMs <= nowMs) {
    said.push('spotTaskOverdue');
    spotTask = { ...spotTask, isOverdueSaid: true };
  }
  const supervisions = incident.supervisions.map((each) => {
    if (each.repliedAtMs !== null || each.isOverdueSaid || each.replyDueAtMs > nowMs) return each;
    said.push('replyOverdue');
    return { ...each, isOverdueSaid: true };
  });
  if (said.length > 0) return { incident: { ...incident, clock, spotTask, supervisions }, said, part: null };
  const part = incident.assignments.find((each) => (nextStepAtMs(each.clock) ?? Infinity) <= nowMs);
  if (!part) return null;
  const partClock = spoken(part.clock, nowMs, said);
  return { incident: withParts(incident, (each) => (each === part ? partClock : each.clock)), said, part };
}

function spoken(clock: StageClock | null, nowMs: number, said: ClockWord[]): StageClock | null {
  let now = clock;
  while (now && (nextStepAtMs(now) ?? Infinity) <= nowMs) {
    const step = CLOCK_STEPS[now.stepsSaid];
    if (step) said.push(step);
    now = { ...now, stepsSaid: now.stepsSaid + 1 };
  }
  return now;
}

function nextStepAtMs(clock: StageClock | null): number | undefined {
  return clock?.standsWithMs === null ? clock.stepsAtMs[clock.stepsSaid] : undefined;
}

/** A part whose clock is the same stays the same. */
function withParts(incident: Incident, clockOf: (part: Assignment) => StageClock | null): Incident {
  const assignments = incident.assignments.map((part) => {
    const clock = clockOf(part);
    return clock === part.clock ? part : { ...part, clock };
  });
  return assignments.every((part, nth) => part === incident.assignments[nth]) ? incident : { ...incident, assignments };
}

function begin(stage: Stage, limit: TimeLimit, nowMs: number, time: WorkTime): StageClock {
  const stepsAtMs = stepsFrom(nowMs, limitMs(limit, time.calendar), limit.unit, time);
  const due = dueAtMs(nowMs, limit, time.calendar, time.timeZone);
  return { stage, limit, startedAtMs: nowMs, dueAtMs: due, stepsAtMs, stepsSaid: 0, standsWithMs: null };
}

function stepsFrom(
  startMs: number,
  wholeMs: number,
  unit: TimeLimit['unit'],
  { calendar, timeZone }: WorkTime,
): number[] {
  return STEP_SHARES.map((share) => addRemaining(startMs, Math.round(wholeMs * share), unit, calendar, timeZone));
}

function standing(clock: StageClock, nowMs: number, { calendar, timeZone }: WorkTime): StageClock {
  if (clock.standsWithMs !== null) return clock;
  return { ...clock, standsWithMs: remainingMs(nowMs, clock.dueAtMs, clock.limit.unit, calendar, timeZone) };
}

/** Every step comes later by as much as the clock stood, in the limit's own time. */
function goingOn(clock: StageClock, nowMs: number, { calendar, timeZone }: WorkTime): StageClock {
  if (clock.standsWithMs === null) return clock;
  const { unit } = clock.limit;
  const wasLeftMs = clock.standsWithMs;
  const toStepMs = (atMs: number) => wasLeftMs + workingMsBetween(clock.dueAtMs, atMs, unit, calendar, timeZone);
  const later = (atMs: number) => {
    const leftMs = toStepMs(atMs);
    return leftMs > 0 ? addRemaining(nowMs, leftMs, unit, calendar, timeZone) : atMs;
  };
  return { ...clock, dueAtMs: later(clock.dueAtMs), stepsAtMs: clock.stepsAtMs.map(later), standsWithMs: null };
}

function withDue(incident: Incident, clock: StageClock | null): Incident {
  const stages = incident.stages.map((each) =>
    each.endedAtMs === null && clock ? { ...each, dueAtMs: clock.dueAtMs } : each,
  );
  return { ...incident, clock, stages };
}

function ended({ stages }: Incident, nowMs: number): Incident['stages'] {
  return stages.map((each) => (each.endedAtMs === null ? { ...each, endedAtMs: nowMs } : each));
}
