/**
 * How a wall is divided: a grid, and blocks of its cells that are one slot. Pure.
 *
 * Written as text it is `3x3` or, with blocks, `3x3~1.1.2.2`: columns x rows, then
 * column.row.width.height of each block, from 1. Addresses and saved walls carry the
 * text, so an own layout needs no list to be understood.
 */

export type Cell = { column: number; row: number; width: number; height: number };
export type Layout = {
  text: string;
  columns: number;
  rows: number;
  /** One for each slot, the largest first, then as one reads. */
  cells: readonly Cell[];
};

/** More would be smaller than anybody can see. */
export const MOST_SIDE = 6;
export const MOST_SLOTS = MOST_SIDE * MOST_SIDE;

/** Of a wall that nobody has laid out yet. */
export const FRESH_LAYOUT = grid(3, 3, []);

/** 1, 4, 6, 8, 9, 13, 16 and 25 slots, as operators know them. */
export const PRESETS: readonly Layout[] = [
  grid(1, 1, []),
  grid(2, 2, []),
  grid(3, 3, [{ column: 1, row: 1, width: 2, height: 2 }]),
  grid(4, 4, [{ column: 1, row: 1, width: 3, height: 3 }]),
  FRESH_LAYOUT,
  grid(4, 4, [{ column: 2, row: 2, width: 2, height: 2 }]),
  grid(4, 4, []),
  grid(5, 5, []),
];

export function preset(slotCount: number): Layout | undefined {
  return PRESETS.find(({ cells }) => cells.length === slotCount);
}

/** Undefined when the text is no layout. A number alone is the preset of so many slots. */
export function layoutOf(text: string): Layout | undefined {
  if (/^\d{1,2}$/.test(text)) return preset(Number(text));
  const [size = '', ...blockTexts] = text.split('~');
  const sides = /^(\d)x(\d)$/.exec(size);
  if (!sides) return undefined;
  const [columns, rows] = [Number(sides[1]), Number(sides[2])];
  if (Math.min(columns, rows) < 1 || Math.max(columns, rows) > MOST_SIDE) return undefined;
  const blocks = blockTexts.map(blockOf);
  if (!blocks.every((block) => block !== undefined)) return undefined;
  const areInside = blocks.every(
    ({ column, row, width, height }) => column + width - 1 <= columns && row + height - 1 <= rows,
  );
  const areApart = blocks.every((one, index) => blocks.slice(index + 1).every((other) => !overlap(one, other)));
  return areInside && areApart ? grid(columns, rows, blocks) : undefined;
}

export function grid(columns: number, rows: number, blocks: readonly Cell[]): Layout {
  const singles = Array.from({ length: columns * rows }, (_, index) => ({
    ...{ column: (index % columns) + 1, row: Math.floor(index / columns) + 1 },
    ...{ width: 1, height: 1 },
  })).filter((single) => !blocks.some((block) => overlap(block, single)));
  const cells = [...blocks, ...singles].toSorted(inOrder);
  const text = [`${columns}x${rows}`, ...blocks.toSorted(inOrder).map(blockText)].join('~');
  return { text, columns, rows, cells };
}

/** The cells from one to the other become one slot, with every block they touch; a single cell is taken apart. */
export function joined(layout: Layout, from: Cell, to: Cell): Layout {
  let block = around(from, to);
  // A block that is touched is taken in whole, and may touch others.
  for (let before = ''; before !== blockText(block); ) {
    before = blockText(block);
    block = blocksOf(layout)
      .filter((each) => overlap(each, block))
      .reduce(around, block);
  }
  const others = blocksOf(layout).filter((each) => !overlap(each, block));
  const isSame = blocksOf(layout).some((each) => blockText(each) === blockText(block));
  const blocks = isSame || block.width * block.height === 1 ? others : [...others, block];
  return grid(layout.columns, layout.rows, blocks);
}

/** Blocks that no longer fit are taken apart. */
export function resized(layout: Layout, columns: number, rows: number): Layout {
  const fit = blocksOf(layout).filter(
    ({ column, row, width, height }) => column + width - 1 <= columns && row + height - 1 <= rows,
  );
  return grid(columns, rows, fit);
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The slot one comes to in that direction, the nearest in line; at the edge it stays. */
export function neighbour({ cells }: Layout, slot: number, direction: Direction): number {
  const from = cells[slot];
  if (!from) return slot;
  const isAcross = direction === 'left' || direction === 'right';
  const beyond = (cell: Cell) =>
    ({
      left: from.column - (cell.column + cell.width),
      right: cell.column - (from.column + from.width),
      up: from.row - (cell.row + cell.height),
      down: cell.row - (from.row + from.height),
    })[direction];
  const offLine = (cell: Cell) =>
    isAcross
      ? Math.abs(cell.row + cell.height / 2 - (from.row + from.height / 2))
      : Math.abs(cell.column + cell.width / 2 - (from.column + from.width / 2));
  const inLine = (cell: Cell) =>
    isAcross
      ? cell.row < from.row + from.height && from.row < cell.row + cell.height
      : cell.column < from.column + from.width && from.column < cell.column + cell.width;
  const [next] = cells
    .map((cell, index) => ({ cell, index }))
    .filter(({ cell, index }) => index !== slot && beyond(cell) >= 0 && inLine(cell))
    .toSorted(
      (one, other) =>
        beyond(one.cell) - beyond(other.cell) ||
        offLine(one.cell) - offLine(other.cell) ||
        inReadingOrder(one.cell, other.cell),
    );
  return next?.index ?? slot;
}

function blocksOf({ cells }: Layout): Cell[] {
  return cells.filter(({ width, height }) => width * height > 1);
}

function around(one: Cell, other: Cell): Cell {
  const column = Math.min(one.column, other.column);
  const row = Math.min(one.row, other.row);
  const width = Math.max(one.column + one.width, other.column + other.width) - column;
  const height = Math.max(one.row + one.height, other.row + other.height) - row;
  return { column, row, width, height };
}

function overlap(one: Cell, other: Cell): boolean {
  return (
    one.column < other.column + other.width &&
    other.column < one.column + one.width &&
    one.row < other.row + other.height &&
    other.row < one.row + one.height
  );
}

function inOrder(one: Cell, other: Cell): number {
  return other.width * other.height - one.width * one.height || inReadingOrder(one, other);
}

function inReadingOrder(one: Cell, other: Cell): number {
  return one.row - other.row || one.column - other.column;
}

function blockText({ column, row, width, height }: Cell): string {
  return [column, row, width, height].join('.');
}

function blockOf(text: string): Cell | undefined {
  const match = /^([1-9])\.([1-9])\.([1-9])\.([1-9])$/.exec(text);
  if (!match) return undefined;
  const [column = 0, row = 0, width = 0, height = 0] = match.slice(1).map(Number);
  return { column, row, width, height };
}
