/**
 * Connections to a PostgreSQL database, as Kysely wants them, for sites that outgrow a file.
 *
 * One running instance owns the database: its writing connection holds an advisory lock for
 * as long as it lives, and takes it again whenever it had to be made anew.
 */
import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import { DatabaseError, Pool, type PoolClient, types } from 'pg';
import { newLogger } from '../../config/kernel/logger.ts';
import { StartError } from '../start-error.ts';
import type { Schema } from './schema.ts';

const log = newLogger('postgresql');

const CONNECT_WITHIN_MS = 10_000;
const READERS = 4;
/** Any number, as long as it is the same in every instance: `LQ` and `db`. */
const LOCK = 0x4c51_6462;

/** SQLSTATE classes of a connection that broke, or a server that ends (PostgreSQL, Appendix A). */
const AWAY_STATES = /^(08|57P)/;
const AWAY_CODES = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND'];
const AWAY_WORDS = /connection terminated|timeout exceeded when trying to connect|client has encountered a connection/i;

const numeric = (text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new RangeError(`${text} is beyond what is counted`);
  return value;
};
types.setTypeParser(types.builtins.INT8, numeric);
types.setTypeParser(types.builtins.NUMERIC, numeric);

class DatabaseInUse extends Error {
  override readonly name = 'DatabaseInUse';
  override readonly message = 'another running instance has this database';
}

/** Nothing is asked yet: the first question connects. */
export function openPostgresql(url: string, options: { readOnly: boolean }): Kysely<Schema> {
  const pool = new Pool({
    connectionString: url,
    max: options.readOnly ? READERS : 1,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    keepAlive: true,
    // The writer keeps its connection, because the connection keeps the lock.
    idleTimeoutMillis: options.readOnly ? 30_000 : 0,
    application_name: options.readOnly ? 'lianqin reader' : 'lianqin writer',
    ...(options.readOnly ? { options: '-c default_transaction_read_only=on' } : { verify: takeLock }),
  });
  const lost = (err: Error) => log.warn({ err }, 'a connection was lost');
  pool.on('error', lost);
  // One that is in use tells nobody but its own listeners.
  pool.on('connect', (client) => client.on('error', lost));
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}

function takeLock(client: PoolClient, done: (err?: Error) => void): void {
  client
    .query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [LOCK])
    .then(({ rows }) => done(rows[0]?.locked === true ? undefined : new DatabaseInUse()), done);
}

/** Refuses, in a sentence, what would fail or go wrong later: no server, no right, text that cannot hold Chinese. */
export async function requirePostgresql(writer: Kysely<Schema>, url: string): Promise<void> {
  const { host, pathname } = new URL(url);
  const where = `The database ${pathname.slice(1)} on ${host}`;
  const name = 'LIANQIN_DATA_DATABASE_URL';
  try {
    const { rows } = await writer.executeQuery<{ server_encoding: string }>(CompiledQuery.raw('show server_encoding'));
    const encoding = rows[0]?.server_encoding ?? '';
    if (encoding !== 'UTF8') {
      throw new StartError(
        `${where} keeps text as ${encoding}; make one with ENCODING 'UTF8' and name it with ${name}.`,
      );
    }
  } catch (thrown) {
    if (thrown instanceof StartError) throw thrown;
    if (thrown instanceof DatabaseInUse) {
      throw new StartError(`${where} is in use by another running instance; name another one with ${name}.`);
    }
    const why = thrown instanceof Error ? thrown.message || String(Reflect.get(thrown, 'code')) : String(thrown);
    throw new StartError(`${where} cannot be used (${why}); see that the server runs and ${name} is right.`, {
      cause: thrown,
    });
  }
}

/** Whether a question failed because the server is not there, rather than because of what was asked. */
export function isDatabaseAway(thrown: unknown): boolean {
  if (thrown instanceof DatabaseInUse) return true;
  if (thrown instanceof DatabaseError) return AWAY_STATES.test(thrown.code ?? '');
  if (!(thrown instanceof Error)) return false;
  return AWAY_CODES.includes(String(Reflect.get(thrown, 'code'))) || AWAY_WORDS.test(thrown.message);
}
