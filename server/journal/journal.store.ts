/** Rows of the journal, in and out of the database. */
import type { JournalEntry } from '../../config/contract/journal.ts';
import type { Db, JournalRow } from '../storage/schema.ts';

export async function append(db: Db, rows: JournalRow[]): Promise<void> {
  await db.insertInto('journal').values(rows).execute();
}

export async function newest(db: Db): Promise<JournalRow | undefined> {
  return db.selectFrom('journal').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst();
}

export async function rowsAfter(db: Db, seq: number, limit: number): Promise<JournalRow[]> {
  return db.selectFrom('journal').selectAll().where('seq', '>', seq).orderBy('seq').limit(limit).execute();
}

export type Search = {
  before?: number | undefined;
  limit: number;
  kind?: JournalEntry['kind'] | undefined;
  subject?: string | undefined;
  /** Camera groups the reader may reach. */
  cameraGroups: 'all' | string[];
};

/** Newest first. */
export async function search(db: Db, { before, limit, kind, subject, cameraGroups }: Search): Promise<JournalRow[]> {
  let query = db.selectFrom('journal').selectAll().orderBy('seq', 'desc').limit(limit);
  if (before !== undefined) query = query.where('seq', '<', before);
  if (kind) query = query.where('kind', '=', kind);
  if (subject !== undefined) query = query.where('subject', '=', subject);
  if (cameraGroups !== 'all') {
    query = query.where((row) =>
      row.or([
        row('scopeCameraGroupId', 'is', null),
        ...(cameraGroups.length > 0 ? [row('scopeCameraGroupId', 'in', cameraGroups)] : []),
      ]),
    );
  }
  return query.execute();
}

export function toEntry(row: JournalRow): JournalEntry {
  const entry = {
    seq: row.seq,
    atMs: row.atMs,
    actor: { personId: row.actorId, name: row.actorName },
    kind: row.kind,
    subject: row.subject,
    scope: { action: row.scopeAction, cameraGroupId: row.scopeCameraGroupId },
    body: row.body === null ? null : JSON.parse(row.body),
  };
  // The body was typed by its kind when it was recorded.
  return entry as JournalEntry;
}
