/** Standard addresses, buildings, components and organisations, and what happened to each of these layers last. */
import type { Kysely } from 'kysely';

export async function places({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('places')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('searchText', 'text', (column) => column.notNull())
    .addColumn('longitude', 'double precision', (column) => column.notNull())
    .addColumn('latitude', 'double precision', (column) => column.notNull())
    .addColumn('west', 'double precision', (column) => column.notNull())
    .addColumn('south', 'double precision', (column) => column.notNull())
    .addColumn('east', 'double precision', (column) => column.notNull())
    .addColumn('north', 'double precision', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('category', 'text', (column) => column.notNull())
    .addColumn('floors', 'integer')
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('rings', 'text', (column) => column.notNull())
    .addUniqueConstraint('placeCode', ['kind', 'code'])
    .execute();
  await schema.createIndex('placesBySpot').on('places').columns(['kind', 'latitude', 'longitude']).execute();
  await schema
    .createTable('placeLayers')
    .addColumn('kind', 'text', (column) => column.primaryKey())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
}
