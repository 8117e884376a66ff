/** How far outside the street a position is: refused by the server, and said by a phone before it sends. Pure. */
import { isInPolygon } from './grid-shape.ts';
import type { Grid, Position } from './place.ts';

/** The other side of the border road is still worth a report. */
const STILL_NEAR_M = 500;
const METRES_PER_DEGREE = 111_195;

/** Metres to the nearest corner of a grid; null when it is inside or near enough. */
export function farFromEvery(position: Position, grids: readonly Grid[]): number | null {
  if (grids.some(({ rings }) => isInPolygon(position, rings))) return null;
  const awayM = Math.min(...grids.flatMap(({ rings }) => rings.flat().map((corner) => metresTo(position, corner))));
  return awayM <= STILL_NEAR_M ? null : Math.round(awayM);
}

/** Flat, which a street is. */
function metresTo({ longitude, latitude }: Position, [cornerX, cornerY]: readonly [number, number]): number {
  const east = (cornerX - longitude) * Math.cos((latitude * Math.PI) / 180);
  return Math.hypot(east, cornerY - latitude) * METRES_PER_DEGREE;
}
