import { expect, test } from 'vitest';
import { SleepWatch } from '../../../client/src/realtime/sleep-watch.ts';

function tickedAt(...times: number[]): SleepWatch {
  const watch = new SleepWatch(0);
  for (const nowMs of times) watch.tick(nowMs);
  return watch;
}

test('a page whose timers come in time was not asleep', () => {
  expect(tickedAt(500, 1_000, 1_600).justWoke(1_900)).toBe(false);
});

test('a page asked before its late timer knows that it slept', () => {
  expect(tickedAt(500).justWoke(4_000)).toBe(true);
});

test('a page asked just after its late timer knows it too, and for a second only', () => {
  const watch = tickedAt(500, 4_000, 4_500);
  expect([watch.justWoke(4_600), watch.justWoke(5_000)]).toEqual([true, false]);
});
