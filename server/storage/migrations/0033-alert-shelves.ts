/** Alerts that are put on the shelf for a while, and sources whose alerts go there. */
import type { Kysely } from 'kysely';

export async function alertShelves({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('alerts').addColumn('shelving', 'text').execute();
  // Only while it is on the shelf.
  await schema.alterTable('alerts').addColumn('shelvedUntilMs', 'bigint').execute();
  await schema.createIndex('alertsByShelf').on('alerts').column('shelvedUntilMs').execute();
  await schema
    .createTable('alertShelves')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('cameraId', 'text')
    .addColumn('cameraGroupId', 'text')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('personId', 'text', (column) => column.notNull())
    .addColumn('personName', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('atMs', 'bigint', (column) => column.notNull())
    .addColumn('untilMs', 'bigint', (column) => column.notNull())
    .execute();
}
