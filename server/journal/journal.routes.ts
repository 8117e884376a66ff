/** The record, for those who may read it: every kind, but only of camera groups they may reach. */
import type { Mount } from '../http/route.ts';
import type { Db } from '../storage/schema.ts';
import * as journalStore from './journal.store.ts';

export function mountJournalRoutes({ route }: Mount, reader: Db): void {
  route('GET /api/journal', async ({ query, asker }) => {
    const rows = await journalStore.search(reader, { ...query, cameraGroups: asker.person.cameraGroups });
    return rows.map(journalStore.toEntry);
  });
}
