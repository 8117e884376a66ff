/**
 * When a camera may be asked for a key frame. Pure apart from the clock.
 *
 * At most once a second, and not for ever: a camera that lets three requests in a row go by
 * without a key frame is taken to ignore them, and left in peace for an hour; after that its
 * firmware may have changed. One that refuses is left in peace too, or it locks the account.
 */
import type { Clock } from '../../config/kernel/clock.ts';

const EVERY_MS = 1_000;
const ANSWER_MS = 500;
const MAX_MISSES = 3;
const PEACE_MS = 3_600_000;
/** For what may be over soon, such as a camera that does not answer. */
const PAUSE_MS = 60_000;

/** One camera's: it is asked once a second, however many its streams are. */
export class KeyFramePace {
  #nextAtMs = Number.NEGATIVE_INFINITY;

  /** Whether a request may go out now; one that may counts as sent. */
  ask(nowMs: number): boolean {
    if (nowMs < this.#nextAtMs) return false;
    this.#nextAtMs = nowMs + EVERY_MS;
    return true;
  }
}

export class KeyFrameRequests {
  readonly #clock: Clock;
  readonly #pace: KeyFramePace;
  #askedAtMs = Number.NEGATIVE_INFINITY;
  /** Null while the request is under way; set while its key frame is waited for. */
  #dueAtMs: number | null = null;
  #isWaiting = false;
  #misses = 0;
  #areHeeded: boolean | null = null;
  #peaceUntilMs = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, pace = new KeyFramePace()) {
    this.#clock = clock;
    this.#pace = pace;
  }

  /** Whether a request may go out now; one that may counts as sent. */
  ask(): boolean {
    const nowMs = this.#clock();
    const isUnderWay = this.#isWaiting && this.#dueAtMs === null;
    if (this.isLeftInPeace || isUnderWay || !this.#pace.ask(nowMs)) return false;
    this.#askedAtMs = nowMs;
    this.#dueAtMs = null;
    this.#isWaiting = true;
    return true;
  }

  /** The camera has taken the request: from now on it is waited for. */
  noteTaken(): void {
    this.#dueAtMs = this.#clock() + ANSWER_MS;
  }

  /** The request did not reach the camera, or was refused (`isLasting`). */
  noteFailed({ isLasting }: { isLasting: boolean }): void {
    this.#isWaiting = false;
    if (isLasting) this.#areHeeded = false;
    this.#peaceUntilMs = this.#clock() + (isLasting ? PEACE_MS : PAUSE_MS);
  }

  /** To be told of every key frame, asked for or not, with the time it came. Answers whether it was asked for. */
  noteKeyFrame(atMs: number): boolean {
    this.#judge(atMs);
    if (!this.#isWaiting || atMs < this.#askedAtMs) return false;
    this.#isWaiting = false;
    this.#misses = 0;
    this.#areHeeded = true;
    return true;
  }

  /**
   * What was learnt so far: false of a camera that ignores requests or refuses them, null while neither shows.
   * Looking judges nothing: a key frame on its way now has come in time all the same.
   */
  get areHeeded(): boolean | null {
    return this.#areHeeded;
  }

  get isLeftInPeace(): boolean {
    const nowMs = this.#clock();
    this.#judge(nowMs);
    return nowMs < this.#peaceUntilMs;
  }

  #judge(nowMs: number): void {
    if (!this.#isWaiting || this.#dueAtMs === null || nowMs <= this.#dueAtMs) return;
    this.#isWaiting = false;
    this.#misses += 1;
    if (this.#misses < MAX_MISSES) return;
    this.#misses = 0;
    this.#areHeeded = false;
    this.#peaceUntilMs = nowMs + PEACE_MS;
  }
}
