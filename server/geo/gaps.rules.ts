/**
 * Ground between grids that is no grid's: holes in their union, and wedges that open to the
 * outside. A dent in the outline of the whole is none. Pure.
 */
import { areaM2, polygonsOf, signedAreaM2 } from '../../config/contract/grid-shape.ts';
import type { Ring, Rings } from '../../config/contract/place.ts';
import type { Corner } from './coordinates.ts';
import { leftOver, type Piece, unionOf } from './overlay.rules.ts';
import { metresBetween } from './plane.rules.ts';

/** A wedge is narrower than a lane, and hardly any of its border is the outline’s. */
const NARROW_M = 5;
const MOST_ON_HULL = 0.25;
/** Over a corner beside a straight side: a millimetre more is some centimetres aside. */
const DETOUR_M = 0.001;

export function gapsBetween(shapes: readonly Rings[], toleranceM2: number): Piece[] {
  const together = unionOf(shapes);
  const holes = together
    .filter((ring) => signedAreaM2(ring) < 0)
    .map((ring) => ({ rings: [ring.toReversed()], squareMetres: Math.abs(signedAreaM2(ring)) }));
  const hull = hullOf(together.flat());
  const outside = hull.length < 4 ? [] : polygonsOf(leftOver([hull], together).rings);
  const wedges = outside
    .map((rings) => ({ rings, squareMetres: areaM2(rings) }))
    .filter(({ rings: [outer = []] }) => isWedge(outer, hull));
  return [...holes, ...wedges].filter(({ squareMetres }) => squareMetres > toleranceM2);
}

function isWedge(outer: Ring, hull: Ring): boolean {
  const edges = outer.slice(1).map((to, index) => ({ from: outer[index] ?? to, to }));
  const around = total(edges);
  const onHull = edges.filter((edge) => isOnHull(edge, hull));
  const widthM = (2 * Math.abs(signedAreaM2(outer))) / around;
  // What does not reach the outline is a hole, and counted as one.
  return onHull.length > 0 && widthM < NARROW_M && total(onHull) / around < MOST_ON_HULL;
}

function total(edges: readonly { from: Corner; to: Corner }[]): number {
  return edges.reduce((sum, { from, to }) => sum + metresBetween(from, to), 0);
}

/** Convex, counter-clockwise, closed. */
function hullOf(corners: readonly Corner[]): Ring {
  const sorted = corners.toSorted(([ax, ay], [bx, by]) => ax - bx || ay - by);
  const half = (all: readonly Corner[]) => {
    const chain: Corner[] = [];
    for (const corner of all) {
      while (chain.length >= 2 && turn(chain.at(-2), chain.at(-1), corner) <= 0) chain.pop();
      chain.push(corner);
    }
    return chain;
  };
  const [lower, upper] = [half(sorted), half(sorted.toReversed())];
  return [...lower.slice(0, -1), ...upper];
}

function turn(a: Corner = [0, 0], b: Corner = [0, 0], c: Corner): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** Both ends lie on one of its sides. */
function isOnHull(edge: { from: Corner; to: Corner }, hull: Ring): boolean {
  return hull.slice(1).some((to, index) => {
    const from = hull[index] ?? to;
    const isOn = (corner: Corner) =>
      metresBetween(from, corner) + metresBetween(corner, to) - metresBetween(from, to) < DETOUR_M;
    return isOn(edge.from) && isOn(edge.to);
  });
}
