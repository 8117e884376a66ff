/** Which of a device's picture sources a camera is: until now nobody said, and so it stays for those that are there. */
import type { Kysely } from 'kysely';

export async function pictureSources({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('cameras')
    .addColumn('sourceToken', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
}
