/** Walks the record from its first row and says whether it is as it was written. */
import type { Db } from '../storage/schema.ts';
import { CHAIN_START, isIntact } from './chain.ts';
import * as journalStore from './journal.store.ts';

const BATCH = 1_000;

export type Verdict = { intact: true; count: number; hash: string } | { intact: false; firstBadSeq: number };

export async function verifyJournal(db: Db): Promise<Verdict> {
  let before = { seq: 0, hash: CHAIN_START };
  for (;;) {
    const rows = await journalStore.rowsAfter(db, before.seq, BATCH);
    for (const row of rows) {
      if (!isIntact(before, row)) return { intact: false, firstBadSeq: before.seq + 1 };
      before = row;
    }
    if (rows.length < BATCH) return { intact: true, count: before.seq, hash: before.hash };
  }
}
