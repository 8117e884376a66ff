/** How far around what is in view things are made ready. */
import { expect, test } from 'vitest';
import { viewAround } from '../../../client/src/map/map-view.rules.ts';

const SEEN = { zoom: 14.1, bounds: [0, 0, 10, 10] as [number, number, number, number] };
const TOLD = viewAround(null, SEEN);

test('half a screen more on every side is made ready, for a zoom in half steps', () => {
  expect(TOLD).toEqual({ zoom: 14, bounds: [-5, -5, 15, 15] });
});

test.each([
  ['a small move', { zoom: 14.1, bounds: [4, 4, 14, 14] as [number, number, number, number] }, true],
  ['a move beyond it', { zoom: 14.1, bounds: [6, 4, 16, 14] as [number, number, number, number] }, false],
  ['another zoom', { zoom: 14.6, bounds: [0, 0, 10, 10] as [number, number, number, number] }, false],
])('%s leaves it as it is: %j', (_, seen, isKept) => {
  expect(viewAround(TOLD, seen) === TOLD).toBe(isKept);
});
