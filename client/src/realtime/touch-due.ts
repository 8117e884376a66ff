/** When the server is told again that somebody is at this desk. Pure. */

const EVERY_MS = 60_000;

export function isDue(lastToldMs: number, nowMs: number): boolean {
  return nowMs - lastToldMs >= EVERY_MS;
}
