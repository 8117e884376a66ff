/** How wide and how far a camera looks: until now all were drawn alike, and so they stay until somebody says otherwise. */
import type { Kysely } from 'kysely';

export async function cameraViews({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('cameras')
    .addColumn('viewAngleDegrees', 'double precision', (column) => column.notNull().defaultTo(60))
    .execute();
  await schema
    .alterTable('cameras')
    .addColumn('viewReachMetres', 'double precision', (column) => column.notNull().defaultTo(70))
    .execute();
}
