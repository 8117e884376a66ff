/**
 * Incidents: something that happened and must be dealt with, from the report to the
 * closed case. What may be done with one is a union of acts (incident-act.ts).
 */
import { z } from 'zod';
import { FormFieldKind, MatterLevel, MatterTask, Stage, StageLimits } from './matter.ts';
import { Position } from './place.ts';
import { Checklist } from './plan.ts';
import { Scope } from './rights.ts';
import { TimeLimit } from './time-limit.ts';

/**
 * reported 已上报 · verifying 核实中 · filed 已立案 · dispatched 已派遣 · handling 处置中 ·
 * handled 已反馈, to be checked · checking 核查中 · suspended 挂账 · closed 结案 ·
 * cancelled 作废 · merged 已并案
 */
export const IncidentState = z.enum([
  'reported',
  'verifying',
  'filed',
  'dispatched',
  'handling',
  'handled',
  'checking',
  'suspended',
  'closed',
  'cancelled',
  'merged',
]);
export type IncidentState = z.infer<typeof IncidentState>;

/** Nothing is due on these any more. */
export const ENDED_STATES: readonly IncidentState[] = ['closed', 'cancelled', 'merged'];

export function hasEnded({ state }: { state: IncidentState }): boolean {
  return ENDED_STATES.includes(state);
}

export const IncidentSource = z.enum([
  'operator',
  'alert',
  'gridMember',
  'phone',
  'hotline',
  'visitor',
  'transfer',
  'citizen',
]);
export type IncidentSource = z.infer<typeof IncidentSource>;

/** A person as they were called then. */
export const Named = z.object({ personId: z.string(), name: z.string() });
export type Named = z.infer<typeof Named>;

/** The clock of the stage an incident is in (accept 受理 · dispatch 派遣 · sign 签收 · handle 处置 · check 核查). It stands while the incident is suspended or somebody looks on the spot. A unit that assists has one of its own. */
export const StageClock = z.object({
  stage: Stage,
  limit: TimeLimit,
  startedAtMs: z.int(),
  dueAtMs: z.int(),
  /** When it warns, is over, goes up, and becomes a supervision order: 80, 100, 150 and 200 % of the limit. */
  stepsAtMs: z.array(z.int()).length(4),
  /** How many of the steps were said. */
  stepsSaid: z.int().min(0).max(4),
  /** While it stands: what is left of the limit, in ms of the limit's own time; negative by how much it is over. */
  standsWithMs: z.int().nullable(),
});
export type StageClock = z.infer<typeof StageClock>;

/** One unit's part. The first of those offered the lead that accepts it has it; the others' offers are withdrawn. */
export const Assignment = z.object({
  unitId: z.string(),
  unitName: z.string(),
  role: z.enum(['lead', 'assist']),
  state: z.enum(['offered', 'accepted', 'arrived', 'done', 'returned', 'withdrawn']),
  dispatchedAtMs: z.int(),
  acceptedAtMs: z.int().nullable(),
  arrivedAtMs: z.int().nullable(),
  doneAtMs: z.int().nullable(),
  /** Who accepted, or returned it. */
  handler: Named.nullable(),
  /** Why it was returned. */
  reason: z.string(),
  /** Of a unit that assists: to sign, then to handle; it stands while it has nothing to do. The lead's is the incident's. Rows from before have none. */
  clock: StageClock.nullable().default(null),
});
export type Assignment = z.infer<typeof Assignment>;

/** That it was neither returned nor withdrawn. */
export function isLive({ state }: Pick<Assignment, 'state'>): boolean {
  return state !== 'returned' && state !== 'withdrawn';
}

/** Whose lead it is. */
export function leadOf({ assignments }: { assignments: readonly Assignment[] }): Assignment | undefined {
  return assignments.find((each) => each.role === 'lead' && isLive(each));
}

/** 核实 before filing, 核查 before closing: asked of people on the spot. */
const SpotTask = z.object({
  kind: z.enum(['verify', 'check']),
  people: z.array(Named),
  askedAtMs: z.int(),
  dueAtMs: z.int(),
  /** That it is over was said. */
  isOverdueSaid: z.boolean(),
});
export type SpotTask = z.infer<typeof SpotTask>;

/** What was found on the spot. */
const Finding = z.object({
  kind: z.enum(['verify', 'check']),
  /** Of verify: it is as reported. Of check: it is dealt with. */
  isSo: z.boolean(),
  note: z.string(),
  by: Named,
  atMs: z.int(),
});

/** A stage that is over, or runs (`endedAtMs` null). */
const StageRecord = z.object({
  stage: Stage,
  startedAtMs: z.int(),
  dueAtMs: z.int(),
  endedAtMs: z.int().nullable(),
  /** Whose it was: the unit that led, where one did. */
  unitId: z.string().nullable(),
});

/** 督办: an order to answer for it, by a person or by the clock itself. */
const Supervision = z.object({
  id: z.string(),
  by: Named.nullable(),
  atMs: z.int(),
  unitId: z.string().nullable(),
  unitName: z.string(),
  reason: z.string(),
  replyDueAtMs: z.int(),
  isOverdueSaid: z.boolean(),
  reply: z.string(),
  replier: Named.nullable(),
  repliedAtMs: z.int().nullable(),
});

/** A stretch of a camera's recording that words point at. */
export const Clip = z
  .strictObject({ cameraId: z.string().max(64), fromMs: z.int().min(0), toMs: z.int().min(0) })
  .refine(({ fromMs, toMs }) => fromMs < toMs, { path: ['toMs'] });
export type Clip = z.infer<typeof Clip>;

/** One line of the command log: what was done last, by whom, in whose words. */
export const IncidentWord = z.object({
  act: z.string(),
  by: Named.nullable(),
  unitName: z.string(),
  note: z.string(),
  /** Names the words need: units, people, numbers of other incidents. */
  about: z.string(),
  position: Position.nullable(),
  clip: Clip.optional(),
});
export type IncidentWord = z.infer<typeof IncidentWord>;

export const Incident = z.object({
  id: z.string(),
  /** Number of the day in the site's time zone, such as `20261123-0007`. */
  number: z.string(),
  title: z.string(),
  description: z.string(),
  state: IncidentState,
  source: IncidentSource,
  level: MatterLevel,
  task: MatterTask.nullable(),
  /** The version of the catalogue's row it was filed under; that stays. */
  matter: z
    .object({
      matterId: z.string(),
      version: z.int(),
      code: z.string(),
      name: z.string(),
      /** Which of that version's standards, from 0; left out: the first. */
      standard: z.int().min(0).optional(),
    })
    .nullable(),
  /** What the matter's form asked. */
  form: z.record(z.string(), z.string()),
  limits: StageLimits,
  cameraId: z.string().nullable(),
  gridId: z.string().nullable(),
  community: z.string(),
  position: Position.nullable(),
  address: z.string(),
  alertId: z.string().nullable(),
  /** Null for a citizen, who has no account. */
  reporter: z.object({ personId: z.string().nullable(), name: z.string(), phone: z.string() }),
  reportedAtMs: z.int(),
  filedAtMs: z.int().nullable(),
  assignments: z.array(Assignment),
  spotTask: SpotTask.nullable(),
  findings: z.array(Finding),
  clock: StageClock.nullable(),
  stages: z.array(StageRecord),
  /** The state it goes back to when it is taken up again. */
  suspended: z.object({ from: IncidentState, reason: z.string(), sinceMs: z.int() }).nullable(),
  extensionCount: z.int(),
  returnCount: z.int(),
  reworkCount: z.int(),
  supervisions: z.array(Supervision),
  mergedInto: z.object({ incidentId: z.string(), number: z.string() }).nullable(),
  splitFrom: z.object({ incidentId: z.string(), number: z.string() }).nullable(),
  confidential: z.boolean(),
  /** People named in a confidential case, besides those who act in it. */
  insiders: z.array(Named),
  /** Of a dispute: whose it is to mediate. Rows from before that was kept have none. */
  mediator: Named.nullable().default(null),
  /** The plan that was taken up. Rows from before there were plans have none. */
  checklist: Checklist.nullable().default(null),
  /** An exercise: in no figure. */
  drill: z.boolean(),
  closer: Named.nullable(),
  closedAtMs: z.int().nullable(),
  closingNote: z.string(),
  last: IncidentWord,
  scope: Scope,
});
export type Incident = z.infer<typeof Incident>;

/** Words about an incident: never more than a page. */
export const note = z.string().trim().max(1_000);
export const reason = z.string().trim().min(1).max(1_000);

export const ReportIncident = z.strictObject({
  /** Given by a phone that may have to send it again: the same id is the same incident. */
  incidentId: z.uuid().optional(),
  title: z.string().trim().min(1).max(100),
  description: z.string().trim().max(2_000).default(''),
  source: IncidentSource.exclude(['alert', 'citizen']).default('operator'),
  level: MatterLevel.default('general'),
  task: MatterTask.nullable().default(null),
  matterId: z.string().nullable().default(null),
  form: z.record(z.string().max(40), z.string().max(500)).default({}),
  position: Position.nullable().default(null),
  address: z.string().trim().max(200).default(''),
  gridId: z.string().nullable().default(null),
  cameraId: z.string().nullable().default(null),
  /** Who told of it by telephone or at the desk; empty when it is whoever reports. */
  informant: z.string().trim().max(40).default(''),
  informantPhone: z.string().trim().max(30).default(''),
  confidential: z.boolean().default(false),
  drill: z.boolean().default(false),
});
export type ReportIncident = z.infer<typeof ReportIncident>;

export const IncidentQuery = z.strictObject({ atMs: z.coerce.number().int().min(0).optional() });

/** Where and when a report is, to find what tells of the same. */
export const SimilarQuery = z.strictObject({
  longitude: z.coerce.number().min(-180).max(180),
  latitude: z.coerce.number().min(-90).max(90),
});
export type SimilarQuery = z.infer<typeof SimilarQuery>;

/** An answer to what the matter's form asks. */
const FilledField = z.object({ label: z.string(), kind: FormFieldKind, value: z.string() });
export type FilledField = z.infer<typeof FilledField>;

/** The command log: each act as it was, and who was told of it. */
export const IncidentLog = z.object({
  lines: z.array(
    IncidentWord.extend({
      seq: z.int(),
      atMs: z.int(),
      state: IncidentState,
      level: MatterLevel,
      actor: z.string(),
      /** What this act answered of the matter's form. */
      filled: z.array(FilledField),
    }),
  ),
  notices: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      to: z.string(),
      atMs: z.int(),
      /** On a page of the console; on the phone page. */
      deliveredAtMs: z.int().nullable(),
      onPhoneAtMs: z.int().nullable(),
      readAtMs: z.int().nullable(),
      /** By the service outside; null where it was not sent on. */
      sentOnAtMs: z.int().nullable(),
      sendingFailure: z.string(),
    }),
  ),
});
export type IncidentLog = z.infer<typeof IncidentLog>;
