/** How far outside the street a position is. Pure. */
import type { Grid, Position } from '../../config/contract/place.ts';
import { isInside, metresBetween } from '../geo/plane.rules.ts';

/** The other side of the border road is still worth a report. */
const STILL_NEAR_M = 500;

/** Metres to the nearest corner of a grid; null when it is inside or near enough. */
export function farFromEvery({ longitude, latitude }: Position, grids: readonly Grid[]): number | null {
  const point: [number, number] = [longitude, latitude];
  if (grids.some(({ rings }) => isInside(point, rings))) return null;
  const awayM = Math.min(...grids.flatMap(({ rings }) => rings.flat().map((corner) => metresBetween(point, corner))));
  return awayM <= STILL_NEAR_M ? null : Math.round(awayM);
}
