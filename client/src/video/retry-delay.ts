/** How long a tile waits before it tries again: longer each time, never for good. */

const FIRST_MS = 500;
const LONGEST_MS = 8_000;

export function retryDelayMs(failureCount: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failureCount - 1));
}
