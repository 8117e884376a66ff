/** What a recorder holds of a range as one HLS playlist (RFC 8216): pieces that are fetched when they are asked for. Pure. */
import type { HeldSpan } from '../onvif/held-recordings.rules.ts';
import { wholePlaylist } from '../recording/vod-playlist.ts';

/** A piece is fetched whole before it is shown. */
const PIECE_MS = 6_000;
/** No piece at an end is shorter. */
const SHORTEST_MS = 1_000;

/** `isContinuation`: it begins where the one before it ends. */
export type ReplayEntry = HeldSpan & { isContinuation: boolean };

/** Cut at whole multiples of a piece's length, so that another range is cut at the same places. */
export function entriesOf(spans: readonly HeldSpan[]): ReplayEntry[] {
  return spans.flatMap(({ fromMs, toMs, recordingToken }) => {
    const entries: ReplayEntry[] = [];
    for (let atMs = fromMs; atMs < toMs; ) {
      const cutMs = (Math.floor(atMs / PIECE_MS) + 1) * PIECE_MS;
      const nextMs = cutMs - atMs < SHORTEST_MS ? cutMs + PIECE_MS : cutMs;
      const endMs = toMs - nextMs < SHORTEST_MS ? toMs : nextMs;
      entries.push({ fromMs: atMs, toMs: endMs, recordingToken, isContinuation: atMs > fromMs });
      atMs = endMs;
    }
    return entries;
  });
}

/** Addresses are `<index>.init.mp4` and `<index>.m4s` below `base`. */
export function replayPlaylist(entries: readonly ReplayEntry[], base: string): string {
  const longestMs = entries.reduce((longest, { fromMs, toMs }) => Math.max(longest, toMs - fromMs), 1_000);
  const lines = entries.flatMap(({ fromMs, toMs, isContinuation }, index) => [
    ...(index > 0 && !isContinuation ? ['#EXT-X-DISCONTINUITY'] : []),
    `#EXT-X-MAP:URI="${base}${index}.init.mp4"`,
    `#EXT-X-PROGRAM-DATE-TIME:${new Date(fromMs).toISOString()}`,
    `#EXTINF:${((toMs - fromMs) / 1_000).toFixed(3)},`,
    `${base}${index}.m4s`,
  ]);
  return wholePlaylist(lines, longestMs);
}
