import { expect, test } from 'vitest';
import {
  type Direction,
  grid,
  joined,
  layoutOf,
  neighbour,
  PRESETS,
  preset,
  resized,
} from '../../../client/src/wall/layout.rules.ts';

test('the layouts are those an operator knows, and each covers its grid once', () => {
  expect(PRESETS.map(({ cells }) => cells.length)).toEqual([1, 4, 6, 8, 9, 13, 16, 25]);
  for (const { columns, rows, cells } of PRESETS) {
    expect(cells.reduce((sum, { width, height }) => sum + width * height, 0)).toBe(columns * rows);
  }
});

test.each([6, 8, 13])('of %i slots the first is the large one', (slotCount) => {
  const [large, ...others] = preset(slotCount)?.cells ?? [];
  expect(large?.width).toBeGreaterThan(1);
  expect(others.every(({ width, height }) => width === 1 && height === 1)).toBe(true);
});

test.each(PRESETS)('$text comes back from its text', (layout) => {
  expect(layoutOf(layout.text)).toEqual(layout);
});

test('a number alone is the preset of so many slots', () => {
  expect(layoutOf('13')).toBe(preset(13));
});

test.each([
  ['no layout at all', 'grid'],
  ['a number that is no preset', '7'],
  ['no columns', '0x3'],
  ['more than anybody can see', '7x7'],
  ['a block that reaches out of the grid', '3x3~3.1.2.2'],
  ['blocks that overlap', '4x4~1.1.2.2~2.2.2.2'],
  ['a block that is none', '3x3~1.1.2'],
])('%s is not taken: %s', (_, text) => {
  expect(layoutOf(text)).toBeUndefined();
});

const SINGLE = { width: 1, height: 1 };

test('cells that are dragged over become one slot', () => {
  const made = joined(grid(3, 3, []), { column: 3, row: 2, ...SINGLE }, { column: 2, row: 1, ...SINGLE });
  expect(made.text).toBe('3x3~2.1.2.2');
  expect(made.cells).toHaveLength(6);
});

test('a block that is touched is taken in whole', () => {
  const before = grid(4, 4, [{ column: 1, row: 1, width: 2, height: 2 }]);
  const made = joined(before, { column: 2, row: 2, ...SINGLE }, { column: 3, row: 2, ...SINGLE });
  expect(made.text).toBe('4x4~1.1.3.2');
});

test('a block that is clicked is taken apart', () => {
  const before = grid(3, 3, [{ column: 1, row: 1, width: 2, height: 2 }]);
  const [block] = before.cells;
  expect(block && joined(before, block, block).text).toBe('3x3');
});

test('a single cell that is clicked stays as it is', () => {
  const before = grid(2, 2, []);
  const cell = { column: 1, row: 1, ...SINGLE };
  expect(joined(before, cell, cell)).toEqual(before);
});

test('a grid that is made smaller keeps the blocks that fit', () => {
  const before = layoutOf('4x4~1.1.2.2~3.3.2.2');
  expect(before && resized(before, 3, 4).text).toBe('3x4~1.1.2.2');
});

test.each<[string, number, Direction, number]>([
  ['9', 4, 'left', 3],
  ['9', 4, 'right', 5],
  ['9', 4, 'up', 1],
  ['9', 4, 'down', 7],
  ['9', 2, 'right', 2],
  ['9', 0, 'up', 0],
  // 0 is the large one; right of it are 1 and 2, below it 3 and 4, and 5 in the corner.
  ['6', 0, 'right', 1],
  ['6', 0, 'down', 3],
  ['6', 2, 'left', 0],
  ['6', 2, 'down', 5],
  ['6', 4, 'up', 0],
  ['6', 5, 'up', 2],
  // 0 is in the middle, with twelve around it.
  ['13', 0, 'up', 2],
  ['13', 0, 'left', 5],
  ['13', 5, 'right', 0],
])('in a layout of %s, from slot %i the one %s is %i', (text, from, direction, to) => {
  const layout = layoutOf(text);
  expect(layout && neighbour(layout, from, direction)).toBe(to);
});
