/** Writes bits one after another, the highest first; grows as it is filled. */
export class BitWriter {
  #bytes = Buffer.alloc(256);
  #bitCount = 0;

  /** The lowest `count` bits of `value`, at most 24. */
  put(value: number, count: number): void {
    this.#room(count);
    for (let left = count; left > 0; ) {
      const free = 8 - (this.#bitCount & 7);
      const taken = Math.min(free, left);
      const piece = (value >>> (left - taken)) & ((1 << taken) - 1);
      const at = this.#bitCount >> 3;
      this.#bytes[at] = (this.#bytes[at] ?? 0) | (piece << (free - taken));
      this.#bitCount += taken;
      left -= taken;
    }
  }

  putZeros(count: number): void {
    this.#room(count);
    this.#bitCount += count;
  }

  /** To the next whole byte. */
  align(): void {
    this.#bitCount = (this.#bitCount + 7) & ~7;
  }

  /** All so far; the last byte filled up with zeros. */
  bytes(): Buffer {
    return this.#bytes.subarray(0, (this.#bitCount + 7) >> 3);
  }

  #room(count: number): void {
    const needed = ((this.#bitCount + count) >> 3) + 1;
    if (needed <= this.#bytes.length) return;
    this.#bytes = Buffer.concat([this.#bytes], Math.max(needed, this.#bytes.length * 2));
  }
}
