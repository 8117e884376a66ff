/**
 * Whether this page itself got no processor for a while. Then a silence says nothing
 * about the server: its words may be waiting to be read.
 */

const TICK_MS = 500;
const ASLEEP_FROM_MS = 1_500;
const AWAKE_AGAIN_AFTER_MS = 1_000;

export class SleepWatch {
  #lastTickAtMs: number;
  #wokeAtMs = Number.NEGATIVE_INFINITY;

  constructor(nowMs: number) {
    this.#lastTickAtMs = nowMs;
  }

  tick(nowMs: number): void {
    if (nowMs - this.#lastTickAtMs > ASLEEP_FROM_MS) this.#wokeAtMs = nowMs;
    this.#lastTickAtMs = nowMs;
  }

  justWoke(nowMs: number): boolean {
    return nowMs - this.#lastTickAtMs > ASLEEP_FROM_MS || nowMs - this.#wokeAtMs < AWAKE_AGAIN_AFTER_MS;
  }
}

/** Returns the question, and the way to stop. */
export function openSleepWatch(): { justWoke: () => boolean; close: () => void } {
  const watch = new SleepWatch(performance.now());
  const timer = setInterval(() => watch.tick(performance.now()), TICK_MS);
  return { justWoke: () => watch.justWoke(performance.now()), close: () => clearInterval(timer) };
}
