import { expect, test } from 'vitest';
import { layoutOf } from '../../../client/src/wall/layout.rules.ts';
import { placeTiles } from '../../../client/src/wall/placement.ts';
import { freshWall, placed, swapped, type Wall } from '../../../client/src/wall/wall.rules.ts';

const wall: Wall = freshWall(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);

test.each([
  ['the first slot', 'a', { column: 1, row: 1, width: 1, height: 1 }],
  ['the end of the first row', 'c', { column: 3, row: 1, width: 1, height: 1 }],
  ['the beginning of the second row', 'd', { column: 1, row: 2, width: 1, height: 1 }],
  ['the last row', 'h', { column: 2, row: 3, width: 1, height: 1 }],
])('in a 3×3 wall %s is where one reads it', (_, cameraId, cell) => {
  expect(tile(wall, cameraId)?.cell).toEqual(cell);
});

test('the first tile of a layout with a large slot is the large one', () => {
  expect(tile(withLayout('13'), 'a')?.cell).toEqual({ column: 2, row: 2, width: 2, height: 2 });
});

test('an enlarged tile covers the wall, and the others stay where they are, covered', () => {
  const tiles = placeTiles(wall, 4);
  expect(tiles.find(({ content }) => content === 'e')).toMatchObject({
    cell: { column: 1, row: 1, width: 3, height: 3 },
    covered: false,
  });
  expect(tiles.filter(({ covered }) => covered)).toHaveLength(7);
});

test.each([
  ['two tiles change places', swapped(wall, 0, 7)],
  ['a tile moves to an empty slot', placed(wall, 'a', 8)],
  ['the layout grows', withLayout('16')],
  ['the layout gets a large slot', withLayout('8')],
])('when %s no tile changes its order in the page', (_, changed) => {
  expect(order(changed)).toEqual(order(wall));
});

test('when the layout shrinks the tiles that remain keep their order', () => {
  expect(order(withLayout('4'))).toEqual(['a', 'b', 'c', 'd']);
});

test('enlarging and returning changes no order', () => {
  expect(placeTiles(wall, 3).map(({ content }) => content)).toEqual(order(wall));
});

function withLayout(text: string): Wall {
  return { ...wall, layout: layoutOf(text) ?? wall.layout };
}

function tile(of: Wall, cameraId: string) {
  return placeTiles(of, null).find((each) => each.content === cameraId);
}

function order(of: Wall): string[] {
  return placeTiles(of, null).map(({ content }) => content);
}
