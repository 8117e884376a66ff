/** Notices that a service outside is to be told of. */
import type { Kysely } from 'kysely';

export async function noticeOutbox({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('noticeOutbox')
    .addColumn('noticeId', 'text', (column) => column.primaryKey())
    .addColumn('nextAtMs', 'bigint', (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .execute();
  await schema.createIndex('noticeOutboxByTime').on('noticeOutbox').column('nextAtMs').execute();
}
