/**
 * Mediation of a dispute, as a variant of an incident (化解矛盾纠纷) with steps of its own.
 *
 * Who the parties are and what was said is seen by those in it alone; the incident, its
 * log and every list know no more than which step it has reached.
 */
import { z } from 'zod';
import { Named } from './incident.ts';

/** registered 已登记 · assigned 已指派 · mediating 调解中 · agreed 达成协议 · failed 调解不成 · closed 已归档 */
export const MediationState = z.enum(['registered', 'assigned', 'mediating', 'agreed', 'failed', 'closed']);
export type MediationState = z.infer<typeof MediationState>;

/** 申请人, 被申请人, 代理人, 相关人. */
export const Standing = z.enum(['applicant', 'respondent', 'agent', 'concerned']);
export type Standing = z.infer<typeof Standing>;

const day = z.iso.date();
const words = z.string().trim().min(1).max(2_000);

export const Party = z.strictObject({
  name: z.string().trim().min(1).max(40),
  phone: z.string().trim().max(30),
  standing: Standing,
});
export type Party = z.infer<typeof Party>;

export const SessionResult = z.enum(['continue', 'agreed', 'failed']);
export type SessionResult = z.infer<typeof SessionResult>;

const Session = z.strictObject({
  day,
  place: z.string().trim().min(1).max(100),
  said: words,
  result: SessionResult,
});
const Visit = z.strictObject({ day, isKept: z.boolean(), note: words });

export const MediationAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('register'), parties: z.array(Party).min(1).max(20) }),
  z.strictObject({ act: z.literal('parties'), version: z.int(), parties: z.array(Party).min(1).max(20) }),
  z.strictObject({ act: z.literal('assign'), version: z.int(), mediatorId: z.string() }),
  Session.extend({ act: z.literal('session'), version: z.int() }),
  z.strictObject({ act: z.literal('agree'), version: z.int(), text: words, dueDay: day }),
  z.strictObject({ act: z.literal('fail'), version: z.int(), note: words }),
  Visit.extend({ act: z.literal('visit'), version: z.int() }),
  z.strictObject({ act: z.literal('close'), version: z.int(), note: words }),
]);
export type MediationAct = z.infer<typeof MediationAct>;
/** As it is sent: with an id of the sender's, the same step sent again is taken once. */
export const TakeMediationStep = z.intersection(MediationAct, z.strictObject({ actId: z.uuid().optional() }));
export type TakeMediationStep = z.infer<typeof TakeMediationStep>;
export type MediationActName = MediationAct['act'];

/** From which state each is possible; `none`: nothing was registered yet. */
export const MEDIATION_RULES: Record<MediationActName, readonly (MediationState | 'none')[]> = {
  register: ['none'],
  parties: ['registered', 'assigned', 'mediating'],
  assign: ['registered', 'assigned', 'mediating'],
  session: ['assigned', 'mediating'],
  agree: ['mediating'],
  fail: ['mediating'],
  visit: ['agreed'],
  close: ['agreed', 'failed'],
};

const by = { by: Named, atMs: z.int() };

export const Mediation = z.object({
  incidentId: z.string(),
  version: z.int(),
  state: MediationState,
  parties: z.array(Party),
  mediator: Named.nullable(),
  sessions: z.array(Session.extend(by)),
  agreement: z.object({ text: z.string(), dueDay: z.string(), ...by }).nullable(),
  failure: z.object({ note: z.string(), ...by }).nullable(),
  visits: z.array(Visit.extend(by)),
  closing: z.object({ note: z.string(), ...by }).nullable(),
  registeredBy: Named,
  registeredAtMs: z.int(),
});
export type Mediation = z.infer<typeof Mediation>;

/** What whoever sees the incident may know. */
export const MediationStatus = Mediation.pick({ incidentId: true, version: true, state: true, mediator: true }).extend({
  sessionCount: z.int(),
  visitCount: z.int(),
  dueDay: z.string().nullable(),
});
export type MediationStatus = z.infer<typeof MediationStatus>;

export const MediationView = z.object({
  /** Null: nothing was registered. */
  status: MediationStatus.nullable(),
  /** Null to who is not in it. */
  mediation: Mediation.nullable(),
  /** What the person may do now. */
  acts: z.array(z.string()),
});
export type MediationView = z.infer<typeof MediationView>;

export const OpenMediation = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export type OpenMediation = z.infer<typeof OpenMediation>;
