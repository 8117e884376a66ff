/** The media plane's figures, measured one after the other in one run. */
import { cost } from './cost.measure.ts';
import { recover, recoverAll, stale } from './faults.measure.ts';
import { join } from './join.measure.ts';
import { latency } from './latency.measure.ts';
import { type BenchResult, type Measure, measureAll, type Wish } from './measure.ts';
import { viewersPerWorker } from './viewers.measure.ts';

const MEASURES: readonly Measure[] = [cost, join, latency, stale, recover, recoverAll, viewersPerWorker];
const MANY_CAMERAS = 60;

/** Fills the result as it goes on, so that what is measured is there whenever it must end. */
export async function benchMedia(result: BenchResult, wish: Wish, { at60 }: { at60: boolean }): Promise<void> {
  await measureAll(MEASURES, result, wish);
  if (!at60) return;
  result.at60 = { cameras: 0, basis: {}, failed: {} };
  await measureAll(MEASURES, result.at60, { ...wish, cameraCount: MANY_CAMERAS });
}
