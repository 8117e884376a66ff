/** The database a test's data folder goes with: a file in it or, in the run on PostgreSQL, a database of its name. */
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, PostgresDialect } from 'kysely';
import { Client, Pool } from 'pg';
import { inject } from 'vitest';
import type { FirstPassword } from '../../server/accounts/first-passwords.ts';
import type { DatabasePlace } from '../../server/storage/database.ts';
import type { Db, Schema } from '../../server/storage/schema.ts';
import { openSqlite } from '../../server/storage/sqlite.ts';
import { LAID_OUT, postgresqlDatabase } from '../fixtures/postgresql.ts';

/** What holds for SQLite alone is left out on PostgreSQL. */
export const isOnSqlite = !inject('postgresql');

export async function placeIn(folder: string): Promise<DatabasePlace> {
  const server = inject('postgresql');
  return { dir: folder, databaseUrl: server ? await postgresqlDatabase(server, basename(folder)) : '' };
}

/** As `placeIn`, with a site in it that has been started once; answers its accounts too. */
export async function laidOutIn(folder: string): Promise<{ place: DatabasePlace; accounts: FirstPassword[] }> {
  const server = inject('postgresql');
  const laidOut = inject('laidOut');
  cpSync(laidOut.folder, folder, { recursive: true });
  const databaseUrl = server ? await postgresqlDatabase(server, basename(folder), { template: LAID_OUT }) : '';
  return { place: { dir: folder, databaseUrl }, accounts: laidOut.accounts };
}

/** Behind the product's back, while it runs or before it ever did. */
export async function inDatabase<T>({ dir, databaseUrl }: DatabasePlace, work: (db: Db) => Promise<T>): Promise<T> {
  const db = databaseUrl === '' ? openSqlite(join(dir, 'lianqin.db'), { readOnly: false }) : plain(databaseUrl);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** Several statements at once. */
export async function execute({ dir, databaseUrl }: DatabasePlace, sql: string): Promise<void> {
  if (databaseUrl === '') {
    using file = new DatabaseSync(join(dir, 'lianqin.db'));
    file.exec(sql);
    return;
  }
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** Without the lock of the instance that owns it. */
function plain(connectionString: string): Db {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool: new Pool({ connectionString, max: 1 }) }) });
}
