/**
 * A boundary while it is being drawn: corners moved, put in, taken out, and every step taken
 * back. Rings are closed only when they are sent; here the first corner stands once. Pure.
 */
import type { Rings } from '../../../config/contract/place.ts';
import type { Point } from '../map/geometry.ts';

export type OpenRings = readonly (readonly Point[])[];
export type Boundary = {
  rings: OpenRings;
  /** A new one, to which every click adds a corner. */
  isDrawing: boolean;
  past: readonly OpenRings[];
  future: readonly OpenRings[];
};
export type CornerRef = { ring: number; index: number };

const MOST_STEPS = 200;
const FEWEST_CORNERS = 3;

export function boundaryOf(rings: Rings): Boundary {
  return { rings: opened(rings), isDrawing: false, past: [], future: [] };
}

export const NEW_BOUNDARY: Boundary = { rings: [[]], isDrawing: true, past: [], future: [] };

export function closedRings({ rings }: Pick<Boundary, 'rings'>): Rings {
  return rings.map((ring) => [...ring, ...ring.slice(0, 1)].map(([x, y]) => [x, y]));
}

/** Enough corners, and drawn to its end. */
export function isWhole({ rings, isDrawing }: Boundary): boolean {
  return !isDrawing && rings.length > 0 && rings.every((ring) => ring.length >= FEWEST_CORNERS);
}

export function withCorner(boundary: Boundary, corner: Point): Boundary {
  return changed(boundary, [[...(boundary.rings[0] ?? []), corner]]);
}

export function finished(boundary: Boundary): Boundary {
  return (boundary.rings[0]?.length ?? 0) < FEWEST_CORNERS ? boundary : { ...boundary, isDrawing: false };
}

export function moved(boundary: Boundary, { ring, index }: CornerRef, to: Point): Boundary {
  return changed(
    boundary,
    inRing(boundary.rings, ring, (corners) => corners.with(index, to)),
  );
}

/** While a corner is dragged there is one step back for the whole way. */
export function dragged(boundary: Boundary, { ring, index }: CornerRef, to: Point): Boundary {
  return { ...boundary, rings: inRing(boundary.rings, ring, (corners) => corners.with(index, to)) };
}

/** What was before the drag can be had again. */
export function dropped(boundary: Boundary, before: OpenRings): Boundary {
  return { ...boundary, past: [...boundary.past, before].slice(-MOST_STEPS), future: [] };
}

/** Behind the corner of that place. */
export function inserted(boundary: Boundary, { ring, index }: CornerRef, corner: Point): Boundary {
  return changed(
    boundary,
    inRing(boundary.rings, ring, (corners) => corners.toSpliced(index + 1, 0, corner)),
  );
}

/** A hole that loses its third corner is gone; an outer ring keeps it. */
export function removed(boundary: Boundary, { ring, index }: CornerRef): Boundary {
  const corners = boundary.rings[ring] ?? [];
  if (boundary.isDrawing || corners.length > FEWEST_CORNERS) {
    return changed(
      boundary,
      inRing(boundary.rings, ring, (all) => all.toSpliced(index, 1)),
    );
  }
  return ring === 0 ? boundary : changed(boundary, boundary.rings.toSpliced(ring, 1));
}

export function replaced(boundary: Boundary, rings: OpenRings): Boundary {
  return { ...changed(boundary, rings), isDrawing: false };
}

export function undone({ rings, past, future, isDrawing }: Boundary): Boundary {
  const before = past.at(-1);
  return before
    ? { rings: before, past: past.slice(0, -1), future: [rings, ...future], isDrawing }
    : { rings, past, future, isDrawing };
}

export function redone({ rings, past, future, isDrawing }: Boundary): Boundary {
  const [next, ...rest] = future;
  return next ? { rings: next, past: [...past, rings], future: rest, isDrawing } : { rings, past, future, isDrawing };
}

/** Between each corner and the next. */
export function middlesOf(rings: OpenRings): { ref: CornerRef; at: Point }[] {
  return rings.flatMap((corners, ring) =>
    corners.length < 2
      ? []
      : corners.map(([x, y], index) => {
          const [nextX, nextY] = corners[(index + 1) % corners.length] ?? [x, y];
          return { ref: { ring, index }, at: [(x + nextX) / 2, (y + nextY) / 2] as Point };
        }),
  );
}

/** One corner a line, longitude first; a blank line begins the next ring. */
export function textOf(rings: OpenRings): string {
  return rings.map((ring) => ring.map(([x, y]) => `${x}, ${y}`).join('\n')).join('\n\n');
}

/** The rings, or the first line that cannot be read. A ring may be closed or not. */
export function readText(text: string): { rings: OpenRings } | { wrongLine: number } {
  const rings: Point[][] = [[]];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const plain = line.trim();
    if (plain === '') {
      if ((rings.at(-1)?.length ?? 0) > 0) rings.push([]);
      continue;
    }
    const numbers = plain.split(/[\s,，;；]+/).map(Number);
    const [x = Number.NaN, y = Number.NaN] = numbers;
    if (numbers.length !== 2 || !(Math.abs(x) <= 180) || !(Math.abs(y) <= 90)) return { wrongLine: index + 1 };
    rings.at(-1)?.push([x, y]);
  }
  return { rings: opened(rings.filter((ring) => ring.length > 0)) };
}

/** The nearest known corner, else the nearest place on a known side; itself where nothing is near. */
export function snapped(at: Point, known: readonly Point[][], within: number): Point {
  const sides = () => known.flatMap((ring) => ring.slice(1).map((to, index) => nearestOn(at, ring[index] ?? to, to)));
  return nearestOf(at, known.flat(), within) ?? nearestOf(at, sides(), within) ?? at;
}

function nearestOf(at: Point, points: readonly Point[], within: number): Point | null {
  const stretch = Math.cos((at[1] * Math.PI) / 180);
  let nearest: Point | null = null;
  let least = within;
  for (const point of points) {
    const distance = Math.hypot((point[0] - at[0]) * stretch, point[1] - at[1]);
    if (distance > least) continue;
    nearest = point;
    least = distance;
  }
  return nearest;
}

function nearestOn(at: Point, from: Point, to: Point): Point {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = dx * dx + dy * dy;
  if (length === 0) return from;
  const along = Math.max(0, Math.min(1, ((at[0] - from[0]) * dx + (at[1] - from[1]) * dy) / length));
  return [from[0] + along * dx, from[1] + along * dy];
}

function changed(boundary: Boundary, rings: OpenRings): Boundary {
  return { ...dropped(boundary, boundary.rings), rings };
}

function inRing(rings: OpenRings, ring: number, change: (corners: readonly Point[]) => Point[]): OpenRings {
  return rings.map((corners, index) => (index === ring ? change(corners) : corners));
}

function opened(rings: readonly (readonly (readonly [number, number])[])[]): Point[][] {
  return rings.map((ring) => {
    const [first, last] = [ring[0], ring.at(-1)];
    const isClosed = ring.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
    return (isClosed ? ring.slice(0, -1) : ring).map(([x, y]): Point => [x, y]);
  });
}
