/**
 * The picture a camera makes by itself, for when none of its stream is at hand. Whoever asks in the same moment shares
 * one; a camera that gave none is left in peace for a while, and longer where asking again could lock its account.
 */
import { toAppError } from '../../config/contract/errors.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { isLasting } from './device-trouble.rules.ts';

const log = newLogger('camera-device');
const SHARED_MS = 2_000;
const PEACE_MS = 60_000;
const LONG_PEACE_MS = 3_600_000;

export type TimedPicture = { jpeg: Buffer; atMs: number };

export class DevicePicture {
  readonly #fetch: () => Promise<Buffer>;
  readonly #clock: Clock;
  #last: { picture: Promise<TimedPicture | null>; goodUntilMs: number } | undefined;

  constructor(fetch: () => Promise<Buffer>, clock: Clock) {
    this.#fetch = fetch;
    this.#clock = clock;
  }

  /** Null when it gives none. Never rejects. */
  newest(): Promise<TimedPicture | null> {
    if (this.#last && this.#clock() < this.#last.goodUntilMs) return this.#last.picture;
    const picture = this.#take((ms) => {
      last.goodUntilMs = this.#clock() + ms;
    });
    const last = { picture, goodUntilMs: Number.POSITIVE_INFINITY };
    this.#last = last;
    return picture;
  }

  /** What stood against it may not stand any more. */
  forget(): void {
    this.#last = undefined;
  }

  async #take(keepFor: (ms: number) => void): Promise<TimedPicture | null> {
    try {
      const jpeg = await this.#fetch();
      keepFor(SHARED_MS);
      return { jpeg, atMs: this.#clock() };
    } catch (thrown) {
      const why = toAppError(thrown);
      if (why.code === 'INTERNAL') log.error({ err: thrown }, 'camera gave no picture');
      else log.info({ cause: why.toFailure() }, 'camera gave no picture');
      keepFor(isLasting(why.code) ? LONG_PEACE_MS : PEACE_MS);
      return null;
    }
  }
}
