/** Has a file of places read in a thread. */
import type { Grid } from '../../config/contract/place.ts';
import { inThread } from '../../config/kernel/in-thread.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { type PlacePlan, type PlanWish, refusedPlaces } from './place-plan.ts';
import { problemOf } from './place-row.rules.ts';

const log = newLogger('place-import');
const BOUNDS = {
  withinMs: 90_000,
  /** A workbook of fifty thousand rows takes most of it. */
  limits: { maxOldGenerationSizeMb: 1_024, maxYoungGenerationSizeMb: 128 },
};

/** Never rejects: what cannot be read is said to be unreadable. */
export async function runPlacePlan(bytes: Uint8Array, base: readonly Grid[], wish: PlanWish): Promise<PlacePlan> {
  try {
    return await inThread(new URL('./place-plan.worker.ts', import.meta.url), { bytes, base, wish }, BOUNDS);
  } catch (thrown) {
    log.warn({ err: thrown }, 'places were not read');
    return refusedPlaces([problemOf('notReadable')]);
  }
}
