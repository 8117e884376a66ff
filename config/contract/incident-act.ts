/**
 * What may be done with an incident, and by whom from which state: one table, obeyed by
 * the server and read by the console, which offers what the table allows.
 */
import { z } from 'zod';
import { Clip, ENDED_STATES, type Incident, IncidentState, isLive, note, reason, type SpotTask } from './incident.ts';
import { MatterLevel } from './matter.ts';
import { Position } from './place.ts';
import { type Action, type Holder, mayReachTo } from './rights.ts';
import { TimeLimit } from './time-limit.ts';

const unitIds = z.array(z.string()).max(20);
const words = { note: note.default('') };
/** The unit somebody acts for: their own, or, at the desk, the one that told them by telephone. */
const forUnit = { unitId: z.string().optional() };
/** That it is dealt with by the closing condition of the standard it was filed under, where that has one. */
const conditionMet = { conditionMet: z.boolean().default(false) };
/** Answers to what the matter's form asks; those given before stay. */
const form = z.record(z.string().max(40), z.string().max(500)).default({});
const position = Position.nullable().default(null);

export const IncidentAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('verify'), personIds: z.array(z.string()).max(10).default([]), ...words }),
  z.strictObject({ act: z.literal('verified'), isSo: z.boolean(), form, note: reason, position }),
  z.strictObject({
    act: z.literal('file'),
    matterId: z.string().nullable().default(null),
    /** Which of the matter's standards it is, from 0. Left out: as it was reported, else the first. */
    standard: z.int().min(0).max(49).optional(),
    level: MatterLevel.optional(),
    form,
    ...words,
  }),
  z.strictObject({ act: z.literal('cancel'), note: reason }),
  z.strictObject({ act: z.literal('settle'), ...conditionMet, note: reason }),
  z.strictObject({
    act: z.literal('dispatch'),
    /** More than one: whoever accepts first leads. */
    leadUnitIds: unitIds.min(1),
    assistUnitIds: unitIds.default([]),
    ...words,
  }),
  z.strictObject({ act: z.literal('addUnits'), assistUnitIds: unitIds.min(1), ...words }),
  z.strictObject({ act: z.literal('accept'), ...forUnit, ...words }),
  z.strictObject({ act: z.literal('return'), ...forUnit, note: reason }),
  z.strictObject({ act: z.literal('arrive'), ...forUnit, ...words, position }),
  z.strictObject({ act: z.literal('progress'), ...forUnit, note: reason, position }),
  z.strictObject({ act: z.literal('finish'), ...forUnit, note: reason, position }),
  /** More hands are needed than are there: the desk is told, and answers with units that assist. */
  z.strictObject({ act: z.literal('askBackup'), ...forUnit, note: reason, position }),
  z.strictObject({ act: z.literal('check'), personIds: z.array(z.string()).max(10).default([]), ...words }),
  z.strictObject({ act: z.literal('checked'), isSo: z.boolean(), note: reason, position }),
  z.strictObject({ act: z.literal('close'), ...conditionMet, note: reason }),
  z.strictObject({ act: z.literal('rework'), note: reason }),
  z.strictObject({ act: z.literal('suspend'), note: reason }),
  z.strictObject({ act: z.literal('resume'), ...words }),
  z.strictObject({ act: z.literal('extend'), by: TimeLimit, note: reason }),
  z.strictObject({ act: z.literal('escalate'), level: MatterLevel, note: reason }),
  z.strictObject({ act: z.literal('merge'), intoIncidentId: z.string(), ...words }),
  z.strictObject({ act: z.literal('split'), title: z.string().trim().min(1).max(100), note: note.default('') }),
  z.strictObject({
    act: z.literal('supervise'),
    /** Null: the unit that leads. */
    unitId: z.string().nullable().default(null),
    replyWithin: TimeLimit.default({ amount: 4, unit: 'hour' }),
    note: reason,
  }),
  z.strictObject({ act: z.literal('reply'), supervisionId: z.string(), note: reason }),
  z.strictObject({ act: z.literal('reopen'), note: reason }),
  z.strictObject({ act: z.literal('remark'), note: reason, clip: Clip.optional() }),
  /** Calls those who have it in hand, and who leads, to a conference: a room, or the address of a meeting. */
  z.strictObject({ act: z.literal('confer'), place: z.string().trim().min(1).max(200), ...words }),
  z.strictObject({
    act: z.literal('confide'),
    confidential: z.boolean(),
    /** Who sees it then, besides those who act in it and those with the right to confidential cases. */
    personIds: z.array(z.string()).max(50).default([]),
    note: reason,
  }),
  z.strictObject({ act: z.literal('takeUpPlan'), planId: z.string(), ...words }),
  z.strictObject({ act: z.literal('tick'), itemId: z.string().max(20), ...words }),
  z.strictObject({ act: z.literal('untick'), itemId: z.string().max(20), ...words }),
]);
export type IncidentAct = z.infer<typeof IncidentAct>;
export type ActName = IncidentAct['act'];

/** As it is sent: with an id of the sender's, the same act sent again is done once. */
export const DoIncidentAct = z.intersection(IncidentAct, z.strictObject({ actId: z.uuid().optional() }));
export type DoIncidentAct = z.infer<typeof DoIncidentAct>;

const OPEN = IncidentState.options.filter((state) => !ENDED_STATES.includes(state));
const BEFORE_FEEDBACK: readonly IncidentState[] = ['reported', 'filed', 'dispatched', 'handling'];

type Rule = { from: readonly IncidentState[]; needs: Action };

/** From which states, and with which right over the incident. */
export const ACT_RULES: Record<ActName, Rule> = {
  verify: { from: ['reported'], needs: 'incident.dispatch' },
  verified: { from: ['verifying'], needs: 'incident.verify' },
  file: { from: ['reported', 'verifying'], needs: 'incident.dispatch' },
  cancel: { from: ['reported', 'verifying', 'filed'], needs: 'incident.dispatch' },
  settle: { from: ['reported', 'verifying', 'filed'], needs: 'incident.dispatch' },
  dispatch: { from: ['filed', 'dispatched'], needs: 'incident.dispatch' },
  addUnits: { from: ['dispatched', 'handling'], needs: 'incident.dispatch' },
  accept: { from: ['dispatched', 'handling'], needs: 'incident.handle' },
  return: { from: ['dispatched', 'handling'], needs: 'incident.handle' },
  arrive: { from: ['handling'], needs: 'incident.handle' },
  progress: { from: ['handling'], needs: 'incident.handle' },
  finish: { from: ['handling', 'handled'], needs: 'incident.handle' },
  askBackup: { from: ['handling'], needs: 'incident.handle' },
  check: { from: ['handled'], needs: 'incident.dispatch' },
  checked: { from: ['checking'], needs: 'incident.verify' },
  close: { from: ['handled', 'checking'], needs: 'incident.dispatch' },
  rework: { from: ['handled', 'checking'], needs: 'incident.dispatch' },
  suspend: { from: ['filed', 'dispatched', 'handling'], needs: 'incident.dispatch' },
  resume: { from: ['suspended'], needs: 'incident.dispatch' },
  extend: { from: ['dispatched', 'handling'], needs: 'incident.supervise' },
  escalate: { from: OPEN, needs: 'incident.dispatch' },
  merge: { from: BEFORE_FEEDBACK, needs: 'incident.dispatch' },
  split: { from: BEFORE_FEEDBACK, needs: 'incident.dispatch' },
  supervise: { from: OPEN, needs: 'incident.supervise' },
  reply: { from: IncidentState.options, needs: 'incident.handle' },
  reopen: { from: ['closed', 'cancelled'], needs: 'incident.supervise' },
  remark: { from: IncidentState.options, needs: 'incident.remark' },
  confer: { from: OPEN, needs: 'incident.dispatch' },
  confide: { from: OPEN, needs: 'incident.dispatch' },
  takeUpPlan: { from: OPEN, needs: 'incident.dispatch' },
  tick: { from: OPEN, needs: 'incident.handle' },
  untick: { from: OPEN, needs: 'incident.handle' },
};

type Judged = Pick<Incident, 'state' | 'scope' | 'spotTask' | 'reporter' | 'assignments'>;

/** Whether the table lets this person do that to the incident as it stands. */
export function mayAct(holder: Holder, act: ActName, incident: Judged): boolean {
  return ACT_RULES[act].from.includes(incident.state) && mayActAtAll(holder, act, incident);
}

/** The same, whatever its state. */
export function mayActAtAll(holder: Holder, act: ActName, incident: Omit<Judged, 'state'>): boolean {
  if (!reachesTo(holder, ACT_RULES[act].needs, incident)) return false;
  return (act !== 'verified' && act !== 'checked') || maySayWhatIsThere(holder, incident);
}

/** The desk writes down what it is told by telephone; else it is for whoever was asked to say. */
function maySayWhatIsThere(holder: Holder, incident: Omit<Judged, 'state'>): boolean {
  const { spotTask } = incident;
  if (spotTask === null || reachesTo(holder, ACT_RULES[spotTask.kind].needs, incident)) return true;
  const isAsked = spotTask.people.some(({ personId }) => personId === holder.id);
  return isAsked && !isPartyTo(spotTask.kind, holder.id, incident);
}

/** Who reported it is no witness of the report, nor who handled it of the result. */
export function isPartyTo(
  kind: SpotTask['kind'],
  personId: string | undefined,
  { reporter, assignments }: Pick<Incident, 'reporter' | 'assignments'>,
): boolean {
  if (kind === 'verify') return reporter.personId === personId;
  return assignments.some((each) => isLive(each) && each.handler?.personId === personId);
}

function reachesTo(holder: Holder, action: Action, { scope }: Pick<Judged, 'scope'>): boolean {
  const { belonging, cameraGroupId } = scope;
  return belonging !== undefined && mayReachTo(holder, action, { belonging, cameraGroupId });
}
