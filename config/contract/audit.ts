/** What an auditor does with the record: asks for a part of it, takes that out of the system, and has it verified. */
import { z } from 'zod';

/** What was done, as an auditor asks for it; the kinds of rows that are each of them: server/journal/journal-index.rules.ts. */
export const JournalAction = z.enum([
  'watched',
  'listened',
  'playedBack',
  'downloaded',
  'exported',
  'locked',
  'moved',
  'spoke',
  'snapshot',
  'shown',
  'handled',
  'configured',
  'signedIn',
  'audited',
]);
export type JournalAction = z.infer<typeof JournalAction>;

/** A part of the record. `cameraId` also finds what concerned it among others; what is left out is not asked for. */
export const JournalFilter = z.strictObject({
  kind: z.string().max(40).optional(),
  action: JournalAction.optional(),
  subject: z.string().max(200).optional(),
  personId: z.string().max(64).optional(),
  cameraId: z.string().max(64).optional(),
  groupId: z.string().max(64).optional(),
  fromMs: z.coerce.number().int().min(0).optional(),
  toMs: z.coerce.number().int().min(0).optional(),
});
export type JournalFilter = z.infer<typeof JournalFilter>;

/** Somebody whose deeds may be asked for. */
export const JournalPerson = z.object({ id: z.string(), name: z.string(), account: z.string(), unit: z.string() });
export type JournalPerson = z.infer<typeof JournalPerson>;

/** A part of the record left the system, or was looked over as a whole. */
export const JournalReading = z.object({
  what: z.enum(['exported', 'printed', 'verified']),
  filter: JournalFilter,
  rowCount: z.int().min(0),
  /** Of a verification. */
  intact: z.boolean().nullable(),
});
export type JournalReading = z.infer<typeof JournalReading>;

export const TellJournalReading = JournalReading.pick({ filter: true, rowCount: true })
  .extend({ what: z.enum(['exported', 'printed']) })
  .strict();
export type TellJournalReading = z.infer<typeof TellJournalReading>;

/**
 * missing: rows were taken out, or stand in another order · changed: not as written ·
 * cut: rows were there when the head was signed, and are not · rewritten: the chain is
 * whole, but not the one that was signed · forged: a signature is not the site's ·
 * unsigned: no head was ever signed, or the file is gone.
 */
export const JournalFlaw = z.enum(['missing', 'changed', 'cut', 'rewritten', 'forged', 'unsigned']);
export type JournalFlaw = z.infer<typeof JournalFlaw>;

export const JournalVerdict = z.discriminatedUnion('intact', [
  z.object({
    intact: z.literal(true),
    count: z.int(),
    hash: z.string(),
    /** How many signed heads agree, and when the last was signed. Rows after it are proven by the chain alone. */
    headCount: z.int(),
    signedUpToSeq: z.int(),
    signedAtMs: z.int(),
  }),
  z.object({
    intact: z.literal(false),
    flaw: JournalFlaw,
    /** The first row that is wrong or not there. */
    firstBadSeq: z.int(),
  }),
]);
export type JournalVerdict = z.infer<typeof JournalVerdict>;

export const JournalVerification = z.object({
  state: z.enum(['never', 'working', 'done', 'failed']),
  checkedCount: z.int(),
  totalCount: z.int(),
  startedAtMs: z.int().nullable(),
  endedAtMs: z.int().nullable(),
  verdict: JournalVerdict.nullable(),
});
export type JournalVerification = z.infer<typeof JournalVerification>;
