import { expect, test } from 'vitest';
import {
  emptied,
  freshWall,
  neighbour,
  placed,
  slotFor,
  slotsOf,
  slotsText,
  swapped,
} from '../../../client/src/wall/wall.rules.ts';

const wall = freshWall(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']);

test('a fresh wall shows the first eight cameras in nine slots', () => {
  expect(wall.layout).toBe(9);
  expect(wall.slots.slice(0, 9)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', null]);
});

test('a new camera takes the slot it is dropped on', () => {
  expect(placed(wall, 'j', 8).slots[8]).toBe('j');
});

test('a camera that is on the wall already changes places with what is there', () => {
  const moved = placed(wall, 'a', 1);
  expect(moved.slots.slice(0, 2)).toEqual(['b', 'a']);
});

test('two slots change places, the empty one too', () => {
  const moved = swapped(wall, 0, 8);
  expect([moved.slots[0], moved.slots[8]]).toEqual([null, 'a']);
});

test('an emptied slot is the next to be filled', () => {
  expect(slotFor(emptied(wall, 2), 5)).toBe(2);
});

test('when nothing is empty the selected slot is taken', () => {
  expect(slotFor(placed(wall, 'i', 8), 5)).toBe(5);
});

test.each([
  [4, 'left', 3],
  [4, 'right', 5],
  [4, 'up', 1],
  [4, 'down', 7],
  [2, 'right', 2],
  [0, 'up', 0],
] as const)('from slot %i the one %s is %i', (from, direction, to) => {
  expect(neighbour(9, from, direction)).toBe(to);
});

test('a wall comes back from its address as it was', () => {
  const { slots } = emptied(wall, 2);
  expect(slotsOf(slotsText(slots))).toEqual(slots);
});

test('a camera written twice in an address is shown once', () => {
  expect(slotsOf('a,b,a').slice(0, 3)).toEqual(['a', 'b', null]);
});
