/**
 * When replayed pictures were taken: by the stamp of each, and of those without one by how far they are from one that
 * has it. Where a recorder stamps nothing, the first picture is taken to be of the moment that was asked for.
 */
import { TICKS_PER_MS } from '../hub/access-unit.ts';

/** A picture comes out a few packets after its stamp went in. */
const KEPT = 16;

export class ReplayClock {
  readonly #askedMs: number;
  readonly #stamps = new Map<number, number>();
  #newest: { rtpTimestamp: number; atMs: number } | undefined;

  constructor(askedMs: number) {
    this.#askedMs = askedMs;
  }

  stamp(rtpTimestamp: number, atMs: number): void {
    this.#newest = { rtpTimestamp, atMs };
    this.#stamps.set(rtpTimestamp, atMs);
    const [oldest] = this.#stamps.keys();
    if (this.#stamps.size > KEPT && oldest !== undefined) this.#stamps.delete(oldest);
  }

  atMs(rtpTimestamp: number): number {
    const stamped = this.#stamps.get(rtpTimestamp);
    if (stamped !== undefined) return stamped;
    this.#newest ??= { rtpTimestamp, atMs: this.#askedMs };
    return this.#newest.atMs + ((rtpTimestamp - this.#newest.rtpTimestamp) | 0) / TICKS_PER_MS;
  }
}
