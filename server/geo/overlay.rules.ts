/** Shapes laid over each other: what is common, what is left over, what they are together. Pure. */
import { difference, type Geom, intersection, union } from 'polyclip-ts';
import { areaM2, polygonsOf, signedAreaM2 } from '../../config/contract/grid-shape.ts';
import type { Ring, Rings } from '../../config/contract/place.ts';

/** What rounding leaves between grids that meet is no hole of their union. */
const CRUMB_M2 = 1;

export type Piece = { rings: Rings; squareMetres: number };

/** Rings of the union, each polygon's outer ring before its holes. */
export function unionOf(shapes: readonly Rings[]): Rings {
  const [first, ...others] = shapes.map(toGeom);
  if (!first) return [];
  const rings = toRings(union(first, ...others));
  return rings.filter((ring) => Math.abs(signedAreaM2(ring)) > CRUMB_M2);
}

export function commonOf(one: Rings, other: Rings): Piece {
  return piece(toRings(intersection(toGeom(one), toGeom(other))));
}

export function leftOver(of: Rings, without: Rings): Piece {
  return piece(toRings(difference(toGeom(of), toGeom(without))));
}

function piece(rings: Rings): Piece {
  return { rings, squareMetres: rings.length === 0 ? 0 : areaM2(rings) };
}

function toGeom(rings: Rings): Geom {
  return polygonsOf(rings);
}

/** polyclip's outer rings come counter-clockwise and closed already; it is made sure of. */
function toRings(polygons: [number, number][][][]): Rings {
  return polygons.flatMap((rings) => rings.map((ring, index) => wound(ring, index === 0)));
}

function wound(ring: Ring, isOuter: boolean): Ring {
  return signedAreaM2(ring) > 0 === isOuter ? ring : ring.toReversed();
}
