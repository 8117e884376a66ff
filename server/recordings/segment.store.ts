/** The index of recorded segments, in and out of the database. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { RecordedSegment } from '../../config/contract/recording.ts';
import { type Db, flag, type RecordedSegmentRow } from '../storage/schema.ts';

/**
 * No segment is longer: it ends at the key frame after `recording.segmentMs`, ten minutes at most.
 * So far before a range one may begin that reaches into it.
 */
const LONGEST_MS = 15 * 60_000;

const KeyFrames = z.array(z.tuple([z.int(), z.int()]));

export async function save(db: Db, segment: RecordedSegment, hasEnded: boolean): Promise<void> {
  const row = toRow(segment, hasEnded);
  await db
    .insertInto('recordedSegments')
    .values(row)
    .onConflict((conflict) => conflict.column('path').doUpdateSet(row))
    .execute();
}

/** Those that reach into the range, in order of time. */
export async function inRange(db: Db, cameraId: string, fromMs: number, toMs: number): Promise<RecordedSegment[]> {
  const rows = await ofRange(db, cameraId, fromMs, toMs).selectAll().orderBy('startedAtMs').execute();
  return rows.map(toSegment);
}

export type SegmentTime = Pick<
  RecordedSegment,
  'startedAtMs' | 'endedAtMs' | 'byteCount' | 'audioCodec' | 'isContinuation'
>;

/** The same without what only a player needs. */
export async function timesInRange(db: Db, cameraId: string, fromMs: number, toMs: number): Promise<SegmentTime[]> {
  const rows = await ofRange(db, cameraId, fromMs, toMs)
    .select(['startedAtMs', 'endedAtMs', 'byteCount', 'audioCodec', 'isContinuation'])
    .orderBy('startedAtMs')
    .execute();
  return rows.map((row) => ({ ...row, isContinuation: row.isContinuation === 1 }));
}

/** Whether anything was recorded of the camera in the range: one look into the index. */
export async function isAnyIn(db: Db, cameraId: string, fromMs: number, toMs: number): Promise<boolean> {
  const row = await ofRange(db, cameraId, fromMs, toMs).select('path').limit(1).executeTakeFirst();
  return row !== undefined;
}

export type DeletableSegment = Pick<RecordedSegmentRow, 'path' | 'cameraId' | 'byteCount' | 'endedAtMs'>;

/** The oldest that have ended and that no lock holds now; of one camera, or of all. */
export function oldestUnlocked(
  db: Db,
  {
    nowMs,
    cameraId,
    endedBeforeMs,
    limit,
  }: { nowMs: number; cameraId?: string; endedBeforeMs?: number; limit: number },
): Promise<DeletableSegment[]> {
  return db
    .selectFrom('recordedSegments as segment')
    .select(['path', 'cameraId', 'byteCount', 'endedAtMs'])
    .where('hasEnded', '=', 1)
    .$if(cameraId !== undefined, (query) => query.where('cameraId', '=', cameraId ?? ''))
    .$if(endedBeforeMs !== undefined, (query) => query.where('endedAtMs', '<', endedBeforeMs ?? 0))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('recordingLocks as lock')
            .select('lock.id')
            .whereRef('lock.cameraId', '=', 'segment.cameraId')
            .whereRef('lock.fromMs', '<', 'segment.endedAtMs')
            .whereRef('lock.toMs', '>', 'segment.startedAtMs')
            .where((lock) => lock.or([lock('lock.untilMs', 'is', null), lock('lock.untilMs', '>', nowMs)])),
        ),
      ),
    )
    .orderBy('startedAtMs')
    .limit(limit)
    .execute();
}

export async function remove(db: Db, paths: readonly string[]): Promise<void> {
  await db.deleteFrom('recordedSegments').where('path', 'in', paths).execute();
}

export async function cameraIds(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('recordedSegments').select('cameraId').distinct().execute();
  return rows.map(({ cameraId }) => cameraId);
}

export async function totalBytes(db: Db): Promise<number> {
  const row = await db
    .selectFrom('recordedSegments')
    .select(sql<number | null>`sum("byteCount")`.as('total'))
    .executeTakeFirst();
  return Number(row?.total ?? 0);
}

function ofRange(db: Db, cameraId: string, fromMs: number, toMs: number) {
  return db
    .selectFrom('recordedSegments')
    .where('cameraId', '=', cameraId)
    .where('startedAtMs', '<', toMs)
    .where('startedAtMs', '>', fromMs - LONGEST_MS)
    .where('endedAtMs', '>', fromMs);
}

function toRow({ keyFrames, ...segment }: RecordedSegment, hasEnded: boolean): RecordedSegmentRow {
  return {
    ...segment,
    keyFrames: JSON.stringify(keyFrames.map(({ offset, atMs }) => [offset, atMs - segment.startedAtMs])),
    isContinuation: flag(segment.isContinuation),
    hasEnded: flag(hasEnded),
  };
}

function toSegment({ keyFrames, isContinuation, hasEnded: _, ...row }: RecordedSegmentRow): RecordedSegment {
  return {
    ...row,
    isContinuation: isContinuation === 1,
    keyFrames: KeyFrames.parse(JSON.parse(keyFrames)).map(([offset, afterMs]) => ({
      offset,
      atMs: row.startedAtMs + afterMs,
    })),
  };
}
