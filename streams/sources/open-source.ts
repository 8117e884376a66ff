/** The source a camera is had from, by its intake. */
import { AppError } from '../../config/contract/errors.ts';
import type { CarriedCamera } from '../../config/contract/node.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import type { PushDesk } from '../push/push-desk.ts';
import type { PictureOrder } from '../rtp/picture-order.ts';
import { probeRtsp, type RtspTarget } from '../rtsp/rtsp-client.ts';
import { openFfmpegSource } from './ffmpeg.source.ts';
import { probeAddress } from './probe-address.ts';
import { openPushSource } from './push.source.ts';
import { openRtspSource } from './rtsp.source.ts';
import type { Source, SourceListener } from './source.ts';

/** Where a camera is had, and as whom. */
export type SourceWish = Pick<
  CarriedCamera,
  'cameraId' | 'intake' | 'sourceUrl' | 'username' | 'password' | 'transport' | 'audio'
>;

export type SourceNeeds = {
  clock: Clock;
  order: PictureOrder;
  connectTimeoutMs: number;
  clipsFolder: string;
  pushes: PushDesk;
  /** It is no longer wanted; sources that are waited for are waited for no longer. */
  stopped: AbortSignal;
};

/** Errors: every `CAMERA_…` code that says why a camera cannot be had. */
export function openSource(wish: SourceWish, needs: SourceNeeds, listener: SourceListener): Promise<Source> {
  if (wish.intake === 'compatibility') return openFfmpegSource(wish, needs, listener);
  if (wish.intake === 'push') return openPushSource(wish, needs, listener);
  return openRtspSource(rtspTarget(wish), needs, listener);
}

/** Asks whether the camera is there and would give what we carry; leaves nothing open behind. */
export async function probeSource(
  wish: SourceWish,
  { connectTimeoutMs, clipsFolder, pushes }: Pick<SourceNeeds, 'connectTimeoutMs' | 'clipsFolder' | 'pushes'>,
): Promise<void> {
  if (wish.intake === 'push') {
    if (!pushes.has(wish.cameraId)) throw new AppError('CAMERA_NOT_PUSHING');
    return;
  }
  if (wish.intake === 'compatibility') await probeAddress(wish.sourceUrl, { connectTimeoutMs, clipsFolder });
  else await probeRtsp(rtspTarget(wish), connectTimeoutMs);
}

function rtspTarget({ sourceUrl, username, password, transport, audio }: SourceWish): RtspTarget {
  return { rtspUrl: sourceUrl, username, password, transport, audio };
}
