/** How SQLite answers what a store asks: by an index, or by reading a whole table. Times would say less, and on a busy machine nothing. */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { createQueryId, type RootOperationNode } from 'kysely';
import type { Db } from '../../server/storage/schema.ts';
import { openSqlite } from '../../server/storage/sqlite.ts';

/** A line for each table that is touched, and for each sorting that no index saves. */
export async function planOf(path: string, ask: (db: Db) => Promise<unknown>): Promise<string[]> {
  const database = openSqlite(path, { readOnly: true });
  const asked: RootOperationNode[] = [];
  await ask(
    database.withPlugin({
      transformQuery: ({ node }) => {
        asked.push(node);
        return node;
      },
      transformResult: async ({ result }) => result,
    }),
  );
  const compiled = asked.map((node) => database.getExecutor().compileQuery(node, createQueryId()));
  await database.destroy();
  const file = new DatabaseSync(path, { readOnly: true });
  const lines = compiled.flatMap(({ sql, parameters }) =>
    file.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...(parameters as SQLInputValue[])),
  );
  file.close();
  return lines.map(({ detail }) => String(detail));
}
