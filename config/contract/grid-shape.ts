/** How the rings of a grid make polygons, and how much ground they cover. Pure. */
import type { Position, Ring, Rings } from './place.ts';

/** The mean radius of the earth gives areas of a street to a few parts in a thousand. */
const METRES_PER_DEGREE = 111_195;

/** Outer ring and holes of each polygon: see Grid. */
export function polygonsOf(rings: Rings): Rings[] {
  const polygons: Rings[] = [];
  for (const ring of rings) {
    const last = polygons.at(-1);
    if (!last || signedAreaM2(ring) > 0) polygons.push([ring]);
    else last.push(ring);
  }
  return polygons;
}

/** Counter-clockwise rings are above zero. Where degrees are flat enough to be metres: within a street. */
export function signedAreaM2(ring: Ring): number {
  const [originX, originY] = ring[0] ?? [0, 0];
  const east = METRES_PER_DEGREE * Math.cos((originY * Math.PI) / 180);
  let doubled = 0;
  for (const [index, [toX, toY]] of ring.entries()) {
    const [fromX, fromY] = ring[index - 1] ?? [toX, toY];
    doubled += (fromX - originX) * (toY - originY) - (toX - originX) * (fromY - originY);
  }
  return (doubled / 2) * east * METRES_PER_DEGREE;
}

/** Of all polygons, their holes taken off. */
export function areaM2(rings: Rings): number {
  return polygonsOf(rings)
    .map(
      ([outer = [], ...holes]) =>
        Math.abs(signedAreaM2(outer)) - sum(holes.map((hole) => Math.abs(signedAreaM2(hole)))),
    )
    .reduce((one, other) => one + other, 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0);
}

/** Even-odd over all rings, so a hole is outside. A point on an edge belongs to one of the two neighbours. */
export function isInPolygon(
  { longitude, latitude }: Position,
  rings: readonly (readonly (readonly [number, number])[])[],
): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let index = 1; index < ring.length; index += 1) {
      const [fromX, fromY] = ring[index - 1] ?? [0, 0];
      const [toX, toY] = ring[index] ?? [0, 0];
      if (fromY > latitude === toY > latitude) continue;
      const crossingX = fromX + ((latitude - fromY) / (toY - fromY)) * (toX - fromX);
      if (longitude < crossingX) inside = !inside;
    }
  }
  return inside;
}

/** The same of a corner. */
export function isInside(
  [longitude, latitude]: readonly [number, number],
  rings: Parameters<typeof isInPolygon>[1],
): boolean {
  return isInPolygon({ longitude, latitude }, rings);
}
