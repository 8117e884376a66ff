import { expect, test } from 'vitest';
import { retryDelayMs } from '../../../client/src/video/retry-delay.ts';

test('each failure waits longer, up to a limit, and never gives up', () => {
  expect([1, 2, 3, 4, 5, 6, 1_000].map(retryDelayMs)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
});
