/**
 * When a camera may be asked for a key frame. Pure apart from the clock.
 *
 * At most once a second, and not for ever: a camera that lets three requests in a row go by
 * without a key frame is taken to ignore them, and left in peace for an hour.
 */
import type { Clock } from '../../config/kernel/clock.ts';

const EVERY_MS = 1_000;
const ANSWER_MS = 500;
const MAX_MISSES = 3;
const PEACE_MS = 3_600_000;

export class KeyFrameRequests {
  readonly #clock: Clock;
  #askedAtMs = Number.NEGATIVE_INFINITY;
  #isWaiting = false;
  #misses = 0;
  #ignoredSinceMs: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether a request may go out now; one that may counts as sent. */
  ask(): boolean {
    const nowMs = this.#clock();
    if (this.isIgnored || nowMs - this.#askedAtMs < EVERY_MS) return false;
    this.#askedAtMs = nowMs;
    this.#isWaiting = true;
    return true;
  }

  /** To be told of every key frame, asked for or not, with the time it came. */
  noteKeyFrame(atMs: number): void {
    this.#judge(atMs);
    if (!this.#isWaiting || atMs < this.#askedAtMs) return;
    this.#isWaiting = false;
    this.#misses = 0;
  }

  get isIgnored(): boolean {
    const nowMs = this.#clock();
    this.#judge(nowMs);
    if (this.#ignoredSinceMs !== null && nowMs - this.#ignoredSinceMs >= PEACE_MS) this.forget();
    return this.#ignoredSinceMs !== null;
  }

  /** What was learnt does not hold for another address or another encoder. */
  forget(): void {
    this.#isWaiting = false;
    this.#misses = 0;
    this.#ignoredSinceMs = null;
  }

  #judge(nowMs: number): void {
    if (!this.#isWaiting || nowMs - this.#askedAtMs <= ANSWER_MS) return;
    this.#isWaiting = false;
    this.#misses += 1;
    if (this.#misses >= MAX_MISSES) this.#ignoredSinceMs = nowMs;
  }
}
