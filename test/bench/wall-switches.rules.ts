/**
 * What was seen in one slot of a tour, look by look, made into switches: how long each
 * took, and whether the slot was black, covered or frozen about it. Pure.
 */

/**
 * `cameraId` of what lies uppermost, null where nothing does; `picture` the number painted
 * into it, -1 where there is none to read: black, or no picture at all; -2 where something lies over it.
 */
export type Look = { atMs: number; cameraId: string | null; picture: number };
export type Trouble = 'black' | 'covered' | 'frozen';
/** `tookMs` is how long the old picture had not moved, and how long it took the new one to. */
export type Switch = {
  atMs: number;
  from: string;
  to: string;
  tookMs: number;
  oldStoodMs: number;
  newStoodMs: number;
  trouble: Trouble | null;
};

const COVERED = -2;
/** A dozen pictures of a camera of 25 a second. */
const FROZEN_AFTER_MS = 500;
/** Two pictures of a sub-stream, and a look too late. */
const MOVES_WITHIN_MS = 200;
const BEFORE_MS = 1_000;
const AFTER_MS = 2_000;

/** Those that were seen to their end, with what stands before and behind them. */
export function switchesOf(looks: readonly Look[]): Switch[] {
  const end = looks.at(-1)?.atMs ?? 0;
  const changes = changesOf(looks);
  return cutsOf(looks)
    .filter(({ atMs }) => atMs + AFTER_MS <= end)
    .map(({ atMs, from, to }) => {
      // From the last time the old picture moved: whatever lies between was no news.
      const before = changes.findLast((change) => change.atMs < atMs)?.atMs ?? looks[0]?.atMs ?? atMs;
      const shown = looks.find((look) => look.atMs >= atMs && look.picture >= 0)?.atMs ?? end;
      const moved = changes.find((change) => change.atMs > atMs)?.atMs ?? end;
      // A picture that moves on at once was new when it was first seen.
      const after = moved - shown <= MOVES_WITHIN_MS ? shown : moved;
      const took = { tookMs: after - before, oldStoodMs: atMs - before, newStoodMs: after - atMs };
      return { atMs, from, to, ...took, trouble: troubleIn(looks, changes, atMs) };
    });
}

/** When it was black, covered or frozen with no switch near: nothing of the tour's, but the figures would look better without. */
export function troubleOutside(looks: readonly Look[]): { atMs: number; trouble: Trouble }[] {
  const cuts = cutsOf(looks);
  const isOutside = (atMs: number) => cuts.every((cut) => atMs < cut.atMs - BEFORE_MS || atMs > cut.atMs + AFTER_MS);
  const unseen = looks
    .filter(({ atMs, picture }, index) => picture < 0 && (looks[index - 1]?.picture ?? 0) >= 0 && isOutside(atMs))
    .map(({ atMs, picture }) => ({ atMs, trouble: nameOf(picture) }));
  const changes = changesOf(looks);
  const frozen = changes
    .filter(({ atMs }, index) => {
      const before = changes[index - 1]?.atMs ?? atMs;
      return atMs - before > FROZEN_AFTER_MS && isOutside(before) && isOutside(atMs);
    })
    .map(({ atMs }) => ({ atMs, trouble: 'frozen' as const }));
  return [...unseen, ...frozen];
}

/** The first look at another camera than the one seen last; nothing between them is part of the switch. */
function cutsOf(looks: readonly Look[]): { atMs: number; from: string; to: string }[] {
  let from: string | null = null;
  return looks.flatMap(({ atMs, cameraId }) => {
    if (cameraId === null || cameraId === from) return [];
    const cut = from === null ? [] : [{ atMs, from, to: cameraId }];
    from = cameraId;
    return cut;
  });
}

/** When one and the same camera showed another picture than at the look before. */
function changesOf(looks: readonly Look[]): Look[] {
  return looks.filter((look, index) => {
    const before = looks[index - 1];
    return before?.cameraId === look.cameraId && look.picture >= 0 && look.picture !== before.picture;
  });
}

function troubleIn(looks: readonly Look[], changes: readonly Look[], cutAtMs: number): Trouble | null {
  const [from, to] = [cutAtMs - BEFORE_MS, cutAtMs + AFTER_MS];
  const unseen = looks.find(({ atMs, picture }) => atMs >= from && atMs <= to && picture < 0);
  if (unseen) return nameOf(unseen.picture);
  const news = changes.filter(({ atMs }) => atMs >= from && atMs <= to).map(({ atMs }) => atMs);
  const moments = [Math.max(from, looks[0]?.atMs ?? from), ...news, to];
  const isFrozen = moments.some((atMs, index) => atMs - (moments[index - 1] ?? atMs) > FROZEN_AFTER_MS);
  return isFrozen ? 'frozen' : null;
}

function nameOf(picture: number): Trouble {
  return picture === COVERED ? 'covered' : 'black';
}
