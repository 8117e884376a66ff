/** Turnings of cameras that have begun and not ended: a start after a crash ends them on record. */
import type { Kysely } from 'kysely';

export async function openTurnings({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('ptzTurnings')
    .addColumn('turningId', 'text', (column) => column.primaryKey())
    .addColumn('personId', 'text', (column) => column.notNull())
    .addColumn('personName', 'text', (column) => column.notNull())
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
}
