/** Things that come together are handed on together. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gathering } from '../../../client/src/realtime/gathering.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function heardBy(isHidden = false) {
  const heard: string[] = [];
  return {
    heard,
    ...gathering<string>(
      (things) => heard.push(things.join('')),
      () => isHidden,
    ),
  };
}

test('the first is handed on at once', () => {
  const { heard, add } = heardBy();
  add('a');
  vi.advanceTimersByTime(0);
  expect(heard).toEqual(['a']);
});

test('those that follow shortly after are handed on in one go, in order', () => {
  const { heard, add } = heardBy();
  add('a');
  vi.advanceTimersByTime(0);
  for (const thing of ['b', 'c', 'd']) add(thing);
  vi.advanceTimersByTime(99);
  expect(heard).toEqual(['a']);
  vi.advanceTimersByTime(1);
  expect(heard).toEqual(['a', 'bcd']);
});

test('what waits is handed on when it is asked for, and once', () => {
  const { heard, add, flush } = heardBy();
  add('a');
  flush();
  vi.runAllTimers();
  expect(heard).toEqual(['a']);
});

test('on a page nobody sees nothing waits', () => {
  const { heard, add } = heardBy(true);
  add('a');
  add('b');
  expect(heard).toEqual(['a', 'b']);
});
