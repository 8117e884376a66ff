/** What is at a position, of what was found around it. Pure. */
import { isInPolygon } from '../../config/contract/grid-shape.ts';
import type { Here, NearPlace, Place, PlaceKind, PlaceOutline } from '../../config/contract/ground.ts';
import type { Grid, Position } from '../../config/contract/place.ts';
import { metresBetween } from '../geo/plane.rules.ts';
import type { PlaceBounds } from './place.store.ts';

const METRES_PER_DEGREE = 111_195;
/** Of components and organisations: more than anybody reads off a card. */
const MOST_NEAR = 12;

type Around = {
  position: Position;
  withinM: number;
  places: readonly PlaceOutline[];
  buildings: readonly Place[];
  grids: readonly Grid[];
};

/** A square that holds the circle. */
export function boundsAround({ longitude, latitude }: Position, withinM: number): PlaceBounds {
  const north = withinM / METRES_PER_DEGREE;
  const east = north / Math.cos((latitude * Math.PI) / 180);
  return { west: longitude - east, east: longitude + east, south: latitude - north, north: latitude + north };
}

export function whatIsHere({ position, withinM, places, buildings, grids }: Around): Omit<Here, 'members'> {
  const near = places
    .map((place): NearPlace => ({ ...place, awayM: Math.round(metresOf(position, place.position)) }))
    .filter(({ awayM }) => awayM <= withinM)
    .toSorted((one, other) => one.awayM - other.awayM || (one.code < other.code ? -1 : 1));
  const of = (kind: PlaceKind) => near.filter((place) => place.kind === kind).slice(0, MOST_NEAR);
  const grid = grids.find(({ kind, rings }) => kind === 'base' && isInPolygon(position, rings));
  return {
    address: near.find(({ kind }) => kind === 'address') ?? null,
    building: buildings.find(({ rings }) => isInPolygon(position, rings)) ?? null,
    components: of('component'),
    organisations: of('organisation'),
    grid: grid ? { id: grid.id, code: grid.code, name: grid.name } : null,
    community: grid?.community ?? '',
  };
}

function metresOf(one: Position, other: Position): number {
  return metresBetween([one.longitude, one.latitude], [other.longitude, other.latitude]);
}
