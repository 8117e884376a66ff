/** Asks the server to send a camera to the preset a tour is about to show. Whether it may, the server decides. */
import type { AskTourPreset } from '../../../config/contract/ptz.ts';
import { failureOf, type ShownFailure } from '../api/failure.ts';
import { usePtz } from '../ptz/ptz-store.ts';

/** Longer than this the picture does not wait for the camera. */
const REACH_WITHIN_MS = 4_000;

/** Null when the camera goes there; else why it is shown as it is. Never rejects. */
export async function reachPreset(where: AskTourPreset): Promise<ShownFailure | null> {
  const { ask } = usePtz.getState();
  if (!ask) return { code: 'SERVER_AWAY', detail: {} };
  const isLate = new Promise<ShownFailure>((resolve) => {
    setTimeout(() => resolve({ code: 'CAMERA_TIMEOUT', detail: {} }), REACH_WITHIN_MS);
  });
  const answer = ask('ptzTour', where).then(() => null, failureOf);
  return Promise.race([answer, isLate]);
}
