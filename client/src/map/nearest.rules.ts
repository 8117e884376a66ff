/** What lies nearest to a place. Pure. */
import type { Position } from '../../../config/contract/place.ts';
import { metresBetween } from './geometry.ts';

export type Near<T> = { thing: T; metres: number };

/** The nearest first; what is nowhere is left out. */
export function nearest<T extends { position: Position | null }>(
  to: Position,
  things: Iterable<T>,
  count: number,
): Near<T>[] {
  const near: Near<T>[] = [];
  for (const thing of things) {
    if (thing.position) near.push({ thing, metres: metresBetween(to, thing.position) });
  }
  return near.toSorted((one, other) => one.metres - other.metres).slice(0, count);
}
