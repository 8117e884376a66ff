/** A minute of recording, as a media node tells of it; what a test does not name is of no matter to it. */
import type { RecordedSegment } from '../../config/contract/recording.ts';

export function segment(
  cameraId: string,
  startedAtMs: number,
  changes: Partial<RecordedSegment> = {},
): RecordedSegment {
  return {
    path: `${cameraId}/2026-11-23/${startedAtMs}`,
    cameraId,
    startedAtMs,
    endedAtMs: startedAtMs + 60_000,
    byteCount: 1_000,
    codec: 'avc1.4d401f',
    width: 1_280,
    height: 720,
    audioCodec: null,
    initByteCount: 700,
    keyFrames: [0, 2_000, 4_000].map((afterMs) => ({ offset: 700 + afterMs, atMs: startedAtMs + afterMs })),
    isContinuation: false,
    ...changes,
  };
}
