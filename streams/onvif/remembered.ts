/**
 * What a device said a moment ago, for whoever asks the same next: the channels of a recorder are
 * one camera each, and would else each ask it everything.
 *
 * A refused sign-in is remembered too: a device locks out whoever tries a wrong password too often.
 */
import { AppError, type ErrorCode } from '../../config/contract/errors.ts';
import type { Clock } from '../../config/kernel/clock.ts';

const REMEMBERED_MS = 30_000;
const SIGN_IN_REFUSED: readonly ErrorCode[] = ['CAMERA_WRONG_PASSWORD', 'ONVIF_CLOCK_WRONG'];

export class Remembered<Answer> {
  readonly #ask: () => Promise<Answer>;
  readonly #clock: Clock;
  #last: { answer: Promise<Answer>; atMs: number } | undefined;

  constructor(ask: () => Promise<Answer>, clock: Clock) {
    this.#ask = ask;
    this.#clock = clock;
  }

  /** Whoever asks while the device answers waits for the same answer. */
  get(): Promise<Answer> {
    const nowMs = this.#clock();
    if (this.#last && nowMs - this.#last.atMs < REMEMBERED_MS) return this.#last.answer;
    const last = { answer: this.#ask(), atMs: nowMs };
    this.#last = last;
    last.answer.catch((thrown) => {
      const isToLast = thrown instanceof AppError && SIGN_IN_REFUSED.includes(thrown.code);
      if (!isToLast && this.#last === last) this.#last = undefined;
    });
    return last.answer;
  }
}
