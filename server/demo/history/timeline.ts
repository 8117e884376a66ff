/** What is to be done at which moment, the earliest first; what is due at the same moment, in the order it was asked. */

type Entry<T> = { atMs: number; nth: number; what: T };

export class Timeline<T> {
  readonly #entries: Entry<T>[] = [];
  #count = 0;

  add(atMs: number, what: T): void {
    const entry = { atMs, nth: this.#count, what };
    this.#count += 1;
    let [from, to] = [0, this.#entries.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const other = this.#entries[middle];
      // The latest stand first, so that the earliest is taken off the end.
      if (other && other.atMs > atMs) from = middle + 1;
      else to = middle;
    }
    this.#entries.splice(from, 0, entry);
  }

  /** Undefined when nothing is left up to that moment. */
  takeUntil(untilMs: number): { atMs: number; what: T } | undefined {
    const last = this.#entries.at(-1);
    return last && last.atMs <= untilMs ? this.#entries.pop() : undefined;
  }
}
