/**
 * Where each tile lies on the wall's grid.
 *
 * Tiles are always listed in the order of their camera ids, whatever happens to
 * them: the page then never moves a video element, it only changes the place it
 * is drawn at, and no picture goes black.
 */
import type { CSSProperties } from 'react';
import type { Cell } from './layout.rules.ts';
import { shownSlots, type Wall } from './wall.rules.ts';

export type Placement = {
  /** A camera's id, or a tour as wall.rules.ts writes it. */
  content: string;
  slot: number;
  /** Grid lines, from 1. */
  cell: Cell;
  /** Covered by the enlarged tile: still there, still playing. */
  covered: boolean;
};

export function placeTiles(wall: Wall, enlargedSlot: number | null): Placement[] {
  return shownSlots(wall)
    .flatMap((content, slot) => (content === null ? [] : [place(content, slot, wall, enlargedSlot)]))
    .sort((one, other) =>
      one.content === other.content ? one.slot - other.slot : one.content < other.content ? -1 : 1,
    );
}

function place(content: string, slot: number, { layout }: Wall, enlargedSlot: number | null): Placement {
  const whole = { column: 1, row: 1, width: layout.columns, height: layout.rows };
  const cell = slot === enlargedSlot ? whole : (layout.cells[slot] ?? whole);
  return { content, slot, cell, covered: enlargedSlot !== null && slot !== enlargedSlot };
}

/** As CSS has it. */
export function placeOf({ column, row, width, height }: Cell): CSSProperties {
  return { gridColumn: `${column} / span ${width}`, gridRow: `${row} / span ${height}` };
}
