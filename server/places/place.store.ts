/** Places and their layers, in and out of the database. */
import { setImmediate as breath } from 'node:timers/promises';
import { Place, type PlaceKind, PlaceLayer, type PlaceOutline } from '../../config/contract/ground.ts';
import { boundsOf } from '../geo/plane.rules.ts';
import { likeness, literal } from '../storage/likeness.ts';
import type { Db, PlaceRow } from '../storage/schema.ts';
import type { PlaceDraft } from './place-row.rules.ts';

/** Below what either engine binds; between two of them the server's loop serves everybody else. */
const BATCH = 300;
const OUTLINE = ['id', 'kind', 'code', 'name', 'address', 'category', 'longitude', 'latitude'] as const;
/** No building reaches farther from its middle, which is what it is looked up by. */
const BUILDING_DEGREES = 0.02;

export type PlaceBounds = { west: number; south: number; east: number; north: number };

export async function digestsOf(db: Db, kind: PlaceKind): Promise<Map<string, { id: string; digest: string }>> {
  const rows = await db.selectFrom('places').select(['id', 'code', 'digest']).where('kind', '=', kind).execute();
  return new Map(rows.map(({ code, ...row }) => [code, row]));
}

export async function saveAll(db: Db, drafts: readonly (PlaceDraft & { id: string })[]): Promise<void> {
  for (let from = 0; from < drafts.length; from += BATCH) {
    await db
      .insertInto('places')
      .values(drafts.slice(from, from + BATCH).map(toRow))
      .onConflict((conflict) =>
        conflict.columns(['kind', 'code']).doUpdateSet(({ ref }) => ({
          searchText: ref('excluded.searchText'),
          longitude: ref('excluded.longitude'),
          latitude: ref('excluded.latitude'),
          west: ref('excluded.west'),
          south: ref('excluded.south'),
          east: ref('excluded.east'),
          north: ref('excluded.north'),
          name: ref('excluded.name'),
          address: ref('excluded.address'),
          category: ref('excluded.category'),
          floors: ref('excluded.floors'),
          digest: ref('excluded.digest'),
          rings: ref('excluded.rings'),
        })),
      )
      .execute();
    await breath();
  }
}

export async function removeByIds(db: Db, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += BATCH) {
    await db
      .deleteFrom('places')
      .where('id', 'in', ids.slice(from, from + BATCH))
      .execute();
    await breath();
  }
}

export async function removeKind(db: Db, kind: PlaceKind): Promise<void> {
  await db.deleteFrom('places').where('kind', '=', kind).execute();
}

export async function countOf(db: Db, kind: PlaceKind): Promise<number> {
  const { count } = await db
    .selectFrom('places')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function lastOf(db: Db, kind: PlaceKind): Promise<PlaceLayer['last']> {
  const row = await db.selectFrom('placeLayers').select('body').where('kind', '=', kind).executeTakeFirst();
  return row ? PlaceLayer.shape.last.parse(JSON.parse(row.body)) : null;
}

export async function saveLast(db: Db, kind: PlaceKind, last: PlaceLayer['last']): Promise<void> {
  const row = { kind, body: JSON.stringify(last) };
  await db
    .insertInto('placeLayers')
    .values(row)
    .onConflict((conflict) => conflict.column('kind').doUpdateSet(row))
    .execute();
}

export async function find(db: Db, placeId: string): Promise<Place | undefined> {
  const row = await db.selectFrom('places').selectAll().where('id', '=', placeId).executeTakeFirst();
  return row && toPlace(row);
}

/** Those that have every word; the one with that code first, then those whose name begins so. */
export async function search(
  db: Db,
  { words, kinds, most }: { words: readonly string[]; kinds: readonly PlaceKind[]; most: number },
): Promise<PlaceOutline[]> {
  const [first = ''] = words;
  let query = db.selectFrom('places').select(OUTLINE).where('kind', 'in', kinds);
  for (const word of words) query = query.where(({ ref }) => likeness(ref('searchText'), `%${literal(word)}%`));
  const rows = await query
    .orderBy(({ case: when, ref }) =>
      when()
        .when('code', '=', first)
        .then(0)
        .when(likeness(ref('name'), `${literal(first)}%`))
        .then(1)
        .else(2)
        .end(),
    )
    .orderBy('code')
    .limit(most)
    .execute();
  return rows.map(toOutline);
}

/** By their middles. */
export async function within(
  db: Db,
  bounds: PlaceBounds,
  { kinds, most }: { kinds: readonly PlaceKind[]; most: number },
): Promise<(PlaceOutline & Pick<Place, 'rings'>)[]> {
  const rows = await db
    .selectFrom('places')
    .select([...OUTLINE, 'rings'])
    .where('kind', 'in', kinds)
    .where('latitude', '>=', bounds.south)
    .where('latitude', '<=', bounds.north)
    .where('longitude', '>=', bounds.west)
    .where('longitude', '<=', bounds.east)
    .limit(most)
    .execute();
  return rows.map((row) => ({ ...toOutline(row), rings: ringsOf(row) }));
}

/** Buildings whose bounds the position lies in. */
export async function buildingsAround(db: Db, [longitude, latitude]: readonly [number, number]): Promise<Place[]> {
  const rows = await db
    .selectFrom('places')
    .selectAll()
    .where('kind', '=', 'building')
    .where('latitude', '>=', latitude - BUILDING_DEGREES)
    .where('latitude', '<=', latitude + BUILDING_DEGREES)
    .where('west', '<=', longitude)
    .where('east', '>=', longitude)
    .where('south', '<=', latitude)
    .where('north', '>=', latitude)
    .execute();
  return rows.map(toPlace);
}

function toRow(draft: PlaceDraft & { id: string }): PlaceRow {
  const { id, kind, code, name, address, category, position, rings, floors, digest } = draft;
  const [west, south, east, north] = boundsOf([[position.longitude, position.latitude], ...rings.flat()]);
  return {
    ...{ id, kind, code, name, address, category, floors, digest, ...position, rings: JSON.stringify(rings) },
    searchText: [...new Set([name, address, code])].join(' ').toLowerCase(),
    ...{ west, south, east, north },
  };
}

type OutlineRow = Pick<PlaceRow, (typeof OUTLINE)[number]>;

function toOutline({ longitude, latitude, ...row }: OutlineRow): PlaceOutline {
  const { id, kind, code, name, address, category } = row;
  return { id, kind, code, name, address, category, position: { longitude, latitude } };
}

function toPlace(row: PlaceRow): Place {
  return { ...toOutline(row), rings: ringsOf(row), floors: row.floors };
}

function ringsOf({ rings }: Pick<PlaceRow, 'rings'>): Place['rings'] {
  return rings === '[]' ? [] : Place.shape.rings.parse(JSON.parse(rings));
}
