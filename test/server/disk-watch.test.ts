/** A full disk whose record cannot be written either: what is told of it, and when. */
import { expect, test } from 'vitest';
import { AppError } from '../../config/contract/errors.ts';
import { rootLogger } from '../../config/kernel/logger.ts';
import { DiskWatch } from '../../server/recordings/disk-watch.ts';
import { manualClock } from './manual-clock.ts';

rootLogger.level = 'silent';
const FULL = { code: 'DISK_FULL', detail: {} } as const;

/** Its record takes nothing until `hasRoom`. */
function watchedDisk() {
  const told: string[] = [];
  const record = { hasRoom: false, refusals: 0 };
  const write = async (what: string) => {
    if (!record.hasRoom) record.refusals += 1;
    if (!record.hasRoom) throw new AppError('INTERNAL');
    told.push(what);
  };
  const clock = manualClock();
  const alerts = { reportFault: () => write('full'), recoverFault: () => write('well') };
  return { watch: new DiskWatch({ alerts, clock }), clock, told, record };
}

test('a full disk that leaves no room for its own alert is told of at the first refusal that can be', async () => {
  const { watch, told, record } = watchedDisk();
  watch.refused(FULL);
  await expect.poll(() => record.refusals).toBe(1);
  record.hasRoom = true;
  watch.refused(FULL);
  watch.refused(FULL);
  await expect.poll(() => told).toEqual(['full']);
});

test('where nothing is refused any more, it is told of with the room there is again', async () => {
  const { watch, clock, told, record } = watchedDisk();
  watch.refused(FULL);
  await expect.poll(() => record.refusals).toBe(1);
  record.hasRoom = true;
  clock.advance(60_000);
  watch.hasRoom();
  await expect.poll(() => told).toEqual(['full', 'well']);
});
