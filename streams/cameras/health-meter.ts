/** Counts a camera's frames and bytes over the last few seconds. */
import type { AccessUnit } from '../hub/access-unit.ts';

const WINDOW_MS = 4_000;

export class HealthMeter {
  #samples: { atMs: number; bytes: number }[] = [];
  #bytes = 0;
  #lastKeyAtMs = 0;
  keyFrameIntervalMs = 0;

  note(unit: AccessUnit): void {
    this.#samples.push({ atMs: unit.receivedAtMs, bytes: unit.data.length });
    this.#bytes += unit.data.length;
    if (!unit.isKey) return;
    if (this.#lastKeyAtMs > 0) this.keyFrameIntervalMs = unit.receivedAtMs - this.#lastKeyAtMs;
    this.#lastKeyAtMs = unit.receivedAtMs;
  }

  read(nowMs: number): { framesPerSecond: number; bitrateKbps: number } {
    const firstKept = this.#samples.findIndex(({ atMs }) => atMs > nowMs - WINDOW_MS);
    const gone = this.#samples.splice(0, firstKept < 0 ? this.#samples.length : firstKept);
    for (const { bytes } of gone) this.#bytes -= bytes;
    const first = this.#samples[0];
    if (!first || this.#samples.length < 2) return { framesPerSecond: 0, bitrateKbps: 0 };
    const spanMs = Math.max(nowMs - first.atMs, 500);
    return {
      framesPerSecond: Math.round((this.#samples.length / spanMs) * 10_000) / 10,
      bitrateKbps: Math.round((this.#bytes * 8) / spanMs),
    };
  }

  restart(): void {
    this.#samples = [];
    this.#bytes = 0;
    this.#lastKeyAtMs = 0;
    this.keyFrameIntervalMs = 0;
  }
}
