/** The media plane's figures, measured one after the other in one run. */
import { cpus } from 'node:os';
import { cost } from './cost.measure.ts';
import { recover, recoverAll, stale } from './faults.measure.ts';
import { join } from './join.measure.ts';
import { latency } from './latency.measure.ts';
import type { Measure, Measured, Wish } from './measure.ts';
import { viewersPerWorker } from './viewers.measure.ts';

const MEASURES: readonly Measure[] = [cost, join, latency, stale, recover, recoverAll, viewersPerWorker];
const MANY_CAMERAS = 60;

export type MediaResult = Measured & {
  bench: 'media';
  machine: { cpu: string; cores: number };
  at60?: Measured;
};

export function emptyResult(): MediaResult {
  const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length };
  return { bench: 'media', machine, cameras: 0, basis: {}, failed: {} };
}

/** Fills the result as it goes on, so that what is measured is there whenever it must end. */
export async function benchMedia(result: MediaResult, wish: Wish, { at60 }: { at60: boolean }): Promise<void> {
  await measureAll(result, wish);
  if (!at60) return;
  result.at60 = { cameras: 0, basis: {}, failed: {} };
  await measureAll(result.at60, { ...wish, cameraCount: MANY_CAMERAS });
}

async function measureAll(measured: Measured, wish: Wish): Promise<void> {
  measured.cameras = wish.cameraCount;
  for (const { figures, run } of MEASURES) {
    const wanted = figures.filter(wish.isWanted);
    if (wanted.length === 0) continue;
    for (const figure of wanted) measured[figure] = null;
    try {
      await run(measured, wish);
    } catch (thrown) {
      wish.say(`${wanted.join(', ')}: ${thrown instanceof Error ? thrown.stack : thrown}`);
      for (const figure of wanted) if (measured[figure] === null) measured.failed[figure] = String(thrown);
    }
  }
}
