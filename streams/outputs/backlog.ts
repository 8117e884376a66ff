/**
 * Which pictures a viewer is sent when. Those it begins with go out as fast as it takes them. One
 * that cannot keep up costs nobody else anything and two megabytes at most, and goes on at the
 * next key frame after it has caught up.
 */
import type { AccessUnit } from '../hub/access-unit.ts';

const MAX_WAITING_BYTES = 2_000_000;
/** Caught up far enough for a key frame to be worth sending. */
const CAUGHT_UP_BYTES = 500_000;

export class Backlog {
  /** Of the pictures it begins with, and what came since, those it had no room for yet; all viewers share them. */
  #replay: AccessUnit[] = [];
  #waitsForKey = true;
  #lostPictures = 0;

  /** Whether the newest picture was sent: sound goes with its pictures, or not at all. */
  get isFlowing(): boolean {
    return !this.#waitsForKey && this.#replay.length === 0;
  }

  /** Those to send at once of the pictures since the last key frame. */
  begin(cachedGop: readonly AccessUnit[]): AccessUnit[] {
    this.#waitsForKey = false;
    this.#replay = [...cachedGop];
    return this.#due(0);
  }

  /** Those to send now that this one has come; `waitingBytes` were sent and have not left yet. */
  take(unit: AccessUnit, waitingBytes: number): AccessUnit[] {
    if (this.#replay.length === 0) return this.#mayTake(unit, waitingBytes) ? [unit] : [];
    if (unit.isKey) {
      this.#lostPictures += this.#replay.length;
      this.#replay = [];
    }
    this.#replay.push(unit);
    return this.#due(waitingBytes);
  }

  /** How many were lost until now; counted anew from here on. */
  takeLost(): number {
    const lost = this.#lostPictures;
    this.#lostPictures = 0;
    return lost;
  }

  #due(waitingBytes: number): AccessUnit[] {
    let bytes = waitingBytes;
    const end = this.#replay.findIndex(({ data }) => {
      const isRoom = bytes === 0 || bytes + data.length <= MAX_WAITING_BYTES;
      bytes += data.length;
      return !isRoom;
    });
    return this.#replay.splice(0, end === -1 ? this.#replay.length : end);
  }

  #mayTake({ isKey, data }: AccessUnit, waitingBytes: number): boolean {
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
}
