/** RTP of pictures and of sound, put together and on our timeline: what RTSP and WHIP have in common. */
import type { Clock } from '../../config/kernel/clock.ts';
import { TICKS_PER_SECOND } from '../hub/access-unit.ts';
import { AudioDepacketizer, audioFormatOf } from '../rtp/audio-depacketizer.ts';
import { AudioTimeline, type PictureAnchor, type SenderClock } from '../rtp/audio-timeline.ts';
import { H264Depacketizer, type Picture } from '../rtp/h264-depacketizer.ts';
import { H265Depacketizer } from '../rtp/h265-depacketizer.ts';
import type { PictureOrder } from '../rtp/picture-order.ts';
import type { SdpMedia } from '../rtsp/sdp.ts';
import type { SourceListener } from './source.ts';

/** From the newest RTCP sender report of each track; null without one. */
type SenderClocks = { video: SenderClock | null; audio: SenderClock | null };
const NO_REPORTS: SenderClocks = { video: null, audio: null };

type Needs = { clock: Clock; order: PictureOrder; senderClocks?: () => SenderClocks };

export class RtpMedia {
  readonly #clock: Clock;
  readonly #order: PictureOrder;
  readonly #senderClocks: () => SenderClocks;
  readonly #listener: SourceListener;
  #pictures: H264Depacketizer | H265Depacketizer | undefined;
  #sound: AudioDepacketizer | undefined;
  #newest: PictureAnchor | undefined;

  constructor({ clock, order, senderClocks = () => NO_REPORTS }: Needs, listener: SourceListener) {
    this.#clock = clock;
    this.#order = order;
    this.#senderClocks = senderClocks;
    this.#listener = listener;
    order.restart();
  }

  /** What the packets will be. */
  describe(video: SdpMedia, audio: SdpMedia | undefined): void {
    const take = (picture: Picture) => this.#take(picture);
    this.#pictures =
      video.codec === 'H265'
        ? new H265Depacketizer(take, video.format)
        : new H264Depacketizer(take, video.format['sprop-parameter-sets']);
    this.#sound = audio && this.#openSound(audio);
  }

  /** Packets may be changed when these have returned. */
  pushVideo(packet: Buffer): void {
    this.#pictures?.push(packet);
  }

  pushAudio(packet: Buffer): void {
    this.#sound?.push(packet);
  }

  get counts(): { received: number; lost: number } {
    return {
      received: (this.#pictures?.counts.packets ?? 0) + (this.#sound?.counts.packets ?? 0),
      lost: (this.#pictures?.counts.lost ?? 0) + (this.#sound?.counts.lost ?? 0),
    };
  }

  #take(picture: Picture): void {
    const times = this.#order.place(picture);
    if (!times) return;
    const { data, isKey, parameterSets, rtpTimestamp } = picture;
    const receivedAtMs = this.#clock();
    this.#newest = { rtpTimestamp, ticks: times.ticks + times.compositionTicks, atMs: receivedAtMs };
    this.#listener.onUnit({ data, isKey, parameterSets, ...times, receivedAtMs });
  }

  #openSound(media: SdpMedia): AudioDepacketizer | undefined {
    const format = audioFormatOf(media);
    if (!format) {
      this.#listener.onAudioRefused(media.codec || 'unknown');
      return undefined;
    }
    const timeline = new AudioTimeline(format.clockRate);
    return new AudioDepacketizer(({ data, rtpTimestamp, sampleCount }) => {
      // Sound before the first picture has no place yet, and nobody to hear it.
      if (!this.#newest) return;
      const receivedAtMs = this.#clock();
      const anchors = { picture: this.#newest, ...this.#senderClocks() };
      const ticks = timeline.ticksOf(rtpTimestamp, receivedAtMs, anchors);
      const durationTicks = Math.round((sampleCount * TICKS_PER_SECOND) / format.clockRate);
      this.#listener.onAudio({ data, ticks, durationTicks, receivedAtMs, format });
    }, media);
  }
}
