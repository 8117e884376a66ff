/**
 * What one stream of a camera is asked over ONVIF: a key frame for whoever joins, and the
 * settings of its encoder.
 *
 * Asking for a key frame is a favour: nobody waits for it, and what fails is logged and not
 * tried again soon. Name and password are those of the stream.
 */
import type { ChangeEncoder, EncoderFit, EncoderForm, EncoderPreview } from '../../config/contract/camera.ts';
import { AppError, type ErrorCode, toAppError } from '../../config/contract/errors.ts';
import type { CarriedCamera } from '../../config/contract/node.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { KeyFramePace, KeyFrameRequests } from '../onvif/key-frame-requests.ts';
import { type OnvifCamera, openOnvifCamera } from '../onvif/onvif-camera.ts';
import { isKeyFrameFar } from './camera.rules.ts';

const log = newLogger('onvif');

/** A person waits for the answer; the server waits a little longer. */
const ENCODER_WITHIN_MS = 25_000;
const MAY_BE_OVER_SOON: readonly ErrorCode[] = ['CAMERA_UNREACHABLE', 'CAMERA_TIMEOUT'];

export class CameraOnvif {
  readonly #clock: Clock;
  readonly #pace: KeyFramePace;
  #carried: CarriedCamera;
  #requests: KeyFrameRequests;
  #opened: Promise<OnvifCamera> | undefined;
  #lastKeyAtMs: number | null = null;
  /** Between key frames that came by themselves; 0 while it is not known. */
  #intervalMs = 0;
  #isLastAsked = false;

  constructor(carried: CarriedCamera, clock: Clock, pace = new KeyFramePace()) {
    this.#clock = clock;
    this.#pace = pace;
    this.#carried = carried;
    this.#requests = new KeyFrameRequests(clock, pace);
  }

  /** What was learnt does not hold for another address or password. */
  update(carried: CarriedCamera): void {
    const before = this.#carried;
    this.#carried = carried;
    if (!isSameDevice(before, carried)) this.#learnAnew();
  }

  /** A new connection begins with a key frame of its own. */
  restart(): void {
    this.#lastKeyAtMs = null;
    this.#intervalMs = 0;
    this.#isLastAsked = false;
  }

  noteKeyFrame(atMs: number): void {
    const isAsked = this.#requests.noteKeyFrame(atMs);
    if (this.#lastKeyAtMs !== null && !isAsked && !this.#isLastAsked) this.#intervalMs = atMs - this.#lastKeyAtMs;
    this.#lastKeyAtMs = atMs;
    this.#isLastAsked = isAsked;
  }

  /** Whether key frames come when they are asked for; null while it is not known. */
  get keyFrameOnRequest(): boolean | null {
    return this.#requests.areHeeded;
  }

  /** Resolves when the camera has answered, if it was asked; never rejects. */
  async viewerJoined(): Promise<void> {
    if (this.#carried.onvifUrl === '') return;
    const seen = { nowMs: this.#clock(), lastKeyAtMs: this.#lastKeyAtMs, intervalMs: this.#intervalMs };
    if (isKeyFrameFar(seen) && this.#requests.ask()) await this.#requestKeyFrame(this.#requests);
  }

  /** Errors: as `openOnvifCamera`. */
  encoder(): Promise<EncoderPreview> {
    return inTime(this.#open().then((camera) => camera.previewFit()));
  }

  /** Errors: as `openOnvifCamera`. */
  fitEncoder(): Promise<EncoderFit> {
    return this.#set((camera) => camera.fitForWebRtc());
  }

  /** Errors: as `openOnvifCamera`. */
  encoderSettings(): Promise<EncoderForm> {
    return inTime(this.#open().then((camera) => camera.encoderForm()));
  }

  /** Errors: as `openOnvifCamera`, and `INVALID_REQUEST` for what the camera does not offer. */
  setEncoder(change: ChangeEncoder): Promise<EncoderFit> {
    return this.#set((camera) => camera.setEncoder(change));
  }

  async #set(work: (camera: OnvifCamera) => Promise<EncoderFit>): Promise<EncoderFit> {
    const fit = await inTime(this.#open().then(work));
    const { cameraId } = this.#carried;
    log.info({ cameraId, before: fit.before, after: fit.after, notTaken: fit.notTaken }, 'encoder set');
    this.#learnAnew();
    return fit;
  }

  async #requestKeyFrame(requests: KeyFrameRequests): Promise<void> {
    try {
      await (await this.#open()).requestKeyFrame();
      requests.noteTaken();
    } catch (thrown) {
      const why = toAppError(thrown);
      const { cameraId } = this.#carried;
      if (why.code === 'INTERNAL') log.error({ err: thrown, cameraId }, 'key frame request failed');
      else log.info({ cameraId, cause: why.toFailure() }, 'key frame request failed');
      requests.noteFailed({ isLasting: !MAY_BE_OVER_SOON.includes(why.code) });
    }
  }

  #open(): Promise<OnvifCamera> {
    if (this.#opened) return this.#opened;
    const { onvifUrl, sourceUrl: rtspUrl, username, password } = this.#carried;
    if (onvifUrl === '') return Promise.reject(new AppError('ONVIF_NOT_OFFERED', { what: 'ONVIF' }));
    const opened = openOnvifCamera({ onvifUrl, rtspUrl, username, password }, { clock: this.#clock });
    this.#opened = opened;
    opened.catch(() => {
      if (this.#opened === opened) this.#opened = undefined;
    });
    return opened;
  }

  #learnAnew(): void {
    this.#requests = new KeyFrameRequests(this.#clock, this.#pace);
    this.#opened = undefined;
    this.restart();
  }
}

function isSameDevice(one: CarriedCamera, other: CarriedCamera): boolean {
  const fields = ['onvifUrl', 'sourceUrl', 'username', 'password'] as const;
  return fields.every((field) => one[field] === other[field]);
}

function inTime<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new AppError('CAMERA_TIMEOUT', { method: 'ONVIF' })), ENCODER_WITHIN_MS);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}
