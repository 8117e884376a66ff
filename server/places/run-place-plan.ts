/** Has a file of places read where it can do no harm: a thread of its own, with bounded memory, for a short time. */
import { Worker } from 'node:worker_threads';
import type { Grid } from '../../config/contract/place.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { type PlacePlan, type PlanWish, refusedPlaces } from './place-plan.ts';
import { problemOf } from './place-row.rules.ts';

const log = newLogger('place-import');
const WITHIN_MS = 90_000;
/** A workbook of fifty thousand rows takes most of it. */
const LIMITS = { maxOldGenerationSizeMb: 1_024, maxYoungGenerationSizeMb: 128 };

/** Never rejects: what cannot be read is said to be unreadable. */
export function runPlacePlan(bytes: Uint8Array, base: readonly Grid[], wish: PlanWish): Promise<PlacePlan> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./place-plan.worker.ts', import.meta.url), {
      workerData: { bytes, base, wish },
      resourceLimits: LIMITS,
    });
    const timer = setTimeout(() => void worker.terminate(), WITHIN_MS);
    worker.on('message', resolve);
    worker.on('error', (thrown) => log.warn({ err: thrown }, 'places were not read'));
    worker.on('exit', () => {
      clearTimeout(timer);
      resolve(refusedPlaces([problemOf('notReadable')]));
    });
  });
}
