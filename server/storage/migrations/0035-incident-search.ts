/** What incidents are found by, beside them: number, title, address and the reporter's name in small letters. */
import { type Kysely, sql } from 'kysely';

const BATCH = 500;

type OldRow = { id: string; body: string };
type OldBody = { number?: string; title?: string; address?: string; reporter?: { name: string } };

export async function incidentSearch(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('incidents')
    .addColumn('searchText', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  for (let after = ''; ; ) {
    const { rows } = await sql<OldRow>`
      select "id", "body" from "incidents" where "id" > ${after} order by "id" limit ${BATCH}`.execute(db);
    for (const row of rows) await addText(db, row);
    after = rows.at(-1)?.id ?? '';
    if (rows.length < BATCH) return;
  }
}

async function addText(db: Kysely<unknown>, { id, body }: OldRow): Promise<void> {
  const { number, title, address, reporter }: OldBody = JSON.parse(body);
  const text = [number, title, address, reporter?.name].join('\n').toLowerCase();
  await sql`update "incidents" set "searchText" = ${text} where "id" = ${id}`.execute(db);
}
