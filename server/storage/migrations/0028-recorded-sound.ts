/** Sound in recordings: until now there was none, and so it stays until somebody asks for it. */
import type { Kysely } from 'kysely';

export async function recordedSound({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('cameras')
    .addColumn('recordAudio', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema.alterTable('recordedSegments').addColumn('audioCodec', 'text').execute();
}
