/** Datums: the known vector at Guanzhou, the way back, and that nothing is shifted twice. */
import { expect, test } from 'vitest';
import { type Corner, fromWgs84, toWgs84 } from '../../../server/geo/coordinates.ts';
import { metresBetween } from '../../../server/geo/plane.rules.ts';

const GUANZHOU: Corner = [113.36, 23.06];
const KNOWN = { gcj02: [113.3654858, 23.0574422], bd09: [113.3720175, 23.0633657] } as const;

test.each(['gcj02', 'bd09'] as const)('a place in WGS-84 is where %s has it, to a centimetre', (system) => {
  const [longitude, latitude] = KNOWN[system];
  expect(metresBetween(fromWgs84(GUANZHOU, system), [longitude, latitude])).toBeLessThan(0.02);
});

test.each(['gcj02', 'bd09'] as const)('a place in %s comes back to where it was, to a millimetre', (system) => {
  expect(metresBetween(toWgs84(fromWgs84(GUANZHOU, system), system), GUANZHOU)).toBeLessThan(0.001);
});

test('WGS-84 is left alone', () => {
  expect(toWgs84(GUANZHOU, 'wgs84')).toEqual(GUANZHOU);
});

test('the wrong datum is two blocks away', () => {
  expect(metresBetween(GUANZHOU, fromWgs84(GUANZHOU, 'gcj02'))).toBeCloseTo(629, -1);
});

test('a place outside China is where it is in every system', () => {
  expect(fromWgs84([2.35, 48.85], 'gcj02')).toEqual([2.35, 48.85]);
});
