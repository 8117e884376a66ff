import { expect, test } from 'vitest';
import {
  atRate,
  coverageAt,
  eventFrom,
  follow,
  isByKeyFrames,
  isPastAll,
  keyFrameBy,
  momentOfTime,
  neighbourRate,
  notBeyond,
  paused,
  played,
  playedAt,
  released,
  reversedRate,
  seekLeadMs,
  skipTo,
  timeAt,
  wentTo,
} from '../../../client/src/playback/playback-clock.rules.ts';

const running = released(timeAt(1_000_000, 0), 0);

test.each([
  { title: 'runs with the desk', time: running, nowMs: 5_000, moment: 1_005_000 },
  { title: 'runs sixteen times as fast', time: atRate(running, 16, 0), nowMs: 5_000, moment: 1_080_000 },
  { title: 'runs backwards', time: atRate(running, -4, 0), nowMs: 5_000, moment: 980_000 },
  { title: 'runs slowly', time: atRate(running, 0.25, 0), nowMs: 4_000, moment: 1_001_000 },
  { title: 'stands still when it is paused', time: paused(running, 2_000), nowMs: 9_000, moment: 1_002_000 },
  { title: 'goes on where it stood', time: played(paused(running, 2_000), 5_000), nowMs: 6_000, moment: 1_003_000 },
  { title: 'keeps its place when its rate changes', time: atRate(running, 2, 3_000), nowMs: 4_000, moment: 1_005_000 },
  { title: 'is held where it was set', time: wentTo(running, 5, 2_000), nowMs: 9_000, moment: 5 },
  {
    title: 'runs on from there once it is let go',
    time: released(wentTo(running, 5, 2_000), 4_000),
    nowMs: 5_000,
    moment: 1_005,
  },
])('the time $title', ({ time, nowMs, moment }) => {
  expect(momentOfTime(time, nowMs)).toBe(moment);
});

test('a paused time that is set stays paused, and is not held when it is played', () => {
  const there = wentTo(paused(running, 0), 7, 1_000);
  expect(momentOfTime(there, 9_000)).toBe(7);
  expect(momentOfTime(played(there, 9_000), 10_000)).toBe(1_007);
});

test('nothing is played faster than it happens', () => {
  const fast = atRate(running, 8, 0);
  expect(notBeyond(fast, 1_100_000, 5_000)).toBe(fast);
  expect(notBeyond(fast, 1_010_000, 5_000)).toMatchObject({ atMs: 1_010_000, rate: 1 });
});

test.each([
  [1, 1, 2],
  [16, 1, 16],
  [0.25, -1, 0.25],
  [0.5, -1, 0.25],
  [-1, 1, -2],
  [-4, -1, -2],
  [-1, -1, -1],
] as const)('from %d× a step of %d goes to %d×', (rate, steps, expected) => {
  expect(neighbourRate(rate, steps)).toBe(expected);
});

test.each([
  [1, -1],
  [8, -8],
  [0.25, -1],
  [-2, 2],
])('the reverse of %d× is %d×', (rate, expected) => {
  expect(reversedRate(rate)).toBe(expected);
});

test.each([
  [1, 16, false],
  [2, 16, true],
  [8, 1, false],
  [8, 4, true],
  [16, 1, true],
  [-1, 1, true],
])('%d× of %d cameras is played by key frames: %s', (rate, count, expected) => {
  expect(isByKeyFrames(rate, count)).toBe(expected);
});

test.each([
  { title: 'is with the time', driftMs: 20, rate: 1, isRunning: true, answer: { do: 'run', rate: 1 } },
  { title: 'is a little behind', driftMs: -50, rate: 1, isRunning: true, answer: { do: 'run', rate: 1.1 } },
  { title: 'is a little ahead', driftMs: 100, rate: 1, isRunning: true, answer: { do: 'run', rate: 0.8 } },
  { title: 'is ahead', driftMs: 300, rate: 1, isRunning: true, answer: { do: 'wait' } },
  { title: 'is behind', driftMs: -800, rate: 1, isRunning: true, answer: { do: 'run', rate: 1.3 } },
  {
    title: 'is behind at four times the rate',
    driftMs: -200,
    rate: 4,
    isRunning: true,
    answer: { do: 'run', rate: 4.4 },
  },
  { title: 'is far behind', driftMs: -1_300, rate: 1, isRunning: true, answer: { do: 'seek' } },
  { title: 'stands at the right moment', driftMs: -10, rate: 1, isRunning: false, answer: { do: 'stay' } },
  { title: 'stands a frame off', driftMs: 40, rate: 1, isRunning: false, answer: { do: 'seek' } },
])('a picture that $title', ({ driftMs, rate, isRunning, answer }) => {
  expect(follow(driftMs, { rate, isRunning })).toEqual(answer);
});

test('where seeks take long, they aim further ahead, within reason', () => {
  expect(seekLeadMs(100, 500)).toBe(300);
  expect(seekLeadMs(1_400, 9_000)).toBe(1_500);
});

const SPANS = [
  { fromMs: 0, toMs: 10_000 },
  { fromMs: 20_000, toMs: 30_000 },
];

test.each([
  [5_000, { isRecorded: true, fromMs: 0 }],
  [10_000, { isRecorded: false, nextMs: 20_000 }],
  [20_000, { isRecorded: true, fromMs: 20_000 }],
  [30_000, { isRecorded: false, nextMs: undefined }],
])('at %d a camera has %j', (atMs, expected) => {
  expect(coverageAt(atMs, SPANS)).toEqual(expected);
});

test.each([
  { title: 'one camera has a picture', atMs: 5_000, direction: 1, expected: undefined },
  { title: 'another begins later', atMs: 12_000, direction: 1, expected: 20_000 },
  { title: 'what follows is as good as here', atMs: 19_000, direction: 1, expected: undefined },
  { title: 'nothing follows', atMs: 31_000, direction: 1, expected: undefined },
  { title: 'one goes backwards', atMs: 19_000, direction: -1, expected: 9_999 },
] as const)('where to go on when $title', ({ atMs, direction, expected }) => {
  expect(skipTo(atMs, [[], SPANS], direction)).toBe(expected);
});

test.each([
  [25_000, 1, false],
  [40_000, 1, false],
  [60_000, 1, true],
  [-1, -1, true],
  [0, -1, false],
] as const)('at %d, going %d, all that was recorded lies behind: %s', (atMs, direction, expected) => {
  expect(isPastAll([[], SPANS], atMs, direction)).toBe(expected);
});

test.each([
  [0, 1, 45_000],
  [45_000, 1, 85_000],
  [85_000, 1, undefined],
  [85_000, -1, 45_000],
  [45_000, -1, undefined],
] as const)('from %d the event %d on is come to at %s', (atMs, direction, expected) => {
  expect(eventFrom(atMs, [90_000, 50_000], direction)).toBe(expected);
});

test('the key frame of a moment is the last one that was by then', () => {
  expect([-1, 0, 1_999, 2_000, 99_000].map((atMs) => keyFrameBy(atMs, [0, 2_000, 4_000]))).toEqual([
    undefined,
    0,
    0,
    2_000,
    4_000,
  ]);
});

test.each([
  { title: 'ours where we have any', atMs: 5_000, own: [[0, 10_000]], held: [[0, 60_000]], source: 'own' },
  {
    title: 'the recorder’s in a gap of ours',
    atMs: 30_000,
    own: [[0, 10_000]],
    held: [[0, 60_000]],
    source: 'recorder',
  },
  { title: 'the recorder’s where we have nothing', atMs: 30_000, own: [], held: [[0, 60_000]], source: 'recorder' },
  { title: 'nobody’s where neither has any', atMs: 70_000, own: [[0, 10_000]], held: [[0, 60_000]], source: 'own' },
  {
    title: 'nobody’s in a gap too short to fetch anything for',
    atMs: 11_000,
    own: [
      [0, 10_000],
      [12_000, 20_000],
    ],
    held: [[0, 60_000]],
    source: 'own',
  },
  {
    title: 'the recorder’s in a long gap between two of ours',
    atMs: 11_000,
    own: [
      [0, 10_000],
      [14_000, 20_000],
    ],
    held: [[0, 60_000]],
    source: 'recorder',
  },
])('what is played is $title', ({ atMs, own, held, source }) => {
  const spans = (all: number[][]) => all.map(([fromMs = 0, toMs = 0]) => ({ fromMs, toMs }));
  expect(playedAt(atMs, spans(own), spans(held))).toBe(source);
});
