/** Writes bits one after another, the highest first; grows as it is filled. */

const MOST_AT_ONCE = 24;

export class BitWriter {
  #bytes = Buffer.alloc(2_048);
  #byteCount = 0;
  /** Fewer than eight, that make no byte yet. */
  #held = 0;
  #heldCount = 0;

  /** The lowest `count` bits of `value`, at most 24. */
  put(value: number, count: number): void {
    if (this.#byteCount + 4 > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], this.#bytes.length * 2);
    let held = (this.#held << count) | (value & ((1 << count) - 1));
    let heldCount = this.#heldCount + count;
    while (heldCount >= 8) {
      heldCount -= 8;
      this.#bytes[this.#byteCount] = held >>> heldCount;
      this.#byteCount += 1;
      held &= (1 << heldCount) - 1;
    }
    this.#held = held;
    this.#heldCount = heldCount;
  }

  putZeros(count: number): void {
    for (let left = count; left > 0; left -= MOST_AT_ONCE) this.put(0, Math.min(left, MOST_AT_ONCE));
  }

  /** To the next whole byte. */
  align(): void {
    this.put(0, (8 - this.#heldCount) & 7);
  }

  /** The whole bytes so far. */
  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#byteCount);
  }
}
