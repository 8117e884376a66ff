/**
 * The database of one site: a writer for the journal alone, and read-only connections
 * for everybody else. It is a SQLite file in the data folder, or a PostgreSQL database.
 *
 * A connection is behind a mutex of its own: inside a transaction only that transaction
 * may be asked, or the question waits for ever.
 */
import { join } from 'node:path';
import { Migrator } from 'kysely/migration';
import type { Settings } from '../../config/settings/settings.ts';
import { MIGRATIONS } from './migrations.ts';
import { openPostgresql, requirePostgresql } from './postgresql.ts';
import type { Db } from './schema.ts';
import { openSqlite } from './sqlite.ts';

const FILE_NAME = 'lianqin.db';

/** Where it is: a PostgreSQL connection URI or, where that is empty, a file in the data folder. */
export type DatabasePlace = Pick<Settings['data'], 'dir' | 'databaseUrl'>;
export type Database = { writer: Db; reader: Db } & AsyncDisposable;

export async function openDatabase(place: DatabasePlace): Promise<Database> {
  await using opening = new AsyncDisposableStack();
  const writer = opening.adopt(openWriter(place), closeConnection);
  if (place.databaseUrl !== '') await requirePostgresql(writer, place.databaseUrl);
  await migrate(writer);
  const reader = opening.adopt(openReader(place), closeConnection);
  const open = opening.move();
  return { writer, reader, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

/** For programs that look at what another process may be writing to. */
export function openReader(place: DatabasePlace): Db {
  return open(place, { readOnly: true });
}

export async function closeConnection(db: Db): Promise<void> {
  await db.destroy();
}

function openWriter(place: DatabasePlace): Db {
  return open(place, { readOnly: false });
}

function open({ dir, databaseUrl }: DatabasePlace, options: { readOnly: boolean }): Db {
  return databaseUrl === '' ? openSqlite(join(dir, FILE_NAME), options) : openPostgresql(databaseUrl, options);
}

async function migrate(writer: Db): Promise<void> {
  const migrator = new Migrator({ db: writer, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
