import { expect, test } from 'vitest';
import { type Heard, shownTiles, tileKey } from '../../../client/src/screens/shown.rules.ts';
import { placeTiles } from '../../../client/src/wall/placement.ts';
import { freshWall, swapped, tourContent } from '../../../client/src/wall/wall.rules.ts';

const TOUR = tourContent('t1');
const WALL = freshWall(['a', 'b', TOUR]);
const PLACED = placeTiles(WALL, null);
const heard = (changes: Partial<Heard> = {}): Heard => ({
  cameras: new Map([
    ['a', true],
    ['b', true],
  ]),
  tours: new Map([[tileKey({ content: TOUR, slot: 2 }), { cameraId: 'c', isLive: true }]]),
  ...changes,
});
const everywhere = () => true;
const inOrder = (tiles: ReturnType<typeof shownTiles>) => tiles.toSorted((one, other) => one.slot - other.slot);

test('each slot tells its camera, and a tour the one it is at', () => {
  expect(inOrder(shownTiles(PLACED, heard(), everywhere))).toEqual([
    { slot: 0, cameraId: 'a', isLive: true },
    { slot: 1, cameraId: 'b', isLive: true },
    { slot: 2, cameraId: 'c', isLive: true },
  ]);
});

test('a picture that stands still is not told as live, a tour’s no more than another', () => {
  const still = heard({
    cameras: new Map([['a', false]]),
    tours: new Map([[tileKey({ content: TOUR, slot: 2 }), { cameraId: 'c', isLive: false }]]),
  });
  expect(shownTiles(PLACED, still, everywhere).map(({ isLive }) => isLive)).toEqual([false, false, false]);
});

test('a camera that was deleted is told as not live, whatever it said last', () => {
  const tiles = inOrder(shownTiles(PLACED, heard(), (cameraId) => cameraId === 'b'));
  expect(tiles.map(({ isLive }) => isLive)).toEqual([false, true, false]);
});

test('a tour that shows nothing tells nothing', () => {
  expect(shownTiles(PLACED, heard({ tours: new Map() }), everywhere)).toHaveLength(2);
});

test('what stays on the wall keeps its place in the page and its word, wherever it goes', () => {
  const moved = placeTiles(swapped(WALL, 0, 1), null);
  expect(moved.filter(({ content }) => content !== TOUR).map(tileKey)).toEqual(['a', 'b']);
  expect(inOrder(shownTiles(moved, heard({ cameras: new Map([['a', true]]) }), everywhere)).slice(0, 2)).toEqual([
    { slot: 0, cameraId: 'b', isLive: false },
    { slot: 1, cameraId: 'a', isLive: true },
  ]);
});
