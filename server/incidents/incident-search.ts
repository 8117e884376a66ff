/** Finds ended incidents. Rows are read a batch at a time; whose each is is asked before it is read whole. */
import { setImmediate } from 'node:timers/promises';
import { Incident } from '../../config/contract/incident.ts';
import type { EndedIncidents, EndedQuery } from '../../config/contract/incident-search.ts';
import type { RightsHolder } from '../../config/contract/person.ts';
import { maySee } from '../../config/contract/rights.ts';
import type { Db } from '../storage/schema.ts';
import * as batchStore from './incident-batch.store.ts';

const FOUND_MOST = 200;
const ROWS_AT_ONCE = 500;

const Owned = Incident.pick({ scope: true });

export async function endedIncidents(
  db: Db,
  { text, gridId, sinceMs, untilMs }: EndedQuery,
  { person, most = FOUND_MOST }: { person: RightsHolder; most?: number },
): Promise<EndedIncidents> {
  const incidents: Incident[] = [];
  let after = { reportedAtMs: untilMs, id: '' };
  for (;;) {
    const rows = await batchStore.endedBefore(db, after, { text, sinceMs, count: ROWS_AT_ONCE });
    for (const { body } of rows) {
      const kept = JSON.parse(body);
      const { scope } = Owned.parse(kept);
      if (!maySee(person, scope) || (gridId !== undefined && !scope.belonging?.gridIds.includes(gridId))) continue;
      if (incidents.length === most) return { incidents, isCapped: true };
      incidents.push(Incident.parse(kept));
    }
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_AT_ONCE) return { incidents, isCapped: false };
    after = last;
    await setImmediate();
  }
}
