import { expect, test } from 'vitest';
import { isDue } from '../../../client/src/realtime/touch-due.ts';

test.each([
  ['the first touch is told at once', Number.NEGATIVE_INFINITY, 0, true],
  ['a second one within the minute is not', 0, 59_999, false],
  ['after a minute it is told again', 0, 60_000, true],
])('%s', (_, lastToldMs, nowMs, due) => {
  expect(isDue(lastToldMs, nowMs)).toBe(due);
});
