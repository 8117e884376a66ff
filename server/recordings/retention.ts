/**
 * Lets old recordings go: by the days they are kept, by the bytes they may take,
 * and so that the disk never fills. What somebody locked stays, until
 * the lock's end.
 */
import { toAppError } from '../../config/contract/errors.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { Lane } from '../../config/kernel/lane.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import { type Journal, SYSTEM } from '../journal/journal.ts';
import type { MediaNode } from '../nodes/media-node.ts';
import type { Db } from '../storage/schema.ts';
import { excessBytes, oldestFor } from './recording.rules.ts';
import * as segmentStore from './segment.store.ts';

const log = newLogger('retention');
const EVERY_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
const GIGABYTE = 1e9;
const BATCH = 200;

type Needs = {
  journal: Journal;
  reader: Db;
  node: MediaNode;
  clock: Clock;
  limits: { keepDays: number; maxGigabytes: number; keepFreeGigabytes: number };
  /** Whether recordings have room now; false when the disk is too full and nothing is left that may go. */
  onDisk: (hasRoom: boolean) => void;
};

export class Retention {
  readonly #needs: Needs;
  readonly #lane = new Lane();
  readonly #timer: NodeJS.Timeout;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#timer = setInterval(() => void this.sweep(), EVERY_MS);
  }

  /** Now, as when a disk was found full. Never rejects. */
  async sweep(): Promise<void> {
    await this.#lane.run(async () => {
      if (!this.#needs.node.ports) return;
      try {
        await this.#byDays();
        await this.#byBytes();
      } catch (thrown) {
        log.error({ code: toAppError(thrown).code, err: thrown }, 'recordings were not swept');
      }
    });
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#lane.run(async () => {});
  }

  async #byDays(): Promise<void> {
    const { reader, clock, limits } = this.#needs;
    for (const cameraId of await segmentStore.cameraIds(reader)) {
      const camera = await cameraStore.find(reader, cameraId);
      const keepDays = camera?.recording.keepDays ?? limits.keepDays;
      const endedBeforeMs = clock() - keepDays * DAY_MS;
      for (;;) {
        const old = await segmentStore.oldestUnlocked(reader, {
          nowMs: clock(),
          cameraId,
          endedBeforeMs,
          limit: BATCH,
        });
        if ((await this.#delete(old)) < BATCH) break;
      }
    }
  }

  async #byBytes(): Promise<void> {
    const { reader, node, clock, limits, onDisk } = this.#needs;
    const keeping = {
      maxBytes: limits.maxGigabytes * GIGABYTE,
      keepFreeBytes: limits.keepFreeGigabytes * GIGABYTE,
    };
    for (;;) {
      const disk = await node.recordingDisk({});
      const totalBytes = keeping.maxBytes > 0 ? await segmentStore.totalBytes(reader) : 0;
      const excess = excessBytes(totalBytes, disk, keeping);
      if (excess === 0) {
        onDisk(true);
        return;
      }
      const oldest = await segmentStore.oldestUnlocked(reader, { nowMs: clock(), limit: BATCH });
      if ((await this.#delete(oldestFor(oldest, excess))) > 0) continue;
      onDisk(disk.freeBytes >= keeping.keepFreeBytes);
      return;
    }
  }

  /** Files first: a row without a file is a gap that looks like a recording, a file without a row only takes room. */
  async #delete(segments: readonly segmentStore.DeletableSegment[]): Promise<number> {
    if (segments.length === 0) return 0;
    const { paths } = await this.#needs.node.deleteSegments({ paths: segments.map(({ path }) => path) });
    if (paths.length > 0) await this.#needs.journal.commit(SYSTEM, ({ db }) => segmentStore.remove(db, paths));
    log.info({ count: paths.length }, 'old recordings deleted');
    return paths.length;
  }
}
