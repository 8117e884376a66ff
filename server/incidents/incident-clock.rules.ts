/**
 * The clock of the stage an incident is in: begun, standing, going on, extended, and
 * what it says when its time has come. Pure: the calendar and the moment are given.
 */
import type { WorkCalendar } from '../../config/contract/calendar.ts';
import type { Incident, StageClock } from '../../config/contract/incident.ts';
import type { Stage } from '../../config/contract/matter.ts';
import type { TimeLimit } from '../../config/contract/time-limit.ts';
import { addRemaining, dueAtMs, limitMs, remainingMs, workingMsBetween } from '../../config/contract/working-time.ts';

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

/** After an act: the stage that was left is over, the one that was entered begins, and where nobody can act on it the clock stands. */
export function withClock(after: Incident, nowMs: number, time: WorkTime): Incident {
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

/** The stage gets so much more; what it said of the old limit it says again of the new one. */
export function extended(incident: Incident, by: TimeLimit, nowMs: number, time: WorkTime): Incident {
  const { clock } = incident;
  if (!clock) return incident;
  const newDueMs = dueAtMs(Math.max(clock.dueAtMs, nowMs), by, time.calendar, time.timeZone);
  const wholeMs = workingMsBetween(clock.startedAtMs, newDueMs, clock.limit.unit, time.calendar, time.timeZone);
  const stepsAtMs = stepsFrom(clock.startedAtMs, wholeMs, clock.limit.unit, time);
  return withDue(incident, {
    ...clock,
    dueAtMs: newDueMs,
    stepsAtMs,
    stepsSaid: stepsAtMs.filter((at) => at <= nowMs).length,
  });
}

/** When an incident has something to say next; null when it has not. */
export function nextClockAtMs({ clock, spotTask, supervisions }: Incident): number | null {
  const times = [
    clock && clock.standsWithMs === null ? clock.stepsAtMs[clock.stepsSaid] : undefined,
    spotTask && !spotTask.isOverdueSaid ? spotTask.dueAtMs : undefined,
    ...supervisions.filter((each) => each.repliedAtMs === null && !each.isOverdueSaid).map((each) => each.replyDueAtMs),
  ].filter((at) => at !== undefined && at !== null);
  return times.length === 0 ? null : Math.min(...times);
}

export type ClockWord = ClockStep | 'spotTaskOverdue' | 'replyOverdue';

/** All that is to be said by now, also what was missed while nobody looked. */
export function tick(incident: Incident, nowMs: number): { incident: Incident; said: ClockWord[] } {
  const said: ClockWord[] = [];
  let { clock, spotTask } = incident;
  while (clock && clock.standsWithMs === null && (clock.stepsAtMs[clock.stepsSaid] ?? Infinity) <= nowMs) {
    const step = CLOCK_STEPS[clock.stepsSaid];
    if (step) said.push(step);
    clock = { ...clock, stepsSaid: clock.stepsSaid + 1 };
  }
  if (spotTask && !spotTask.isOverdueSaid && spotTask.dueAtMs <= nowMs) {
    said.push('spotTaskOverdue');
    spotTask = { ...spotTask, isOverdueSaid: true };
  }
  const supervisions = incident.supervisions.map((each) => {
    if (each.repliedAtMs !== null || each.isOverdueSaid || each.replyDueAtMs > nowMs) return each;
    said.push('replyOverdue');
    return { ...each, isOverdueSaid: true };
  });
  return { incident: { ...incident, clock, spotTask, supervisions }, said };
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
