/** The cameras whose recordings a person may look at; any other is as if it were not there. */
import type { Camera } from '../../config/contract/camera.ts';
import { AppError } from '../../config/contract/errors.ts';
import type { Person } from '../../config/contract/person.ts';
import { maySee } from '../../config/contract/rights.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import type { Db } from '../storage/schema.ts';
import { recordingScope } from './recording.rules.ts';

/** Errors: CAMERA_NOT_FOUND. */
export async function reachableCamera(db: Db, cameraId: string, person: Person): Promise<Camera> {
  const camera = await cameraStore.find(db, cameraId);
  if (!camera || !maySee(person, recordingScope(camera.groupId))) throw new AppError('CAMERA_NOT_FOUND', { cameraId });
  return camera;
}

/** Each once, in the order asked. Errors: CAMERA_NOT_FOUND. */
export async function reachableCameras(db: Db, cameraIds: readonly string[], person: Person): Promise<Camera[]> {
  const cameras: Camera[] = [];
  for (const cameraId of new Set(cameraIds)) cameras.push(await reachableCamera(db, cameraId, person));
  return cameras;
}

/** The group they all are in; null when they are in several. */
export function commonGroup(cameras: readonly Camera[]): string | null {
  const groups = new Set(cameras.map(({ groupId }) => groupId));
  const [only = null] = groups;
  return groups.size === 1 ? only : null;
}
