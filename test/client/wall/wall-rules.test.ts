import { expect, test } from 'vitest';
import { FRESH_LAYOUT, layoutOf, PRESETS } from '../../../client/src/wall/layout.rules.ts';
import {
  emptied,
  freshWall,
  joined,
  placed,
  placedFrom,
  shownSlots,
  slotFor,
  slotsOf,
  slotsText,
  swapped,
  wallOf,
} from '../../../client/src/wall/wall.rules.ts';

const wall = freshWall(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']);

test('a fresh wall shows the first eight cameras in nine slots', () => {
  expect(shownSlots(wall)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', null]);
});

test('a new camera takes the slot it is dropped on', () => {
  expect(placed(wall, 'j', 8).slots[8]).toBe('j');
});

test('a camera that is on the wall already changes places with what is there', () => {
  const moved = placed(wall, 'a', 1);
  expect(moved.slots.slice(0, 2)).toEqual(['b', 'a']);
});

test('a group takes the slots from where it is dropped, and what does not fit is left out', () => {
  const filled = placedFrom({ ...wall, slots: slotsOf('a') }, ['p', 'q', 'r', 's'], 6);
  expect(shownSlots(filled)).toEqual(['a', null, null, null, null, null, 'p', 'q', 'r']);
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

test('slots that a smaller layout does not show keep their cameras', () => {
  const smaller = { ...wall, layout: layoutOf('4') ?? wall.layout };
  expect(shownSlots(smaller)).toEqual(['a', 'b', 'c', 'd']);
  expect(smaller.slots[7]).toBe('h');
});

test('a wall comes back from its texts as it was', () => {
  const kept = emptied(wall, 2);
  expect(wallOf(kept.layout.text, slotsText(kept.slots))).toEqual(kept);
});

test('a wall of no known layout is none', () => {
  expect(wallOf('7', 'a,b')).toBeUndefined();
});

test('a camera written twice in an address is shown once', () => {
  expect(slotsOf('a,b,a').slice(0, 3)).toEqual(['a', 'b', null]);
});

test.each([
  ['into the free slots', '2x2', 'a,,c', ['x', 'y'], '2x2', 'a,x,c,y'],
  ['one that is shown stays where it is', '2x2', 'a,x', ['x', 'y'], '2x2', 'a,x,y'],
  ['in a larger layout where it is full', '2x2', 'a,b,c,d', ['x', 'y'], '3x3~1.1.2.2', 'a,b,c,d,x,y'],
  ['beside what a larger layout shows again', '1x1', 'a,b', ['x'], '2x2', 'a,b,x'],
])('several join the wall: %s', (_, layout, slots, cameraIds, nextLayout, nextSlots) => {
  const wall = wallOf(layout, slots);
  const next = wall && joined(wall, cameraIds);
  expect(next && [next.layout.text, slotsText(next.slots)]).toEqual([nextLayout, nextSlots]);
});

test('where no layout has room, the last slots are given up', () => {
  const full = Array.from({ length: 25 }, (_, nth) => `c${nth}`);
  const next = joined({ layout: PRESETS.at(-1) ?? FRESH_LAYOUT, slots: full }, ['x', 'y']);
  expect(shownSlots(next).slice(22)).toEqual(['c22', 'y', 'x']);
});
