/** What comes from the street: evidence of incidents, acts done once, who is on duty and where. */
import type { Kysely } from 'kysely';

export async function field({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('incidentEvidence')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('incidentId', 'text', (column) => column.notNull())
    .addColumn('addedAtMs', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('incidentEvidenceByIncident')
    .on('incidentEvidence')
    .columns(['incidentId', 'addedAtMs'])
    .execute();
  await schema
    .createTable('incidentActIds')
    .addColumn('actId', 'text', (column) => column.primaryKey())
    .addColumn('incidentId', 'text', (column) => column.notNull())
    .addColumn('personId', 'text', (column) => column.notNull())
    .addColumn('atMs', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('dutyStates')
    .addColumn('personId', 'text', (column) => column.primaryKey())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('sinceMs', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('dutySpans')
    .addColumn('personId', 'text', (column) => column.notNull())
    .addColumn('fromMs', 'bigint', (column) => column.notNull())
    .addColumn('toMs', 'bigint')
    .addPrimaryKeyConstraint('dutySpanKey', ['personId', 'fromMs'])
    .execute();
  await schema
    .createTable('dutyPositions')
    .addColumn('personId', 'text', (column) => column.notNull())
    .addColumn('atMs', 'bigint', (column) => column.notNull())
    .addColumn('longitude', 'double precision', (column) => column.notNull())
    .addColumn('latitude', 'double precision', (column) => column.notNull())
    .addColumn('accuracyM', 'double precision')
    .addPrimaryKeyConstraint('dutyPositionKey', ['personId', 'atMs'])
    .execute();
  await schema.createIndex('dutyPositionsByTime').on('dutyPositions').column('atMs').execute();
}
