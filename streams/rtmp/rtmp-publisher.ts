/** A device that pushes over RTMP, as whoever takes its pictures sees it. */
import { AppError } from '../../config/contract/errors.ts';
import { withFourByteLengths } from '../flv/nal-lengths.ts';
import { readAudioTag, readVideoTag, type VideoTag } from '../flv/read-flv-tags.ts';
import { TICKS_PER_MS, TICKS_PER_SECOND } from '../hub/access-unit.ts';
import { type AudioFormat, G711 } from '../hub/audio-unit.ts';
import type { Publisher } from '../push/push-desk.ts';
import { readAudioSpecificConfig, sampleRateOf } from '../rtp/aac.ts';
import type { Source, SourceListener } from '../sources/source.ts';
import { TimedMedia } from '../sources/timed-media.ts';
import type { RtmpMessage } from './rtmp-line.ts';

const AAC_SAMPLES = 1_024;

type Sets = Extract<VideoTag, { kind: 'sets' }>;

export class RtmpPublisher implements Publisher {
  readonly #hangUp: () => void;
  #taken: { media: TimedMedia; listener: SourceListener } | undefined;
  /** Said once, at the beginning: whoever takes it later needs them too. */
  #sets: Sets | undefined;
  #format: AudioFormat | undefined;
  #refusal: AppError | undefined;
  #refusedSound: string | undefined;

  constructor(hangUp: () => void) {
    this.#hangUp = hangUp;
  }

  /** Errors: CAMERA_CODEC_NOT_SUPPORTED. */
  open(needs: Parameters<Publisher['open']>[0], listener: SourceListener): Source {
    if (this.#refusal) throw this.#refusal;
    const media = new TimedMedia(needs, listener);
    if (this.#sets) media.setParameterSets(this.#sets.parameterSets);
    if (this.#refusedSound !== undefined) listener.onAudioRefused(this.#refusedSound);
    const taken = { media, listener };
    this.#taken = taken;
    return {
      setUrgent: () => {
        // Every message is handed on as it comes.
      },
      stats: () => ({ received: media.counts.pictures + media.counts.frames, lost: 0, cameraClock: null }),
      close: async () => {
        if (this.#taken === taken) this.#taken = undefined;
      },
    };
  }

  take({ kind, data, atMs }: RtmpMessage): void {
    if (kind === 'video') this.#takeVideo(data, atMs);
    else this.#takeAudio(data, atMs);
  }

  close(): void {
    this.#hangUp();
  }

  /** The connection is. */
  gone(): void {
    this.#lose(new AppError('CAMERA_NOT_PUSHING'));
  }

  #lose(why: AppError): void {
    const taken = this.#taken;
    this.#taken = undefined;
    taken?.listener.onLost(why);
  }

  #takeVideo(message: Buffer, atMs: number): void {
    const tag = readVideoTag(message);
    if (!tag) return;
    if (tag.kind === 'refused') {
      this.#refusal ??= new AppError('CAMERA_CODEC_NOT_SUPPORTED', { codec: tag.codec });
      this.#lose(this.#refusal);
    } else if (tag.kind === 'sets') {
      this.#refusal = undefined;
      this.#sets = tag;
      this.#taken?.media.setParameterSets(tag.parameterSets);
    } else {
      const data = withFourByteLengths(tag.data, this.#sets?.lengthBytes ?? 4);
      this.#taken?.media.takePicture(data, (atMs + tag.compositionMs) * TICKS_PER_MS);
    }
  }

  #takeAudio(message: Buffer, atMs: number): void {
    const tag = readAudioTag(message);
    if (!tag) return;
    if (tag.kind === 'refused') {
      this.#refuseSound(tag.codec);
      return;
    }
    if (tag.kind === 'config') {
      this.#followConfig(tag.config);
      return;
    }
    if (tag.codec !== 'AAC') this.#followG711(tag.codec);
    const format = this.#format;
    if (!format || format.codec !== tag.codec) return;
    const sampleCount = tag.codec === 'AAC' ? AAC_SAMPLES : tag.data.length;
    const durationTicks = Math.round((sampleCount * TICKS_PER_SECOND) / format.clockRate);
    this.#taken?.media.takeSound(tag.data, { heardAt: atMs * TICKS_PER_MS, durationTicks }, format);
  }

  #followConfig(config: Buffer): void {
    if (this.#format?.codec === 'AAC' && this.#format.config.equals(config)) return;
    const facts = readAudioSpecificConfig(config);
    const clockRate = facts && sampleRateOf(facts);
    if (!clockRate) {
      this.#refuseSound('AAC');
      return;
    }
    this.#refusedSound = undefined;
    this.#format = { codec: 'AAC', clockRate, channels: facts.channelConfiguration || 1, config };
  }

  #followG711(codec: 'PCMA' | 'PCMU'): void {
    if (this.#format?.codec === codec) return;
    this.#refusedSound = undefined;
    this.#format = { codec, ...G711 };
  }

  #refuseSound(codec: string): void {
    if (this.#refusedSound === codec) return;
    this.#refusedSound = codec;
    this.#taken?.listener.onAudioRefused(codec);
  }
}
