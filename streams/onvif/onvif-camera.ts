/**
 * The media of one camera over ONVIF: asked for a key frame, and its encoder set to what browsers can show or a person wants.
 *
 * Media2 where the camera offers it, else Media1. What is found out about a camera is kept; it
 * holds no connection open, so there is nothing to close.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type {
  ChangeEncoder,
  EncoderFit,
  EncoderForm,
  EncoderPreview,
  EncoderSettings,
} from '../../config/contract/camera.ts';
import { AppError, type ErrorCode } from '../../config/contract/errors.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { changed, type Encoder, fitForWebRtc, type H264Options, notTaken, notTakenUp } from './encoder.rules.ts';
import { type MediaService, mediaServicesAt } from './media-service.ts';
import { type Choice, chooseProfile } from './profile.rules.ts';
import { servicesOf } from './services.ts';
import { type OnvifTarget, SoapLine } from './soap-line.ts';

/** Some cameras take a moment before they tell the new settings. */
const READ_AGAIN_MS = 1_000;
const SIGN_IN_REFUSED: readonly ErrorCode[] = ['CAMERA_WRONG_PASSWORD', 'ONVIF_CLOCK_WRONG'];

type Needs = {
  clock: Clock;
  /** For each request. */
  timeoutMs?: number;
  keyFrameTimeoutMs?: number;
};

/**
 * Signs in and finds the media profile that gives `rtspUrl`.
 * Errors: `CAMERA_UNREACHABLE`, `CAMERA_TIMEOUT`, `CAMERA_WRONG_PASSWORD`, `CAMERA_REFUSED`, `ONVIF_NOT_OFFERED`.
 */
export async function openOnvifCamera(
  { rtspUrl, ...target }: OnvifTarget & { rtspUrl: string },
  { clock, timeoutMs = 5_000, keyFrameTimeoutMs = 2_000 }: Needs,
): Promise<OnvifCamera> {
  const line = new SoapLine(target, clock, timeoutMs);
  const services = mediaServicesAt(line, await servicesOf(line));
  const camera = new OnvifCamera(services, rtspUrl, keyFrameTimeoutMs);
  await camera.look();
  return camera;
}

export class OnvifCamera {
  readonly #services: MediaService[];
  readonly #rtspUrl: string;
  readonly #keyFrameTimeoutMs: number;
  readonly #choices = new Map<MediaService, Choice>();

  constructor(services: MediaService[], rtspUrl: string, keyFrameTimeoutMs: number) {
    this.#services = services;
    this.#rtspUrl = rtspUrl;
    this.#keyFrameTimeoutMs = keyFrameTimeoutMs;
  }

  async look(): Promise<void> {
    await this.#inMedia(async () => {});
  }

  /** Resolves when the camera has taken the request; whether a key frame comes shows in the video. */
  async requestKeyFrame(): Promise<void> {
    await this.#inMedia((media, { profile }) => media.setSynchronizationPoint(profile.token, this.#keyFrameTimeoutMs));
  }

  /** What `fitForWebRtc` would change. Sends nothing but questions. */
  previewFit(): Promise<EncoderPreview> {
    return this.#inMedia(async (media, choice) => {
      const { before, wanted } = await this.#planFit(media, choice);
      return { before: settingsOf(before), wanted: settingsOf(wanted) };
    });
  }

  /**
   * Sets the encoder of the stream to H.264 without B-frames and a key frame every 2 s, and looks
   * whether the camera did so: some accept the request and change nothing, or a part. Sends
   * nothing where it is fit already.
   */
  fitForWebRtc(): Promise<EncoderFit> {
    return this.#inMedia(async (media, choice) => this.#apply(media, await this.#planFit(media, choice), notTakenUp));
  }

  /** What the encoder of the stream is set to, and what the camera offers. Error: `ONVIF_NOT_OFFERED` for other than H.264. */
  encoderForm(): Promise<EncoderForm> {
    return this.#inMedia(async (media, choice) => {
      const { before, options } = await this.#read(media, choice);
      if (before.encoding !== 'H264' || !options) throw new AppError('ONVIF_NOT_OFFERED', { what: 'H264' });
      const { profiles, sizes, framesPerSecond, bitrateKbps, govLength } = options;
      const offered = { profiles, sizes, framesPerSecond, bitrateKbps, govLength };
      return { settings: settingsOf(before), options: offered };
    });
  }

  /** As `fitForWebRtc`, to what a person wants. Errors: also `INVALID_REQUEST` for what the camera does not offer. */
  setEncoder(change: ChangeEncoder): Promise<EncoderFit> {
    return this.#inMedia(async (media, choice) => {
      const { before, options } = await this.#read(media, choice);
      const wanted = changed(before, options, change);
      return this.#apply(media, { before, wanted }, (after) => notTaken(after, { before, wanted }));
    });
  }

  async #apply(
    media: MediaService,
    { before, wanted }: { before: Encoder; wanted: Encoder },
    missing: (after: Encoder, wanted: Encoder) => (keyof EncoderSettings)[],
  ): Promise<EncoderFit> {
    const isFit = isDeepStrictEqual(wanted, before);
    if (!isFit) await media.setEncoder(wanted).catch(asLackOfRights);
    const after = isFit ? before : await this.#readBack(media, wanted, missing);
    return {
      before: settingsOf(before),
      wanted: settingsOf(wanted),
      after: settingsOf(after),
      notTaken: isFit ? [] : missing(after, wanted),
    };
  }

  async #planFit(media: MediaService, choice: Choice): Promise<{ before: Encoder; wanted: Encoder }> {
    const { before, options } = await this.#read(media, choice);
    return { before, wanted: fitForWebRtc(before, options) };
  }

  async #read(
    media: MediaService,
    { profile, isSure }: Choice,
  ): Promise<{ before: Encoder; options: H264Options | null }> {
    if (!isSure) throw new AppError('ONVIF_NOT_OFFERED', { what: pathOf(this.#rtspUrl) });
    if (profile.encoderToken === null) throw new AppError('ONVIF_NOT_OFFERED', { what: 'VideoEncoder' });
    const before = await media.encoder(profile.encoderToken);
    return { before, options: await media.h264Options(profile.encoderToken, profile.token) };
  }

  async #readBack(
    media: MediaService,
    wanted: Encoder,
    missing: (after: Encoder, wanted: Encoder) => readonly unknown[],
  ): Promise<Encoder> {
    const first = await media.encoder(wanted.token);
    if (missing(first, wanted).length === 0) return first;
    await sleep(READ_AGAIN_MS);
    return media.encoder(wanted.token);
  }

  /** With the first media service that offers what the work needs. */
  async #inMedia<T>(work: (media: MediaService, choice: Choice) => Promise<T>): Promise<T> {
    let missing = new AppError('ONVIF_NOT_OFFERED', { what: 'Media' });
    for (const media of this.#services) {
      try {
        return await work(media, await this.#choiceIn(media));
      } catch (thrown) {
        if (thrown instanceof AppError && thrown.code === 'CAMERA_REFUSED') this.#choices.delete(media);
        if (!(thrown instanceof AppError) || thrown.code !== 'ONVIF_NOT_OFFERED') throw thrown;
        missing = thrown;
      }
    }
    throw missing;
  }

  async #choiceIn(media: MediaService): Promise<Choice> {
    const known = this.#choices.get(media);
    if (known) return known;
    const candidates = [];
    // One after the other: a camera's web server is small.
    for (const profile of await media.profiles().catch(asNotOffered)) {
      candidates.push({ profile, streamUri: await media.streamUri(profile.token).catch(noneIfRefused) });
    }
    const choice = chooseProfile(this.#rtspUrl, candidates);
    if (!choice) throw new AppError('ONVIF_NOT_OFFERED', { what: 'Profiles' });
    this.#choices.set(media, choice);
    return choice;
  }
}

/** There are cameras that name Media2 and refuse its first question. */
function asNotOffered(thrown: unknown): never {
  const isRefused = thrown instanceof AppError && thrown.code === 'CAMERA_REFUSED';
  throw isRefused ? new AppError('ONVIF_NOT_OFFERED', { what: 'GetProfiles' }, thrown) : thrown;
}

/** A profile that is not complete has no address. */
function noneIfRefused(thrown: unknown): null {
  if (thrown instanceof AppError && (thrown.code === 'CAMERA_REFUSED' || thrown.code === 'ONVIF_NOT_OFFERED')) {
    return null;
  }
  throw thrown;
}

/** Who could just read the settings has the right password: not to be allowed to change them is another matter. */
function asLackOfRights(thrown: unknown): never {
  const isUnauthorised = thrown instanceof AppError && SIGN_IN_REFUSED.includes(thrown.code);
  throw isUnauthorised ? new AppError('CAMERA_REFUSED', { status: 403, reason: 'NotAuthorized' }, thrown) : thrown;
}

function settingsOf(encoder: Encoder): EncoderSettings {
  const { encoding, profile, govLength, anchorFrameDistance, framesPerSecond, width, height, bitrateKbps } = encoder;
  return { encoding, profile, govLength, anchorFrameDistance, framesPerSecond, width, height, bitrateKbps };
}

/** Without the name and password it may have. */
function pathOf(rtspUrl: string): string {
  return URL.canParse(rtspUrl) ? new URL(rtspUrl).pathname : '';
}
