/**
 * A fetched stretch made a piece of a playlist: it begins exactly at its moment and ends where the next begins. Pure.
 *
 * A stretch that begins between key frames brings the pictures from the key frame before it on;
 * a decoder needs them and nobody is to see them, so they last no longer than a tick each.
 */
import { type AccessUnit, TICKS_PER_MS, TICKS_PER_SECOND } from '../hub/access-unit.ts';
import type { Sample } from '../mp4/fragmented-mp4.ts';

const USUAL_FRAME_TICKS = TICKS_PER_SECOND / 25;
/** What comes no later than this after its beginning stands there until then. */
const STANDS_FROM_START_TICKS = 10 * TICKS_PER_SECOND;
/** The last picture stands no longer than this. */
const LONGEST_LAST_TICKS = 5 * TICKS_PER_SECOND;

type Bounds = {
  /** Where times count from, in the same time as the pictures'. */
  originMs: number;
  fromMs: number;
  /** It begins with a key frame, which the piece before it was read up to. */
  isCut: boolean;
  toMs: number;
  /** The key frame behind the end that the next piece begins with; null when there is none. */
  nextKeyMs: number | null;
};

/** Empty when no picture is in it. */
export function pieceOf(units: readonly AccessUnit[], { originMs, fromMs, isCut, toMs, nextKeyMs }: Bounds): Sample[] {
  const at = (ms: number) => Math.round((ms - originMs) * TICKS_PER_MS);
  const start = at(fromMs);
  const end = nextKeyMs === null ? at(toMs) : at(nextKeyMs);
  const all = units.map((unit) => ({ ...unit, ticks: unit.ticks - Math.round(originMs * TICKS_PER_MS) }));
  const placed = all.slice(0, all.findLastIndex(({ ticks, compositionTicks }) => ticks + compositionTicks < end) + 1);
  const [first] = placed;
  if (!first) return [];
  const beforeCount = isCut ? 0 : countBefore(placed, start);
  const moved = placed.map((unit, index) =>
    index < beforeCount ? hidden(unit, start - (beforeCount - index), start) : unit,
  );
  const isLate = !isCut && beforeCount === 0 && first.ticks - start <= STANDS_FROM_START_TICKS;
  return moved.map((unit, index) => {
    const ticks = isLate && index === 0 ? start : unit.ticks;
    const next = moved[index + 1]?.ticks;
    const last = Math.min(Math.max(end - ticks, 1), nextKeyMs === null ? USUAL_FRAME_TICKS : LONGEST_LAST_TICKS);
    return { unit: { ...unit, ticks }, durationTicks: Math.max(1, next === undefined ? last : next - ticks) };
  });
}

function countBefore(units: readonly AccessUnit[], start: number): number {
  const first = units.findIndex(({ ticks }) => ticks >= start);
  return first < 0 ? units.length : first;
}

/** Decoded at that moment; what is shown only after the beginning keeps its time. */
function hidden(unit: AccessUnit, ticks: number, start: number): AccessUnit {
  const shownAt = unit.ticks + unit.compositionTicks;
  return { ...unit, ticks, compositionTicks: shownAt >= start ? shownAt - ticks : 0 };
}
