/** Has a file of grids planned in a thread. */
import { MOST_IMPORT_BYTES } from '../../../config/contract/grid-import.ts';
import { inThread } from '../../../config/kernel/in-thread.ts';
import { newLogger } from '../../../config/kernel/logger.ts';
import { type Planned, refusedPlan } from './import-problem.rules.ts';
import type { ImportWish } from './plan-import.ts';
import type { KnownSite } from './shape-plan.rules.ts';

const log = newLogger('grid-import');
const BOUNDS = { withinMs: 60_000, limits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 } };

/** Never rejects: what cannot be read is said to be unreadable. */
export async function runImport(bytes: Uint8Array, known: KnownSite, wish: ImportWish): Promise<Planned> {
  if (bytes.length > MOST_IMPORT_BYTES) return refusedPlan('tooLarge');
  try {
    return await inThread(new URL('./import.worker.ts', import.meta.url), { bytes, known, wish }, BOUNDS);
  } catch (thrown) {
    log.warn({ err: thrown }, 'grids were not read');
    return refusedPlan('notReadable');
  }
}
