/** Incidents by when they were reported, a batch at a time, newest first; drills are left out. */
import type { Db } from '../storage/schema.ts';

type Row = { id: string; reportedAtMs: number; body: string };

/** Those after one of them in that order; of its own moment, those with a smaller id. */
export async function reportedBefore(
  db: Db,
  { reportedAtMs, id }: Pick<Row, 'reportedAtMs' | 'id'>,
  { sinceMs, count }: { sinceMs: number; count: number },
): Promise<Row[]> {
  return db
    .selectFrom('incidents')
    .select(['id', 'reportedAtMs', 'body'])
    .where('drill', '=', 0)
    .where('reportedAtMs', '>=', sinceMs)
    .where((each) =>
      each.or([
        each('reportedAtMs', '<', reportedAtMs),
        each.and([each('reportedAtMs', '=', reportedAtMs), each('id', '<', id)]),
      ]),
    )
    .orderBy('reportedAtMs', 'desc')
    .orderBy('id', 'desc')
    .limit(count)
    .execute();
}
