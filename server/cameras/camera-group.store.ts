/** Camera groups, in and out of the database. */
import type { CameraGroup } from '../../config/contract/camera.ts';
import type { Db } from '../storage/schema.ts';

export async function all(db: Db): Promise<CameraGroup[]> {
  return db.selectFrom('cameraGroups').selectAll().orderBy('id').execute();
}

export async function find(db: Db, groupId: string): Promise<CameraGroup | undefined> {
  return db.selectFrom('cameraGroups').selectAll().where('id', '=', groupId).executeTakeFirst();
}

export async function add(db: Db, group: CameraGroup): Promise<void> {
  await db.insertInto('cameraGroups').values(group).execute();
}
