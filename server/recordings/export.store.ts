/** Exports, in and out of the database. Progress is of the moment and is not kept. */
import { z } from 'zod';
import { RecordingExport } from '../../config/contract/recording.ts';
import { type Db, flag, type RecordingExportRow } from '../storage/schema.ts';
import { exportScope } from './recording.rules.ts';

const { files: Files, failure: FailureShape, decision: Decision, cancelledBy: CancelledBy } = RecordingExport.shape;

export async function save(db: Db, made: RecordingExport): Promise<void> {
  const row = toRow(made);
  await db
    .insertInto('recordingExports')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

export async function find(db: Db, id: string): Promise<RecordingExport | undefined> {
  const row = await db.selectFrom('recordingExports').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toExport(row);
}

/** Newest first. */
export async function newest(db: Db, limit: number): Promise<RecordingExport[]> {
  const rows = await db.selectFrom('recordingExports').selectAll().orderBy('atMs', 'desc').limit(limit).execute();
  return rows.map(toExport);
}

export async function ofIds(db: Db, ids: readonly string[]): Promise<RecordingExport[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('recordingExports').selectAll().where('id', 'in', ids).execute();
  return rows.map(toExport);
}

export async function unfinished(db: Db): Promise<RecordingExport[]> {
  const rows = await db.selectFrom('recordingExports').selectAll().where('state', '=', 'working').execute();
  return rows.map(toExport);
}

function toExport({ cameraGroupId, personId, personName, ...row }: RecordingExportRow): RecordingExport {
  return {
    ...row,
    cameraIds: z.array(z.string()).parse(JSON.parse(row.cameraIds)),
    by: { personId, name: personName },
    progress: row.state === 'ready' ? 1 : 0,
    files: Files.parse(JSON.parse(row.files)),
    failure: FailureShape.parse(read(row.failure)),
    withWatermark: row.withWatermark === 1,
    decision: Decision.parse(read(row.decision)),
    cancelledBy: CancelledBy.parse(read(row.cancelledBy)),
    scope: exportScope(cameraGroupId),
  };
}

function toRow({ scope, by, progress: _, ...made }: RecordingExport): RecordingExportRow {
  return {
    ...made,
    cameraIds: JSON.stringify(made.cameraIds),
    cameraGroupId: scope.cameraGroupId,
    personId: by.personId,
    personName: by.name,
    files: JSON.stringify(made.files),
    failure: made.failure && JSON.stringify(made.failure),
    withWatermark: flag(made.withWatermark),
    decision: made.decision && JSON.stringify(made.decision),
    cancelledBy: made.cancelledBy && JSON.stringify(made.cancelledBy),
  };
}

function read(json: string | null): unknown {
  return json === null ? null : JSON.parse(json);
}
