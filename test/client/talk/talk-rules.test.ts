import { expect, test } from 'vitest';
import { minutesText } from '../../../client/src/talk/talk.rules.ts';

test.each([
  [-5, '0:00'],
  [7_999, '0:07'],
  [60_000, '1:00'],
  [125_000, '2:05'],
])('%i ms of a talk are written %s', (durationMs, written) => {
  expect(minutesText(durationMs)).toBe(written);
});
