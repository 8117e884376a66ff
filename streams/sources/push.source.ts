/** A device that pushes, as a source like any other: waited for, taken while it is there. */
import { AppError } from '../../config/contract/errors.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import type { PushDesk } from '../push/push-desk.ts';
import type { PictureOrder } from '../rtp/picture-order.ts';
import type { Source, SourceListener } from './source.ts';

type Wish = { cameraId: string; audio: boolean };
type Needs = { clock: Clock; order: PictureOrder; pushes: PushDesk; stopped: AbortSignal };

/** Errors: CAMERA_NOT_PUSHING when `stopped` before it came. */
export async function openPushSource(
  { cameraId, audio }: Wish,
  { pushes, stopped, ...needs }: Needs,
  listener: SourceListener,
): Promise<Source> {
  if (!pushes.has(cameraId)) listener.onAbsent(new AppError('CAMERA_NOT_PUSHING'));
  const publisher = await pushes.publisherOf(cameraId, stopped);
  return publisher.open(needs, audio ? listener : { ...listener, onAudio: () => {}, onAudioRefused: () => {} });
}
