/** Of a long list, the rows worth drawing. */
import { expect, test } from 'vitest';
import { rowsInSight } from '../../../client/src/kit/rows-in-sight.rules.ts';

test.each([
  ['the top', { scrolledPx: 0, heightPx: 640, rowPx: 64, count: 10_000 }, { from: 0, to: 18 }],
  ['the middle', { scrolledPx: 6_400, heightPx: 640, rowPx: 64, count: 10_000 }, { from: 92, to: 118 }],
  ['the end', { scrolledPx: 639_360, heightPx: 640, rowPx: 64, count: 10_000 }, { from: 9_982, to: 10_000 }],
  ['a short list', { scrolledPx: 0, heightPx: 640, rowPx: 64, count: 3 }, { from: 0, to: 3 }],
  ['a list that became shorter', { scrolledPx: 6_400, heightPx: 640, rowPx: 64, count: 20 }, { from: 19, to: 20 }],
  ['an empty list', { scrolledPx: 0, heightPx: 640, rowPx: 64, count: 0 }, { from: 0, to: 0 }],
])('of %s', (_, scrolled, range) => {
  expect(rowsInSight(scrolled)).toEqual(range);
});
