/** A clock that stands still until it is moved, so that nothing in a test waits. */
import type { Clock } from '../../config/kernel/clock.ts';

export type ManualClock = Clock & { advance(ms: number): void };

export function manualClock(startMs = Date.UTC(2026, 10, 23, 1, 0, 0)): ManualClock {
  let nowMs = startMs;
  return Object.assign(() => nowMs, {
    advance: (ms: number) => {
      nowMs += ms;
    },
  });
}
