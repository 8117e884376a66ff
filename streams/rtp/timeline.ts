/**
 * Maps a camera's RTP timestamps to ours: 90 kHz ticks that only ever grow.
 *
 * A camera that reconnects, jumps or counts backwards goes on at the last tick
 * plus the time that passed here; a small step back becomes a small step on, unless pictures
 * may come in another order than they are shown in.
 */
import type { Clock } from '../../config/kernel/clock.ts';
import { TICKS_PER_MS, TICKS_PER_SECOND } from '../hub/access-unit.ts';

const MAX_STEP_TICKS = 5 * TICKS_PER_SECOND;
const MAX_STEP_BACK_TICKS = TICKS_PER_SECOND;
const SMALLEST_STEP_TICKS = TICKS_PER_MS;

export class Timeline {
  readonly #clock: Clock;
  #lastRtp: number | undefined;
  #lastTicks = 0;
  #lastAtMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A new connection counts from anywhere. */
  restart(): void {
    this.#lastRtp = undefined;
  }

  ticksOf(rtpTimestamp: number, { mayStepBack = false } = {}): number {
    const nowMs = this.#clock();
    const step = this.#lastRtp === undefined ? Number.NaN : (rtpTimestamp - this.#lastRtp) | 0;
    const isPlausible = step <= MAX_STEP_TICKS && (mayStepBack ? step >= -MAX_STEP_BACK_TICKS : step > 0);
    const waited = this.#lastAtMs === 0 ? 0 : (nowMs - this.#lastAtMs) * TICKS_PER_MS;
    this.#lastTicks += isPlausible ? step : Math.max(SMALLEST_STEP_TICKS, Math.round(waited));
    this.#lastRtp = rtpTimestamp;
    this.#lastAtMs = nowMs;
    return this.#lastTicks;
  }
}
