/** Chance that can be repeated: the same words as seed give the same draws. */

export type Chance = {
  /** At least 0, below 1. */
  next(): number;
  /** Whole, both ends included. */
  int(from: number, to: number): number;
  /** In ms, from so many minutes to so many. */
  minutes(from: number, to: number): number;
  isSo(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** By its weight. */
  weighted<T>(list: readonly (readonly [T, number])[]): T;
};

export function chanceOf(...seed: (string | number)[]): Chance {
  const next = mulberry32(hashOf(seed.join('/')));
  const chance: Chance = {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    minutes: (from, to) => Math.round((from + next() * (to - from)) * 60_000),
    isSo: (share) => next() < share,
    pick: (list) => present(list[Math.floor(next() * list.length)]),
    weighted: (list) => {
      let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
      const found = list.find(([, weight]) => {
        left -= weight;
        return left < 0;
      });
      return present(found ?? list.at(-1))[0];
    },
  };
  return chance;
}

/** FNV-1a over the text, so that neighbouring seeds are far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/** The public-domain generator mulberry32: 32 bits of state are plenty for a demo. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('nothing to draw from');
  return value;
}
