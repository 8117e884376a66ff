/** Who is on duty when, and what one shift handed over to the next. */
import type { Kysely } from 'kysely';

export async function roster({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('shifts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('unitId', 'text')
    .addColumn('fromMs', 'bigint', (column) => column.notNull())
    .addColumn('toMs', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('shiftsByTime').on('shifts').columns(['fromMs', 'toMs']).execute();
  await schema
    .createTable('handovers')
    .addColumn('shiftId', 'text', (column) => column.primaryKey().references('shifts.id'))
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  /** Shifts whose missing signature was told of once. */
  await schema
    .createTable('lateHandovers')
    .addColumn('shiftId', 'text', (column) => column.primaryKey().references('shifts.id'))
    .addColumn('toldAtMs', 'bigint', (column) => column.notNull())
    .execute();
}
