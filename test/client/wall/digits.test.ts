import { expect, test } from 'vitest';
import { withDigit } from '../../../client/src/wall/digits.rules.ts';

function typed(slotCount: number, ...presses: [digit: number, atMs: number][]): number | null {
  let digits: Parameters<typeof withDigit>[0] = null;
  let slot: number | null = null;
  for (const [digit, atMs] of presses) ({ digits, slot } = withDigit(digits, digit, slotCount, atMs));
  return slot;
}

test('a digit is a slot at once', () => {
  expect(typed(9, [3, 0])).toBe(2);
});

test('a second digit soon after makes one number of both', () => {
  expect(typed(16, [1, 0], [2, 400])).toBe(11);
});

test('a second digit later is a number of its own', () => {
  expect(typed(16, [1, 0], [2, 2_000])).toBe(1);
});

test('a number beyond the wall is its last digit', () => {
  expect(typed(16, [2, 0], [5, 300])).toBe(4);
});

test('there is no slot 0, and no slot that is not shown', () => {
  expect(typed(9, [0, 0])).toBeNull();
  expect(typed(4, [7, 0])).toBeNull();
});
