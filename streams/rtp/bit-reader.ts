/** Reads the bits of a raw byte sequence payload (ITU-T H.264 section 7.2, H.265 section 7.2). */

export function withoutEmulationPrevention(bytes: Uint8Array): Uint8Array {
  const kept: number[] = [];
  let zeros = 0;
  for (const byte of bytes) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    kept.push(byte);
  }
  return Uint8Array.from(kept);
}

/** Errors: RangeError when the bits run out, or are no code at all. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  bit(): number {
    const byte = this.#bytes[this.#at >> 3];
    if (byte === undefined) throw new RangeError('bits ran out');
    const bit = (byte >> (7 - (this.#at & 7))) & 1;
    this.#at += 1;
    return bit;
  }

  /** Unsigned, most significant bit first; 32 at most. */
  bits(count: number): number {
    let value = 0;
    for (let index = 0; index < count; index += 1) value = value * 2 + this.bit();
    return value;
  }

  skip(count: number): void {
    this.#at += count;
  }

  /** Exp-Golomb, unsigned (H.264 section 9.1). */
  ue(): number {
    let zeros = 0;
    while (this.bit() === 0) {
      zeros += 1;
      if (zeros > 31) throw new RangeError('not an Exp-Golomb code');
    }
    let value = 1;
    for (let index = 0; index < zeros; index += 1) value = value * 2 + this.bit();
    return value - 1;
  }

  /** Exp-Golomb, signed (H.264 section 9.1.1). */
  se(): number {
    const code = this.ue();
    return code % 2 === 0 ? -(code / 2) : (code + 1) / 2;
  }
}
