/** Notices, in and out of the database. */
import { Notice } from '../../config/contract/notice.ts';
import type { Db, NoticeRow } from '../storage/schema.ts';

export async function find(db: Db, noticeId: string): Promise<Notice | undefined> {
  const row = await db.selectFrom('notices').selectAll().where('id', '=', noticeId).executeTakeFirst();
  return row && toNotice(row);
}

/** A person's: all that are unread, and the newest that were read; newest first. */
export async function ofPerson(db: Db, personId: string, readCount: number): Promise<Notice[]> {
  const theirs = db.selectFrom('notices').selectAll().where('personId', '=', personId);
  const unread = await theirs.where('readAtMs', 'is', null).execute();
  const read = await theirs.where('readAtMs', 'is not', null).orderBy('atMs', 'desc').limit(readCount).execute();
  return [...unread, ...read].map(toNotice).toSorted((one, other) => other.atMs - one.atMs);
}

export async function ofIncident(db: Db, incidentId: string): Promise<Notice[]> {
  const rows = await db
    .selectFrom('notices')
    .selectAll()
    .where('incidentId', '=', incidentId)
    .orderBy('atMs')
    .execute();
  return rows.map(toNotice);
}

/** Those that were to be read by now and were not, and of which nobody was told. */
export async function unreadPast(db: Db, nowMs: number): Promise<Notice[]> {
  const rows = await db
    .selectFrom('notices')
    .selectAll()
    .where('unreadAtMs', '<=', nowMs)
    .orderBy('atMs')
    .limit(200)
    .execute();
  return rows.map(toNotice);
}

export async function nextUnreadAtMs(db: Db): Promise<number | null> {
  const { next } = await db
    .selectFrom('notices')
    .select(({ fn }) => fn.min('unreadAtMs').as('next'))
    .executeTakeFirstOrThrow();
  return next === null ? null : Number(next);
}

export async function save(db: Db, notice: Notice): Promise<void> {
  const row = toRow(notice);
  await db
    .insertInto('notices')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

function toNotice(row: NoticeRow): Notice {
  return Notice.parse(JSON.parse(row.body));
}

function toRow(notice: Notice): NoticeRow {
  const { id, incidentId, to, atMs, readAtMs, readDueAtMs, escalatedAtMs } = notice;
  return {
    id,
    incidentId,
    personId: to.personId,
    atMs,
    readAtMs,
    unreadAtMs: readAtMs === null && escalatedAtMs === null ? readDueAtMs : null,
    body: JSON.stringify(notice),
  };
}
