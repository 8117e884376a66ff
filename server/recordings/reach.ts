/** The cameras with whose recordings a person may do something. */
import type { Camera } from '../../config/contract/camera.ts';
import type { Action, Holder } from '../../config/contract/rights.ts';
import { permitted } from '../cameras/camera.rules.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import type { Db } from '../storage/schema.ts';

/** Errors: CAMERA_NOT_FOUND, RIGHT_ENDED, NOT_ALLOWED. */
export async function reachableCamera(
  db: Db,
  cameraId: string,
  person: Holder,
  action: Action = 'recording.view',
): Promise<Camera> {
  return permitted(await cameraStore.find(db, cameraId), { cameraId, person, action });
}

/** Each once, in the order asked. Errors: CAMERA_NOT_FOUND, RIGHT_ENDED, NOT_ALLOWED. */
export async function reachableCameras(
  db: Db,
  cameraIds: readonly string[],
  person: Holder,
  action: Action = 'recording.view',
): Promise<Camera[]> {
  const cameras: Camera[] = [];
  for (const cameraId of new Set(cameraIds)) cameras.push(await reachableCamera(db, cameraId, person, action));
  return cameras;
}

/** The group they all are in; null when they are in several. */
export function commonGroup(cameras: readonly Camera[]): string | null {
  const groups = new Set(cameras.map(({ groupId }) => groupId));
  const [only = null] = groups;
  return groups.size === 1 ? only : null;
}
