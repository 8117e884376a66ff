/** What a recorder holds: which of its recordings are of a camera, and when they have pictures. Pure. */
import type { RecordedSpan } from '../../config/contract/recording.ts';

/** Null is what the recorder does not say. */
export type HeldTrack = { token: string; isVideo: boolean; fromMs: number | null; toMs: number | null };
export type HeldRecording = { token: string; sourceId: string; tracks: readonly HeldTrack[] };
/** What is recorded into which recording: by its media profiles. */
export type RecordingJob = { recordingToken: string; profileTokens: readonly string[] };
/** That a track has pictures from then on, or has none; `isStart`: how it stood when the search began. */
export type TrackState = {
  recordingToken: string;
  trackToken: string;
  atMs: number;
  hasData: boolean;
  isStart: boolean;
};
/** One picture source of the device, and whether the device has no other. */
export type HeldSource = { sourceToken: string; profileTokens: readonly string[]; isOnly: boolean };
/** A stretch with pictures, and the recording that has them. */
export type HeldSpan = RecordedSpan & { recordingToken: string };

/** Closer than this they are one. */
const NO_GAP_MS = 1_000;

/** Empty when the recorder does not say which are of this source: other people's pictures are worse than none. */
export function recordingsOf(
  recordings: readonly HeldRecording[],
  jobs: readonly RecordingJob[],
  { sourceToken, profileTokens, isOnly }: HeldSource,
): HeldRecording[] {
  const names = new Set([sourceToken, ...profileTokens]);
  const filled = new Set(
    jobs
      .filter((job) => job.profileTokens.some((token) => profileTokens.includes(token)))
      .map(({ recordingToken }) => recordingToken),
  );
  const own = recordings.filter(({ token, sourceId }) => filled.has(token) || names.has(sourceId));
  return own.length === 0 && isOnly ? [...recordings] : own;
}

type Within = RecordedSpan & { nowMs: number };

/** In order of time, none over another: where two recordings have the same moment, the one that began earlier is taken. */
export function heldSpans(
  recordings: readonly HeldRecording[],
  states: readonly TrackState[],
  within: Within,
): HeldSpan[] {
  const all = recordings.flatMap((recording) =>
    videosOf(recording).flatMap((track) => {
      const own = states.filter(
        ({ recordingToken, trackToken }) => recordingToken === recording.token && trackToken === track.token,
      );
      return spansOf(track, own, within).map((span) => ({ ...span, recordingToken: recording.token }));
    }),
  );
  const spans: HeldSpan[] = [];
  for (const span of all.toSorted((one, other) => one.fromMs - other.fromMs)) {
    const last = spans.at(-1);
    const fromMs = Math.max(span.fromMs, last?.toMs ?? 0);
    if (fromMs >= span.toMs) continue;
    if (last && last.recordingToken === span.recordingToken && fromMs - last.toMs <= NO_GAP_MS) last.toMs = span.toMs;
    else spans.push({ ...span, fromMs });
  }
  return spans;
}

/** From the first moment to the last of which they have pictures; in between some may be missing. Null where no track says when it began. */
export function reachOf(recordings: readonly HeldRecording[], nowMs: number): RecordedSpan | null {
  const tracks = recordings.flatMap(videosOf).flatMap(({ fromMs, toMs }) => (fromMs === null ? [] : { fromMs, toMs }));
  if (tracks.length === 0) return null;
  const fromMs = Math.min(...tracks.map((track) => track.fromMs));
  // A recorder that still records may say no end.
  const toMs = Math.min(nowMs, Math.max(...tracks.map((track) => track.toMs ?? nowMs)));
  return fromMs < toMs ? { fromMs, toMs } : null;
}

function videosOf({ tracks }: HeldRecording): readonly HeldTrack[] {
  return tracks.filter(({ isVideo }) => isVideo);
}

/** By its states; a recorder that tells none says at least from when to when it has pictures. */
function spansOf(track: HeldTrack, states: readonly TrackState[], within: Within): RecordedSpan[] {
  const latestMs = Math.min(within.toMs, within.nowMs);
  const endMs = Math.min(latestMs, track.toMs ?? latestMs);
  const spans: RecordedSpan[] = [];
  let fromMs: number | undefined;
  if (states.length === 0) {
    if (track.fromMs !== null) fromMs = track.fromMs;
  } else {
    const inOrder = states.toSorted((one, other) => one.atMs - other.atMs);
    const [first] = inOrder;
    // What ends, and was not said to begin, was there before.
    if (first && !first.hasData && !first.isStart) fromMs = within.fromMs;
    for (const { atMs, hasData } of inOrder) {
      if (hasData) fromMs ??= atMs;
      else if (fromMs !== undefined) {
        spans.push({ fromMs, toMs: atMs });
        fromMs = undefined;
      }
    }
  }
  // A recorder that still records may say an end that is past.
  if (fromMs !== undefined) spans.push({ fromMs, toMs: endMs > fromMs ? endMs : latestMs });
  return spans
    .map((span) => ({ fromMs: Math.max(span.fromMs, within.fromMs), toMs: Math.min(span.toMs, latestMs) }))
    .filter((span) => span.fromMs < span.toMs);
}
