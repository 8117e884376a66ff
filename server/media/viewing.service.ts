/** Writes down who watches what, from where and how long: one entry when it starts and one when it ends. */
import type { RecordedSpan } from '../../config/contract/recording.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import * as personStore from '../accounts/person.store.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import { type Change, type Journal, SYSTEM } from '../journal/journal.ts';
import type { Db, ViewingRow } from '../storage/schema.ts';
import * as viewingStore from './viewing.store.ts';

const log = newLogger('viewing');

export type NewViewing = Pick<ViewingRow, 'viewingId' | 'cameraId' | 'personId' | 'by' | 'address'> & {
  atMs: number;
  range: RecordedSpan | null;
};

export class ViewingService {
  readonly #journal: Journal;
  readonly #newId: NewId;

  constructor(journal: Journal, newId: NewId) {
    this.#journal = journal;
    this.#newId = newId;
  }

  /** Never rejects: a picture is not held back because the record could not be asked to wait for it. */
  async started({ atMs, range, ...what }: NewViewing): Promise<void> {
    await this.#write(async (change) => {
      const viewing = await viewingOf(change.db, { ...what, atMs, range });
      await viewingStore.add(change.db, viewing);
      record(change, viewing, null);
    });
  }

  /** A single picture was looked at or kept, which came at `atMs`: begun and ended at once. Never rejects. */
  async seen({ atMs, ...who }: Pick<NewViewing, 'cameraId' | 'personId' | 'by' | 'address' | 'atMs'>): Promise<void> {
    const viewingId = this.#newId();
    await this.#write(async (change) => {
      const range = { fromMs: atMs, toMs: atMs };
      const viewing = await viewingOf(change.db, { ...who, viewingId, atMs: change.nowMs, range });
      record(change, viewing, change.nowMs);
    });
  }

  async ended({ viewingId, atMs }: { viewingId: string; atMs: number }): Promise<void> {
    await this.#write(async (change) => {
      const viewing = await viewingStore.take(change.db, viewingId);
      if (viewing) record(change, viewing, atMs);
    });
  }

  /** When the media node is gone, nobody watches anything; the same holds at every start. */
  async endAll(): Promise<void> {
    await this.#write(async (change) => {
      for (const viewing of await viewingStore.all(change.db)) {
        await viewingStore.take(change.db, viewing.viewingId);
        record(change, viewing, change.nowMs);
      }
    });
  }

  async #write(work: (change: Change) => Promise<void>): Promise<void> {
    try {
      await this.#journal.commit(SYSTEM, work);
    } catch (thrown) {
      log.error({ err: thrown }, 'viewing was not written down');
    }
  }
}

async function viewingOf(db: Db, { atMs, range, ...what }: NewViewing): Promise<ViewingRow> {
  const camera = await cameraStore.find(db, what.cameraId);
  const person = await personStore.find(db, what.personId);
  return {
    ...what,
    personName: person?.name ?? '',
    cameraGroupId: camera?.groupId ?? null,
    startedAtMs: atMs,
    fromMs: range?.fromMs ?? null,
    toMs: range?.toMs ?? null,
  };
}

function record(change: Change, viewing: ViewingRow, endedAtMs: number | null): void {
  const { viewingId, cameraId, cameraGroupId, by, address, startedAtMs, fromMs, toMs } = viewing;
  const range = fromMs === null || toMs === null ? null : { fromMs, toMs };
  const actor = { personId: viewing.personId, name: viewing.personName };
  const scope = { action: 'journal.read', cameraGroupId } as const;
  change.record('viewing', cameraId, scope, { viewingId, cameraId, by, address, startedAtMs, endedAtMs, range }, actor);
}
