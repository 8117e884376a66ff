/** How far outside the street a position is. Pure. */
import { isInPolygon } from '../../config/contract/grid-shape.ts';
import type { Grid, Position } from '../../config/contract/place.ts';
import { metresBetween } from '../geo/plane.rules.ts';

/** The other side of the border road is still worth a report. */
const STILL_NEAR_M = 500;

/** Metres to the nearest corner of a grid; null when it is inside or near enough. */
export function farFromEvery(position: Position, grids: readonly Grid[]): number | null {
  if (grids.some(({ rings }) => isInPolygon(position, rings))) return null;
  const point: [number, number] = [position.longitude, position.latitude];
  const awayM = Math.min(...grids.flatMap(({ rings }) => rings.flat().map((corner) => metresBetween(point, corner))));
  return awayM <= STILL_NEAR_M ? null : Math.round(awayM);
}
