/** What figures are made of, out of the database: incidents a period touches, their acts, and when cameras were offline. */
import { ENDED_STATES, Incident } from '../../config/contract/incident.ts';
import type { Db, IncidentActRow } from '../storage/schema.ts';
import type { Case, Window } from './facts.rules.ts';
import type { OfflineWord } from './online.rules.ts';

/** A case may be due for closing as long as this after its handling was. */
const CLOSE_DUE_AFTER_MS = 32 * 86_400_000;
/** What is told again within a day is a repeat. */
const EARLIER_MS = 86_400_000;

/** Every incident that may be in a figure of the period, with its acts in order; more than that does no harm. */
export async function casesTouching(db: Db, { fromMs, toMs }: Window): Promise<Case[]> {
  const ids = db
    .selectFrom('incidentStages')
    .select('incidentId')
    .where('startedAtMs', '<', toMs)
    .where((row) =>
      row.or([
        row('endedAtMs', 'is', null),
        row('endedAtMs', '>=', fromMs - EARLIER_MS),
        row('dueAtMs', '>=', fromMs - CLOSE_DUE_AFTER_MS),
      ]),
    );
  const incidents = await db
    .selectFrom('incidents')
    .select('body')
    .where('reportedAtMs', '<', toMs)
    .where((row) =>
      row.or([row('id', 'in', ids), row('reportedAtMs', '>=', fromMs - EARLIER_MS), row('closedAtMs', '>=', fromMs)]),
    )
    .orderBy('number')
    .execute();
  const rows = await db
    .selectFrom('incidentActs')
    .selectAll()
    .where('atMs', '<', toMs + CLOSE_DUE_AFTER_MS)
    .where('incidentId', 'in', (acts) =>
      acts
        .selectFrom('incidents')
        .select('id')
        .where('reportedAtMs', '<', toMs)
        .where((row) =>
          row.or([row('state', 'not in', ENDED_STATES), row('closedAtMs', '>=', fromMs - CLOSE_DUE_AFTER_MS * 2)]),
        ),
    )
    .orderBy('seq')
    .execute();
  const acts = Map.groupBy(rows.map(numbered), ({ incidentId }) => incidentId);
  const before = await statesBefore(db, toMs);
  return incidents.map(({ body }) => {
    // It was checked when it was saved; checking all again would be most of the time this takes.
    const now: Incident = JSON.parse(body);
    const then = before.get(now.id) ?? now;
    // Who may see it is as it is now.
    return { incident: { ...then, scope: now.scope }, acts: acts.get(now.id) ?? [] };
  });
}

/** How those stood then that something happened to since. One whose words had to be forgotten is told by what it is now. */
async function statesBefore(db: Db, toMs: number): Promise<Map<string, Incident>> {
  const movedSince = db.selectFrom('incidentActs').select('incidentId').where('atMs', '>=', toMs);
  const lastSeqs = db
    .selectFrom('incidentActs')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .where('atMs', '<', toMs)
    .where('incidentId', 'in', movedSince)
    .groupBy('incidentId');
  const rows = await db.selectFrom('journal').select(['subject', 'body']).where('seq', 'in', lastSeqs).execute();
  return new Map(
    rows.flatMap(({ subject, body }) => {
      const { data } = Incident.safeParse(body === null ? null : JSON.parse(body));
      return data ? [[subject, data] as const] : [];
    }),
  );
}

/** What the record says of cameras that were offline in the period, in its order. */
export async function offlineWords(db: Db, { fromMs, toMs }: Window): Promise<OfflineWord[]> {
  const rows = await db
    .selectFrom('journal')
    .innerJoin('alerts', 'alerts.id', 'journal.subject')
    .select(['journal.subject', 'journal.atMs', 'journal.body', 'alerts.cameraId'])
    .where('journal.kind', '=', 'alert')
    .where('alerts.kind', '=', 'cameraOffline')
    .where('alerts.raisedAtMs', '<', toMs)
    .where((row) => row.or([row('alerts.recoveredAtMs', 'is', null), row('alerts.recoveredAtMs', '>=', fromMs)]))
    .orderBy('journal.seq')
    .execute();
  return rows.flatMap(({ subject, atMs, body, cameraId }) => {
    if (cameraId === null || body === null) return [];
    const { recoveredAtMs, state }: { recoveredAtMs: number | null; state: string } = JSON.parse(body);
    return [{ alertId: subject, cameraId, atMs: Number(atMs), isBack: recoveredAtMs !== null || state === 'closed' }];
  });
}

/** When the record of the site begins; before that nothing was on or off. */
export async function beginningMs(db: Db): Promise<number> {
  const { first } = await db
    .selectFrom('journal')
    .select(({ fn }) => fn.min('atMs').as('first'))
    .executeTakeFirstOrThrow();
  return Number(first ?? 0);
}

/** PostgreSQL gives large numbers as text. */
function numbered(row: IncidentActRow): IncidentActRow {
  const { seq, atMs, taskDueAtMs } = row;
  return {
    ...row,
    seq: Number(seq),
    atMs: Number(atMs),
    taskDueAtMs: taskDueAtMs === null ? null : Number(taskDueAtMs),
  };
}
