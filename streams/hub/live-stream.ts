/**
 * One camera's pictures, handed to each output as they come.
 *
 * It keeps the pictures since the last key frame, so that whoever joins starts
 * with something to show. Outputs take a picture at once and never wait: each
 * has a bounded queue of its own, so that a slow one costs nobody else anything.
 */
import { newLogger } from '../../config/kernel/logger.ts';
import type { AccessUnit } from './access-unit.ts';
import type { AudioUnit } from './audio-unit.ts';

const log = newLogger('hub');

/** A minute at 25 a second: cameras with longer intervals hardly change, and cost little. */
const MAX_CACHED_PICTURES = 1_500;
const MAX_CACHED_BYTES = 16 * 1_024 * 1_024;

export interface Output {
  /** Must not throw and must not wait. */
  take(unit: AccessUnit): void;
  /** The same; left out by outputs that carry no sound. */
  takeAudio?(unit: AudioUnit): void;
}

export class LiveStream {
  readonly #outputs = new Set<Output>();
  #cached: AccessUnit[] = [];
  #lastKeyFrame: AccessUnit | undefined;
  #cachedBytes = 0;

  /** Everything since the last key frame, that one first; empty before the first or when it grew too long. */
  get cachedGop(): readonly AccessUnit[] {
    return this.#cached;
  }

  /** Stays when the pictures end: what was seen last is better than nothing, as long as its age is said. */
  get lastKeyFrame(): AccessUnit | undefined {
    return this.#lastKeyFrame;
  }

  get outputCount(): number {
    return this.#outputs.size;
  }

  /** Returns the way to detach. */
  attach(output: Output): () => void {
    this.#outputs.add(output);
    return () => this.#outputs.delete(output);
  }

  push(unit: AccessUnit): void {
    this.#keep(unit);
    this.#hand((output) => output.take(unit));
  }

  /** Sound is not kept: whoever joins hears what comes. */
  pushAudio(unit: AudioUnit): void {
    this.#hand((output) => output.takeAudio?.(unit));
  }

  #hand(give: (output: Output) => void): void {
    for (const output of this.#outputs) {
      try {
        give(output);
      } catch (thrown) {
        log.error({ err: thrown }, 'output failed');
        this.#outputs.delete(output);
      }
    }
  }

  /** What came before does not lead up to what comes next. */
  forget(): void {
    this.#dropGop();
    const last = this.#lastKeyFrame;
    // It shares its memory with the pictures after it, and may be kept for long.
    if (last) this.#lastKeyFrame = { ...last, data: Buffer.from(last.data) };
  }

  /** What comes next is of another camera. */
  forgetAll(): void {
    this.#dropGop();
    this.#lastKeyFrame = undefined;
  }

  #dropGop(): void {
    this.#cached = [];
    this.#cachedBytes = 0;
  }

  #keep(unit: AccessUnit): void {
    if (unit.isKey) {
      this.#dropGop();
      this.#lastKeyFrame = unit;
    }
    if (!unit.isKey && this.#cached.length === 0) return;
    this.#cached.push(unit);
    this.#cachedBytes += unit.data.length;
    if (this.#cached.length > MAX_CACHED_PICTURES || this.#cachedBytes > MAX_CACHED_BYTES) this.#dropGop();
  }
}
