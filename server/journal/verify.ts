/** Walks the record from its first row and says whether it is as it was written, and as its head was signed. */
import type { JournalFlaw, JournalVerdict } from '../../config/contract/audit.ts';
import type { Db } from '../storage/schema.ts';
import { CHAIN_START, isIntact } from './chain.ts';
import { readHeads } from './head-log.ts';
import * as journalStore from './journal.store.ts';

const BATCH = 1_000;

type Wish = { headsPath: string; onProgress?: (checkedCount: number) => void };

export async function verifyJournal(db: Db, { headsPath, onProgress = () => {} }: Wish): Promise<JournalVerdict> {
  const { heads, isWhole } = readHeads(headsPath);
  if (!isWhole) return bad('forged', 1);
  const hashAt = new Map<number, Set<string>>();
  for (const { seq, hash } of heads) hashAt.set(seq, (hashAt.get(seq) ?? new Set()).add(hash));

  let before = { seq: 0, hash: CHAIN_START };
  for (;;) {
    const rows = await journalStore.rowsAfter(db, before.seq, BATCH);
    for (const row of rows) {
      if (row.seq !== before.seq + 1) return bad('missing', before.seq + 1);
      if (!isIntact(before, row)) return bad('changed', row.seq);
      const signed = hashAt.get(row.seq);
      if (signed && (signed.size > 1 || !signed.has(row.hash))) return bad('rewritten', row.seq);
      before = row;
    }
    onProgress(before.seq);
    if (rows.length < BATCH) break;
  }
  const furthest = heads.reduce((most, { seq }) => Math.max(most, seq), 0);
  if (furthest > before.seq) return bad('cut', before.seq + 1);
  const last = heads.at(-1);
  if (!last) return bad('unsigned', 1);
  const { seq: count, hash } = before;
  return { intact: true, count, hash, headCount: heads.length, signedUpToSeq: furthest, signedAtMs: last.atMs };
}

function bad(flaw: JournalFlaw, firstBadSeq: number): JournalVerdict {
  return { intact: false, flaw, firstBadSeq };
}
