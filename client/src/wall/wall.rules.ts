/** What a wall is, and what people do to it. Pure. */
import { TOUR_SLOT, type WallContent } from '../../../config/contract/wall.ts';
import { FRESH_LAYOUT, type Layout, layoutOf, MOST_SLOTS, PRESETS } from './layout.rules.ts';

/**
 * One camera is in one slot at most; a tour may be shared out over several; an empty slot is null.
 * Slots beyond the layout keep what is in them.
 */
export type Wall = { layout: Layout; slots: readonly (string | null)[] };

const FRESH_CAMERAS = 8;

export function freshWall(cameraIds: readonly string[]): Wall {
  return { layout: FRESH_LAYOUT, slots: filled(cameraIds.slice(0, FRESH_CAMERAS)) };
}

/** Undefined when the layout is none; cameras written twice are shown once. */
export function wallOf(layoutText: string, slotsText: string): Wall | undefined {
  const layout = layoutOf(layoutText);
  return layout && { layout, slots: slotsOf(slotsText) };
}

/** What is in the slots that the layout shows. */
export function shownSlots({ layout, slots }: Wall): readonly (string | null)[] {
  return slots.slice(0, layout.cells.length);
}

/** As it is kept and sent. */
export function contentOf(wall: Wall): WallContent {
  return { kind: 'wall', layout: wall.layout.text, slots: [...shownSlots(wall)] };
}

/** Undefined when the layout is none. */
export function wallOfContent({ layout, slots }: WallContent): Wall | undefined {
  return wallOf(layout, slotsText(slots));
}

/** What stands in a slot that a tour runs on. */
export function tourContent(tourId: string): string {
  return `${TOUR_SLOT}${tourId}`;
}

export function tourIdOf(content: string | null): string | null {
  return content?.startsWith(TOUR_SLOT) ? content.slice(TOUR_SLOT.length) : null;
}

/** Which share of its tour a slot has: the how manieth of how many slots that are shown. */
export function shareOf(wall: Wall, slot: number): { place: number; count: number } {
  const slots = shownSlots(wall);
  const same = slots.flatMap((content, index) => (content === slots[slot] ? [index] : []));
  return { place: same.indexOf(slot), count: same.length };
}

/** Puts a camera or a tour into a slot. A camera that is on the wall already changes places with what is there. */
export function placed(wall: Wall, content: string, slot: number): Wall {
  const from = tourIdOf(content) === null ? wall.slots.indexOf(content) : -1;
  if (from >= 0) return swapped(wall, from, slot);
  return { ...wall, slots: filled(wall.slots.with(slot, content)) };
}

/** Several at once: each into the next slot that is shown, from that one on; what does not fit is left out. */
export function placedFrom(wall: Wall, cameraIds: readonly string[], slot: number): Wall {
  const count = wall.layout.cells.length;
  return cameraIds
    .slice(0, count - slot)
    .reduce((before, cameraId, index) => placed(before, cameraId, slot + index), wall);
}

/**
 * Several at once, beside what is shown: each into a free slot, in the smallest layout from
 * this one on that has room. Where none has, the last slots are given up.
 */
export function joined(wall: Wall, cameraIds: readonly string[]): Wall {
  const wanted = (layout: Layout) => {
    const shown = shownSlots({ ...wall, layout });
    const fresh = cameraIds.filter((cameraId) => !shown.includes(cameraId));
    return { fresh, free: layout.cells.flatMap((_, slot) => (shown[slot] ? [] : [slot])) };
  };
  const larger = PRESETS.filter(({ cells }) => cells.length > wall.layout.cells.length);
  const layout = [wall.layout, ...larger].find((each) => wanted(each).free.length >= wanted(each).fresh.length);
  const next = { ...wall, layout: layout ?? larger.at(-1) ?? wall.layout };
  const { fresh, free } = wanted(next.layout);
  const lastSlot = next.layout.cells.length - 1;
  return fresh.reduce(
    (before, cameraId, nth) => placed(before, cameraId, free[nth] ?? lastSlot - (nth - free.length)),
    next,
  );
}

export function swapped(wall: Wall, one: number, other: number): Wall {
  const slots = filled(wall.slots);
  return { ...wall, slots: slots.with(one, slots[other] ?? null).with(other, slots[one] ?? null) };
}

export function emptied(wall: Wall, slot: number): Wall {
  return { ...wall, slots: filled(wall.slots.with(slot, null)) };
}

export function cleared(wall: Wall): Wall {
  return { ...wall, slots: filled([]) };
}

/** The first slot that is shown and empty, else the selected one. */
export function slotFor(wall: Wall, selected: number): number {
  const empty = shownSlots(wall).indexOf(null);
  return empty >= 0 ? empty : Math.min(selected, wall.layout.cells.length - 1);
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
  const slots = text.split(',').map((content) => {
    if (content === '' || seen.has(content)) return null;
    if (tourIdOf(content) === null) seen.add(content);
    return content;
  });
  return filled(slots);
}

function filled(slots: readonly (string | null)[]): (string | null)[] {
  return Array.from({ length: MOST_SLOTS }, (_, slot) => slots[slot] ?? null);
}
