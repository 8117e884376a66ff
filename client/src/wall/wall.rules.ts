/** What a wall is, and what people do to it. Pure. */

export const LAYOUTS = [1, 4, 9, 16] as const;
export type Layout = (typeof LAYOUTS)[number];

/** One camera is in one slot at most; an empty slot is null. Slots beyond the layout keep their cameras. */
export type Wall = { layout: Layout; slots: readonly (string | null)[] };

const MOST_SLOTS = 16;
const FRESH_LAYOUT: Layout = 9;
const FRESH_CAMERAS = 8;

export function isLayout(count: unknown): count is Layout {
  return LAYOUTS.some((layout) => layout === count);
}

export function freshWall(cameraIds: readonly string[]): Wall {
  return { layout: FRESH_LAYOUT, slots: filled(cameraIds.slice(0, FRESH_CAMERAS)) };
}

/** Puts a camera into a slot. One that is on the wall already changes places with what is there. */
export function placed(wall: Wall, cameraId: string, slot: number): Wall {
  const from = wall.slots.indexOf(cameraId);
  if (from >= 0) return swapped(wall, from, slot);
  return { ...wall, slots: filled(wall.slots.with(slot, cameraId)) };
}

export function swapped(wall: Wall, one: number, other: number): Wall {
  const slots = filled(wall.slots);
  return { ...wall, slots: slots.with(one, slots[other] ?? null).with(other, slots[one] ?? null) };
}

export function emptied(wall: Wall, slot: number): Wall {
  return { ...wall, slots: filled(wall.slots.with(slot, null)) };
}

/** The first slot that is shown and empty, else the selected one. */
export function slotFor(wall: Wall, selected: number): number {
  const empty = wall.slots.findIndex((cameraId, slot) => slot < wall.layout && cameraId === null);
  return empty >= 0 ? empty : Math.min(selected, wall.layout - 1);
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The neighbour in that direction; at the edge it stays. */
export function neighbour(layout: Layout, slot: number, direction: Direction): number {
  const side = Math.sqrt(layout);
  const column = slot % side;
  const row = Math.floor(slot / side);
  const next = {
    left: [column - 1, row],
    right: [column + 1, row],
    up: [column, row - 1],
    down: [column, row + 1],
  }[direction] as [number, number];
  const isInside = next.every((each) => each >= 0 && each < side);
  return isInside ? next[1] * side + next[0] : slot;
}

/** `a,b,,c` in the address; empty slots at the end are left out. */
export function slotsText(slots: readonly (string | null)[]): string {
  return slots
    .map((cameraId) => cameraId ?? '')
    .join(',')
    .replace(/,+$/, '');
}

export function slotsOf(text: string): (string | null)[] {
  const seen = new Set<string>();
  const slots = text.split(',').map((cameraId) => {
    if (cameraId === '' || seen.has(cameraId)) return null;
    seen.add(cameraId);
    return cameraId;
  });
  return filled(slots);
}

function filled(slots: readonly (string | null)[]): (string | null)[] {
  return Array.from({ length: MOST_SLOTS }, (_, slot) => slots[slot] ?? null);
}
