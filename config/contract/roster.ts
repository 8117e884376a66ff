/**
 * The duty roster (值班表) and the hand-over from one shift of the command room to the next (交接班).
 *
 * A shift is the command room's own, or a unit's. Only the command room hands over: what
 * is open is put together by itself, and stays as it was when it was signed.
 */
import { z } from 'zod';
import { AlertKind, AlertLevel, AlertState } from './alert.ts';
import { Failure } from './errors.ts';
import { IncidentState, Named } from './incident.ts';
import { MatterLevel } from './matter.ts';
import { ExportState } from './recording.ts';
import type { Scope } from './rights.ts';

const PEOPLE_MOST = 30;
const WORDS_MOST = 2_000;

const shiftFields = {
  /** Null: the command room's own. */
  unitId: z.string().nullable(),
  /** 白班, 夜班. */
  name: z.string().trim().min(1).max(20),
  fromMs: z.int().min(0),
  toMs: z.int().min(0),
  /** 值班领导: who signs for the shift and decides in it. */
  leaderId: z.string().min(1),
  /** The others. */
  personIds: z.array(z.string().min(1)).max(PEOPLE_MOST),
  place: z.string().trim().max(60),
  /** What to look after. */
  focus: z.string().trim().max(200),
};

export const AddShift = z.strictObject(shiftFields);
export type AddShift = z.infer<typeof AddShift>;

/** All of them or none. */
export const AddShifts = z.strictObject({ shifts: z.array(AddShift).min(1).max(400) });
export type AddShifts = z.infer<typeof AddShifts>;

/** `version` is the one that was changed: somebody else's change in between is not overwritten. */
export const ChangeShift = z
  .strictObject(shiftFields)
  .omit({ unitId: true })
  .partial()
  .extend({ version: z.int().min(1) });
export type ChangeShift = z.infer<typeof ChangeShift>;

export const RemoveShift = z.strictObject({ version: z.coerce.number().int().min(1) });

export const Shift = z.object({
  id: z.string(),
  unitId: z.string().nullable(),
  name: z.string(),
  fromMs: z.int(),
  toMs: z.int(),
  leader: Named,
  people: z.array(Named),
  place: z.string(),
  focus: z.string(),
  version: z.int(),
  changedAtMs: z.int(),
  changedBy: z.object({ personId: z.string().nullable(), name: z.string() }),
});
export type Shift = z.infer<typeof Shift>;

/** none: nobody wrote anything · draft: written, not signed · handedOver: signed by who leaves · takenOver: by who comes. */
export const HandoverState = z.enum(['none', 'draft', 'handedOver', 'takenOver']);
export type HandoverState = z.infer<typeof HandoverState>;

/** Longer than a month and a half nobody looks at. */
export const ROSTER_RANGE_MOST_MS = 46 * 24 * 3_600_000;
export const RosterQuery = z.strictObject({
  fromMs: z.coerce.number().int().min(0),
  toMs: z.coerce.number().int().min(0),
});
export type RosterQuery = z.infer<typeof RosterQuery>;

export const RosterShift = Shift.extend({
  /** Null where nothing is handed over, or for whoever may not read it. */
  handover: HandoverState.nullable(),
});
export type RosterShift = z.infer<typeof RosterShift>;

/** Those that touch the range, the earliest first. */
export const Roster = z.object({ shifts: z.array(RosterShift) });

export const HandoverWords = z.object({
  /** Orders from above and their state. */
  orders: z.string().trim().max(WORDS_MOST),
  /** Visits, calls and who asked for recordings. */
  visits: z.string().trim().max(WORDS_MOST),
  /** Keys, radios and what else was lent. */
  lent: z.string().trim().max(WORDS_MOST),
  /** What the next shift has to see to. */
  focus: z.string().trim().max(WORDS_MOST),
});
export type HandoverWords = z.infer<typeof HandoverWords>;

const HANDOVER_ACTS = ['save', 'handOver', 'takeOver', 'sendBack'] as const;

const Signature = z.object({ by: Named, atMs: z.int(), note: z.string() });
export type Signature = z.infer<typeof Signature>;

/** As it is kept and recorded: what was open by its ids, for not everybody who reads it may see all of it. */
export const Handover = z.object({
  shiftId: z.string(),
  version: z.int(),
  lastAct: z.enum(HANDOVER_ACTS),
  words: HandoverWords,
  handedOver: Signature.nullable(),
  takenOver: Signature.nullable(),
  /** Why whoever came sent it back, oldest first. */
  sentBack: z.array(Signature),
  /** What was open when it was signed; null before. */
  open: z
    .object({
      atMs: z.int(),
      reportedCount: z.int(),
      closedCount: z.int(),
      openCount: z.int(),
      overdueCount: z.int(),
      /** The most urgent first, as many as anybody reads. */
      incidents: z.array(z.object({ incidentId: z.string(), state: IncidentState, dueAtMs: z.int().nullable() })),
      alertCount: z.int(),
      alerts: z.array(z.object({ alertId: z.string(), state: AlertState })),
      cameras: z.array(
        z.object({
          cameraId: z.string(),
          sinceMs: z.int(),
          cause: Failure.nullable(),
        }),
      ),
      exports: z.array(z.object({ exportId: z.string(), state: ExportState })),
    })
    .nullable(),
});
export type Handover = z.infer<typeof Handover>;

/** What is open, as far as the reader may see it; the counts are of everything. */
export const HandoverOpen = z.object({
  atMs: z.int(),
  reportedCount: z.int(),
  closedCount: z.int(),
  openCount: z.int(),
  overdueCount: z.int(),
  incidents: z.array(
    z.object({
      incidentId: z.string(),
      number: z.string(),
      title: z.string(),
      level: MatterLevel,
      state: IncidentState,
      dueAtMs: z.int().nullable(),
      confidential: z.boolean(),
    }),
  ),
  alertCount: z.int(),
  alerts: z.array(
    z.object({
      alertId: z.string(),
      kind: AlertKind,
      level: AlertLevel,
      state: AlertState,
      cameraId: z.string().nullable(),
      raisedAtMs: z.int(),
    }),
  ),
  cameras: z.array(
    z.object({
      cameraId: z.string(),
      name: z.string(),
      sinceMs: z.int(),
      cause: Failure.nullable(),
    }),
  ),
  exports: z.array(
    z.object({
      exportId: z.string(),
      state: ExportState,
      reason: z.string(),
      by: z.string(),
      decidedBy: z.string().nullable(),
    }),
  ),
});
export type HandoverOpen = z.infer<typeof HandoverOpen>;

export const HandoverView = z.object({
  shift: Shift,
  /** Who takes over; null where the roster ends. */
  next: Shift.nullable(),
  state: HandoverState,
  version: z.int(),
  words: HandoverWords,
  handedOver: Signature.nullable(),
  takenOver: Signature.nullable(),
  sentBack: z.array(Signature),
  open: HandoverOpen,
  /** What the reader may do with it now. */
  acts: z.array(z.enum(HANDOVER_ACTS)),
  /** Before that it cannot be signed. */
  signableAtMs: z.int(),
});
export type HandoverView = z.infer<typeof HandoverView>;

const version = z.int().min(0);
const note = z.string().trim().max(500).default('');
export const DoHandover = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('save'), version, words: HandoverWords }),
  z.strictObject({ act: z.literal('handOver'), version, words: HandoverWords, note }),
  z.strictObject({ act: z.literal('takeOver'), version, note }),
  z.strictObject({ act: z.literal('sendBack'), version, note: z.string().trim().min(1).max(500) }),
]);
export type DoHandover = z.infer<typeof DoHandover>;
export type HandoverAct = DoHandover['act'];

/** Whoever leads it is in it too. */
export function isInShift(personId: string, { leader, people }: Pick<Shift, 'leader' | 'people'>): boolean {
  return [leader, ...people].some((each) => each.personId === personId);
}

/** What is needed to put up, change or take away a shift of a unit, or of the command room. */
export function rosterScope(unitId: string | null): Scope {
  const unitIds = unitId === null ? [] : [unitId];
  const belonging = { unitIds, community: null, gridIds: [], personIds: [], confidential: false };
  return { action: 'roster.configure', cameraGroupId: null, belonging };
}
