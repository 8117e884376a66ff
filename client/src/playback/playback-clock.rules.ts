/**
 * One time for all the pictures of a playback: it runs at a rate, backwards too,
 * stands still, and is set. Each picture follows it; none of them leads. Pure.
 *
 * It is held for a moment after it was set, so that all begin together.
 */
import type { RecordedSpan, RecordingSource } from '../../../config/contract/recording.ts';

/** It was `atMs` when the desk's own time was `sinceMs`. */
export type PlaybackTime = { atMs: number; sinceMs: number; rate: number; isPlaying: boolean; isHeld: boolean };

export const FORWARD_RATES = [0.25, 0.5, 1, 2, 4, 8, 16] as const;
const ALL_RATES = [-16, -8, -4, -2, -1, ...FORWARD_RATES];

export function timeAt(atMs: number, nowMs: number): PlaybackTime {
  return { atMs, sinceMs: nowMs, rate: 1, isPlaying: true, isHeld: true };
}

export function isRunning({ isPlaying, isHeld }: PlaybackTime): boolean {
  return isPlaying && !isHeld;
}

export function momentOfTime(time: PlaybackTime, nowMs: number): number {
  return isRunning(time) ? time.atMs + (nowMs - time.sinceMs) * time.rate : time.atMs;
}

/** As it stands now, with what is changed from now on. */
function from(time: PlaybackTime, nowMs: number, change: Partial<PlaybackTime>): PlaybackTime {
  return { ...time, atMs: momentOfTime(time, nowMs), sinceMs: nowMs, ...change };
}

export function played(time: PlaybackTime, nowMs: number): PlaybackTime {
  return from(time, nowMs, { isPlaying: true });
}

export function paused(time: PlaybackTime, nowMs: number): PlaybackTime {
  return from(time, nowMs, { isPlaying: false });
}

export function atRate(time: PlaybackTime, rate: number, nowMs: number): PlaybackTime {
  return from(time, nowMs, { rate });
}

export function wentTo(time: PlaybackTime, atMs: number, nowMs: number): PlaybackTime {
  return from(time, nowMs, { atMs, isHeld: time.isPlaying });
}

export function released(time: PlaybackTime, nowMs: number): PlaybackTime {
  return time.isHeld ? from(time, nowMs, { isHeld: false }) : time;
}

/** The rate `steps` faster or slower; it does not turn round. */
export function neighbourRate(rate: number, steps: 1 | -1): number {
  const same = ALL_RATES.filter((other) => Math.sign(other) === Math.sign(rate)).sort(
    (one, other) => Math.abs(one) - Math.abs(other),
  );
  return same[same.indexOf(rate) + steps] ?? rate;
}

/** The other way at the same pace, or the slowest there is that way. */
export function reversedRate(rate: number): number {
  return ALL_RATES.includes(-rate) ? -rate : -Math.sign(rate);
}

/** What comes is not recorded yet: there it goes on no faster than the world. */
export function notBeyond(time: PlaybackTime, newestMs: number, nowMs: number): PlaybackTime {
  if (momentOfTime(time, nowMs) <= newestMs) return time;
  return from(time, nowMs, { atMs: newestMs, rate: Math.min(1, time.rate) });
}

/** Whole pictures while decoders can keep up, else key frames only; backwards always those. */
export function isByKeyFrames(rate: number, pictureCount: number): boolean {
  return rate < 0 || rate * pictureCount > 16 || rate > 8;
}

export type Following = { do: 'stay' } | { do: 'run'; rate: number } | { do: 'wait' } | { do: 'seek' };

/** A still picture is right when it is the one of its moment. */
const STILL_MS = 15;
/** Nearer than this nobody sees. */
const TOGETHER_MS = 30;
/** So far ahead a picture stands until the time has come. */
const WAIT_FROM_MS = 120;
/** Seeking costs a decoder more than running a while faster. */
const SEEK_FROM_MS = 1_200;
const CORRECTION = 0.3;

/** `driftMs`: how far what is shown is ahead of the time. */
export function follow(driftMs: number, { rate, isRunning }: { rate: number; isRunning: boolean }): Following {
  const off = Math.abs(driftMs);
  if (!isRunning) return off <= STILL_MS ? { do: 'stay' } : { do: 'seek' };
  const pace = Math.max(1, rate);
  if (off > SEEK_FROM_MS * pace) return { do: 'seek' };
  if (driftMs > WAIT_FROM_MS * pace) return { do: 'wait' };
  if (off <= TOGETHER_MS * pace) return { do: 'run', rate };
  const correction = Math.max(-CORRECTION, Math.min(CORRECTION, driftMs / (500 * pace)));
  return { do: 'run', rate: rate * (1 - correction) };
}

/** How far ahead of the time to seek, by how long seeks took lately. */
export function seekLeadMs(leadMs: number, tookMs: number): number {
  return Math.min(LONGEST_LEAD_MS, Math.round(leadMs * 0.5 + tookMs * 0.5));
}

const LONGEST_LEAD_MS = 1_500;

export type Coverage = { isRecorded: true; fromMs: number } | { isRecorded: false; nextMs: number | undefined };

export function coverageAt(atMs: number, spans: readonly RecordedSpan[]): Coverage {
  const span = spans.find(({ toMs }) => toMs > atMs);
  if (span && span.fromMs <= atMs) return { isRecorded: true, fromMs: span.fromMs };
  return { isRecorded: false, nextMs: span?.fromMs };
}

/** Between two of ours a shorter one is not worth fetching another's pictures for. */
const RECORDER_FROM_MS = 3_000;

/** Ours where we have any; in a gap of ours what the recorder holds, if it holds any. */
export function playedAt(atMs: number, own: readonly RecordedSpan[], held: readonly RecordedSpan[]): RecordingSource {
  if (coverageAt(atMs, own).isRecorded || !coverageAt(atMs, held).isRecorded) return 'own';
  const endedMs = own.findLast(({ toMs }) => toMs <= atMs)?.toMs;
  const nextMs = own.find(({ fromMs }) => fromMs > atMs)?.fromMs;
  const isShort = endedMs !== undefined && nextMs !== undefined && nextMs - endedMs < RECORDER_FROM_MS;
  return isShort ? 'own' : 'recorder';
}

/** Less is not worth a jump. */
const SKIP_FROM_MS = 1_500;

/** Where to go on when none of the cameras has anything at this moment; undefined when one has, or nothing follows. */
export function skipTo(
  atMs: number,
  spansOfEach: readonly (readonly RecordedSpan[])[],
  direction: 1 | -1,
): number | undefined {
  const all = spansOfEach.flat();
  if (all.some(({ fromMs, toMs }) => fromMs <= atMs && toMs > atMs)) return undefined;
  const ahead =
    direction > 0
      ? all.filter(({ fromMs }) => fromMs > atMs).map(({ fromMs }) => fromMs)
      : all.filter(({ toMs }) => toMs <= atMs).map(({ toMs }) => toMs - 1);
  if (ahead.length === 0) return undefined;
  const next = direction > 0 ? Math.min(...ahead) : Math.max(...ahead);
  return Math.abs(next - atMs) < SKIP_FROM_MS ? undefined : next;
}

/** What is this near to the end may be the present, where more comes. */
const MORE_MAY_COME_MS = 20_000;

/** Whether all that is known lies behind: there is nothing to go on to. */
export function isPastAll(spansOfEach: readonly (readonly RecordedSpan[])[], atMs: number, direction: 1 | -1): boolean {
  const all = spansOfEach.flat();
  return direction > 0
    ? all.every(({ toMs }) => toMs + MORE_MAY_COME_MS < atMs)
    : all.every(({ fromMs }) => fromMs > atMs);
}

/** One comes a little before what happened, or one would come too late. */
const BEFORE_MS = 5_000;

export function eventFrom(atMs: number, eventTimesMs: readonly number[], direction: 1 | -1): number | undefined {
  const inOrder = eventTimesMs.toSorted((one, other) => one - other);
  const found =
    direction > 0
      ? inOrder.find((eventMs) => eventMs > atMs + BEFORE_MS + 1_000)
      : inOrder.findLast((eventMs) => eventMs < atMs);
  return found === undefined ? undefined : found - BEFORE_MS;
}

/** Where the wanted key frame is: the last one that was by then, going either way. */
export function keyFrameBy(atMs: number, keyFramesMs: readonly number[]): number | undefined {
  return keyFramesMs.findLast((keyMs) => keyMs <= atMs);
}
