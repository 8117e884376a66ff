/**
 * Measures a camera's pictures over the last few seconds: how many, how large, how
 * late, how much was lost on the way, and what its clock says.
 *
 * How late is told against the camera's own timestamps: the time from a picture's
 * timestamp to its arrival, above the smallest such time of the window. The window
 * is short, because a camera whose timestamps do not keep its real pace drifts.
 */
import { type AccessUnit, TICKS_PER_MS } from '../hub/access-unit.ts';
import type { SourceStats } from '../sources/source.ts';

const WINDOW_MS = 4_000;
const LATENESS_WINDOW_MS = 10_000;
/** Nine of ten pictures are no later: large key frames, which take longer, do not count as trouble. */
const LATENESS_QUANTILE = 0.9;
/** What is usual follows what is, over minutes: a camera that slows down at night is soon as usual again. */
const USUAL_FOLLOWS_MS = 10 * 60_000;
/** Some cameras begin with a burst of what they had kept. */
const SETTLED_AFTER_MS = 8_000;

export type Measured = {
  framesPerSecond: number;
  bitrateKbps: number;
  keyFrameIntervalMs: number;
  delayMs: number;
  lossPercent: number;
  clockOffsetMs: number | null;
  /** 0 while it is not known yet. */
  usualFramesPerSecond: number;
};

type Sample = { atMs: number; bytes: number; transitMs: number };

export class HealthMeter {
  #samples: Sample[] = [];
  #counts: { atMs: number; received: number; lost: number }[] = [];
  #firstAtMs: number | null = null;
  #lastKeyAtMs: number | null = null;
  #keyFrameIntervalMs = 0;
  #clockOffsetMs: number | null = null;
  #usualFramesPerSecond = 0;
  #usualAtMs = 0;

  note({ receivedAtMs, data, ticks, isKey }: AccessUnit): void {
    this.#firstAtMs ??= receivedAtMs;
    this.#samples.push({ atMs: receivedAtMs, bytes: data.length, transitMs: receivedAtMs - ticks / TICKS_PER_MS });
    if (!isKey) return;
    if (this.#lastKeyAtMs !== null) this.#keyFrameIntervalMs = receivedAtMs - this.#lastKeyAtMs;
    this.#lastKeyAtMs = receivedAtMs;
  }

  noteSource({ received, lost, cameraClock }: SourceStats, nowMs: number): void {
    this.#counts.push({ atMs: nowMs, received, lost });
    if (cameraClock) this.#clockOffsetMs = Math.round(cameraClock.ntpMs - cameraClock.receivedAtMs);
  }

  read(nowMs: number): Measured {
    forget(this.#samples, nowMs - LATENESS_WINDOW_MS);
    forget(this.#counts, nowMs - LATENESS_WINDOW_MS);
    const rate = this.#rate(nowMs);
    const isSettled = this.#firstAtMs !== null && nowMs - this.#firstAtMs >= SETTLED_AFTER_MS;
    if (isSettled) this.#followUsual(rate.framesPerSecond, nowMs);
    return {
      ...rate,
      // A key frame that is still not there counts for the time it has been missed.
      keyFrameIntervalMs: Math.max(this.#keyFrameIntervalMs, this.#sinceKeyMs()),
      delayMs: this.#delayMs(),
      lossPercent: this.#lossPercent(),
      clockOffsetMs: this.#clockOffsetMs,
      usualFramesPerSecond: this.#usualFramesPerSecond,
    };
  }

  /** A new connection is measured anew; what is usual of the camera stays. */
  restart(): void {
    this.#samples = [];
    this.#counts = [];
    this.#firstAtMs = null;
    this.#lastKeyAtMs = null;
    this.#keyFrameIntervalMs = 0;
    this.#clockOffsetMs = null;
  }

  #rate(nowMs: number): { framesPerSecond: number; bitrateKbps: number } {
    const recent = this.#samples.filter(({ atMs }) => atMs > nowMs - WINDOW_MS);
    const [first] = recent;
    if (!first || recent.length < 2) return { framesPerSecond: 0, bitrateKbps: 0 };
    const spanMs = Math.max(nowMs - first.atMs, 500);
    const byteCount = recent.reduce((sum, { bytes }) => sum + bytes, 0);
    return {
      framesPerSecond: Math.round((recent.length / spanMs) * 10_000) / 10,
      bitrateKbps: Math.round((byteCount * 8) / spanMs),
    };
  }

  #followUsual(framesPerSecond: number, nowMs: number): void {
    const passedMs = nowMs - this.#usualAtMs;
    const share = this.#usualFramesPerSecond === 0 ? 1 : 1 - Math.exp(-passedMs / USUAL_FOLLOWS_MS);
    this.#usualFramesPerSecond += (framesPerSecond - this.#usualFramesPerSecond) * share;
    this.#usualAtMs = nowMs;
  }

  #sinceKeyMs(): number {
    const newestAtMs = this.#samples.at(-1)?.atMs ?? 0;
    return this.#lastKeyAtMs === null ? 0 : Math.max(0, newestAtMs - this.#lastKeyAtMs);
  }

  #delayMs(): number {
    const transits = Float64Array.from(this.#samples, ({ transitMs }) => transitMs).sort();
    const [smallest = 0] = transits;
    const late = transits[Math.floor(transits.length * LATENESS_QUANTILE)] ?? smallest;
    return Math.round(late - smallest);
  }

  #lossPercent(): number {
    const [first, last] = [this.#counts[0], this.#counts.at(-1)];
    if (!first || !last) return 0;
    const received = last.received - first.received;
    // A packet that comes late was counted as lost before.
    const lost = Math.max(0, last.lost - first.lost);
    return received + lost === 0 ? 0 : Math.round((lost * 1_000) / (received + lost)) / 10;
  }
}

function forget(samples: { atMs: number }[], beforeMs: number): void {
  const firstKept = samples.findIndex(({ atMs }) => atMs > beforeMs);
  samples.splice(0, firstKept < 0 ? samples.length : firstKept);
}
