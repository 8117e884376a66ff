/**
 * Takes what nodes say of the segments they write. What comes within a moment of
 * each other is one commit: many cameras tell, and each commit waits for the disk.
 */
import type { RecordedSegment } from '../../config/contract/recording.ts';
import { type Journal, SYSTEM } from '../journal/journal.ts';
import * as segmentStore from './segment.store.ts';

const GATHER_MS = 500;

type Pending = { segment: RecordedSegment; hasEnded: boolean };

export class SegmentIndex {
  readonly #journal: Journal;
  #pending: Pending[] = [];
  #commit: Promise<void> | undefined;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** Resolves when it is saved. */
  save(segment: RecordedSegment, hasEnded: boolean): Promise<void> {
    this.#pending.push({ segment, hasEnded });
    this.#commit ??= new Promise<void>((resolve) => setTimeout(resolve, GATHER_MS)).then(() => this.#saveAll());
    return this.#commit;
  }

  async #saveAll(): Promise<void> {
    const pending = this.#pending;
    this.#pending = [];
    this.#commit = undefined;
    await this.#journal.commit(SYSTEM, async ({ db }) => {
      for (const { segment, hasEnded } of pending) await segmentStore.save(db, segment, hasEnded);
    });
  }
}
