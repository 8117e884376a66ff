/** How the time machine moves. Pure. */

/** Seconds of the site a second of the desk. */
export const SPEEDS = [1, 60, 600, 3_600] as const;
export type Speed = (typeof SPEEDS)[number];

/** How far back the slider reaches, in hours. */
export const REACHES = [6, 24, 168, 744] as const;
export type Reach = (typeof REACHES)[number];

const STEPS = 1_000;

/** Where the slider's ends are: now, and as far back as it reaches; further when the moment lies further back. */
export function rangeOf(momentMs: number, reach: Reach, nowMs: number): { fromMs: number; toMs: number } {
  return { fromMs: Math.min(nowMs - reach * 3_600_000, momentMs), toMs: nowMs };
}

export function stepMs({ fromMs, toMs }: { fromMs: number; toMs: number }): number {
  return Math.max(1_000, Math.round((toMs - fromMs) / STEPS / 1_000) * 1_000);
}

/** Where it has run to after that long; null when it has come to the present. */
export function runFrom(
  momentMs: number,
  { speed, passedMs, nowMs }: { speed: Speed; passedMs: number; nowMs: number },
): number | null {
  const next = momentMs + speed * passedMs;
  return next >= nowMs ? null : next;
}
