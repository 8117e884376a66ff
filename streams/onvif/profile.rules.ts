/**
 * Which of a camera's media profiles gives the stream we pull. Pure.
 *
 * Cameras know one stream under several addresses and add parameters of their own to what
 * they say over ONVIF, so the comparison is of the path and of what both name.
 */

export type Profile = { token: string; encoderToken: string | null };
export type Candidate = { profile: Profile; streamUri: string | null };
/** Not sure: no address matched, or several that are encoded apart. Enough to ask for a key frame, not to change one. */
export type Choice = { profile: Profile; isSure: boolean };

export function chooseProfile(rtspUrl: string, candidates: readonly Candidate[]): Choice | undefined {
  const scored = candidates.map(({ profile, streamUri }) => ({
    profile,
    score: streamUri === null ? 0 : likeness(rtspUrl, streamUri),
  }));
  const bestScore = Math.max(...scored.map(({ score }) => score));
  const best = scored.filter(({ score }) => score === bestScore).map(({ profile }) => profile);
  const [profile] = best;
  if (!profile) return undefined;
  const isOnly = new Set(best.map(({ encoderToken }) => encoderToken)).size === 1;
  return { profile, isSure: isOnly && (bestScore > 0 || candidates.length === 1) };
}

/**
 * Of which picture source `rtspUrl` is: the one its address tells, else the one that was remembered,
 * else the only one there is. Null where none of that tells.
 */
export function sourceOfAddress(
  rtspUrl: string,
  rememberedToken: string,
  streams: readonly { sourceToken: string; streamUri: string }[],
): string | null {
  const scored = streams.map(({ sourceToken, streamUri }) => ({ sourceToken, score: likeness(rtspUrl, streamUri) }));
  const bestScore = Math.max(1, ...scored.map(({ score }) => score));
  const likest = new Set(scored.filter(({ score }) => score === bestScore).map(({ sourceToken }) => sourceToken));
  const there = new Set(streams.map(({ sourceToken }) => sourceToken));
  if (likest.size === 1) return [...likest][0] ?? null;
  if (rememberedToken !== '' && there.has(rememberedToken)) return rememberedToken;
  return there.size === 1 ? ([...there][0] ?? null) : null;
}

/** 0 when the addresses are of different streams, else the more the more they have in common. */
function likeness(one: string, other: string): number {
  if (!URL.canParse(one) || !URL.canParse(other)) return 0;
  const [mine, theirs] = [new URL(one), new URL(other)];
  if (tidyPath(mine) !== tidyPath(theirs)) return 0;
  const shared = [...mine.searchParams].filter(([name]) => theirs.searchParams.has(name));
  const isSame = shared.every(([name, value]) => theirs.searchParams.get(name) === value);
  return isSame ? 1 + shared.length : 0;
}

function tidyPath({ pathname }: URL): string {
  return pathname
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
    .toLowerCase();
}
