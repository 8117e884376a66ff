/** What the journal says of a past moment: the last row of each subject until then. */
import type { JournalKind } from '../../config/contract/journal.ts';
import type { Db, JournalRow } from '../storage/schema.ts';

/** Kinds of which a moment is made. */
export const MOMENT_KINDS = ['alert', 'incident', 'grid', 'unit'] as const satisfies readonly JournalKind[];
export type MomentKind = (typeof MOMENT_KINDS)[number];

/** More often nobody is on duty and busy in turn without going home. */
const MOST_OF_SUBJECT = 200;

/** The last entry at that time; 0 when there was none yet. */
export async function seqAt(db: Db, atMs: number): Promise<number> {
  const row = await db
    .selectFrom('journalIndex')
    .select('seq')
    .where('atMs', '<=', atMs)
    .orderBy('atMs', 'desc')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

export function lastRows(db: Db, kind: MomentKind | 'duty', seq: number): Promise<JournalRow[]> {
  return lastOf(db, kind, seq).execute();
}

/** Without those that had ended before `sinceMs` and were not taken up again. */
export function lastIncidentRows(db: Db, seq: number, sinceMs: number): Promise<JournalRow[]> {
  return lastOf(db, 'incident', seq)
    .innerJoin('incidents', 'incidents.id', 'journal.subject')
    .where((row) => row.or([row('incidents.closedAtMs', 'is', null), row('incidents.closedAtMs', '>=', sinceMs)]))
    .execute();
}

export function lastIncidentRow(db: Db, incidentId: string, seq: number): Promise<JournalRow | undefined> {
  return db
    .selectFrom('journal')
    .selectAll()
    .where('kind', '=', 'incident')
    .where('subject', '=', incidentId)
    .where('seq', '<=', seq)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function lastAlertRows(db: Db, seq: number, sinceMs: number): Promise<JournalRow[]> {
  return lastOf(db, 'alert', seq)
    .innerJoin('alerts', 'alerts.id', 'journal.subject')
    .where((row) => row.or([row('alerts.closedAtMs', 'is', null), row('alerts.closedAtMs', '>=', sinceMs)]))
    .execute();
}

export function rowsBetween(db: Db, afterSeq: number, untilSeq: number, limit: number): Promise<JournalRow[]> {
  return db
    .selectFrom('journal')
    .selectAll()
    .where('seq', '>', afterSeq)
    .where('seq', '<=', untilSeq)
    .where('kind', 'in', MOMENT_KINDS)
    .orderBy('seq')
    .limit(limit)
    .execute();
}

/** The newest first. */
export function rowsOf(
  db: Db,
  { kind, subject, seq }: { kind: 'duty'; subject: string; seq: number },
): Promise<JournalRow[]> {
  return db
    .selectFrom('journal')
    .selectAll()
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('seq', '<=', seq)
    .orderBy('seq', 'desc')
    .limit(MOST_OF_SUBJECT)
    .execute();
}

function lastOf(db: Db, kind: MomentKind | 'duty', seq: number) {
  return db
    .selectFrom('journal')
    .innerJoin(
      (from) =>
        from
          .selectFrom('journal as each')
          .select(({ fn }) => ['each.subject as of', fn.max('each.seq').as('lastSeq')])
          .where('each.kind', '=', kind)
          .where('each.seq', '<=', seq)
          .groupBy('each.subject')
          .as('last'),
      (join) => join.onRef('last.lastSeq', '=', 'journal.seq'),
    )
    .selectAll('journal');
}
