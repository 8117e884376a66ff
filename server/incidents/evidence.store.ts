/** What is known of each piece of evidence, in and out of the database; the bytes are files. */
import { IncidentEvidence } from '../../config/contract/evidence.ts';
import type { Db } from '../storage/schema.ts';

export async function find(db: Db, evidenceId: string): Promise<IncidentEvidence | undefined> {
  const row = await db.selectFrom('incidentEvidence').select('body').where('id', '=', evidenceId).executeTakeFirst();
  return row && IncidentEvidence.parse(JSON.parse(row.body));
}

/** Oldest first. */
export async function ofIncident(db: Db, incidentId: string): Promise<IncidentEvidence[]> {
  const rows = await db
    .selectFrom('incidentEvidence')
    .select('body')
    .where('incidentId', '=', incidentId)
    .orderBy('addedAtMs')
    .orderBy('id')
    .execute();
  return rows.map(({ body }) => IncidentEvidence.parse(JSON.parse(body)));
}

export async function countOf(db: Db, incidentId: string): Promise<number> {
  const { count } = await db
    .selectFrom('incidentEvidence')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('incidentId', '=', incidentId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function add(db: Db, evidence: IncidentEvidence): Promise<void> {
  const { id, incidentId, addedAtMs } = evidence;
  await db
    .insertInto('incidentEvidence')
    .values({ id, incidentId, addedAtMs, body: JSON.stringify(evidence) })
    .execute();
}
