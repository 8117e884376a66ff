/** Rings as they should be: closed, wound as RFC 7946 has it, crossing nothing of themselves. Pure. */
import { signedAreaM2 } from '../../config/contract/grid-shape.ts';
import type { Ring, Rings } from '../../config/contract/place.ts';
import type { Corner } from './coordinates.ts';
import { boundsOf, crossingOf } from './plane.rules.ts';

export function isClosed(ring: Ring): boolean {
  const [first, last] = [ring[0], ring.at(-1)];
  return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
}

/** Of one polygon: the outer ring counter-clockwise, the holes clockwise; corners that come twice in a row once. */
export function mended(rings: Rings): Rings {
  return rings.map((ring, index) => {
    const corners = ring.filter((corner, at) => at === 0 || !isSame(corner, ring[at - 1]));
    return signedAreaM2(corners) > 0 === (index === 0) ? corners : corners.toReversed();
  });
}

/** Where a polygon's rings cross or touch themselves or each other; null when they do not. */
export function selfCrossing(rings: Rings): Corner | null {
  const stretches = rings.flatMap((ring, ringIndex) =>
    ring.slice(1).map((to, index) => {
      const from: Corner = ring[index] ?? to;
      const bounds = boundsOf([from, to]);
      return { from, to, bounds, ringIndex, index, last: ring.length - 2 };
    }),
  );
  const byWest = stretches.toSorted((one, other) => one.bounds[0] - other.bounds[0]);
  for (const [place, one] of byWest.entries()) {
    for (let next = place + 1; next < byWest.length; next += 1) {
      const other = byWest[next];
      if (!other || other.bounds[0] > one.bounds[2]) break;
      if (one.bounds[1] > other.bounds[3] || other.bounds[1] > one.bounds[3]) continue;
      const at = areNeighbours(one, other) ? foldOf(one, other) : crossingOrOverlay(one, other);
      if (at) return at;
    }
  }
  return null;
}

type Stretch = { from: Corner; to: Corner; ringIndex: number; index: number; last: number };

/** They share a corner, which is no crossing. */
function areNeighbours(one: Stretch, other: Stretch): boolean {
  if (one.ringIndex !== other.ringIndex) return false;
  const apart = Math.abs(one.index - other.index);
  return apart === 1 || apart === one.last;
}

/** Two stretches that meet in a corner and go back over each other. */
function foldOf(one: Stretch, other: Stretch): Corner | null {
  const [before, after] = isSame(one.to, other.from) ? [one, other] : [other, one];
  const [ax, ay] = [before.from[0] - before.to[0], before.from[1] - before.to[1]];
  const [bx, by] = [after.to[0] - after.from[0], after.to[1] - after.from[1]];
  return ax * by - ay * bx === 0 && ax * bx + ay * by > 0 ? before.to : null;
}

function crossingOrOverlay(one: Stretch, other: Stretch): Corner | null {
  const at = crossingOf([one.from, one.to], [other.from, other.to]);
  if (at) return at;
  return [other.from, other.to].find((corner) => isOn(corner, one)) ?? null;
}

function isOn([x, y]: Corner, { from, to }: Stretch): boolean {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  if ((x - from[0]) * dy - (y - from[1]) * dx !== 0) return false;
  const along = (x - from[0]) * dx + (y - from[1]) * dy;
  return along >= 0 && along <= dx * dx + dy * dy;
}

function isSame(one: Corner, other: Corner | undefined): boolean {
  return other !== undefined && one[0] === other[0] && one[1] === other[1];
}
