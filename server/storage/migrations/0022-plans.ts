/** Plans, with every version there was of each. */
import type { Kysely } from 'kysely';

export async function plans({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('plans')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute();
  await schema
    .createTable('planVersions')
    .addColumn('planId', 'text', (column) => column.notNull().references('plans.id'))
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('planVersionKey', ['planId', 'version'])
    .execute();
}
