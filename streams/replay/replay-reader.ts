/**
 * Fetches a stretch of what a recorder holds, over a connection of its own that ends with it.
 *
 * It is read up to the first key frame behind the stretch, so that the next one can begin
 * there. Recorders send as fast as they can, or only as fast as it happened; both will do.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../config/contract/errors.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { type AccessUnit, TICKS_PER_MS } from '../hub/access-unit.ts';
import { H264Depacketizer, type Picture } from '../rtp/h264-depacketizer.ts';
import { H265Depacketizer } from '../rtp/h265-depacketizer.ts';
import { PictureOrder } from '../rtp/picture-order.ts';
import { readReplayStamp } from '../rtp/replay-extension.ts';
import { openRtspSession, type RtspTarget } from '../rtsp/rtsp-client.ts';
import type { SdpMedia } from '../rtsp/sdp.ts';
import { ReplayClock } from './replay-clock.ts';

const log = newLogger('replay');

const CONNECT_MS = 6_000;
const FIRST_PICTURE_MS = 8_000;
/** So long without a packet, and the recorder has no more. */
const QUIET_MS = 1_500;
/** So long where it said that it has no more. */
const QUIET_AT_END_MS = 200;
/** A key frame that is later than this behind the stretch is not waited for. */
const OVERRUN_MS = 4_000;
const MAX_BYTES = 96 * 1_024 * 1_024;
const LOOK_EVERY_MS = 100;

export type Stretch = { fromMs: number; toMs: number };
/** `ticks` count from the beginning of 1970, by the recorder's time. */
export type Replayed = {
  units: AccessUnit[];
  /** The key frame the next stretch begins with; null when none came. */
  nextKeyMs: number | null;
};

/**
 * Pictures from the key frame before `fromMs` on. Errors: those of `openRtspSession`, CAMERA_NO_FRAMES, and the
 * signal's own when it is aborted.
 */
export async function readReplay(
  target: Omit<RtspTarget, 'replayFromMs' | 'transport'>,
  stretch: Stretch,
  signal: AbortSignal,
): Promise<Replayed> {
  const taken = new Taken(stretch);
  const from = { ...target, transport: 'tcp' as const, replayFromMs: Math.ceil(stretch.fromMs) };
  const listener = {
    onDescribed: (video: SdpMedia) => taken.describe(video),
    onRtp: (packet: Buffer) => taken.push(packet),
    onLost: (why: AppError) => taken.end(why),
  };
  const session = await openRtspSession(from, CONNECT_MS, listener, signal);
  try {
    await taken.isWhole(signal);
  } finally {
    await session.close();
  }
  return taken.replayed;
}

class Taken {
  readonly #stretch: Stretch;
  readonly #clock: ReplayClock;
  readonly #order = new PictureOrder(() => this.#atMs);
  readonly #units: AccessUnit[] = [];
  #pictures: H264Depacketizer | H265Depacketizer | undefined;
  #atMs = 0;
  /** What is to be added to the order's ticks. */
  #baseTicks: number | undefined;
  #byteCount = 0;
  #nextKeyMs: number | null = null;
  #newestAtMs = performance.now();
  #quietMs = QUIET_MS;
  #hasEnded = false;
  #why: AppError | undefined;

  constructor(stretch: Stretch) {
    this.#stretch = stretch;
    this.#clock = new ReplayClock(stretch.fromMs);
  }

  get replayed(): Replayed {
    return { units: this.#units, nextKeyMs: this.#nextKeyMs };
  }

  describe({ codec, format }: { codec: string; format: Record<string, string> }): void {
    const take = (picture: Picture) => this.#take(picture);
    this.#pictures =
      codec === 'H265'
        ? new H265Depacketizer(take, format)
        : new H264Depacketizer(take, format['sprop-parameter-sets']);
  }

  push(packet: Buffer): void {
    if (this.#hasEnded) return;
    this.#newestAtMs = performance.now();
    const stamp = readReplayStamp(packet);
    if (stamp) this.#clock.stamp(packet.readUInt32BE(4), stamp.atMs);
    if (stamp?.isLast) this.#quietMs = QUIET_AT_END_MS;
    this.#pictures?.push(packet);
  }

  end(why?: AppError): void {
    this.#why ??= why;
    this.#hasEnded = true;
  }

  async isWhole(signal: AbortSignal): Promise<void> {
    const { fromMs, toMs } = this.#stretch;
    const startedAtMs = performance.now();
    const longestMs = FIRST_PICTURE_MS + 3 * (toMs - fromMs);
    while (!this.#hasEnded) {
      await sleep(LOOK_EVERY_MS, undefined, { signal });
      const nowMs = performance.now();
      const isQuiet = this.#units.length > 0 && nowMs - this.#newestAtMs > this.#quietMs;
      const isLate = this.#units.length === 0 && nowMs - startedAtMs > FIRST_PICTURE_MS;
      if (isQuiet || isLate || nowMs - startedAtMs > longestMs) this.end();
    }
    if (this.#units.length === 0) throw this.#why ?? new AppError('CAMERA_NO_FRAMES');
  }

  #take(picture: Picture): void {
    if (this.#hasEnded) return;
    const { data, isKey, parameterSets } = picture;
    this.#atMs = this.#clock.atMs(picture.rtpTimestamp);
    const shownTicks = Math.round(this.#atMs * TICKS_PER_MS);
    // The recorder's own time is what is reckoned with, whatever its RTP timestamps do in a gap.
    const times = this.#order.place({ ...picture, rtpTimestamp: shownTicks % 2 ** 32 });
    if (!times) return;
    if (this.#isThrough(picture)) {
      this.end();
      return;
    }
    this.#byteCount += data.length;
    this.#baseTicks ??= shownTicks - times.ticks - times.compositionTicks;
    const ticks = this.#baseTicks + times.ticks;
    this.#units.push({ data, isKey, parameterSets, ...times, ticks, receivedAtMs: Math.round(this.#atMs) });
  }

  /** Whether this picture belongs to the stretch no more. */
  #isThrough({ isKey, parameterSets }: Picture): boolean {
    const [first] = this.#units;
    if (this.#atMs >= this.#stretch.toMs) {
      if (isKey) this.#nextKeyMs = this.#atMs;
      if (isKey || this.#atMs >= this.#stretch.toMs + OVERRUN_MS) return true;
    }
    if (this.#byteCount > MAX_BYTES) {
      log.warn({ byteCount: this.#byteCount }, 'recording too large to be fetched to its end');
      return true;
    }
    return first !== undefined && first.parameterSets !== parameterSets;
  }
}
