/** A boundary while it is drawn: each change, and the way back. */
import { describe, expect, test } from 'vitest';
import {
  type Boundary,
  boundaryOf,
  closedRings,
  dragged,
  dropped,
  finished,
  inserted,
  isWhole,
  middlesOf,
  moved,
  NEW_BOUNDARY,
  readText,
  redone,
  removed,
  snapped,
  textOf,
  undone,
  withCorner,
} from '../../../client/src/grids/boundary.rules.ts';

const SQUARE = boundaryOf([
  [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
    [0, 0],
  ],
]);
const first = (index: number) => ({ ring: 0, index });
const corners = ({ rings }: Boundary) => rings[0];

test('a closed ring is opened to be drawn, and closed to be sent', () => {
  expect(corners(SQUARE)).toHaveLength(4);
  expect(closedRings(SQUARE)[0]).toHaveLength(5);
});

test('a corner is moved, put in behind another, and taken out', () => {
  expect(corners(moved(SQUARE, first(1), [2, 0]))?.[1]).toEqual([2, 0]);
  expect(corners(inserted(SQUARE, first(3), [0, 0.5]))?.[4]).toEqual([0, 0.5]);
  expect(corners(removed(SQUARE, first(0)))).toEqual([
    [1, 0],
    [1, 1],
    [0, 1],
  ]);
});

test('the third corner of the outer ring stays, a hole goes with its third', () => {
  const hole: [number, number][] = [
    [0.1, 0.1],
    [0.2, 0.1],
    [0.2, 0.2],
  ];
  const withHole = { ...SQUARE, rings: [hole, hole] };
  expect(removed(withHole, first(0))).toBe(withHole);
  expect(removed(withHole, { ring: 1, index: 0 }).rings).toHaveLength(1);
});

test('every step is taken back and done again, a drag as one', () => {
  const dragging = dragged(dragged(SQUARE, first(0), [5, 5]), first(0), [6, 6]);
  const after = moved(dropped(dragging, SQUARE.rings), first(1), [9, 9]);
  const back = undone(undone(after));
  expect(back.rings).toEqual(SQUARE.rings);
  expect(undone(back)).toEqual(back);
  expect(redone(redone(back)).rings).toEqual(after.rings);
  expect(redone(after)).toEqual(after);
  expect(moved(undone(after), first(2), [7, 7]).future).toEqual([]);
});

test('a new one is whole when it has three corners and is finished', () => {
  const two = withCorner(withCorner(NEW_BOUNDARY, [0, 0]), [1, 0]);
  expect(isWhole(finished(two))).toBe(false);
  const three = withCorner(two, [1, 1]);
  expect([isWhole(three), isWhole(finished(three))]).toEqual([false, true]);
  expect(corners(undone(three))).toHaveLength(2);
});

test('between corners stands a middle, the last one back to the first', () => {
  expect(middlesOf(SQUARE.rings).map(({ at }) => at)).toEqual([
    [0.5, 0],
    [1, 0.5],
    [0.5, 1],
    [0, 0.5],
  ]);
});

describe('coordinates as text', () => {
  test('go out and come back', () => {
    expect(readText(textOf(SQUARE.rings))).toEqual({ rings: SQUARE.rings });
  });

  test.each([
    [
      '113.3，23.1\n113.4 23.1\n113.4;23.2',
      {
        rings: [
          [
            [113.3, 23.1],
            [113.4, 23.1],
            [113.4, 23.2],
          ],
        ],
      },
    ],
    [
      '0,0\n1,0\n1,1\n0,0\n\n\n3,3\n4,3\n4,4',
      {
        rings: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
          ],
          [
            [3, 3],
            [4, 3],
            [4, 4],
          ],
        ],
      },
    ],
    ['113.3, 23.1\n113.4', { wrongLine: 2 }],
    ['东经 113', { wrongLine: 1 }],
    ['23.1, 113.3', { wrongLine: 1 }],
    ['', { rings: [] }],
  ])('%s', (text, expected) => {
    expect(readText(text)).toEqual(expected);
  });
});

describe('a corner goes to what it is near', () => {
  const known: [number, number][][] = [
    [
      [0, 0],
      [1, 0],
      [1, 1],
    ],
  ];
  test.each<[string, [number, number], [number, number]]>([
    ['a corner before a side', [0.02, 0.001], [0, 0]],
    ['a side', [0.5, 0.02], [0.5, 0]],
    ['nothing', [0.5, 0.4], [0.5, 0.4]],
  ])('%s', (_, at, expected) => {
    expect(snapped(at, known, 0.05)).toEqual(expected);
  });
});
