import { expect, test } from 'vitest';
import { wantedQuality } from '../../../client/src/video/wanted-quality.ts';

/** As wide as tiles are on a monitor of 1920 beside tree and side. */
test.each([
  ['one tile', 1_250, false, 'main'],
  ['four tiles', 620, false, 'main'],
  ['nine tiles', 410, false, 'sub'],
  ['sixteen tiles', 305, false, 'sub'],
  ['a tour on the whole wall', 1_250, true, 'main'],
  ['a tour on four tiles', 620, true, 'sub'],
] as const)('%s', (_, widthPx, isPassing, quality) => {
  expect(wantedQuality(widthPx, null, isPassing)).toBe(quality);
});

test('a tile at the border keeps what it plays', () => {
  expect(wantedQuality(520, 'sub')).toBe('sub');
  expect(wantedQuality(520, 'main')).toBe('main');
});
