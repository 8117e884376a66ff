/** Signs at which citizens report, and the receipts they were given. */
import type { Kysely } from 'kysely';

export async function reportPoints({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('reportPoints')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('code', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('citizenReceipts')
    .addColumn('receipt', 'text', (column) => column.primaryKey())
    .addColumn('incidentId', 'text', (column) => column.notNull().unique())
    .addColumn('pointId', 'text', (column) => column.notNull())
    .addColumn('atMs', 'bigint', (column) => column.notNull())
    .execute();
}
