/**
 * Tells every signed-in console what was committed, in the order of commit, if its person may see it.
 * Nothing else emits entries. Whoever saw something and now may not is told to read anew.
 */
import type { JournalEntry } from '../../config/contract/journal.ts';
import { maySee } from '../../config/contract/rights.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import { everySocket, type Io } from './io.ts';
import { hasLostSight, mayTakeSight, scopeBefore } from './lost-sight.ts';

const log = newLogger('announce');

export function openAnnouncements(io: Io, journal: Journal, reader: Db): () => void {
  return journal.events.on('committed', (entry) => {
    for (const socket of everySocket(io)) {
      if (maySee(socket.data.asker.person, entry.scope)) socket.emit('committed', entry);
    }
    if (!mayTakeSight(entry)) return;
    takeSight(io, reader, entry).catch((thrown) => log.error({ err: thrown, seq: entry.seq }, 'sight was not taken'));
  });
}

async function takeSight(io: Io, reader: Db, entry: JournalEntry): Promise<void> {
  const before = await scopeBefore(reader, entry);
  for (const socket of everySocket(io)) {
    if (hasLostSight(socket.data.asker.person, entry, before)) socket.emit('rightsChanged');
  }
}
