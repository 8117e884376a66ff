/** Pictures of a tile that come just before the browser draws are moved out of its way. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AS_IT_COMES, nextPhase, targetMsOf } from '../../../client/src/video/drawing-phase.rules.ts';
import { watchPhase } from '../../../client/src/video/drawing-phase.ts';

const WELL = { decoded: 75, presented: 74, delayMs: 40 };
const MISSES = { decoded: 75, presented: 65, delayMs: 40 };

test('a tile that presents what it gets stays as it is', () => {
  expect(nextPhase(AS_IT_COMES, WELL)).toBe(AS_IT_COMES);
});

test('one that leaves pictures out waits a little longer than it did, and a look later is judged again', () => {
  const moved = nextPhase(AS_IT_COMES, MISSES);
  expect([targetMsOf(moved), moved.moveCount]).toEqual([65, 1]);
  const settled = nextPhase(moved, MISSES);
  expect(targetMsOf(settled)).toBe(65);
  expect(targetMsOf(nextPhase(settled, { ...MISSES, delayMs: 70 }))).toBe(90);
});

test('out of the way, it stays where it is, and may be moved as often again', () => {
  const settled = nextPhase(nextPhase(AS_IT_COMES, MISSES), MISSES);
  expect(nextPhase(settled, WELL)).toEqual({ ...settled, moveCount: 0 });
});

test('what drifts is moved on, and never by more than a picture takes', () => {
  let phase = AS_IT_COMES;
  const seen: (number | null)[] = [];
  for (let move = 0; move < 6; move += 1) {
    phase = nextPhase(nextPhase(nextPhase(phase, MISSES), WELL), WELL);
    seen.push(targetMsOf(phase));
  }
  expect(seen).toEqual([65, 90, null, 65, 90, null]);
});

test('what moving does not help goes back to how it came, and is left alone for a while', () => {
  let phase = AS_IT_COMES;
  const seen: (number | null)[] = [];
  for (let look = 0; look < 27; look += 1) {
    phase = nextPhase(phase, MISSES);
    seen.push(targetMsOf(phase));
  }
  expect(seen).toEqual([65, 65, 90, 90, null, null, null, ...Array(19).fill(null), null]);
  expect(targetMsOf(nextPhase(phase, MISSES))).toBe(65);
});

test('a few pictures tell nothing', () => {
  expect(nextPhase(AS_IT_COMES, { decoded: 10, presented: 2, delayMs: 40 })).toBe(AS_IT_COMES);
});

let presented = 0;
let decoded = 0;
let seeNext: (() => void) | undefined;

const video = {
  requestVideoFrameCallback: (told: (now: number, metadata: { presentedFrames: number }) => void) => {
    seeNext = () => told(0, { presentedFrames: presented });
    return 7;
  },
  cancelVideoFrameCallback: vi.fn(),
};
const receiver = {
  jitterBufferTarget: null as number | null,
  getStats: async () => {
    const stat = { type: 'inbound-rtp', framesDecoded: decoded };
    return new Map([['in', { ...stat, jitterBufferDelay: decoded * 0.05, jitterBufferEmittedCount: decoded }]]);
  },
};

const watched = () => watchPhase(video as unknown as HTMLVideoElement, receiver as unknown as RTCRtpReceiver);
const look = async (shown: number, came: number) => {
  presented += shown;
  decoded += came;
  await vi.advanceTimersByTimeAsync(4_000);
  seeNext?.();
  await vi.advanceTimersByTimeAsync(0);
};

beforeEach(() => {
  vi.useFakeTimers();
  [presented, decoded, seeNext, receiver.jitterBufferTarget] = [0, 0, undefined, null];
  video.cancelVideoFrameCallback.mockClear();
});

afterEach(() => {
  vi.useRealTimers();
});

test('the receiver of a tile that leaves pictures out is given what its buffer held and a little more', async () => {
  const watch = watched();
  for (const shown of [60, 75, 60, 60]) await look(shown, 75);
  expect(receiver.jitterBufferTarget).toBeNull();
  await look(60, 75);
  expect(receiver.jitterBufferTarget).toBe(75);
  watch.close();
});

test('a count that began anew is no loss, and one look at a time is asked for', async () => {
  const watch = watched();
  await look(75, 75);
  presented = 0;
  await look(5, 75);
  expect(receiver.jitterBufferTarget).toBeNull();
  seeNext = undefined;
  await vi.advanceTimersByTimeAsync(4_000);
  const asked = seeNext;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(seeNext).toBe(asked);
  watch.close();
  expect(video.cancelVideoFrameCallback).toHaveBeenCalledWith(7);
});
