/**
 * One camera over ONVIF: asked for a key frame, and set to what browsers can show.
 *
 * Media2 where the camera offers it, else Media1. What is found out about a camera is kept; it
 * holds no connection open, so there is nothing to close. Discovery, PTZ and events have no part in it yet.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../config/contract/errors.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { type Encoder, fitForWebRtc, isAsWanted } from './encoder.rules.ts';
import { type MediaService, mediaServicesOf } from './media-service.ts';
import { type Choice, chooseProfile } from './profile.rules.ts';
import { type OnvifTarget, SoapLine } from './soap-line.ts';

/** Some cameras take a moment before they tell the new settings. */
const READ_AGAIN_MS = 1_000;

type Needs = {
  clock: Clock;
  /** For each request. */
  timeoutMs?: number;
  keyFrameTimeoutMs?: number;
};

/** By the camera's own account; equal when it was fit already and nothing was sent. */
export type EncoderChange = { before: EncoderFacts; after: EncoderFacts };
export type EncoderFacts = Pick<
  Encoder,
  'encoding' | 'profile' | 'govLength' | 'anchorFrameDistance' | 'framesPerSecond' | 'width' | 'height' | 'bitrateKbps'
>;

/**
 * Signs in and finds the media profile that gives `rtspUrl`.
 * Errors: `CAMERA_UNREACHABLE`, `CAMERA_TIMEOUT`, `CAMERA_WRONG_PASSWORD`, `CAMERA_REFUSED`, `ONVIF_NOT_OFFERED`.
 */
export async function openOnvifCamera(
  { rtspUrl, ...target }: OnvifTarget & { rtspUrl: string },
  { clock, timeoutMs = 5_000, keyFrameTimeoutMs = 2_000 }: Needs,
): Promise<OnvifCamera> {
  const services = await mediaServicesOf(new SoapLine(target, clock, timeoutMs));
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

  /**
   * Sets the encoder of the stream to H.264 without B-frames and a key frame every 2 s, and looks
   * whether the camera did so: some accept the request and change nothing.
   */
  fitForWebRtc(): Promise<EncoderChange> {
    return this.#inMedia(async (media, { profile, isSure }) => {
      if (!isSure) throw new AppError('ONVIF_NOT_OFFERED', { what: pathOf(this.#rtspUrl) });
      if (profile.encoderToken === null) throw new AppError('ONVIF_NOT_OFFERED', { what: 'VideoEncoder' });
      const before = await media.encoder(profile.encoderToken);
      const wanted = fitForWebRtc(before, await media.h264Options(profile.encoderToken, profile.token));
      if (isDeepStrictEqual(wanted, before)) return { before: factsOf(before), after: factsOf(before) };
      await media.setEncoder(wanted).catch(asLackOfRights);
      return { before: factsOf(before), after: factsOf(await this.#readBack(media, wanted)) };
    });
  }

  async #readBack(media: MediaService, wanted: Encoder): Promise<Encoder> {
    const first = await media.encoder(wanted.token);
    if (isAsWanted(first, wanted)) return first;
    await sleep(READ_AGAIN_MS);
    const second = await media.encoder(wanted.token);
    if (isAsWanted(second, wanted)) return second;
    const { encoding, profile, govLength } = second;
    throw new AppError('CAMERA_REFUSED', {
      status: 200,
      reason: `${encoding} ${profile ?? ''} GovLength ${govLength}`,
    });
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
  const isUnauthorised = thrown instanceof AppError && thrown.code === 'CAMERA_WRONG_PASSWORD';
  throw isUnauthorised ? new AppError('CAMERA_REFUSED', { status: 403, reason: 'NotAuthorized' }, thrown) : thrown;
}

function factsOf(encoder: Encoder): EncoderFacts {
  const { encoding, profile, govLength, anchorFrameDistance, framesPerSecond, width, height, bitrateKbps } = encoder;
  return { encoding, profile, govLength, anchorFrameDistance, framesPerSecond, width, height, bitrateKbps };
}

/** Without the name and password it may have. */
function pathOf(rtspUrl: string): string {
  return URL.canParse(rtspUrl) ? new URL(rtspUrl).pathname : '';
}
