/**
 * One camera the node carries: pulled while it is needed, probed while it is not.
 *
 * All retrying is here and nowhere else. Outputs attach and stay attached through
 * every reconnect; they just get no pictures meanwhile.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CameraHealth, Quality } from '../../config/contract/camera.ts';
import { AppError, toAppError } from '../../config/contract/errors.ts';
import type { CarriedCamera, NodeStart } from '../../config/contract/node.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { AccessUnit, ParameterSets } from '../hub/access-unit.ts';
import type { AudioFormat, AudioUnit } from '../hub/audio-unit.ts';
import { LiveStream, type Output } from '../hub/live-stream.ts';
import { factsOf, type VideoFacts } from '../hub/video-facts.ts';
import type { KeyFramePace } from '../onvif/key-frame-requests.ts';
import type { PushDesk } from '../push/push-desk.ts';
import { PictureOrder } from '../rtp/picture-order.ts';
import { openSource, probeSource } from '../sources/open-source.ts';
import type { Source } from '../sources/source.ts';
import { type Cause, grade, judge, retryAfterMs, warningsOf } from './camera.rules.ts';
import { CameraOnvif } from './camera-onvif.ts';
import { HealthMeter, type Measured } from './health-meter.ts';
import { HourCount } from './hour-count.ts';

const log = newLogger('camera');

export type CameraNeeds = Pick<NodeStart, 'live' | 'clipsFolder'> & {
  clock: Clock;
  chance: () => number;
  pushes: PushDesk;
};

type Kind = {
  quality?: Quality;
  /** Shared by all streams of one camera. */
  keyFramePace?: KeyFramePace;
  /** A try to have it failed; it is tried again. */
  onFailed?: () => void;
};

export class Camera {
  readonly stream = new LiveStream();
  readonly onvif: CameraOnvif;
  readonly quality: Quality;
  readonly #needs: CameraNeeds;
  readonly #onFailed: () => void;
  readonly #order: PictureOrder;
  readonly #meter = new HealthMeter();
  #carried: CarriedCamera;
  #closed = new AbortController();
  #pulling: AbortController | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #lastFrameAtMs: number | null = null;
  #cause: Cause | null = null;
  #failures = 0;
  readonly #reconnects = new HourCount();
  readonly #stalls = new HourCount();
  #state: CameraHealth['state'] = 'idle';
  #sinceMs: number;
  #facts: VideoFacts | undefined;
  #parameterSets: ParameterSets | undefined;
  #isReordered = false;
  #viewerCount = 0;
  #source: Source | undefined;
  #audioFormat: AudioFormat | undefined;
  #isAudioRefused = false;
  #work: Promise<void> = Promise.resolve();

  constructor(carried: CarriedCamera, needs: CameraNeeds, kind: Kind = {}) {
    const { quality = 'main', keyFramePace, onFailed = () => {} } = kind;
    this.quality = quality;
    this.#onFailed = onFailed;
    this.#carried = carried;
    this.#needs = needs;
    this.onvif = new CameraOnvif(carried, needs.clock, keyFramePace);
    this.#order = new PictureOrder(needs.clock);
    this.#sinceMs = needs.clock();
    this.#followNeed();
    void this.#probeWhileIdle();
  }

  get cameraId(): string {
    return this.#carried.cameraId;
  }

  /** Names this stream among all that the node carries. */
  get streamId(): string {
    return `${this.cameraId}/${this.quality}`;
  }

  /** The last try to have it failed, and no picture came since. */
  get isFailing(): boolean {
    return this.#cause !== null;
  }

  /** RFC 6381; undefined before the first picture. */
  get codec(): string | undefined {
    return this.#facts?.codec;
  }

  /** Whether browsers take it over WebRTC as it is; true before the first picture. */
  get isForWebRtc(): boolean {
    return !this.#isReordered && this.#parameterSets?.codec !== 'h265';
  }

  /** Whether its sound is wanted, if it has any. */
  get takesAudio(): boolean {
    return this.#carried.audio && !this.#isAudioRefused;
  }

  /** Of the sound that comes now; undefined while none does. */
  get audioFormat(): AudioFormat | undefined {
    return this.#audioFormat;
  }

  get size(): { width: number; height: number } {
    return { width: this.#facts?.width ?? 0, height: this.#facts?.height ?? 0 };
  }

  /** A changed address or password is tried at once. */
  update(carried: CarriedCamera): void {
    const before = this.#carried;
    this.#carried = carried;
    this.onvif.update(carried);
    if (!isSameSource(before, carried)) {
      this.#cause = null;
      this.stream.forgetAll();
      this.#stopPulling();
    }
    this.#followNeed();
  }

  /** Pictures until the returned function is called. `isViewer` counts a person who watches. */
  attach(output: Output, { isViewer = false } = {}): () => void {
    const detach = this.stream.attach(output);
    if (isViewer) this.addViewers(1);
    this.#followNeed();
    let done = false;
    return () => {
      if (done) return;
      done = true;
      detach();
      if (isViewer) this.addViewers(-1);
      this.#followNeed();
    };
  }

  /** WebRTC viewers share one output: they are counted apart. */
  addViewers(count: number): void {
    this.#viewerCount += count;
    if (count > 0) this.requestKeyFrame();
    this.#source?.setUrgent(this.#viewerCount > 0);
  }

  /** For whoever joins, or has lost what cannot be sent again. The camera is asked no more often than it may be. */
  requestKeyFrame(): void {
    void this.onvif.viewerJoined();
    this.#source?.requestKeyFrame?.();
  }

  async close(): Promise<void> {
    this.#closed.abort();
    clearTimeout(this.#idleTimer);
    this.#stopPulling();
    await this.#work;
  }

  health(): CameraHealth {
    const nowMs = this.#needs.clock();
    const needed = this.#pulling !== undefined;
    const { state, cause } = judge(
      { nowMs, needed, lastFrameAtMs: this.#lastFrameAtMs, cause: this.#cause },
      this.#needs.live,
    );
    if (state !== this.#state) {
      log.info({ cameraId: this.cameraId, from: this.#state, to: state, cause: cause?.code }, 'camera state changed');
      this.#state = state;
      this.#sinceMs = nowMs;
      if (state === 'stalled') this.#stalls.note(nowMs);
    }
    const { usualFramesPerSecond, ...measured } = this.#measure(nowMs);
    const counted = { stallCount: this.#stalls.read(nowMs), reconnectCount: this.#reconnects.read(nowMs) };
    return {
      cameraId: this.cameraId,
      state,
      sinceMs: this.#sinceMs,
      cause,
      grade: grade({ state, usualFramesPerSecond, ...measured, ...counted }),
      warnings: state === 'live' ? warningsOf({ ...measured, ...this.#amiss() }) : [],
      lastFrameAtMs: this.#lastFrameAtMs,
      codec: this.codec ?? null,
      audioCodec: this.#audioFormat?.codec ?? null,
      ...this.size,
      ...measured,
      keyFrameOnRequest: this.onvif.keyFrameOnRequest,
      ...counted,
      viewerCount: this.#viewerCount,
      isNeeded: this.#isNeeded,
      isRecording: false,
      canTalk: null,
      features: [],
      sub: null,
    };
  }

  #amiss(): { isReordered: boolean; isAudioRefused: boolean } {
    return { isReordered: this.#isReordered, isAudioRefused: this.#isAudioRefused };
  }

  #measure(nowMs: number): Measured {
    const stats = this.#source?.stats();
    if (stats) this.#meter.noteSource(stats, nowMs);
    return this.#meter.read(nowMs);
  }

  get #isNeeded(): boolean {
    return this.#carried.keepWarm || this.#carried.analyse || this.stream.outputCount > 0;
  }

  #followNeed(): void {
    const needed = this.#isNeeded;
    clearTimeout(this.#idleTimer);
    if (needed && !this.#pulling && !this.#closed.signal.aborted) this.#startPulling();
    if (!needed && this.#pulling) this.#idleTimer = setTimeout(() => this.#stopPulling(), this.#needs.live.idleStopMs);
  }

  #startPulling(): void {
    const pulling = new AbortController();
    this.#pulling = pulling;
    this.#lastFrameAtMs = null;
    this.#failures = 0;
    this.#work = this.#work.then(() => this.#pull(pulling.signal));
  }

  #stopPulling(): void {
    this.#pulling?.abort();
    this.#pulling = undefined;
  }

  /** Tries again and again until nobody needs the camera any more. */
  async #pull(stopped: AbortSignal): Promise<void> {
    while (!stopped.aborted) {
      const why = await this.#pullOnce(stopped).catch(toAppError);
      this.stream.forget();
      if (stopped.aborted) return;
      this.#fail(why);
      if (why.code === 'INTERNAL') log.error({ err: why, cameraId: this.cameraId }, 'source failed');
      const waitMs = retryAfterMs(this.#failures, why.code, this.#needs.live, this.#needs.chance());
      this.#failures += 1;
      await this.#pause(waitMs, stopped);
      if (!stopped.aborted) this.#reconnects.note(this.#needs.clock());
    }
  }

  /** Shorter when a device comes to push: what was wrong with the one before need not be wrong with it. */
  async #pause(waitMs: number, stopped: AbortSignal): Promise<void> {
    const over = new AbortController();
    const signal = AbortSignal.any([stopped, over.signal]);
    const ends = [sleep(waitMs, undefined, { signal }), this.#needs.pushes.nextOf(this.cameraId, signal)];
    // Each of them fails when it is no longer waited for.
    await Promise.race(ends.map((end) => end.then(() => {}).catch(() => {})));
    over.abort();
  }

  #fail(why: AppError): void {
    this.#cause = why.toFailure();
    this.#onFailed();
  }

  /** Answers why it ended. */
  async #pullOnce(stopped: AbortSignal): Promise<AppError> {
    const { clock, live, clipsFolder, pushes } = this.#needs;
    const { connectTimeoutMs } = live;
    const ended = Promise.withResolvers<AppError>();
    this.#meter.restart();
    this.onvif.restart();
    this.#audioFormat = undefined;
    this.#isAudioRefused = false;
    const source = await openSource(
      this.#carried,
      { clock, order: this.#order, connectTimeoutMs, clipsFolder, pushes, stopped },
      {
        onUnit: (unit) => this.#take(unit),
        onAudio: (unit) => this.#takeAudio(unit),
        onAbsent: (why) => this.#fail(why),
        onAudioRefused: () => {
          this.#isAudioRefused = true;
        },
        onLost: ended.resolve,
      },
    );
    this.#source = source;
    source.setUrgent(this.#viewerCount > 0);
    const openedAtMs = clock();
    const watchdog = setInterval(() => {
      const silentMs = clock() - Math.max(openedAtMs, this.#lastFrameAtMs ?? 0);
      if (silentMs > live.offlineMs) ended.resolve(noFrames(silentMs));
    }, 500);
    const stop = () => ended.resolve(noFrames(0));
    stopped.addEventListener('abort', stop);
    if (stopped.aborted) stop();
    try {
      return await ended.promise;
    } finally {
      clearInterval(watchdog);
      stopped.removeEventListener('abort', stop);
      this.#source = undefined;
      await source.close();
    }
  }

  #take(unit: AccessUnit): void {
    if (unit.parameterSets !== this.#parameterSets) {
      this.#parameterSets = unit.parameterSets;
      this.#facts = factsOf(unit.parameterSets);
    }
    this.#isReordered = unit.isReordered;
    this.#lastFrameAtMs = unit.receivedAtMs;
    this.#cause = null;
    this.#failures = 0;
    this.#meter.note(unit);
    if (unit.isKey) this.onvif.noteKeyFrame(unit.receivedAtMs);
    this.stream.push(unit);
  }

  #takeAudio(unit: AudioUnit): void {
    this.#audioFormat = unit.format;
    this.stream.pushAudio(unit);
  }

  async #probeWhileIdle(): Promise<void> {
    const { live, chance, clipsFolder, pushes } = this.#needs;
    const { connectTimeoutMs } = live;
    const { signal } = this.#closed;
    while (!signal.aborted) {
      if (!this.#pulling) {
        const failure = await probeSource(this.#carried, { connectTimeoutMs, clipsFolder, pushes }).then(
          () => null,
          toAppError,
        );
        if (!this.#pulling) this.#cause = failure?.toFailure() ?? null;
      }
      await sleep(live.probeMs * (0.75 + chance() * 0.5), undefined, { signal }).catch(() => {});
    }
  }
}

function isSameSource(one: CarriedCamera, other: CarriedCamera): boolean {
  const fields = ['intake', 'sourceUrl', 'username', 'password', 'transport', 'audio'] as const;
  return fields.every((field) => one[field] === other[field]);
}

function noFrames(silentMs: number): AppError {
  return new AppError('CAMERA_NO_FRAMES', { seconds: Math.floor(silentMs / 1_000) });
}
