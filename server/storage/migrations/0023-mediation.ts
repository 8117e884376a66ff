/** Mediations: apart from the incidents, so that nothing that reads those has what is private. */
import type { Kysely } from 'kysely';

export async function mediation({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('mediations')
    .addColumn('incidentId', 'text', (column) => column.primaryKey().references('incidents.id'))
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
}
