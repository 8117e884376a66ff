/** A base map of another datum: which of its tiles show the ground of one of ours. */
import gcoord from 'gcoord';
import { expect, test } from 'vitest';
import { tileAt, tileShift } from '../../../client/src/map/base-map.rules.ts';

const THEIRS = { gcj02: gcoord.GCJ02, bd09: gcoord.BD09 };
const moved = (corner: [number, number], system: keyof typeof THEIRS): [number, number] => {
  const [longitude = 0, latitude = 0] = gcoord.transform(corner, gcoord.WGS84, THEIRS[system]);
  return [longitude, latitude];
};

const tile = { z: 17, x: 106_799, y: 56_823 };

test('a map of our own datum is one tile, where it is', () => {
  const [part, ...more] = tileShift(tile, (corner) => corner).filter(
    ({ leftShare, topShare }) => Math.abs(leftShare) < 0.999 && Math.abs(topShare) < 0.999,
  );
  expect(part).toMatchObject({ x: tile.x, y: tile.y });
  expect([part?.leftShare, part?.topShare].map((share) => Math.round((share ?? 1) * 1e6) + 0)).toEqual([0, 0]);
  expect(more).toEqual([]);
});

test.each(['gcj02', 'bd09'] as const)('tiles in %s are put where their ground is, to less than a pixel', (system) => {
  const parts = tileShift(tile, (corner) => moved(corner, system));
  expect(parts).toHaveLength(4);
  // A place a quarter into our tile, and where their tiles show it.
  const count = 2 ** tile.z;
  const longitude = ((tile.x + 0.25) / count) * 360 - 180;
  const latitude = (Math.atan(Math.sinh(Math.PI * (1 - (2 * (tile.y + 0.25)) / count))) * 180) / Math.PI;
  const theirs = tileAt(moved([longitude, latitude], system), tile.z);
  const part = parts.find(({ x, y }) => x === Math.floor(theirs.x) && y === Math.floor(theirs.y));
  expect(Math.abs((part?.leftShare ?? 9) + (theirs.x % 1) - 0.25) * 256).toBeLessThan(1);
  expect(Math.abs((part?.topShare ?? 9) + (theirs.y % 1) - 0.25) * 256).toBeLessThan(1);
});
