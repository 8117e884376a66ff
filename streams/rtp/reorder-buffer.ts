/**
 * Puts packets that overtook each other on the way back in order (RFC 3550
 * section 5.1), and lets each through once. A packet that does not come is waited
 * for as long as few enough others are held.
 */
const MOST_HELD = 32;

export class ReorderBuffer {
  readonly #onPacket: (packet: Buffer) => void;
  readonly #held = new Map<number, Buffer>();
  #next = -1;

  constructor(onPacket: (packet: Buffer) => void) {
    this.#onPacket = onPacket;
  }

  /** `packet` is kept when it has to wait: it must not be changed afterwards. */
  push(packet: Buffer): void {
    if (packet.length < 12) return;
    const sequence = packet.readUInt16BE(2);
    if (this.#next < 0) this.#next = sequence;
    const ahead = (sequence - this.#next) & 0xffff;
    // Behind: it came twice, or too late.
    if (ahead >= 0x8000) return;
    if (ahead > 0) {
      this.#held.set(sequence, packet);
      if (this.#held.size > MOST_HELD) this.#giveUpOnMissing();
      return;
    }
    this.#let(packet);
    this.#letFollowers();
  }

  #giveUpOnMissing(): void {
    while (!this.#held.has(this.#next)) this.#next = (this.#next + 1) & 0xffff;
    this.#letFollowers();
  }

  #letFollowers(): void {
    for (;;) {
      const packet = this.#held.get(this.#next);
      if (!packet) return;
      this.#held.delete(this.#next);
      this.#let(packet);
    }
  }

  #let(packet: Buffer): void {
    this.#next = (this.#next + 1) & 0xffff;
    this.#onPacket(packet);
  }
}
