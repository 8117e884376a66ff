/** Whether what a grant lets out needs a second person: no grant asked for one until now. */
import type { Kysely } from 'kysely';

export async function exportApproval({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('cameraGrants')
    .addColumn('exportsNeedApproval', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}
