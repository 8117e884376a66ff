/** Asking a camera for key frames: not too often, and not when it never helps. */
import { expect, test } from 'vitest';
import { KeyFrameRequests } from '../../../streams/onvif/key-frame-requests.ts';
import { manualClock } from '../../server/manual-clock.ts';

type Step = 'ask' | 'refused' | 'key' | 'ignored' | 'heeded' | 'forget' | number;

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
    name: 'another address or encoder is asked at once',
    steps: ['ask', 1_000, 'ask', 1_000, 'ask', 600, 'ignored', 'forget', 1_000, 'ask'],
  },
];

test.each(CASES)('$name', ({ steps }) => {
  const clock = manualClock();
  const requests = new KeyFrameRequests(clock);
  const seen = steps.map((step) => {
    if (typeof step === 'number') clock.advance(step);
    if (step === 'key') requests.noteKeyFrame(clock());
    if (step === 'forget') requests.forget();
    if (step === 'ask' || step === 'refused') return requests.ask() ? 'ask' : 'refused';
    if (step === 'ignored' || step === 'heeded') return requests.isIgnored ? 'ignored' : 'heeded';
    return step;
  });
  expect(seen).toEqual(steps);
});

test('a key frame that came before the request does not answer it', () => {
  const clock = manualClock();
  const requests = new KeyFrameRequests(clock);
  for (let tries = 0; tries < 3; tries += 1) {
    requests.ask();
    requests.noteKeyFrame(clock() - 1);
    clock.advance(1_000);
  }
  expect(requests.isIgnored).toBe(true);
});
