/** The working calendar, and the catalogue of matters with every version there was of each. */
import type { Kysely } from 'kysely';

export async function matters({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('calendarDays')
    .addColumn('day', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('siteSettings')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('matters')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addUniqueConstraint('matterCode', ['kind', 'code'])
    .execute();
  await schema
    .createTable('matterVersions')
    .addColumn('matterId', 'text', (column) => column.notNull().references('matters.id'))
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('matterVersionKey', ['matterId', 'version'])
    .execute();
}
