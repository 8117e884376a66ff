/** A street is small enough to be flat: lengths, bounds and crossings in metres. Pure. */
import type { Corner } from './coordinates.ts';

export type Bounds = [west: number, south: number, east: number, north: number];

const METRES_PER_DEGREE = 111_195;

export function metresBetween([fromX, fromY]: Corner, [toX, toY]: Corner): number {
  const east = (toX - fromX) * METRES_PER_DEGREE * Math.cos((((fromY + toY) / 2) * Math.PI) / 180);
  return Math.hypot(east, (toY - fromY) * METRES_PER_DEGREE);
}

export function boundsOf(corners: Iterable<Corner>): Bounds {
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of corners) {
    bounds[0] = Math.min(bounds[0], x);
    bounds[1] = Math.min(bounds[1], y);
    bounds[2] = Math.max(bounds[2], x);
    bounds[3] = Math.max(bounds[3], y);
  }
  return bounds;
}

/** That they merely touch does not count. */
export function doOverlap(one: Bounds, other: Bounds): boolean {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}

/** That they merely touch counts. */
export function doTouch(one: Bounds, other: Bounds): boolean {
  return one[0] <= other[2] && other[0] <= one[2] && one[1] <= other[3] && other[1] <= one[3];
}

/** Pairs whose bounds overlap, each once, by their places in the list. */
export function overlappingPairs(bounds: readonly Bounds[]): [number, number][] {
  const byWest = bounds.map((each, index) => ({ each, index })).toSorted((a, b) => a.each[0] - b.each[0]);
  const pairs: [number, number][] = [];
  for (const [place, { each, index }] of byWest.entries()) {
    for (let next = place + 1; next < byWest.length; next += 1) {
      const other = byWest[next];
      if (!other || other.each[0] >= each[2]) break;
      if (doOverlap(each, other.each)) pairs.push([Math.min(index, other.index), Math.max(index, other.index)]);
    }
  }
  return pairs;
}

/** Where two stretches cross or touch; null when they do neither, or lie on one line. */
export function crossingOf([a, b]: [Corner, Corner], [c, d]: [Corner, Corner]): Corner | null {
  const [rx, ry] = [b[0] - a[0], b[1] - a[1]];
  const [sx, sy] = [d[0] - c[0], d[1] - c[1]];
  const across = rx * sy - ry * sx;
  if (across === 0) return null;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / across;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / across;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? [a[0] + t * rx, a[1] + t * ry] : null;
}

/** Centre of mass of the outer ring. */
export function centreOf(ring: readonly Corner[]): Corner {
  const [originX, originY] = ring[0] ?? [0, 0];
  let [area, x, y] = [0, 0, 0];
  for (let index = 1; index < ring.length; index += 1) {
    const [fromX, fromY] = relative(ring[index - 1], originX, originY);
    const [toX, toY] = relative(ring[index], originX, originY);
    const cross = fromX * toY - toX * fromY;
    area += cross;
    x += (fromX + toX) * cross;
    y += (fromY + toY) * cross;
  }
  return area === 0 ? [originX, originY] : [originX + x / (3 * area), originY + y / (3 * area)];
}

function relative(corner: Corner | undefined, originX: number, originY: number): Corner {
  return corner ? [corner[0] - originX, corner[1] - originY] : [0, 0];
}
