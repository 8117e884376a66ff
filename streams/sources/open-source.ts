/** The source a camera is had from, by its intake. */
import type { CarriedCamera } from '../../config/contract/node.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import type { PictureOrder } from '../rtp/picture-order.ts';
import { probeRtsp, type RtspTarget } from '../rtsp/rtsp-client.ts';
import { openFfmpegSource } from './ffmpeg.source.ts';
import { probeAddress } from './probe-address.ts';
import { openRtspSource } from './rtsp.source.ts';
import type { Source, SourceListener } from './source.ts';

/** Where a camera is had, and as whom. */
export type SourceWish = Pick<CarriedCamera, 'intake' | 'sourceUrl' | 'username' | 'password' | 'transport' | 'audio'>;

export type SourceNeeds = { clock: Clock; order: PictureOrder; connectTimeoutMs: number; clipsFolder: string };

/** Errors: every `CAMERA_…` code that says why a camera cannot be had. */
export function openSource(wish: SourceWish, needs: SourceNeeds, listener: SourceListener): Promise<Source> {
  if (wish.intake === 'compatibility') return openFfmpegSource(wish, needs, listener);
  return openRtspSource(rtspTarget(wish), needs, listener);
}

/** Asks whether the camera is there and would give what we carry; leaves nothing open behind. */
export function probeSource(
  wish: SourceWish,
  { connectTimeoutMs, clipsFolder }: Pick<SourceNeeds, 'connectTimeoutMs' | 'clipsFolder'>,
): Promise<void> {
  if (wish.intake === 'compatibility') return probeAddress(wish.sourceUrl, { connectTimeoutMs, clipsFolder });
  return probeRtsp(rtspTarget(wish), connectTimeoutMs);
}

function rtspTarget({ sourceUrl, username, password, transport, audio }: SourceWish): RtspTarget {
  return { rtspUrl: sourceUrl, username, password, transport, audio };
}
