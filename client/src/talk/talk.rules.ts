/** How the time of a talk is written. Pure. */

/** `0:07`: minutes and seconds. */
export function minutesText(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
