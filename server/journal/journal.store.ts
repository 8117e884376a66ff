/** Rows of the journal, in and out of the database, with what they are searched by. */
import type { JournalFilter } from '../../config/contract/audit.ts';
import type { JournalEntry } from '../../config/contract/journal.ts';
import type { CameraGroupRight, Scope } from '../../config/contract/rights.ts';
import type { Db, JournalRow } from '../storage/schema.ts';
import { actOf } from './incident-act-index.rules.ts';
import { indexOf } from './journal-index.rules.ts';

export async function append(db: Db, rows: JournalRow[]): Promise<void> {
  await db.insertInto('journal').values(rows).execute();
  await addToIndex(db, rows);
  const acts = rows.flatMap((row) => actOf(row) ?? []);
  if (acts.length > 0) await db.insertInto('incidentActs').values(acts).execute();
}

/** A viewing has a row when it begins and one when it ends; the first is folded into the second. */
export async function addToIndex(db: Db, rows: readonly JournalRow[]): Promise<void> {
  const indexed = rows.map(indexOf);
  await db
    .insertInto('journalIndex')
    .values(indexed.map(({ index }) => index))
    .execute();
  const ofCameras = indexed.flatMap(({ index: { seq }, cameraIds }) =>
    cameraIds.map((cameraId) => ({ cameraId, seq })),
  );
  if (ofCameras.length > 0) await db.insertInto('journalCameras').values(ofCameras).execute();
  for (const { index } of indexed) {
    if (index.endsViewing === 0 || index.viewingId === null) continue;
    await db
      .updateTable('journalIndex')
      .set({ isFolded: 1 })
      .where('viewingId', '=', index.viewingId)
      .where('seq', '<', index.seq)
      .execute();
  }
}

export async function newest(db: Db): Promise<JournalRow | undefined> {
  return db.selectFrom('journal').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst();
}

export async function rowsAfter(db: Db, seq: number, limit: number): Promise<JournalRow[]> {
  return db.selectFrom('journal').selectAll().where('seq', '>', seq).orderBy('seq').limit(limit).execute();
}

/** All there is of one subject, oldest first. */
export async function ofSubject(db: Db, kind: JournalRow['kind'], subject: string): Promise<JournalEntry[]> {
  const rows = await db
    .selectFrom('journal')
    .selectAll()
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .orderBy('seq')
    .execute();
  return rows.map(toEntry);
}

/** Whose a subject was until that row. */
export async function scopeBefore(
  db: Db,
  { seq, kind, subject }: Pick<JournalRow, 'seq' | 'kind' | 'subject'>,
): Promise<Scope | undefined> {
  const row = await db
    .selectFrom('journal')
    .select(['scopeAction', 'scopeCameraGroupId', 'scopeBelonging'])
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('seq', '<', seq)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && scopeOf(row);
}

export type Search = JournalFilter & {
  before?: number | undefined;
  limit: number;
  /** One row for each viewing. */
  folded: boolean;
  /** Camera groups the reader may reach. */
  cameraGroups: CameraGroupRight;
};

/** Newest first. */
export async function search(
  db: Db,
  { before, limit, folded, cameraGroups, ...filter }: Search,
): Promise<JournalRow[]> {
  const { kind, action, subject, personId, cameraId, groupId, fromMs, toMs } = filter;
  // The same number; by this one the index of the kind has them in order already.
  const seq = kind === undefined ? 'index.seq' : 'journal.seq';
  let query = db
    .selectFrom('journalIndex as index')
    .innerJoin('journal', 'journal.seq', 'index.seq')
    .selectAll('journal')
    .orderBy(seq, 'desc')
    .limit(limit);
  if (before !== undefined) query = query.where(seq, '<', before);
  if (folded) query = query.where('index.isFolded', '=', 0);
  if (action) query = query.where('index.action', '=', action);
  if (personId !== undefined) query = query.where('index.actorId', '=', personId);
  if (cameraId !== undefined) {
    query = query.where('index.seq', 'in', (seqs) =>
      seqs.selectFrom('journalCameras').select('journalCameras.seq').where('journalCameras.cameraId', '=', cameraId),
    );
  }
  if (fromMs !== undefined) query = query.where('index.atMs', '>=', fromMs);
  if (toMs !== undefined) query = query.where('index.atMs', '<', toMs);
  if (kind !== undefined) query = query.where('journal.kind', '=', kind as JournalRow['kind']);
  if (subject !== undefined) query = query.where('journal.subject', '=', subject);
  if (groupId !== undefined) query = query.where('journal.scopeCameraGroupId', '=', groupId);
  if (cameraGroups !== 'all') {
    query = query.where((row) =>
      row.or([
        row('journal.scopeCameraGroupId', 'is', null),
        ...(cameraGroups.length > 0 ? [row('journal.scopeCameraGroupId', 'in', cameraGroups)] : []),
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
    scope: scopeOf(row),
    body: row.body === null ? null : JSON.parse(row.body),
  };
  // The body was typed by its kind when it was recorded.
  return entry as JournalEntry;
}

function scopeOf(row: Pick<JournalRow, 'scopeAction' | 'scopeCameraGroupId' | 'scopeBelonging'>): Scope {
  return {
    action: row.scopeAction,
    cameraGroupId: row.scopeCameraGroupId,
    ...(row.scopeBelonging !== null && { belonging: JSON.parse(row.scopeBelonging) }),
  };
}
