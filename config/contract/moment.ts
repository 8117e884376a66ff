/** The site at a past moment, put together from the journal: what the time machine shows, and how it runs on from there. */
import { z } from 'zod';
import { Alert } from './alert.ts';
import { OnDuty } from './duty.ts';
import { Incident } from './incident.ts';
import { JournalEntryDocument } from './journal.ts';
import { Grid } from './place.ts';
import { Unit } from './unit.ts';

const atMs = z.coerce.number().int().min(0);
/** Who was on duty then, with where they were last by then: as far as positions are kept, and without telephones. */
const duty = z.array(OnDuty);

export const MomentQuery = z.strictObject({ atMs });
export type MomentQuery = z.infer<typeof MomentQuery>;

/** As it stood when `seq` was the last entry, which it was at `atMs`. What had ended a day before is left out. */
export const Moment = z.object({
  atMs: z.int(),
  seq: z.int(),
  incidents: z.array(Incident),
  alerts: z.array(Alert),
  grids: z.array(Grid),
  units: z.array(Unit),
  duty,
});
export type Moment = z.infer<typeof Moment>;

export const MomentEntriesQuery = z.strictObject({
  afterSeq: z.coerce.number().int().min(0),
  untilMs: atMs,
});
export type MomentEntriesQuery = z.infer<typeof MomentEntriesQuery>;

/** What changed of it, in order, and who is on duty at its end. Not `complete`: there is more than one answer carries, and of duty nothing is told. */
export const MomentEntries = z.object({
  entries: z.array(JournalEntryDocument),
  seq: z.int(),
  complete: z.boolean(),
  duty,
});
export type MomentEntries = z.infer<typeof MomentEntries>;
