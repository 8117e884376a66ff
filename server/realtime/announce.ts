/** Tells every signed-in console what was committed, in the order of commit, if its person may see it. Nothing else emits entries. */
import { maySee } from '../../config/contract/rights.ts';
import type { Journal } from '../journal/journal.ts';
import { everySocket, type Io } from './io.ts';

export function openAnnouncements(io: Io, journal: Journal): () => void {
  return journal.events.on('committed', (entry) => {
    for (const socket of everySocket(io)) {
      if (maySee(socket.data.asker.person, entry.scope)) socket.emit('committed', entry);
    }
  });
}
