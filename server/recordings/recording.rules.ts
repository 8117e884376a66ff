/** What recordings amount to, and which of them give way. Pure. */
import type { RecordedSegment, RecordedSpan } from '../../config/contract/recording.ts';
import type { Scope } from '../../config/contract/rights.ts';

/** Two segments this close together are one stretch: a file ends and the next begins. */
const SAME_STRETCH_MS = 1_500;

export function recordingScope(cameraGroupId: string | null): Scope {
  return { action: 'recording.view', cameraGroupId };
}

export function exportScope(cameraGroupId: string | null): Scope {
  return { action: 'recording.export', cameraGroupId };
}

/** Stretches without a gap, cut to the range. Segments are in order of time. */
export function spansOf(
  segments: readonly Pick<RecordedSegment, 'startedAtMs' | 'endedAtMs'>[],
  { fromMs, toMs }: RecordedSpan,
): RecordedSpan[] {
  const spans: RecordedSpan[] = [];
  for (const { startedAtMs, endedAtMs } of segments) {
    const last = spans.at(-1);
    if (last && startedAtMs - last.toMs <= SAME_STRETCH_MS) last.toMs = Math.max(last.toMs, endedAtMs);
    else spans.push({ fromMs: startedAtMs, toMs: endedAtMs });
  }
  return spans
    .map((span) => ({ fromMs: Math.max(span.fromMs, fromMs), toMs: Math.min(span.toMs, toMs) }))
    .filter((span) => span.fromMs < span.toMs);
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
