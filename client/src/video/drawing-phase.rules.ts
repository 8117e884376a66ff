/**
 * When a tile's pictures come, beside when the browser draws.
 *
 * Chromium draws a video of 15 or 30 pictures a second as often as it has pictures. Where
 * they come just before it draws, one that is a few milliseconds late is missed: the one
 * before is drawn twice, and of the two that are there then one is left out, again and again in one tile while its neighbours lose
 * nothing. A little more in the jitter buffer of that tile moves its pictures out of the way.
 */

/** What was decoded and presented since the last look; the delay is the jitter buffer's. */
export type Span = { decoded: number; presented: number; delayMs: number };
export type Phase = {
  /** By so much later than they came by themselves. */
  shiftMs: number;
  /** The jitter buffer's delay as the browser chose it. */
  ownMs: number;
  /** How often it was moved without being out of the way yet. */
  moveCount: number;
  /** Looks that tell nothing. */
  restCount: number;
};

export const AS_IT_COMES: Phase = { shiftMs: 0, ownMs: 0, moveCount: 0, restCount: 0 };

/** Less is missed wherever the processor has something else to do for a moment. */
const MISSED_SHARE = 0.05;
const FEWEST = 40;
const STEP_MS = 25;
/** At 15 pictures a second it is where it was before. */
const ROUND_MS = 3 * STEP_MS;
const MOST_MOVES = 3;
/** While the buffer grows, pictures come apart. */
const SETTLES = 1;
/** What moving does not help is left alone for so many looks. */
const RESTS = 20;

export function nextPhase(phase: Phase, { decoded, presented, delayMs }: Span): Phase {
  if (decoded < FEWEST) return phase;
  if (phase.restCount > 0) return { ...phase, restCount: phase.restCount - 1 };
  if (decoded - presented <= decoded * MISSED_SHARE) return phase.moveCount === 0 ? phase : { ...phase, moveCount: 0 };
  if (phase.moveCount === MOST_MOVES) return { ...AS_IT_COMES, restCount: RESTS };
  return {
    shiftMs: (phase.shiftMs + STEP_MS) % ROUND_MS,
    ownMs: phase.shiftMs === 0 ? Math.round(delayMs) : phase.ownMs,
    moveCount: phase.moveCount + 1,
    restCount: SETTLES,
  };
}

/** What the jitter buffer is to hold (W3C WebRTC Extensions, `jitterBufferTarget`); null: as the browser thinks best. */
export function targetMsOf({ shiftMs, ownMs }: Phase): number | null {
  return shiftMs === 0 ? null : ownMs + shiftMs;
}
