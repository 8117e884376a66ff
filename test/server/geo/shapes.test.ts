/** Rings and overlays as tables. Squares are given in thousandths of a degree around one corner of the demo street. */
import { describe, expect, test } from 'vitest';
import { areaM2, polygonsOf, signedAreaM2 } from '../../../config/contract/grid-shape.ts';
import type { Ring, Rings } from '../../../config/contract/place.ts';
import { commonOf, leftOver, unionOf } from '../../../server/geo/overlay.rules.ts';
import { overlappingPairs } from '../../../server/geo/plane.rules.ts';
import { isClosed, mended, selfCrossing } from '../../../server/geo/ring.rules.ts';

const ring = (...corners: [number, number][]): Ring => corners.map(([x, y]) => [113.3 + x / 1_000, 23.09 + y / 1_000]);
const box = (west: number, south: number, east: number, north: number): Rings => [
  ring([west, south], [east, south], [east, north], [west, north], [west, south]),
];
const SQUARE = box(0, 0, 1, 1);
/** A thousandth of a degree at this latitude: 102.3 m by 111.2 m. */
const SQUARE_M2 = 11_372;

test('the area of a square of a thousandth of a degree is known to a hundredth', () => {
  expect(areaM2(SQUARE) / SQUARE_M2).toBeCloseTo(1, 2);
});

test('a hole is taken off the area', () => {
  expect(areaM2(mended([...box(0, 0, 1, 1), ...box(0.25, 0.25, 0.75, 0.75)])) / SQUARE_M2).toBeCloseTo(0.75, 2);
});

test('the winding is mended: outer ring counter-clockwise, holes clockwise, corners once', () => {
  const [outer = []] = SQUARE;
  const doubled: Rings = [[...outer.slice(0, 2), ...outer.slice(1)].toReversed(), ...box(0.2, 0.2, 0.4, 0.4)];
  const [first = [], hole = []] = mended(doubled);
  expect([signedAreaM2(first) > 0, signedAreaM2(hole) < 0, first.length]).toEqual([true, true, 5]);
});

test('a ring that does not end where it began is not closed', () => {
  const [outer = []] = SQUARE;
  expect([isClosed(outer), isClosed(outer.slice(0, -1))]).toEqual([true, false]);
});

describe('rings that cross or touch themselves are found', () => {
  test.each([
    ['a bow tie', [ring([0, 0], [1, 1], [1, 0], [0, 1], [0, 0])], true],
    ['a spike that goes back on itself', [ring([0, 0], [1, 0], [2, 0], [1, 0], [1, 1], [0, 0])], true],
    ['a corner on a far side', [ring([0, 0], [2, 0], [2, 2], [1, 0], [0, 2], [0, 0])], true],
    ['a hole across the outer ring', [...SQUARE, ...box(0.5, 0.5, 1.5, 0.8)], true],
    ['a square', SQUARE, false],
    ['a square with a corner on a straight side', [ring([0, 0], [0.5, 0], [1, 0], [1, 1], [0, 1], [0, 0])], false],
    ['a notched shape', [ring([0, 0], [2, 0], [2, 2], [1, 1], [0, 2], [0, 0])], false],
    ['a square with a hole', mended([...SQUARE, ...box(0.2, 0.2, 0.4, 0.4)]), false],
  ])('%s', (_, rings, crosses) => {
    expect(selfCrossing(rings) !== null).toBe(crosses);
  });
});

test('squares that share a side have nothing in common, and are one together', () => {
  const beside = box(1, 0, 2, 1);
  expect(commonOf(SQUARE, beside).squareMetres).toBe(0);
  const together = unionOf([SQUARE, beside]);
  expect([together.length, Math.round(areaM2(together) / SQUARE_M2)]).toEqual([1, 2]);
});

test('what is common and what is left over are measured', () => {
  const shifted = box(0.5, 0, 1.5, 1);
  expect(commonOf(SQUARE, shifted).squareMetres / SQUARE_M2).toBeCloseTo(0.5, 2);
  expect(leftOver(SQUARE, shifted).squareMetres / SQUARE_M2).toBeCloseTo(0.5, 2);
});

test('a union of what lies apart is several polygons, a ring around nothing has a hole', () => {
  const apart = unionOf([SQUARE, box(3, 0, 4, 1)]);
  const around = unionOf([box(0, 0, 3, 1), box(0, 2, 3, 3), box(0, 1, 1, 2), box(2, 1, 3, 2)]);
  expect(polygonsOf(apart).map((rings) => rings.length)).toEqual([1, 1]);
  expect(polygonsOf(around).map((rings) => rings.length)).toEqual([2]);
});

test('pairs whose bounds overlap are found once, and not those that touch', () => {
  const bounds: [number, number, number, number][] = [
    [0, 0, 2, 2],
    [2, 0, 4, 2],
    [1, 1, 3, 3],
    [9, 9, 10, 10],
  ];
  expect(overlappingPairs(bounds).toSorted()).toEqual([
    [0, 2],
    [1, 2],
  ]);
});
