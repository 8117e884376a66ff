/**
 * The database of one data folder: a writer for the journal alone, and a
 * read-only connection for everybody else.
 *
 * Each connection sits behind a mutex of its own: inside a transaction only that
 * transaction may be asked, or the question waits for ever.
 */
import { join } from 'node:path';
import { Migrator } from 'kysely/migration';
import { MIGRATIONS } from './migrations.ts';
import type { Db } from './schema.ts';
import { openSqlite } from './sqlite.ts';

const FILE_NAME = 'lianqin.db';

export type Database = { writer: Db; reader: Db } & AsyncDisposable;

export async function openDatabase(folder: string): Promise<Database> {
  await using opening = new AsyncDisposableStack();
  const path = join(folder, FILE_NAME);
  const writer = opening.adopt(openSqlite(path, { readOnly: false }), closeConnection);
  await migrate(writer);
  const reader = opening.adopt(openReader(folder), closeConnection);
  const open = opening.move();
  return { writer, reader, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

/** For programs that look at a folder another process may be writing to. */
export function openReader(folder: string): Db {
  return openSqlite(join(folder, FILE_NAME), { readOnly: true });
}

export async function closeConnection(db: Db): Promise<void> {
  await db.destroy();
}

async function migrate(writer: Db): Promise<void> {
  const migrator = new Migrator({ db: writer, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
