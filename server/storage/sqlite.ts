/** One connection to a SQLite file, as Kysely wants it, over Node's own SQLite. */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely';
import type { Schema } from './schema.ts';

const BUSY_WAIT_MS = 5_000;

export function openSqlite(path: string, options: { readOnly: boolean }): Kysely<Schema> {
  const file = new DatabaseSync(path, {
    readOnly: options.readOnly,
    timeout: BUSY_WAIT_MS,
    enableForeignKeyConstraints: true,
  });
  if (!options.readOnly) {
    // Full: what was announced as committed is on the disk, whatever happens to the power.
    file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  }
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: adapt(file) }) });
}

function adapt(file: DatabaseSync): SqliteDatabase {
  return {
    close: () => file.close(),
    prepare: (sql) => {
      const statement = file.prepare(sql);
      return {
        reader: statement.columns().length > 0,
        all: (values) => statement.all(...bound(values)),
        run: (values) => statement.run(...bound(values)),
        iterate: (values) => statement.iterate(...bound(values)),
      };
    },
  };
}

function bound(values: readonly unknown[]): SQLInputValue[] {
  return values.map((value) => {
    if (value === null || typeof value === 'string' || typeof value === 'number') return value;
    throw new TypeError(`a column cannot hold a ${typeof value}`);
  });
}
