/** Each act of each incident in columns, so that indicators need not read the record; made of the record. */
import { type Kysely, sql } from 'kysely';

const BATCH = 500;

type OldRow = { seq: number; atMs: number; subject: string; body: string };
type OldBody = {
  state?: string;
  last?: { act: string; by: { personId: string } | null };
  assignments?: { role: string; state: string; unitId: string }[];
  spotTask?: { dueAtMs: number; people: { personId: string }[] } | null;
};

export async function evaluation(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('incidentActs')
    .addColumn('seq', 'bigint', (column) => column.primaryKey())
    .addColumn('incidentId', 'text', (column) => column.notNull())
    .addColumn('atMs', 'bigint', (column) => column.notNull())
    .addColumn('act', 'text', (column) => column.notNull())
    .addColumn('personId', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('leadUnitId', 'text')
    .addColumn('taskDueAtMs', 'bigint')
    .addColumn('taskPersonId', 'text')
    .execute();
  await schema.createIndex('incidentActsByIncident').on('incidentActs').columns(['incidentId', 'seq']).execute();
  await schema.createIndex('incidentStagesByDue').on('incidentStages').column('dueAtMs').execute();
  await schema.createIndex('incidentStagesByEnd').on('incidentStages').column('endedAtMs').execute();
  await schema.createIndex('incidentsByClosing').on('incidents').column('closedAtMs').execute();
  for (let after = 0; ; ) {
    const { rows } = await sql<OldRow>`
      select "seq", "atMs", "subject", "body" from "journal"
      where "kind" = 'incident' and "seq" > ${after} and "body" is not null
      order by "seq" limit ${BATCH}`.execute(db);
    for (const row of rows) await addAct(db, row);
    after = Number(rows.at(-1)?.seq ?? 0);
    if (rows.length < BATCH) return;
  }
}

async function addAct(db: Kysely<unknown>, { seq, atMs, subject, body }: OldRow): Promise<void> {
  const { state, last, assignments, spotTask }: OldBody = JSON.parse(body);
  if (!state || !last) return;
  const lead = assignments?.find(
    (each) => each.role === 'lead' && each.state !== 'returned' && each.state !== 'withdrawn',
  );
  await sql`
    insert into "incidentActs" ("seq", "incidentId", "atMs", "act", "personId", "state", "leadUnitId", "taskDueAtMs",
      "taskPersonId")
    values (${seq}, ${subject}, ${atMs}, ${last.act}, ${last.by?.personId ?? null}, ${state}, ${lead?.unitId ?? null},
      ${spotTask?.dueAtMs ?? null}, ${spotTask?.people[0]?.personId ?? null})`.execute(db);
}
