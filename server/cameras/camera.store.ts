/** Cameras, in and out of the database. What is sealed has its own way in and out. */

import type { Camera } from '../../config/contract/camera.ts';
import { RecordingPlan } from '../../config/contract/recording.ts';
import { type CameraRow, type Db, flag } from '../storage/schema.ts';

export type SealedCamera = { camera: Camera; sealedPassword: string; sealedStreamKey: string };

export async function all(db: Db): Promise<Camera[]> {
  return (await allSealed(db)).map(({ camera }) => camera);
}

export async function allSealed(db: Db): Promise<SealedCamera[]> {
  return (await db.selectFrom('cameras').selectAll().orderBy('name').orderBy('id').execute()).map(toSealed);
}

export async function find(db: Db, cameraId: string): Promise<Camera | undefined> {
  return (await findSealed(db, cameraId))?.camera;
}

export async function findSealed(db: Db, cameraId: string): Promise<SealedCamera | undefined> {
  const row = await db.selectFrom('cameras').selectAll().where('id', '=', cameraId).executeTakeFirst();
  return row && toSealed(row);
}

export async function save(db: Db, { camera, ...sealed }: SealedCamera): Promise<void> {
  const row = { ...toColumns(camera), ...sealed };
  await db
    .insertInto('cameras')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

export async function remove(db: Db, cameraId: string): Promise<void> {
  await db.deleteFrom('cameras').where('id', '=', cameraId).execute();
}

function toSealed({ sealedPassword, sealedStreamKey, longitude, latitude, ...row }: CameraRow): SealedCamera {
  const camera: Camera = {
    ...row,
    position: longitude === null || latitude === null ? null : { longitude, latitude },
    audio: row.audio === 1,
    recordAudio: row.recordAudio === 1,
    keepWarm: row.keepWarm === 1,
    analyse: row.analyse === 1,
    deviceEvents: row.deviceEvents === 1,
    recording: RecordingPlan.parse(JSON.parse(row.recording)),
    disabled: row.disabled === 1,
  };
  return { camera, sealedPassword, sealedStreamKey };
}

function toColumns({ position, ...camera }: Camera): Omit<CameraRow, 'sealedPassword' | 'sealedStreamKey'> {
  return {
    ...camera,
    longitude: position?.longitude ?? null,
    latitude: position?.latitude ?? null,
    audio: flag(camera.audio),
    recordAudio: flag(camera.recordAudio),
    keepWarm: flag(camera.keepWarm),
    analyse: flag(camera.analyse),
    deviceEvents: flag(camera.deviceEvents),
    recording: JSON.stringify(camera.recording),
    disabled: flag(camera.disabled),
  };
}
