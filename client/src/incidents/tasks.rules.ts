/** What one person has to do: offers to their unit, orders it is to answer, what it handles, what is asked of them on the spot, disputes they mediate. Pure. */
import { hasEnded, type Incident, type StageClock } from '../../../config/contract/incident.ts';
import { mayAct } from '../../../config/contract/incident-act.ts';
import type { RightsHolder } from '../../../config/contract/person.ts';

export const TASK_KINDS = ['offer', 'spot', 'order', 'handling', 'mediation', 'reported'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];
export type Tasks = Record<TaskKind, Incident[]>;

export function tasksOf(incidents: Iterable<Incident>, person: RightsHolder): Tasks {
  const tasks: Tasks = { offer: [], spot: [], order: [], handling: [], mediation: [], reported: [] };
  for (const incident of incidents) {
    const kind = taskKind(incident, person);
    if (kind) tasks[kind].push(incident);
  }
  for (const kind of TASK_KINDS) tasks[kind].sort(byDue(person));
  return tasks;
}

/** What it waits for from this person or their unit; that one reported it is nothing to do, and suspended it waits for the desk. */
export function waitsFor(incident: Incident, person: RightsHolder): TaskKind | null {
  const kind = taskKind(incident, person);
  const isOurs = kind !== 'reported' && (kind === 'order' || incident.state !== 'suspended');
  return isOurs ? kind : null;
}

function taskKind(incident: Incident, person: RightsHolder): TaskKind | null {
  if (hasEnded(incident)) return null;
  const parts = incident.assignments.filter(({ unitId }) => unitId === person.unitId);
  if (isAskedOnTheSpot(incident, person)) return 'spot';
  if (parts.some(({ state }) => state === 'offered')) return 'offer';
  if (mustAnswer(incident, person)) return 'order';
  if (parts.some(({ state }) => state === 'accepted' || state === 'arrived')) return 'handling';
  if (incident.mediator?.personId === person.id) return 'mediation';
  return incident.reporter.personId === person.id ? 'reported' : null;
}

function isAskedOnTheSpot(incident: Incident, person: RightsHolder): boolean {
  const { spotTask } = incident;
  if (!spotTask) return false;
  const act = spotTask.kind === 'verify' ? 'verified' : 'checked';
  return spotTask.people.some(({ personId }) => personId === person.id) && mayAct(person, act, incident);
}

function mustAnswer(incident: Incident, person: RightsHolder): boolean {
  const isAsked = incident.supervisions.some((each) => each.repliedAtMs === null && each.unitId === person.unitId);
  return isAsked && mayAct(person, 'reply', incident);
}

/** What is due first. */
export function byDue(person: RightsHolder): (one: Incident, other: Incident) => number {
  const dueOf = (incident: Incident) =>
    incident.spotTask?.dueAtMs ?? ownClock(incident, person)?.dueAtMs ?? Number.MAX_SAFE_INTEGER;
  return (one, other) => dueOf(one) - dueOf(other) || one.reportedAtMs - other.reportedAtMs;
}

/** Of a unit that assists, its own; the lead's and anybody else's is the incident's. */
export function ownClock(
  { assignments, clock }: Pick<Incident, 'assignments' | 'clock'>,
  { unitId }: Pick<RightsHolder, 'unitId'>,
): StageClock | null {
  const part = assignments.find((each) => each.unitId === unitId && each.clock !== null);
  return part?.clock ?? clock;
}
