/** Incidents by when they were reported, a batch at a time, newest first. */
import { ENDED_STATES } from '../../config/contract/incident.ts';
import { likeness, literal } from '../storage/likeness.ts';
import type { Db } from '../storage/schema.ts';

type Row = { id: string; reportedAtMs: number; body: string };
type After = Pick<Row, 'reportedAtMs' | 'id'>;
type Batch = { sinceMs: number; count: number };

/** Drills are left out. */
export function reportedBefore(db: Db, after: After, batch: Batch): Promise<Row[]> {
  return before(db, after, batch).where('drill', '=', 0).execute();
}

/** Ended ones with that text. */
export function endedBefore(db: Db, after: After, { text, ...batch }: Batch & { text: string }): Promise<Row[]> {
  return before(db, after, batch)
    .where('state', 'in', ENDED_STATES)
    .where(({ ref }) => likeness(ref('searchText'), `%${literal(text.toLowerCase())}%`))
    .execute();
}

/** Those after one of them in that order; of its own moment, those with a smaller id. */
function before(db: Db, { reportedAtMs, id }: After, { sinceMs, count }: Batch) {
  return db
    .selectFrom('incidents')
    .select(['id', 'reportedAtMs', 'body'])
    .where('reportedAtMs', '>=', sinceMs)
    .where((each) =>
      each.or([
        each('reportedAtMs', '<', reportedAtMs),
        each.and([each('reportedAtMs', '=', reportedAtMs), each('id', '<', id)]),
      ]),
    )
    .orderBy('reportedAtMs', 'desc')
    .orderBy('id', 'desc')
    .limit(count);
}
