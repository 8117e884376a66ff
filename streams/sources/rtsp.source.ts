/** One connection to an RTSP camera, as a source of pictures and sound on our timeline. */
import type { Clock } from '../../config/kernel/clock.ts';
import type { PictureOrder } from '../rtp/picture-order.ts';
import { openRtspSession, type RtspSession, type RtspTarget } from '../rtsp/rtsp-client.ts';
import { RtpMedia } from './rtp-media.ts';
import type { Source, SourceListener } from './source.ts';

/** What nobody watches may come a tenth of a second later. */
const RELAXED_READ_MS = 100;

type Needs = { clock: Clock; order: PictureOrder; connectTimeoutMs: number };

export async function openRtspSource(
  target: RtspTarget,
  { clock, order, connectTimeoutMs }: Needs,
  listener: SourceListener,
): Promise<Source> {
  let session: RtspSession | undefined;
  const senderClocks = () => session?.senderClocks ?? { video: null, audio: null };
  const media = new RtpMedia({ clock, order, senderClocks }, listener);
  const opened = await openRtspSession(target, connectTimeoutMs, {
    onDescribed: (video, audio) => media.describe(video, audio),
    onRtp: (packet) => media.pushVideo(packet),
    onAudioRtp: (packet) => media.pushAudio(packet),
    onLost: listener.onLost,
  });
  session = opened;
  return {
    setUrgent: (isUrgent) => opened.relax(isUrgent ? 0 : RELAXED_READ_MS),
    stats: () => ({ ...media.counts, cameraClock: opened.cameraClock }),
    close: () => opened.close(),
  };
}
