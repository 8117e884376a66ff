/**
 * Grids with a history, members, volunteers and the outlines of communities.
 *
 * Grids that were there begin their history with what the journal says of their
 * beginning. Governance grids become the union of the base grids whose middle they cover.
 */
import { type Kysely, sql } from 'kysely';
import { isInside } from '../../../config/contract/grid-shape.ts';
import { Grid, Rings } from '../../../config/contract/place.ts';
import { unionOf } from '../../geo/overlay.rules.ts';
import { centreOf } from '../../geo/plane.rules.ts';
import { mended } from '../../geo/ring.rules.ts';

const FIRST_LINE = '综治';

type Old = { id: string; code: string; name: string; kind: 'base' | 'governance'; community: string; rings: string };

export async function grids(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  const add = (name: string, type: 'text' | 'bigint' | 'integer', standard?: string | number) =>
    schema
      .alterTable('grids')
      .addColumn(name, type, (column) =>
        standard === undefined ? column : column.notNull().defaultTo(sql.lit(standard)),
      )
      .execute();
  await add('line', 'text', '');
  await add('baseGridIds', 'text', '[]');
  await add('endedAtMs', 'bigint');
  await add('version', 'integer', 1);
  await schema
    .createTable('gridVersions')
    .addColumn('gridId', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('fromMs', 'bigint', (column) => column.notNull())
    .addColumn('toMs', 'bigint')
    .addColumn('byName', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('gridVersionKey', ['gridId', 'version'])
    .execute();
  await schema.createIndex('gridVersionsByTime').on('gridVersions').columns(['fromMs', 'toMs']).execute();
  await schema
    .createTable('gridMembers')
    .addColumn('gridId', 'text', (column) => column.notNull())
    .addColumn('personId', 'text', (column) => column.notNull())
    .addColumn('part', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('gridMemberKey', ['gridId', 'personId'])
    .execute();
  await schema
    .createTable('gridVolunteers')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('gridId', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('phone', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('gridVolunteersByGrid').on('gridVolunteers').column('gridId').execute();
  await schema
    .createTable('communities')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('rings', 'text', (column) => column.notNull())
    .execute();
  await beginHistories(db);
}

async function beginHistories(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<Old>`select "id", "code", "name", "kind", "community", "rings" from "grids"`.execute(db);
  const old = rows.map((row) => ({ ...row, rings: mended(Rings.parse(JSON.parse(row.rings))) }));
  const taken = new Set<string>();
  for (const { kind, ...row } of old) {
    const covered = old.filter(
      (base) =>
        kind === 'governance' &&
        base.kind === 'base' &&
        !taken.has(base.id) &&
        isInside(centreOf(base.rings[0] ?? []), row.rings),
    );
    for (const { id } of covered) taken.add(id);
    const grid: Grid = {
      ...row,
      kind,
      rings: covered.length === 0 ? row.rings : unionOf(covered.map(({ rings }) => rings)),
      line: kind === 'governance' ? FIRST_LINE : '',
      baseGridIds: covered.map(({ id }) => id),
      endedAtMs: null,
    };
    await sql`
      update "grids" set "rings" = ${JSON.stringify(grid.rings)}, "line" = ${grid.line},
        "baseGridIds" = ${JSON.stringify(grid.baseGridIds)} where "id" = ${grid.id}`.execute(db);
    const { atMs, actorName } = await firstEntryOf(db, grid.id);
    await sql`
      insert into "gridVersions" ("gridId", "version", "fromMs", "toMs", "byName", "body")
      values (${grid.id}, 1, ${atMs}, null, ${actorName}, ${JSON.stringify(Grid.parse(grid))})`.execute(db);
  }
}

async function firstEntryOf(db: Kysely<unknown>, gridId: string): Promise<{ atMs: number; actorName: string }> {
  const { rows } = await sql<{ atMs: number; actorName: string }>`
    select "atMs", "actorName" from "journal" where "kind" = 'grid' and "subject" = ${gridId}
    order by "seq" limit 1`.execute(db);
  return rows[0] ?? { atMs: 0, actorName: '' };
}
