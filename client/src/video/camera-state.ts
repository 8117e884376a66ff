/** One word for a camera in lists and on the map, where nobody plays it. Pure. */
import type { Camera, CameraHealth } from '../../../config/contract/camera.ts';

export type ShownCameraState = 'live' | 'idle' | 'connecting' | 'stalled' | 'offline' | 'disabled';

export function cameraState(
  camera: Pick<Camera, 'disabled'>,
  health: Pick<CameraHealth, 'state'> | undefined,
): ShownCameraState {
  if (camera.disabled) return 'disabled';
  return health?.state ?? 'connecting';
}
