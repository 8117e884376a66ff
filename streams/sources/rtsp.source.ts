/** One connection to an RTSP camera, as a source of pictures and sound on our timeline. */
import type { Clock } from '../../config/kernel/clock.ts';
import { TICKS_PER_SECOND } from '../hub/access-unit.ts';
import { AudioDepacketizer, audioFormatOf } from '../rtp/audio-depacketizer.ts';
import { AudioTimeline, type PictureAnchor } from '../rtp/audio-timeline.ts';
import { H264Depacketizer, type Picture } from '../rtp/h264-depacketizer.ts';
import { H265Depacketizer } from '../rtp/h265-depacketizer.ts';
import type { PictureOrder } from '../rtp/picture-order.ts';
import { openRtspSession, type RtspSession, type RtspTarget } from '../rtsp/rtsp-client.ts';
import type { SdpMedia } from '../rtsp/sdp.ts';
import type { Source, SourceListener } from './source.ts';

/** What nobody watches may come a tenth of a second later. */
const RELAXED_READ_MS = 100;

type Needs = { clock: Clock; order: PictureOrder; connectTimeoutMs: number };

export async function openRtspSource(
  target: RtspTarget,
  { clock, order, connectTimeoutMs }: Needs,
  listener: SourceListener,
): Promise<Source> {
  let pictures: H264Depacketizer | H265Depacketizer | undefined;
  let sound: AudioDepacketizer | undefined;
  let session: RtspSession | undefined;
  let newest: PictureAnchor | undefined;
  const take = (picture: Picture) => {
    const times = order.place(picture);
    if (!times) return;
    const { data, isKey, parameterSets, rtpTimestamp } = picture;
    newest = { rtpTimestamp, ticks: times.ticks + times.compositionTicks, atMs: clock() };
    listener.onUnit({ data, isKey, parameterSets, ...times, receivedAtMs: newest.atMs });
  };
  const openSound = (media: SdpMedia): AudioDepacketizer | undefined => {
    const format = audioFormatOf(media);
    if (!format) {
      listener.onAudioRefused(media.codec || 'unknown');
      return undefined;
    }
    const timeline = new AudioTimeline(format.clockRate);
    return new AudioDepacketizer(({ data, rtpTimestamp, sampleCount }) => {
      // Sound before the first picture has no place yet, and nobody to hear it.
      if (!newest || !session) return;
      const receivedAtMs = clock();
      const ticks = timeline.ticksOf(rtpTimestamp, receivedAtMs, { picture: newest, ...session.senderClocks });
      const durationTicks = Math.round((sampleCount * TICKS_PER_SECOND) / format.clockRate);
      listener.onAudio({ data, ticks, durationTicks, receivedAtMs, format });
    }, media);
  };
  order.restart();
  session = await openRtspSession(target, connectTimeoutMs, {
    onDescribed: (video, audio) => {
      pictures =
        video.codec === 'H265'
          ? new H265Depacketizer(take, video.format)
          : new H264Depacketizer(take, video.format['sprop-parameter-sets']);
      sound = audio && openSound(audio);
    },
    onRtp: (packet) => pictures?.push(packet),
    onAudioRtp: (packet) => sound?.push(packet),
    onLost: listener.onLost,
  });
  const opened = session;
  return {
    setUrgent: (isUrgent) => opened.relax(isUrgent ? 0 : RELAXED_READ_MS),
    stats: () => ({
      received: (pictures?.counts.packets ?? 0) + (sound?.counts.packets ?? 0),
      lost: (pictures?.counts.lost ?? 0) + (sound?.counts.lost ?? 0),
      cameraClock: opened.cameraClock,
    }),
    close: () => opened.close(),
  };
}
