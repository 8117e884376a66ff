/**
 * Where the phone is while its place is shared. A browser that watches for movement tells a second
 * asker nothing until the phone moves, so whoever else wants to know asks here first.
 */
import type { Position } from '../../../config/contract/place.ts';

export type SeenPosition = { position: Position; accuracyM: number };

/** Indoors a phone may fall silent without a word: older than this, it is asked again. */
const TRUSTED_MS = 5 * 60_000;

let last: { seen: SeenPosition; atMs: number } | undefined;

/** Undefined when nobody watches any more, or nothing can be seen. */
export function setWatchedPosition(seen: SeenPosition | undefined, atMs = performance.now()): void {
  last = seen && { seen, atMs };
}

export function watchedPosition(atMs = performance.now()): SeenPosition | undefined {
  return last && atMs - last.atMs <= TRUSTED_MS ? last.seen : undefined;
}
