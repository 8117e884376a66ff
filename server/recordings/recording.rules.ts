/** What recordings amount to, and which of them give way. Pure. */
import type { RecordedSegment, RecordedSpan } from '../../config/contract/recording.ts';
import type { Scope } from '../../config/contract/rights.ts';

/** Pictures come a little early or late: what is nearer than this is no gap. */
const NO_GAP_MS = 300;

export function recordingScope(cameraGroupId: string | null): Scope {
  return { action: 'recording.view', cameraGroupId };
}

export function exportScope(cameraGroupId: string | null): Scope {
  return { action: 'recording.export', cameraGroupId };
}

/** Stretches without a gap, cut to the range. Segments are in order of time. */
export function spansOf(
  segments: readonly Pick<RecordedSegment, 'startedAtMs' | 'endedAtMs' | 'isContinuation'>[],
  { fromMs, toMs }: RecordedSpan,
): RecordedSpan[] {
  const spans: RecordedSpan[] = [];
  for (const { startedAtMs, endedAtMs, isContinuation } of segments) {
    const last = spans.at(-1);
    if (last && (isContinuation || startedAtMs - last.toMs <= NO_GAP_MS)) last.toMs = Math.max(last.toMs, endedAtMs);
    else spans.push({ fromMs: startedAtMs, toMs: endedAtMs });
  }
  return spans
    .map((span) => ({ fromMs: Math.max(span.fromMs, fromMs), toMs: Math.min(span.toMs, toMs) }))
    .filter((span) => span.fromMs < span.toMs);
}

type Sounding = Pick<RecordedSegment, 'startedAtMs' | 'endedAtMs' | 'audioCodec'>;

/**
 * As much of the range as goes on alike around a moment: with the same kind of sound, or without any. A player takes on
 * no sound in the middle. Segments are in order of time.
 */
export function stretchAlike(
  segments: readonly Sounding[],
  { fromMs, toMs }: RecordedSpan,
  atMs: number,
): RecordedSpan & { audioCodec: string | null } {
  // What is newer than all the index knows goes on as it was.
  const here = segments.find(({ endedAtMs }) => endedAtMs > atMs) ?? segments.at(-1);
  if (!here) return { fromMs, toMs, audioCodec: null };
  const at = segments.indexOf(here);
  const { audioCodec } = here;
  const isOther = (segment: Sounding) => segment.audioCodec !== audioCodec;
  const before = segments.slice(0, at).findLast(isOther);
  const after = segments.slice(at).find(isOther);
  return {
    fromMs: Math.max(fromMs, before?.endedAtMs ?? fromMs),
    // Files may overlap a little.
    toMs: Math.min(toMs, after ? Math.max(after.startedAtMs, here.endedAtMs) : toMs),
    audioCodec,
  };
}

export type Keeping = { maxBytes: number; keepFreeBytes: number };
export type Disk = { freeBytes: number };

/** How many bytes of the oldest recordings must go; 0 when all is well. `maxBytes` 0 is no limit. */
export function excessBytes(totalBytes: number, { freeBytes }: Disk, { maxBytes, keepFreeBytes }: Keeping): number {
  const overLimit = maxBytes > 0 ? totalBytes - maxBytes : 0;
  return Math.max(0, overLimit, keepFreeBytes - freeBytes);
}

/** As many of these, oldest first, as it takes to free so much. */
export function oldestFor<T extends { byteCount: number }>(oldestFirst: readonly T[], excess: number): T[] {
  const chosen: T[] = [];
  let freed = 0;
  for (const segment of oldestFirst) {
    if (freed >= excess) break;
    chosen.push(segment);
    freed += segment.byteCount;
  }
  return chosen;
}
