/** Counts what happened within the last hour. */

const HOUR_MS = 3_600_000;

export class HourCount {
  #atMs: number[] = [];

  note(nowMs: number): void {
    this.#atMs.push(nowMs);
  }

  read(nowMs: number): number {
    const firstKept = this.#atMs.findIndex((atMs) => atMs > nowMs - HOUR_MS);
    this.#atMs.splice(0, firstKept < 0 ? this.#atMs.length : firstKept);
    return this.#atMs.length;
  }
}
