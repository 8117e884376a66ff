/**
 * A past moment as somebody may see it: by the scope each row had then, and, of incidents,
 * by the one it has now. What became confidential later is not shown by going back.
 */
import { Alert } from '../../config/contract/alert.ts';
import { hasEnded, Incident } from '../../config/contract/incident.ts';
import type { JournalEntry } from '../../config/contract/journal.ts';
import type { Moment, MomentEntries } from '../../config/contract/moment.ts';
import type { RightsHolder } from '../../config/contract/person.ts';
import { Grid } from '../../config/contract/place.ts';
import { maySee } from '../../config/contract/rights.ts';
import { Unit } from '../../config/contract/unit.ts';
import * as incidentStore from '../incidents/incident.store.ts';
import * as journalStore from '../journal/journal.store.ts';
import type { Db, JournalRow } from '../storage/schema.ts';
import { dutyAt } from './duty-then.ts';
import * as momentStore from './moment.store.ts';

const ENDED_SHOWN_FOR_MS = 24 * 3_600_000;
const ENTRIES_LIMIT = 1_000;

export async function momentAt(db: Db, atMs: number, person: RightsHolder): Promise<Moment> {
  const seq = await momentStore.seqAt(db, atMs);
  const sinceMs = atMs - ENDED_SHOWN_FOR_MS;
  const isShown = ({ closedAtMs }: { closedAtMs: number | null }) => closedAtMs === null || closedAtMs >= sinceMs;
  const incidents = read(Incident, await momentStore.lastIncidentRows(db, seq, sinceMs), person);
  const seen: Incident[] = [];
  for (const incident of incidents) {
    const isGone = hasEnded(incident) && !isShown(incident);
    if (!isGone && (await maySeeToday(db, incident.id, person))) seen.push(incident);
  }
  return {
    atMs,
    seq,
    incidents: seen,
    alerts: read(Alert, await momentStore.lastAlertRows(db, seq, sinceMs), person).filter(isShown),
    grids: read(Grid, await momentStore.lastRows(db, 'grid', seq), person).filter(
      ({ endedAtMs }) => endedAtMs === null,
    ),
    units: read(Unit, await momentStore.lastRows(db, 'unit', seq), person),
    duty: await dutyAt(db, { seq, atMs }, person),
  };
}

export async function entriesUntil(
  db: Db,
  { afterSeq, untilMs }: { afterSeq: number; untilMs: number },
  person: RightsHolder,
): Promise<MomentEntries> {
  const untilSeq = await momentStore.seqAt(db, untilMs);
  const rows = await momentStore.rowsBetween(db, afterSeq, untilSeq, ENTRIES_LIMIT + 1);
  const complete = rows.length <= ENTRIES_LIMIT;
  const entries: JournalEntry[] = [];
  for (const entry of rows.slice(0, ENTRIES_LIMIT).map(journalStore.toEntry)) {
    if (entry.body === null || !maySee(person, entry.scope)) continue;
    if (
      entry.kind === 'incident' &&
      !(Incident.safeParse(entry.body).success && (await maySeeToday(db, entry.subject, person)))
    ) {
      continue;
    }
    entries.push(entry);
  }
  return {
    entries,
    seq: complete ? Math.max(untilSeq, afterSeq) : (rows[ENTRIES_LIMIT - 1]?.seq ?? afterSeq),
    complete,
    duty: complete ? await dutyAt(db, { seq: untilSeq, atMs: untilMs }, person) : [],
  };
}

/** Also one that had ended long before. */
export async function incidentAt(
  db: Db,
  { incidentId, atMs }: { incidentId: string; atMs: number },
  person: RightsHolder,
): Promise<Incident | undefined> {
  if (!(await maySeeToday(db, incidentId, person))) return undefined;
  const row = await momentStore.lastIncidentRow(db, incidentId, await momentStore.seqAt(db, atMs));
  return read(Incident, row ? [row] : [], person)[0];
}

async function maySeeToday(db: Db, incidentId: string, person: RightsHolder): Promise<boolean> {
  const now = await incidentStore.find(db, incidentId);
  return now !== undefined && maySee(person, now.scope);
}

type Reader<T> = { safeParse(raw: unknown): { success: true; data: T } | { success: false } };

/** A row that had to be forgotten, or is from before its kind had this shape, says nothing. */
function read<T>(schema: Reader<T>, rows: readonly JournalRow[], person: RightsHolder): T[] {
  return rows
    .map(journalStore.toEntry)
    .filter(({ scope }) => maySee(person, scope))
    .flatMap(({ body }) => {
      const parsed = schema.safeParse(body);
      return parsed.success ? [parsed.data] : [];
    });
}
