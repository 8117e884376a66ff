/** The last seconds of a camera, from a key frame on: what is recorded of the time before an event. */
import type { AccessUnit } from '../hub/access-unit.ts';
import type { AudioUnit } from '../hub/audio-unit.ts';

const MAX_BYTES = 64 * 1_024 * 1_024;

export class PreRoll {
  #gops: AccessUnit[][] = [];
  #sound: AudioUnit[] = [];
  #byteCount = 0;

  /** Keeps whole groups of pictures that reach back at least `keepMs`. */
  push(unit: AccessUnit, keepMs: number): void {
    if (unit.isKey) this.#gops.push([]);
    this.#gops.at(-1)?.push(unit);
    if (this.#gops.length > 0) this.#byteCount += unit.data.length;
    while (this.#isOldest(unit.receivedAtMs - keepMs)) this.#dropOldest();
  }

  /** Kept as long as the pictures it belongs to. */
  pushSound(unit: AudioUnit): void {
    if (this.#gops.length > 0) this.#sound.push(unit);
  }

  /** The sound of what it holds; to be asked before that is taken. */
  takeSound(): AudioUnit[] {
    const sound = this.#sound;
    this.#sound = [];
    return sound;
  }

  /** Every picture it holds, oldest first; then it is empty. */
  take(): AccessUnit[] {
    const units = this.#gops.flat();
    this.clear();
    return units;
  }

  clear(): void {
    this.#gops = [];
    this.#sound = [];
    this.#byteCount = 0;
  }

  /** Whether the time wanted begins in the second group already. */
  #isOldest(fromMs: number): boolean {
    const next = this.#gops[1]?.[0];
    return next !== undefined && (next.receivedAtMs <= fromMs || this.#byteCount > MAX_BYTES);
  }

  #dropOldest(): void {
    for (const { data } of this.#gops.shift() ?? []) this.#byteCount -= data.length;
    const fromTicks = this.#gops[0]?.[0]?.ticks ?? 0;
    this.#sound = this.#sound.filter(({ ticks }) => ticks >= fromTicks);
  }
}
