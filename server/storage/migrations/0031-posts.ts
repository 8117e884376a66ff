/** The post a person holds in their unit: nobody's was written down until now. */
import type { Kysely } from 'kysely';

export async function posts({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('people')
    .addColumn('post', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
}
