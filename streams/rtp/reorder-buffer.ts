/**
 * Puts packets that overtook each other on the way back in order (RFC 3550
 * section 5.1), and lets each through once. A packet that does not come is waited
 * for as long as few enough others are held, and none of them for long.
 */
import { sequenceStep } from './rtp-packet.ts';

const MOST_HELD = 32;
const LONGEST_WAIT_MS = 100;

type Held = { packet: Buffer; atMs: number };

export class ReorderBuffer {
  readonly #onPacket: (packet: Buffer) => void;
  readonly #held = new Map<number, Held>();
  #next = -1;
  /** Far behind the others, so a new beginning if another follows it. */
  #anew: { packet: Buffer; next: number } | undefined;

  constructor(onPacket: (packet: Buffer) => void) {
    this.#onPacket = onPacket;
  }

  /** `packet` is kept when it has to wait: it must not be changed afterwards. */
  push(packet: Buffer, atMs: number): void {
    if (packet.length < 12) return;
    const sequence = packet.readUInt16BE(2);
    const step = sequenceStep(this.#next, sequence);
    if (step === 'anew') this.#beginAnew(sequence, packet);
    if (step === 'next') this.#let(sequence, packet);
    if (step === 'gap') this.#held.set(sequence, { packet, atMs });
    const [oldest] = this.#held.values();
    if (oldest && (this.#held.size > MOST_HELD || atMs - oldest.atMs > LONGEST_WAIT_MS)) this.#giveUpOnMissing();
  }

  #beginAnew(sequence: number, packet: Buffer): void {
    const before = this.#anew;
    this.#anew = { packet, next: (sequence + 1) & 0xffff };
    if (before?.next !== sequence) return;
    while (this.#held.size > 0) this.#giveUpOnMissing();
    this.#onPacket(before.packet);
    this.#let(sequence, packet);
  }

  #giveUpOnMissing(): void {
    let next = this.#next;
    while (!this.#held.has(next)) next = (next + 1) & 0xffff;
    this.#letHeld(next);
  }

  /** This one, and those that waited for it. */
  #let(sequence: number, packet: Buffer): void {
    this.#anew = undefined;
    this.#next = (sequence + 1) & 0xffff;
    this.#onPacket(packet);
    this.#letHeld(this.#next);
  }

  #letHeld(from: number): void {
    for (let next = from; ; next = (next + 1) & 0xffff) {
      const held = this.#held.get(next);
      if (!held) return;
      this.#held.delete(next);
      this.#next = (next + 1) & 0xffff;
      this.#onPacket(held.packet);
    }
  }
}
