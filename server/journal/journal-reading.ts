/** Writes down that a part of the record was taken out, printed, or verified: the auditor is on record too. */
import type { JournalReading } from '../../config/contract/audit.ts';
import type { Actor, Journal } from './journal.ts';

export function recordReading(journal: Journal, by: Actor, reading: JournalReading): Promise<void> {
  return journal.commit(by, async (change) => {
    const scope = { action: 'journal.read', cameraGroupId: null } as const;
    change.record('journalReading', by.personId ?? by.name, scope, reading);
  });
}
