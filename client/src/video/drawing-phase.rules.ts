/**
 * When a tile's pictures come, beside when the browser draws.
 *
 * Chromium draws a video of 15 or 30 pictures a second as often as it has pictures. Where
 * they come just before it draws, a few milliseconds more make it draw the same picture
 * twice and leave the next one out, again and again in one tile while its neighbours lose
 * nothing. A little more in the jitter buffer of that tile moves its pictures out of the way.
 */

/** What was decoded and presented since the last look; the delay is the jitter buffer's. */
export type Span = { decoded: number; presented: number; delayMs: number };
export type Phase = {
  /** Null: as the browser thinks best. */
  targetMs: number | null;
  /** How often it was moved without being out of the way yet. */
  moveCount: number;
  /** Looks that tell nothing. */
  restCount: number;
};

export const AS_IT_COMES: Phase = { targetMs: null, moveCount: 0, restCount: 0 };

/** A look lets one picture more or less through. */
const MISSED_SHARE = 0.03;
const FEWEST = 40;
const STEP_MS = 25;
const MOST_MOVES = 3;
const MOST_TARGET_MS = 250;
/** While the buffer grows, pictures come apart. */
const SETTLES = 1;
/** What moving does not help is left alone for so many looks. */
const RESTS = 20;

export function nextPhase(phase: Phase, { decoded, presented, delayMs }: Span): Phase {
  if (decoded < FEWEST) return phase;
  if (phase.restCount > 0) return { ...phase, restCount: phase.restCount - 1 };
  if (decoded - presented <= decoded * MISSED_SHARE) return phase.moveCount === 0 ? phase : { ...phase, moveCount: 0 };
  const targetMs = Math.round(delayMs) + STEP_MS;
  if (phase.moveCount >= MOST_MOVES || targetMs > MOST_TARGET_MS) return { ...AS_IT_COMES, restCount: RESTS };
  return { targetMs, moveCount: phase.moveCount + 1, restCount: SETTLES };
}
