/** Names and pictures of presets, and patrols, in and out of the database. */
import { Patrol, type PatrolStop } from '../../config/contract/ptz.ts';
import { type Db, flag, type PresetRow } from '../storage/schema.ts';

export type StoredPreset = { cameraId: string; token: string; name: string; hasPicture: boolean };

export async function ofCamera(db: Db, cameraId: string): Promise<StoredPreset[]> {
  return (await db.selectFrom('presets').selectAll().where('cameraId', '=', cameraId).execute()).map(toPreset);
}

export async function find(db: Db, cameraId: string, token: string): Promise<StoredPreset | undefined> {
  return (await ofCamera(db, cameraId)).find((preset) => preset.token === token);
}

export async function save(db: Db, preset: StoredPreset): Promise<void> {
  const row = { ...preset, hasPicture: flag(preset.hasPicture) };
  await db
    .insertInto('presets')
    .values(row)
    .onConflict((conflict) => conflict.columns(['cameraId', 'token']).doUpdateSet(row))
    .execute();
}

export async function remove(db: Db, cameraId: string, token: string): Promise<void> {
  await db.deleteFrom('presets').where('cameraId', '=', cameraId).where('token', '=', token).execute();
}

export async function patrolOf(db: Db, cameraId: string): Promise<Patrol> {
  const row = await db.selectFrom('patrols').selectAll().where('cameraId', '=', cameraId).executeTakeFirst();
  return Patrol.parse({ stops: row ? JSON.parse(row.stops) : [] });
}

export async function savePatrol(db: Db, cameraId: string, stops: readonly PatrolStop[]): Promise<void> {
  const row = { cameraId, stops: JSON.stringify(stops) };
  await db
    .insertInto('patrols')
    .values(row)
    .onConflict((conflict) => conflict.column('cameraId').doUpdateSet(row))
    .execute();
}

function toPreset({ hasPicture, ...row }: PresetRow): StoredPreset {
  return { ...row, hasPicture: hasPicture === 1 };
}
