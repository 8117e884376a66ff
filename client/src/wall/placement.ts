/**
 * Where each tile lies on the wall's grid.
 *
 * Tiles are always listed in the order of their camera ids, whatever happens to
 * them: the page then never moves a video element, it only changes the place it
 * is drawn at, and no picture goes black.
 */
import type { Wall } from './wall.rules.ts';

export type Placement = {
  cameraId: string;
  slot: number;
  /** Grid lines, from 1. */
  column: number;
  row: number;
  span: number;
  /** Covered by the enlarged tile: still there, still playing. */
  covered: boolean;
};

export function placeTiles({ layout, slots }: Wall, enlargedSlot: number | null): Placement[] {
  const side = Math.sqrt(layout);
  return slots
    .slice(0, layout)
    .flatMap((cameraId, slot) => (cameraId === null ? [] : [place(cameraId, slot, side, enlargedSlot)]))
    .sort((one, other) => (one.cameraId < other.cameraId ? -1 : 1));
}

function place(cameraId: string, slot: number, side: number, enlargedSlot: number | null): Placement {
  if (slot === enlargedSlot) return { cameraId, slot, column: 1, row: 1, span: side, covered: false };
  const column = (slot % side) + 1;
  const row = Math.floor(slot / side) + 1;
  return { cameraId, slot, column, row, span: 1, covered: enlargedSlot !== null };
}
