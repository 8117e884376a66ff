import { expect, test } from 'vitest';
import {
  type Graded,
  grade,
  isKeyFrameFar,
  judge,
  type Observed,
  retryAfterMs,
  warningsOf,
} from '../../../streams/cameras/camera.rules.ts';

const LIMITS = { stallMs: 3_000, offlineMs: 8_000, reconnectMinMs: 1_000, reconnectMaxMs: 5_000 };
const NOW = 100_000;
const LOST = { code: 'CAMERA_CONNECTION_LOST' as const, detail: {} };

const CASES: { name: string; seen: Partial<Observed>; state: string; cause?: string }[] = [
  { name: 'nobody needs it', seen: { needed: false }, state: 'idle' },
  {
    name: 'nobody needs it and the last probe failed',
    seen: { needed: false, cause: LOST },
    state: 'offline',
    cause: 'CAMERA_CONNECTION_LOST',
  },
  { name: 'no frame yet', seen: {}, state: 'connecting' },
  { name: 'no frame yet and a try failed', seen: { cause: LOST }, state: 'offline', cause: 'CAMERA_CONNECTION_LOST' },
  { name: 'a frame just now', seen: { lastFrameAtMs: NOW - 40 }, state: 'live' },
  {
    name: 'a frame just now, then the connection broke',
    seen: { lastFrameAtMs: NOW - 40, cause: LOST },
    state: 'live',
  },
  { name: 'silent for 3 s', seen: { lastFrameAtMs: NOW - 3_000 }, state: 'stalled', cause: 'CAMERA_NO_FRAMES' },
  {
    name: 'silent for 3 s because the connection broke',
    seen: { lastFrameAtMs: NOW - 3_000, cause: LOST },
    state: 'stalled',
    cause: 'CAMERA_CONNECTION_LOST',
  },
  { name: 'silent for 8 s', seen: { lastFrameAtMs: NOW - 8_000 }, state: 'offline', cause: 'CAMERA_NO_FRAMES' },
];

test.each(CASES)('$name: $state', ({ seen, state, cause }) => {
  const judged = judge({ nowMs: NOW, needed: true, lastFrameAtMs: null, cause: null, ...seen }, LIMITS);
  expect([judged.state, judged.cause?.code]).toEqual([state, cause]);
});

test('tries come less often, never rarer than the limit, and apart from each other', () => {
  const waits = [0, 1, 2, 3, 50].map((failures) => retryAfterMs(failures, 'CAMERA_UNREACHABLE', LIMITS, 1));
  expect(waits).toEqual([1_000, 2_000, 4_000, 5_000, 5_000]);
  expect(retryAfterMs(0, 'CAMERA_UNREACHABLE', LIMITS, 0)).toBe(750);
});

test('a wrong password is tried once a minute, so that the camera does not lock the account', () => {
  expect(retryAfterMs(0, 'CAMERA_WRONG_PASSWORD', LIMITS, 1)).toBe(60_000);
});

test('a camera that is just starting, and knows no stream yet, is tried again soon', () => {
  expect(retryAfterMs(0, 'CAMERA_STREAM_NOT_FOUND', LIMITS, 1)).toBe(1_000);
});

const WELL: Graded = {
  state: 'live',
  framesPerSecond: 25,
  usualFramesPerSecond: 25,
  reconnectCount: 0,
  stallCount: 0,
  lossPercent: 0,
  delayMs: 40,
};
const GRADES: { name: string; seen: Partial<Graded>; expected: string }[] = [
  { name: 'nothing is wrong', seen: {}, expected: 'good' },
  { name: 'what is usual is not known yet', seen: { framesPerSecond: 3, usualFramesPerSecond: 0 }, expected: 'good' },
  { name: '90 % of the usual frames', seen: { framesPerSecond: 22.5 }, expected: 'good' },
  { name: 'fewer than 90 % of the usual frames', seen: { framesPerSecond: 22.4 }, expected: 'fair' },
  { name: '60 % of the usual frames', seen: { framesPerSecond: 15 }, expected: 'fair' },
  { name: 'fewer than 60 % of the usual frames', seen: { framesPerSecond: 14.9 }, expected: 'poor' },
  { name: 'called again once', seen: { reconnectCount: 1 }, expected: 'fair' },
  { name: 'called again three times', seen: { reconnectCount: 3 }, expected: 'poor' },
  { name: 'four stalls', seen: { stallCount: 4 }, expected: 'good' },
  { name: 'five stalls', seen: { stallCount: 5 }, expected: 'fair' },
  { name: 'twenty-one stalls', seen: { stallCount: 21 }, expected: 'poor' },
  { name: 'half a percent lost', seen: { lossPercent: 0.5 }, expected: 'good' },
  { name: 'one percent lost', seen: { lossPercent: 1 }, expected: 'fair' },
  { name: 'more than two percent lost', seen: { lossPercent: 2.1 }, expected: 'poor' },
  { name: 'half a second late', seen: { delayMs: 500 }, expected: 'good' },
  { name: 'a second late', seen: { delayMs: 1_000 }, expected: 'fair' },
  { name: 'two seconds late', seen: { delayMs: 2_000 }, expected: 'poor' },
  { name: 'the worst of two counts', seen: { delayMs: 1_000, lossPercent: 5 }, expected: 'poor' },
  { name: 'stalled, whatever the numbers', seen: { state: 'stalled' }, expected: 'poor' },
  { name: 'idle', seen: { state: 'idle' }, expected: 'none' },
  { name: 'connecting', seen: { state: 'connecting' }, expected: 'none' },
  { name: 'offline', seen: { state: 'offline' }, expected: 'none' },
];

test.each(GRADES)('$name: $expected', ({ seen, expected }) => {
  expect(grade({ ...WELL, ...seen })).toBe(expected);
});

const ALL_WELL = { isReordered: false, isAudioRefused: false };

test.each([
  { clockOffsetMs: null, keyFrameIntervalMs: 2_000, expected: [] },
  { clockOffsetMs: 5_000, keyFrameIntervalMs: 4_000, expected: [] },
  { clockOffsetMs: 5_001, keyFrameIntervalMs: 0, expected: ['CAMERA_CLOCK_OFF'] },
  { clockOffsetMs: -28_800_000, keyFrameIntervalMs: 0, expected: ['CAMERA_CLOCK_OFF'] },
  { clockOffsetMs: 0, keyFrameIntervalMs: 10_000, expected: ['CAMERA_KEY_FRAMES_RARE'] },
  { clockOffsetMs: 0, keyFrameIntervalMs: 2_000, isAudioRefused: true, expected: ['CAMERA_AUDIO_NOT_SUPPORTED'] },
  { clockOffsetMs: 0, keyFrameIntervalMs: 2_000, isReordered: true, expected: ['CAMERA_HAS_B_FRAMES'] },
])('a clock $clockOffsetMs ms off and key frames $keyFrameIntervalMs ms apart: $expected', ({ expected, ...seen }) => {
  expect(warningsOf({ ...ALL_WELL, ...seen })).toEqual(expected);
});

test.each([
  { name: 'a connection that just began', lastKeyAtMs: null, intervalMs: 0, isFar: false },
  { name: 'key frames every second', lastKeyAtMs: 10_000 - 200, intervalMs: 1_000, isFar: false },
  { name: 'key frames every 2 s, the next in 1.8 s', lastKeyAtMs: 10_000 - 200, intervalMs: 2_000, isFar: true },
  {
    name: 'key frames every 2 s, the next in half a second',
    lastKeyAtMs: 10_000 - 1_500,
    intervalMs: 2_000,
    isFar: false,
  },
  { name: 'a key frame that is overdue', lastKeyAtMs: 10_000 - 2_500, intervalMs: 2_000, isFar: true },
  { name: 'one key frame, a second ago', lastKeyAtMs: 10_000 - 1_000, intervalMs: 0, isFar: false },
  { name: 'one key frame, longer ago', lastKeyAtMs: 10_000 - 1_001, intervalMs: 0, isFar: true },
])('$name: the next key frame is far off: $isFar', ({ lastKeyAtMs, intervalMs, isFar }) => {
  expect(isKeyFrameFar({ nowMs: 10_000, lastKeyAtMs, intervalMs })).toBe(isFar);
});
