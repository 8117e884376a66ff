/** Slots chosen by their number on the keyboard. Pure. */

/** Two digits that follow each other this soon are one number. */
const TOGETHER_MS = 800;

export type Digits = { number: number; atMs: number };

/** `slot` counts from 0; null when there is no slot of that number. */
export function withDigit(
  before: Digits | null,
  digit: number,
  slotCount: number,
  nowMs: number,
): { digits: Digits; slot: number | null } {
  const joined = before && nowMs - before.atMs < TOGETHER_MS ? before.number * 10 + digit : digit;
  const number = joined >= 1 && joined <= slotCount ? joined : digit;
  const isThere = number >= 1 && number <= slotCount;
  return { digits: { number, atMs: nowMs }, slot: isThere ? number - 1 : null };
}
