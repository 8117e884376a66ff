/** What the bench of the map reads out of a trace. */
import { expect, test } from 'vitest';
import { longestTask } from './longest-task.rules.ts';

const MAIN = { ph: 'M', name: 'thread_name', pid: 1, tid: 1, args: { name: 'CrRendererMain' } };
const task = (tid: number, dur: number, tdur: number, name = 'ThreadControllerImpl::RunTask') => {
  return { ph: 'X', name, pid: 1, tid, dur, tdur };
};

test('the longest is found by either clock, on the main thread alone', () => {
  const events = [
    MAIN,
    task(1, 4_000, 3_000),
    task(1, 6_000, 1_000),
    task(2, 90_000, 90_000),
    task(1, 80_000, 1, 'other'),
  ];
  expect(longestTask(events)).toEqual({ longestMs: 6, longestCpuMs: 3 });
});

test('a trace without a task is no short task', () => {
  expect(() => longestTask([MAIN])).toThrow('no task');
});
