/** Has a file of grids planned where it can do no harm: a thread of its own, with little memory, for a short time. */
import { Worker } from 'node:worker_threads';
import { MOST_IMPORT_BYTES } from '../../../config/contract/grid-import.ts';
import { newLogger } from '../../../config/kernel/logger.ts';
import { type Planned, refusedPlan } from './import-problem.rules.ts';
import type { ImportWish } from './plan-import.ts';
import type { KnownSite } from './shape-plan.rules.ts';

const log = newLogger('grid-import');
const WITHIN_MS = 60_000;
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 };

/** Never rejects: what cannot be read is said to be unreadable. */
export function runImport(bytes: Uint8Array, known: KnownSite, wish: ImportWish): Promise<Planned> {
  if (bytes.length > MOST_IMPORT_BYTES) return Promise.resolve(refusedPlan('tooLarge'));
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./import.worker.ts', import.meta.url), {
      workerData: { bytes, known, wish },
      resourceLimits: LIMITS,
    });
    const timer = setTimeout(() => void worker.terminate(), WITHIN_MS);
    worker.on('message', resolve);
    worker.on('error', (thrown) => log.warn({ err: thrown }, 'grids were not read'));
    worker.on('exit', () => {
      clearTimeout(timer);
      resolve(refusedPlan('notReadable'));
    });
  });
}
