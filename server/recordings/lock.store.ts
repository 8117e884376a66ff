/** Locked ranges, in and out of the database. */
import type { RecordingLock } from '../../config/contract/recording.ts';
import type { Db, RecordingLockRow } from '../storage/schema.ts';
import { recordingScope } from './recording.rules.ts';

export async function add(db: Db, { scope, by, ...lock }: RecordingLock): Promise<void> {
  const row = { ...lock, cameraGroupId: scope.cameraGroupId, personId: by.personId, personName: by.name };
  await db.insertInto('recordingLocks').values(row).execute();
}

export async function find(db: Db, id: string): Promise<RecordingLock | undefined> {
  const row = await db.selectFrom('recordingLocks').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toLock(row);
}

/** Those that reach into the range, in order of time. */
export async function inRange(db: Db, cameraId: string, fromMs: number, toMs: number): Promise<RecordingLock[]> {
  const rows = await db
    .selectFrom('recordingLocks')
    .selectAll()
    .where('cameraId', '=', cameraId)
    .where('fromMs', '<', toMs)
    .where('toMs', '>', fromMs)
    .orderBy('fromMs')
    .execute();
  return rows.map(toLock);
}

/** Newest first. */
export async function newest(db: Db, limit: number): Promise<RecordingLock[]> {
  const rows = await db.selectFrom('recordingLocks').selectAll().orderBy('atMs', 'desc').limit(limit).execute();
  return rows.map(toLock);
}

export async function remove(db: Db, id: string): Promise<void> {
  await db.deleteFrom('recordingLocks').where('id', '=', id).execute();
}

function toLock({ cameraGroupId, personId, personName, ...row }: RecordingLockRow): RecordingLock {
  return { ...row, by: { personId, name: personName }, scope: recordingScope(cameraGroupId) };
}
