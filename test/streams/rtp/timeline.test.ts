import { expect, test } from 'vitest';
import { Timeline } from '../../../streams/rtp/timeline.ts';

function timelineAt(startMs: number) {
  let nowMs = startMs;
  const timeline = new Timeline(() => nowMs);
  return { timeline, after: (ms: number) => (nowMs += ms) };
}

const JUMPS = [
  { name: 'an ordinary step', from: 1_000, to: 4_600, waitedMs: 45, expected: 3_600 },
  { name: 'the wrap of 32 bits', from: 0xffff_ff00, to: 0x0000_0d10, waitedMs: 77, expected: 3_600 },
  { name: 'a jump of an hour', from: 1_000, to: 1_000 + 3_600 * 90_000, waitedMs: 40, expected: 3_600 },
  { name: 'a step back', from: 9_000, to: 1_000, waitedMs: 40, expected: 3_600 },
  { name: 'the same timestamp again', from: 9_000, to: 9_000, waitedMs: 0, expected: 90 },
];

test.each(JUMPS)('$name becomes a step forward', ({ from, to, waitedMs, expected }) => {
  const { timeline, after } = timelineAt(1_000_000);
  const first = timeline.ticksOf(from);
  after(waitedMs);
  expect(timeline.ticksOf(to) - first).toBe(expected);
});

test('a camera that comes back goes on where the time that passed has brought us', () => {
  const { timeline, after } = timelineAt(1_000_000);
  const last = timeline.ticksOf(1_000);
  after(10_000);
  timeline.restart();
  expect(timeline.ticksOf(4_600) - last).toBe(900_000);
});
