/** One connection to an RTSP camera, as a source of pictures on our timeline. */
import type { AppError } from '../../config/contract/errors.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import type { AccessUnit } from '../hub/access-unit.ts';
import { H264Depacketizer, type Picture } from '../rtp/h264-depacketizer.ts';
import { H265Depacketizer } from '../rtp/h265-depacketizer.ts';
import type { PictureOrder } from '../rtp/picture-order.ts';
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

type Needs = { clock: Clock; order: PictureOrder; connectTimeoutMs: number };

export async function openRtspSource(
  target: RtspTarget,
  { clock, order, connectTimeoutMs }: Needs,
  listener: SourceListener,
): Promise<RtspSource> {
  let depacketizer: H264Depacketizer | H265Depacketizer | undefined;
  const take = (picture: Picture) => {
    const times = order.place(picture);
    const { data, isKey, parameterSets } = picture;
    if (times) listener.onUnit({ data, isKey, parameterSets, ...times, receivedAtMs: clock() });
  };
  order.restart();
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
