/** Sources whose alerts are on the shelf now, in and out of the database. What is over is in the record. */
import type { Alert, AlertShelf } from '../../config/contract/alert.ts';
import type { AlertShelfRow, Db } from '../storage/schema.ts';
import { alertScope } from './alert.rules.ts';

export type OpenShelf = Omit<AlertShelf, 'endedAtMs' | 'endedBy'>;

export async function all(db: Db): Promise<OpenShelf[]> {
  return (await db.selectFrom('alertShelves').selectAll().orderBy('untilMs').execute()).map(toShelf);
}

export async function find(db: Db, shelfId: string): Promise<OpenShelf | undefined> {
  const row = await db.selectFrom('alertShelves').selectAll().where('id', '=', shelfId).executeTakeFirst();
  return row && toShelf(row);
}

/** `cameraId` null: of no camera. */
export async function ofSource(
  db: Db,
  { cameraId, kind }: Pick<Alert, 'cameraId' | 'kind'>,
): Promise<OpenShelf | undefined> {
  const row = await db
    .selectFrom('alertShelves')
    .selectAll()
    .where('cameraId', cameraId === null ? 'is' : '=', cameraId)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row && toShelf(row);
}

export async function due(db: Db, nowMs: number): Promise<OpenShelf[]> {
  return (await db.selectFrom('alertShelves').selectAll().where('untilMs', '<=', nowMs).execute()).map(toShelf);
}

export async function add(db: Db, { by, scope, ...shelf }: OpenShelf): Promise<void> {
  const row = { ...shelf, cameraGroupId: scope.cameraGroupId, personId: by.personId, personName: by.name };
  await db.insertInto('alertShelves').values(row).execute();
}

export async function remove(db: Db, shelfId: string): Promise<void> {
  await db.deleteFrom('alertShelves').where('id', '=', shelfId).execute();
}

function toShelf({ cameraGroupId, personId, personName, ...row }: AlertShelfRow): OpenShelf {
  return { ...row, by: { personId, name: personName }, scope: alertScope(cameraGroupId) };
}
