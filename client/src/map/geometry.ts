/**
 * The little geometry a street map needs. Pure.
 *
 * A street is small enough to be flat: metres are taken east and north of a
 * position by the length of a degree there.
 */
import { type Camera, VIEW_ANGLE_DEGREES, VIEW_REACH_METRES } from '../../../config/contract/camera.ts';
import { isInPolygon } from '../../../config/contract/grid-shape.ts';
import type { Grid, Position } from '../../../config/contract/place.ts';

export type Point = [longitude: number, latitude: number];
export type Bounds = [west: number, south: number, east: number, north: number];
export type View = Pick<Camera, 'viewAngleDegrees' | 'viewReachMetres'>;
type Ring = readonly (readonly [number, number])[];

const METRES_PER_DEGREE = 111_320;
const WEDGE_STEP_DEGREES = 6;

/** The base grid a place lies in; a governance grid only where no base grid is. */
export function gridAt(position: Position, grids: Iterable<Grid>): Grid | null {
  const around = [...grids].filter((grid) => isInPolygon(position, grid.rings));
  return around.find((grid) => grid.kind === 'base') ?? around[0] ?? null;
}

/** What is to be in view; null when there is nothing. */
export function boundsOf(points: Iterable<Point>): Bounds | null {
  let bounds: Bounds | null = null;
  for (const [x, y] of points) {
    bounds = bounds
      ? [Math.min(bounds[0], x), Math.min(bounds[1], y), Math.max(bounds[2], x), Math.max(bounds[3], y)]
      : [x, y, x, y];
  }
  return bounds;
}

/** Centre of mass of the outer ring: where the name is written. */
export function centreOf(rings: readonly Ring[]): Point {
  const [outer = []] = rings;
  const [originX, originY] = outer[0] ?? [0, 0];
  let [area, x, y] = [0, 0, 0];
  for (let index = 1; index < outer.length; index += 1) {
    const [fromX, fromY] = relative(outer[index - 1], originX, originY);
    const [toX, toY] = relative(outer[index], originX, originY);
    const cross = fromX * toY - toX * fromY;
    area += cross;
    x += (fromX + toX) * cross;
    y += (fromY + toY) * cross;
  }
  return area === 0 ? [originX, originY] : [originX + x / (3 * area), originY + y / (3 * area)];
}

/**
 * What a camera looks over: a slice from where it stands, in the direction it looks; a
 * whole circle has no tip. Earlier versions said neither angle nor reach.
 */
export function viewWedge(
  from: Position,
  bearingDegrees: number,
  { viewAngleDegrees = VIEW_ANGLE_DEGREES.usual, viewReachMetres = VIEW_REACH_METRES.usual }: Partial<View> = {},
): Point[] {
  const steps = Math.max(1, Math.ceil(viewAngleDegrees / WEDGE_STEP_DEGREES));
  const arc = Array.from({ length: steps + 1 }, (_, step) =>
    moved(from, bearingDegrees + (step / steps - 0.5) * viewAngleDegrees, viewReachMetres),
  );
  if (viewAngleDegrees >= VIEW_ANGLE_DEGREES.most) return arc;
  const tip: Point = [from.longitude, from.latitude];
  return [tip, ...arc, tip];
}

/** Degrees clockwise from north, whole, 0 to 359. */
export function bearingBetween(from: Position, to: Position): number {
  const east = (to.longitude - from.longitude) * Math.cos(radians(from.latitude));
  const north = to.latitude - from.latitude;
  return (Math.round((Math.atan2(east, north) * 180) / Math.PI) + 360) % 360;
}

/** As the crow flies. */
export function metresBetween(from: Position, to: Position): number {
  const east = (to.longitude - from.longitude) * Math.cos(radians((from.latitude + to.latitude) / 2));
  return Math.hypot(east, to.latitude - from.latitude) * METRES_PER_DEGREE;
}

export function moved({ longitude, latitude }: Position, bearingDegrees: number, metres: number): Point {
  const east = Math.sin(radians(bearingDegrees)) * metres;
  const north = Math.cos(radians(bearingDegrees)) * metres;
  return [longitude + east / (METRES_PER_DEGREE * Math.cos(radians(latitude))), latitude + north / METRES_PER_DEGREE];
}

function relative(corner: readonly [number, number] | undefined, originX: number, originY: number): Point {
  const [x, y] = corner ?? [originX, originY];
  return [x - originX, y - originY];
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
