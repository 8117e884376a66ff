/** Why no picture of a camera would come, by what is known without asking for one. Pure. */
import type { Camera, CameraHealth } from '../../../config/contract/camera.ts';
import type { ShownFailure } from '../api/failure.ts';

type Facts = {
  camera: Pick<Camera, 'disabled'>;
  health: Pick<CameraHealth, 'state' | 'cause'> | undefined;
  /** Why the person may not watch; null when they may. */
  refusal: ShownFailure | null;
  mediaAvailable: boolean;
};
/** `offline`, `stalled`: nobody knows why. */
export type NotPlaying = ShownFailure | 'offline' | 'stalled';

/** Null when a picture would come, or may yet. What no wait would mend comes first. */
export function notPlaying({ camera, health, refusal, mediaAvailable }: Facts): NotPlaying | null {
  if (refusal) return refusal;
  if (camera.disabled) return { code: 'CAMERA_DISABLED', detail: {} };
  if (!mediaAvailable) return { code: 'MEDIA_NODE_AWAY', detail: {} };
  if (health?.cause) return health.cause;
  return health?.state === 'offline' || health?.state === 'stalled' ? health.state : null;
}
