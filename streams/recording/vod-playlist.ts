/**
 * A range of recordings as one HLS playlist (RFC 8216): byte ranges of the files as they lie on the disk.
 *
 * What was not recorded is a discontinuity, and every file says its time
 * (EXT-X-PROGRAM-DATE-TIME), so that a player can show gaps as gaps. Pure.
 */
import type { RecordedSegment } from '../../config/contract/recording.ts';

const ENTRY_AT_LEAST_MS = 4_000;

type Entry = { offset: number; byteCount: number; atMs: number; durationMs: number };

/** Addresses are relative: `<index of the segment>.mp4`. Segments are in order of time. */
export function vodPlaylist(segments: readonly RecordedSegment[], fromMs: number, toMs: number): string {
  const lines: string[] = [];
  let longestMs = 1_000;
  for (const [index, segment] of segments.entries()) {
    const entries = entriesOf(segment, fromMs, toMs);
    const [first] = entries;
    if (!first) continue;
    if (lines.length > 0 && !segment.isContinuation) lines.push('#EXT-X-DISCONTINUITY');
    lines.push(`#EXT-X-MAP:URI="${index}.mp4",BYTERANGE="${segment.initByteCount}@0"`);
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(first.atMs).toISOString()}`);
    for (const { offset, byteCount, durationMs } of entries) {
      longestMs = Math.max(longestMs, durationMs);
      lines.push(
        `#EXTINF:${(durationMs / 1_000).toFixed(3)},`,
        `#EXT-X-BYTERANGE:${byteCount}@${offset}`,
        `${index}.mp4`,
      );
    }
  }
  return wholePlaylist(lines, longestMs);
}

/** Entries that are all there, of which the longest lasts so long. */
export function wholePlaylist(lines: readonly string[], longestMs: number): string {
  const head = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${Math.ceil(longestMs / 1_000)}`,
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    '#EXT-X-MEDIA-SEQUENCE:0',
  ];
  return `${[...head, ...lines, '#EXT-X-ENDLIST'].join('\n')}\n`;
}

/** From the key frame at or before the range to the one after it, in pieces a player can fetch one at a time. */
function entriesOf({ keyFrames, byteCount, endedAtMs }: RecordedSegment, fromMs: number, toMs: number): Entry[] {
  const bounds = [...keyFrames, { offset: byteCount, atMs: endedAtMs }];
  const entries: Entry[] = [];
  let open: Entry | undefined;
  for (const [index, { offset, atMs }] of keyFrames.entries()) {
    const next = bounds[index + 1] ?? { offset: byteCount, atMs: endedAtMs };
    if (next.atMs <= fromMs || atMs >= toMs) continue;
    if (!open || open.durationMs >= ENTRY_AT_LEAST_MS) {
      open = { offset, byteCount: 0, atMs, durationMs: 0 };
      entries.push(open);
    }
    open.byteCount = next.offset - open.offset;
    open.durationMs = next.atMs - open.atMs;
  }
  return entries;
}
