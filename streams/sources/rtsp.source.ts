/** One connection to an RTSP camera, as a source of pictures on our timeline. */
import { AppError } from '../../config/contract/errors.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { type AccessUnit, eachNal, type ParameterSets } from '../hub/access-unit.ts';
import { isBSlice } from '../rtp/h264.ts';
import { H264Depacketizer, type Picture } from '../rtp/h264-depacketizer.ts';
import { parseH265Sps } from '../rtp/h265.ts';
import { H265Depacketizer } from '../rtp/h265-depacketizer.ts';
import type { Timeline } from '../rtp/timeline.ts';
import { type CameraClock, openRtspSession, type RtspTarget } from '../rtsp/rtsp-client.ts';

/** What nobody watches may come a tenth of a second later. */
const RELAXED_READ_MS = 100;

export type SourceListener = {
  onUnit(unit: AccessUnit): void;
  /** The connection is gone; said once, and not after `close`. */
  onLost(why: AppError): void;
};

export type RtspSource = {
  /** Whether somebody watches, so that every packet counts at once. */
  setUrgent(isUrgent: boolean): void;
  /** From its first packet on. */
  stats(): { received: number; lost: number; cameraClock: CameraClock | null };
  close(): Promise<void>;
};

type Needs = { clock: Clock; timeline: Timeline; connectTimeoutMs: number };

export async function openRtspSource(
  target: RtspTarget,
  { clock, timeline, connectTimeoutMs }: Needs,
  listener: SourceListener,
): Promise<RtspSource> {
  let depacketizer: H264Depacketizer | H265Depacketizer | undefined;
  let refused = false;
  const isReordered = openOrderJudge();
  const take = (picture: Picture) => {
    if (refused) return;
    if (isReordered(picture)) {
      refused = true;
      listener.onLost(new AppError('CAMERA_HAS_B_FRAMES'));
      return;
    }
    const { data, isKey, parameterSets } = picture;
    listener.onUnit({
      data,
      isKey,
      parameterSets,
      ticks: timeline.ticksOf(picture.rtpTimestamp),
      receivedAtMs: clock(),
    });
  };
  timeline.restart();
  const session = await openRtspSession(target, connectTimeoutMs, {
    onDescribed: (video) => {
      depacketizer =
        video.codec === 'H265'
          ? new H265Depacketizer(take, video.format)
          : new H264Depacketizer(take, video.format['sprop-parameter-sets']);
    },
    onRtp: (packet) => depacketizer?.push(packet),
    onLost: listener.onLost,
  });
  return {
    setUrgent: (isUrgent) => session.relax(isUrgent ? 0 : RELAXED_READ_MS),
    stats: () => ({
      received: depacketizer?.counts.packets ?? 0,
      lost: depacketizer?.counts.lost ?? 0,
      cameraClock: session.cameraClock,
    }),
    close: () => session.close(),
  };
}

/** Whether pictures are sent in another order than they are shown in: said by H.265, seen in the slices of H.264. */
function openOrderJudge(): (picture: Picture) => boolean {
  let judged: ParameterSets | undefined;
  let reorders = false;
  return ({ data, parameterSets }) => {
    if (parameterSets.codec === 'h264') return hasBSlice(data);
    if (parameterSets !== judged) reorders = (parseH265Sps(parameterSets.sps)?.reorderPictures ?? 0) > 0;
    judged = parameterSets;
    return reorders;
  };
}

function hasBSlice(data: Buffer): boolean {
  let found = false;
  eachNal(data, (start, end) => {
    if (!found && isBSlice(data.subarray(start, end))) found = true;
  });
  return found;
}
