/** The record, for those who may read it: every kind, but only of camera groups they may reach. */
import * as personStore from '../accounts/person.store.ts';
import type { Mount } from '../http/route.ts';
import type { Db } from '../storage/schema.ts';
import * as journalStore from './journal.store.ts';
import { actorOf, type Journal } from './journal.ts';
import { recordReading } from './journal-reading.ts';
import type { JournalVerifier } from './journal-verifier.ts';

type Needs = { reader: Db; journal: Journal; verifier: JournalVerifier };

export function mountJournalRoutes({ route }: Mount, { reader, journal, verifier }: Needs): void {
  route('GET /api/journal', async ({ query, asker }) => {
    const rows = await journalStore.search(reader, { ...query, cameraGroups: asker.person.cameraGroups });
    return rows.map(journalStore.toEntry);
  });
  route('GET /api/journal/people', async () =>
    (await personStore.all(reader)).map(({ id, name, account, unit }) => ({ id, name, account, unit })),
  );
  route('POST /api/journal/readings', async ({ body, asker }) => {
    await recordReading(journal, actorOf(asker.person), { ...body, intact: null });
    return {};
  });
  route('GET /api/journal/verification', () => verifier.now);
  route('POST /api/journal/verification', ({ asker }) => verifier.start(asker.person));
}
