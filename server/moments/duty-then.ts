/**
 * Who was on duty at a past moment, from the journal, by the scope each row had then; and
 * where they were last, of the positions that are still kept. Also what a phone told later,
 * when it had signal again, of the time before.
 */
import { z } from 'zod';
import { Duty, type OnDuty } from '../../config/contract/duty.ts';
import type { RightsHolder } from '../../config/contract/person.ts';
import { may, maySee } from '../../config/contract/rights.ts';
import { isOnDuty } from '../duty/duty.rules.ts';
import * as dutyStore from '../duty/duty.store.ts';
import * as journalStore from '../journal/journal.store.ts';
import type { Db } from '../storage/schema.ts';
import * as momentStore from './moment.store.ts';

/** Rows from before people had posts have none. */
const KeptDuty = Duty.extend({ post: z.string().default('') });

export async function dutyAt(
  db: Db,
  { seq, atMs }: { seq: number; atMs: number },
  person: RightsHolder,
): Promise<OnDuty[]> {
  if (!may(person, 'duty.view')) return [];
  const found: OnDuty[] = [];
  for (const { scope, body } of (await momentStore.lastRows(db, 'duty', seq)).map(journalStore.toEntry)) {
    const kept = KeptDuty.safeParse(body);
    if (!kept.success || !isOnDuty(kept.data) || !maySee(person, scope)) continue;
    const { personId } = kept.data;
    const onSinceMs = (await wentOnAtMs(db, personId, seq)) ?? kept.data.sinceMs;
    const position = (await dutyStore.lastPoint(db, personId, onSinceMs, atMs)) ?? null;
    found.push({ ...kept.data, position, onSinceMs, gridIds: [...(scope.belonging?.gridIds ?? [])], phone: null });
  }
  return found.toSorted((one, other) => one.sinceMs - other.sinceMs);
}

/** The first of the rows since they were off duty last. */
async function wentOnAtMs(db: Db, personId: string, seq: number): Promise<number | undefined> {
  let atMs: number | undefined;
  for (const row of await momentStore.rowsOf(db, { kind: 'duty', subject: personId, seq })) {
    const kept = KeptDuty.safeParse(journalStore.toEntry(row).body);
    if (!kept.success || !isOnDuty(kept.data)) break;
    atMs = row.atMs;
  }
  return atMs;
}
