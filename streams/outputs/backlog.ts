/**
 * What is done with a viewer that cannot keep up: it costs nobody else anything and two
 * megabytes at most, and goes on at the next key frame after it has caught up.
 */
import type { AccessUnit } from '../hub/access-unit.ts';

const MAX_WAITING_BYTES = 2_000_000;
/** Caught up far enough for a key frame to be worth sending. */
const CAUGHT_UP_BYTES = 500_000;

export class Backlog {
  #waitsForKey = true;
  #lostPictures = 0;

  /** Whether the last picture was sent: sound goes with its pictures, or not at all. */
  get isFlowing(): boolean {
    return !this.#waitsForKey;
  }

  /** The cached pictures were sent, and lead up to what comes. */
  begin(): void {
    this.#waitsForKey = false;
  }

  /** Whether to send it; `waitingBytes` were sent and have not left yet. */
  mayTake({ isKey, data }: AccessUnit, waitingBytes: number): boolean {
    const tooMuch =
      this.#lostPictures > 0
        ? !isKey || waitingBytes > CAUGHT_UP_BYTES
        : waitingBytes + data.length > MAX_WAITING_BYTES;
    if (tooMuch) {
      this.#lostPictures += 1;
      this.#waitsForKey = true;
      return false;
    }
    if (this.#waitsForKey && !isKey) return false;
    this.#waitsForKey = false;
    return true;
  }

  /** How many were lost until now; counted anew from here on. */
  takeLost(): number {
    const lost = this.#lostPictures;
    this.#lostPictures = 0;
    return lost;
  }
}
