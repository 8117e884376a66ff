/** Where a place lies, and what a camera looks over. */
import { expect, test } from 'vitest';
import { bearingBetween, boundsOf, centreOf, gridAt, viewWedge } from '../../../client/src/map/geometry.ts';
import { isInPolygon } from '../../../config/contract/grid-shape.ts';
import { at, square } from './map-places.ts';

const WITH_HOLE = [...square('g', 0, 0, 10).rings, ...square('hole', 4, 4, 2).rings];

test('a place inside the ring is in the grid', () => {
  expect(isInPolygon(at(5, 5), square('g', 0, 0, 10).rings)).toBe(true);
});

test('a place beside the ring is not, though its latitude is the same', () => {
  expect(isInPolygon(at(11, 5), square('g', 0, 0, 10).rings)).toBe(false);
});

test('a place in a hole is outside', () => {
  expect(isInPolygon(at(5, 5), WITH_HOLE)).toBe(false);
});

test('a place on the edge two grids share belongs to one of them alone', () => {
  const neighbours = [square('west', 0, 0, 10), square('east', 10, 0, 10)];
  expect(neighbours.filter(({ rings }) => isInPolygon(at(10, 5), rings))).toHaveLength(1);
});

test('a notch in a grid is not part of it', () => {
  const notched: [number, number][] = [
    [0, 0],
    [10, 0],
    [10, 10],
    [5, 3],
    [0, 10],
    [0, 0],
  ];
  expect(isInPolygon(at(5, 8), [notched])).toBe(false);
});

test('the base grid is found even when a governance grid lies over it', () => {
  const over = { ...square('over', 0, 0, 20), kind: 'governance' as const };
  expect(gridAt(at(5, 5), [over, square('base', 0, 0, 10)])?.id).toBe('base');
});

test('where there is no base grid the governance grid is found', () => {
  const over = { ...square('over', 0, 0, 20), kind: 'governance' as const };
  expect(gridAt(at(15, 15), [over, square('base', 0, 0, 10)])?.id).toBe('over');
});

test('a place in no grid has none', () => {
  expect(gridAt(at(50, 50), [square('base', 0, 0, 10)])).toBeNull();
});

test('the bounds hold every point', () => {
  expect(
    boundsOf([
      [3, 4],
      [1, 9],
      [2, 2],
    ]),
  ).toEqual([1, 2, 3, 9]);
});

test('nothing has no bounds', () => {
  expect(boundsOf([])).toBeNull();
});

test('the name of a square stands in its middle, whichever way its ring turns', () => {
  const { rings } = square('g', 0, 0, 10);
  expect([centreOf(rings), centreOf([(rings[0] ?? []).toReversed()])]).toEqual([
    [5, 5],
    [5, 5],
  ]);
});

test('a camera that looks east sees what lies east of it', () => {
  const [tip, ...arc] = viewWedge(at(113.3, 23.1), 90);
  expect(arc.slice(0, -1).every(([longitude]) => longitude > (tip?.[0] ?? Number.NaN))).toBe(true);
});

test('the wedge reaches as far as it is told', () => {
  const [, firstOfArc] = viewWedge(at(0, 0), 0, { viewAngleDegrees: 0, viewReachMetres: 111_320 });
  expect(firstOfArc?.[1]).toBeCloseTo(1, 9);
});

test('both edges of the wedge are drawn, whatever its angle', () => {
  const [, firstOfArc, ...rest] = viewWedge(at(0, 0), 0, { viewAngleDegrees: 100, viewReachMetres: 100 });
  expect(firstOfArc?.[0]).toBeCloseTo(-(rest.at(-2)?.[0] ?? 0), 9);
});

test('a camera that looks all around has a whole circle', () => {
  const circle = viewWedge(at(113.3, 23.1), 10, { viewAngleDegrees: 360, viewReachMetres: 100 });
  expect(circle).not.toContainEqual([113.3, 23.1]);
  expect(circle.at(-1)?.[0]).toBeCloseTo(circle[0]?.[0] ?? 0, 9);
});

test('a camera of whose view nothing is known is drawn with the usual one', () => {
  expect(viewWedge(at(113.3, 23.1), 10)).toEqual(
    viewWedge(at(113.3, 23.1), 10, { viewAngleDegrees: 60, viewReachMetres: 70 }),
  );
});

test.each([
  ['north', at(113.3, 23.2), 0],
  ['east', at(113.4, 23.1), 90],
  ['south', at(113.3, 23.0), 180],
  ['west', at(113.2, 23.1), 270],
])('a place to the %s lies in that direction', (_, to, degrees) => {
  expect(bearingBetween(at(113.3, 23.1), to)).toBe(degrees);
});

test('a place level with two corners is inside once, not twice', () => {
  const diamond: [number, number][] = [
    [0, 5],
    [5, 0],
    [10, 5],
    [5, 10],
    [0, 5],
  ];
  expect([at(5, 5), at(-1, 5), at(11, 5)].map((place) => isInPolygon(place, [diamond]))).toEqual([true, false, false]);
});
