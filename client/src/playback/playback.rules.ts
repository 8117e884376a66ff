/** Which cameras are played, in which grid, and when a picture of a loaded range is from. Pure. */

/** More pictures than this nobody can follow. */
export const MOST_CAMERAS = 16;

/** Ids of an address, each once. */
export function idsOf(text: string | undefined): string[] {
  return [...new Set((text ?? '').split(',').filter((id) => id !== ''))].slice(0, MOST_CAMERAS);
}

/** Chosen again, a camera goes; where there is no room for one more, nothing changes. */
export function toggled(ids: readonly string[], id: string): string[] {
  if (ids.includes(id)) return ids.filter((other) => other !== id);
  return ids.length < MOST_CAMERAS ? [...ids, id] : [...ids];
}

/** As few rows and columns as hold them, wider than high. */
export function gridOf(count: number): { columns: number; rows: number } {
  const columns = Math.max(1, Math.ceil(Math.sqrt(count)));
  return { columns, rows: Math.max(1, Math.ceil(count / columns)) };
}

/** What is loaded at a time: some before the moment, for those who go back, more after it. */
export function windowAround(atMs: number): { fromMs: number; toMs: number } {
  return { fromMs: Math.round(atMs) - 20 * 60_000, toMs: Math.round(atMs) + 70 * 60_000 };
}

/** Media time (s) of a moment, by fragments that say when they are from; undefined when none is loaded for it. */
export type TimedFragment = { startS: number; durationS: number; atMs: number };

/** Where timestamps of pictures are rounded, the frame before would be shown. */
const INTO_FRAME_S = 0.002;

export function mediaTimeOf(atMs: number, fragments: readonly TimedFragment[]): number | undefined {
  const found = fragments.findLast((fragment) => fragment.atMs <= atMs) ?? fragments[0];
  if (!found) return undefined;
  return found.startS + Math.min(found.durationS, Math.max(0, (atMs - found.atMs) / 1_000));
}

export function momentOf(mediaTimeS: number, fragments: readonly TimedFragment[]): number | undefined {
  const found = fragments.findLast(({ startS }) => startS <= mediaTimeS + 0.001) ?? fragments[0];
  return found && Math.round(found.atMs + (mediaTimeS - found.startS) * 1_000);
}

export function seekTimeOf(atMs: number, fragments: readonly TimedFragment[]): number | undefined {
  const seconds = mediaTimeOf(atMs, fragments);
  return seconds === undefined ? undefined : seconds + INTO_FRAME_S;
}

/** The fragments of one stretch, when one of them turns out to begin at another media time. */
export function shifted(fragments: readonly TimedFragment[], index: number, startS: number): TimedFragment[] {
  const byS = startS - (fragments[index]?.startS ?? startS);
  const [from, to] = stretchAround(fragments, index);
  return fragments.map((each, at) => (at >= from && at < to ? { ...each, startS: each.startS + byS } : each));
}

/** Bounds of the fragments that follow one another without a gap. */
function stretchAround(fragments: readonly TimedFragment[], index: number): [from: number, to: number] {
  const follows = (at: number) => {
    const [before, next] = [fragments[at - 1], fragments[at]];
    return before !== undefined && next !== undefined && next.atMs - before.atMs <= before.durationS * 1_000 + SAME_MS;
  };
  let [from, to] = [index, index + 1];
  while (follows(from)) from -= 1;
  while (follows(to)) to += 1;
  return [from, to];
}

const SAME_MS = 1;

/** Until when what is loaded reaches. */
export function endOf(fragments: readonly TimedFragment[]): number {
  const last = fragments.at(-1);
  return last ? last.atMs + last.durationS * 1_000 : 0;
}
