/** A clock that stands still until it is moved, so that nothing in a test waits. */
import type { Clock } from '../../config/kernel/clock.ts';

export type ManualClock = Clock & { advance(ms: number): void };

export const CLOCK_BEGINS_MS = Date.UTC(2026, 10, 23, 1, 0, 0);

export function manualClock(startMs = CLOCK_BEGINS_MS): ManualClock {
  let nowMs = startMs;
  return Object.assign(() => nowMs, {
    advance: (ms: number) => {
      nowMs += ms;
    },
  });
}
