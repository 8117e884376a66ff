/** Asking a camera for key frames: not too often, and not when it never helps. */
import { expect, test } from 'vitest';
import { KeyFrameRequests } from '../../../streams/onvif/key-frame-requests.ts';
import { type ManualClock, manualClock } from '../../server/manual-clock.ts';

type Step = 'ask' | 'under way' | 'taken' | 'failed' | 'away' | 'refused' | 'key' | 'ignored' | 'heeded' | number;

/** A number is so many ms going by; every other word is done or expected then. */
const CASES: { name: string; steps: Step[] }[] = [
  { name: 'the first request goes out', steps: ['ask'] },
  { name: 'a second one waits for a second to pass', steps: ['ask', 999, 'refused', 1, 'ask'] },
  { name: 'an answered camera is not asked more often', steps: ['ask', 100, 'key', 100, 'refused', 800, 'ask'] },
  {
    name: 'two requests without a key frame are no reason to stop',
    steps: ['ask', 1_000, 'ask', 1_000, 'heeded', 'ask'],
  },
  {
    name: 'three in a row are',
    steps: ['ask', 1_000, 'ask', 1_000, 'ask', 500, 'heeded', 1, 'ignored', 10_000, 'refused'],
  },
  {
    name: 'a key frame within 500 ms begins the row anew',
    steps: [
      'ask',
      1_000,
      'ask',
      1_000,
      'ask',
      500,
      'key',
      1_000,
      'ask',
      1_000,
      'ask',
      1_000,
      'heeded',
      'ask',
      501,
      'ignored',
    ],
  },
  {
    name: 'one after 501 ms does not',
    steps: ['ask', 501, 'key', 1_000, 'ask', 501, 'key', 1_000, 'ask', 501, 'key', 'ignored'],
  },
  {
    name: 'key frames nobody asked for count for nothing',
    steps: ['key', 'ask', 1_000, 'ask', 1_000, 'ask', 600, 'key', 'ignored'],
  },
  {
    name: 'an hour later it is asked again',
    steps: ['ask', 1_000, 'ask', 1_000, 'ask', 600, 'ignored', 3_599_999, 'ignored', 1, 'ask'],
  },
  {
    name: 'and has three tries again',
    steps: ['ask', 1_000, 'ask', 1_000, 'ask', 600, 'ignored', 3_600_000, 'ask', 1_000, 'ask', 600, 'heeded'],
  },
  {
    name: 'what takes long on its way is waited for from then on',
    steps: ['under way', 5_000, 'refused', 'taken', 500, 'key', 1_000, 'ask', 1_000, 'ask', 501, 'heeded'],
  },
  {
    name: 'a camera that refuses is left in peace for an hour',
    steps: ['under way', 100, 'failed', 'ignored', 3_599_999, 'refused', 1, 'ask'],
  },
  {
    name: 'one that does not answer is tried again after a minute',
    steps: ['under way', 100, 'away', 'ignored', 59_999, 'refused', 1, 'ask'],
  },
];

test.each(CASES)('$name', ({ steps }) => {
  const clock = manualClock();
  const requests = new KeyFrameRequests(clock);
  expect(steps.map((step) => done(step, requests, clock))).toEqual(steps);
});

/** What came of it. */
function done(step: Step, requests: KeyFrameRequests, clock: ManualClock): Step {
  if (typeof step === 'number') clock.advance(step);
  if (step === 'key') requests.noteKeyFrame(clock());
  if (step === 'taken') requests.noteTaken();
  if (step === 'failed' || step === 'away') requests.noteFailed({ isLasting: step === 'failed' });
  if (step === 'under way') return requests.ask() ? step : 'refused';
  if (step === 'ask' || step === 'refused') return asked(requests) ? 'ask' : 'refused';
  if (step === 'ignored' || step === 'heeded') return requests.isLeftInPeace ? 'ignored' : 'heeded';
  return step;
}

test('a key frame that came before the request does not answer it', () => {
  const clock = manualClock();
  const requests = new KeyFrameRequests(clock);
  for (let tries = 0; tries < 3; tries += 1) {
    asked(requests);
    requests.noteKeyFrame(clock() - 1);
    clock.advance(1_000);
  }
  expect(requests.isLeftInPeace).toBe(true);
});

/** `+`: key frames come on request, `-`: they do not, `?`: not known. */
const LEARNT: { name: string; steps: Step[]; expected: string }[] = [
  { name: 'nobody asked', steps: ['key', 1_000, 'key'], expected: '?' },
  { name: 'it was asked and has time to answer', steps: ['ask', 400], expected: '?' },
  { name: 'it did not answer yet, which may be the way', steps: ['ask', 1_000, 'ask', 1_000, 'key'], expected: '?' },
  { name: 'a key frame came in time', steps: ['ask', 300, 'key'], expected: '+' },
  { name: 'three in a row were ignored', steps: ['ask', 1_000, 'ask', 1_000, 'ask', 501, 'key'], expected: '-' },
  { name: 'it refused', steps: ['under way', 100, 'failed'], expected: '-' },
  { name: 'it was away', steps: ['under way', 100, 'away'], expected: '?' },
  { name: 'it was away, and had answered before', steps: ['ask', 9, 'key', 1_000, 'under way', 'away'], expected: '+' },
  {
    name: 'two were ignored after one that was not',
    steps: ['ask', 'key', 1_000, 'ask', 1_000, 'ask', 501, 'key'],
    expected: '+',
  },
  {
    name: 'it ignored them, and an hour later did not',
    steps: ['ask', 1_000, 'ask', 1_000, 'ask', 501, 'key', 3_600_000, 'ask', 'key'],
    expected: '+',
  },
  {
    name: 'it ignored them, and an hour later has time to answer',
    steps: ['ask', 1_000, 'ask', 1_000, 'ask', 501, 'key', 3_600_000, 'ask'],
    expected: '-',
  },
];

test.each(LEARNT)('whether key frames come on request is $expected when $name', ({ steps, expected }) => {
  const clock = manualClock();
  const requests = new KeyFrameRequests(clock);
  for (const step of steps) done(step, requests, clock);
  const { areHeeded } = requests;
  expect({ true: '+', false: '-', null: '?' }[`${areHeeded}`]).toBe(expected);
});

test('a late look does not spoil what comes in time', () => {
  const clock = manualClock();
  const requests = new KeyFrameRequests(clock);
  asked(requests);
  const cameAtMs = clock() + 300;
  clock.advance(600);
  expect(requests.areHeeded).toBeNull();
  requests.noteKeyFrame(cameAtMs);
  expect(requests.areHeeded).toBe(true);
});

/** Asked, and taken by the camera at once. */
function asked(requests: KeyFrameRequests): boolean {
  if (!requests.ask()) return false;
  requests.noteTaken();
  return true;
}
