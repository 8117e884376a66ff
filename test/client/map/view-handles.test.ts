/** What of a camera's place can be taken hold of, and what pulling it does. */
import { expect, test } from 'vitest';
import { metresBetween, moved } from '../../../client/src/map/geometry.ts';
import { type Handle, handlesOf, nudged, pulled } from '../../../client/src/map/view-handles.rules.ts';
import type { Position } from '../../../config/contract/place.ts';
import { at } from './map-places.ts';

const HERE = at(113.32, 23.095);
const PLACE = { position: HERE, bearingDegrees: 90, viewAngleDegrees: 60, viewReachMetres: 100 };

test('a camera that stands nowhere has nothing to take hold of', () => {
  expect(handlesOf({ ...PLACE, position: null })).toEqual([]);
});

test('a camera that looks nowhere has no ends, and is turned from north', () => {
  const handles = handlesOf({ ...PLACE, bearingDegrees: null });
  expect(handles.map(({ handle }) => handle)).toEqual(['aim', 'position']);
  expect(handles[0]?.position.longitude).toBe(HERE.longitude);
  expect(handles[0]?.position.latitude).toBeGreaterThan(HERE.latitude);
});

test('every handle stands as far away as the camera sees, at any latitude', () => {
  const far = at(113.32, 60);
  const reaches = handlesOf({ ...PLACE, position: far })
    .filter(({ handle }) => handle !== 'position')
    .map(({ position }) => Math.round(metresBetween(far, position)));
  expect(reaches).toEqual([100, 100, 100]);
});

test('the camera goes where it is pulled, and looks as before', () => {
  expect(pulled(PLACE, 'position', at(113.33, 23.1))).toEqual({ ...PLACE, position: at(113.33, 23.1) });
});

test('a camera without a place gets one', () => {
  expect(pulled({ ...PLACE, position: null }, 'position', HERE)).toEqual(PLACE);
});

test('the middle turns it and says how far it sees', () => {
  expect(pulled(PLACE, 'aim', away(350, 140))).toEqual({ ...PLACE, bearingDegrees: 350, viewReachMetres: 140 });
});

test.each([
  [1, 5],
  [5_000, 2_000],
])('pulled to %d metres it sees %d', (metres, seen) => {
  expect(pulled(PLACE, 'aim', away(90, metres)).viewReachMetres).toBe(seen);
});

test.each([
  ['left', 10, 330, 80],
  ['right', 350, 20, 60],
  ['left', 350, 300, 100],
  ['right', 10, 50, 80],
] as const)(
  'the %s end of a camera that looks to %d, pulled to %d: an angle of %d, north or not',
  (handle, bearing, to, angle) => {
    expect(angleOf(handle, bearing, to)).toBe(angle);
  },
);

test.each([
  ['right', 91, 5],
  ['right', 80, 5],
  ['left', 100, 5],
  ['right', 270, 360],
  ['right', 300, 360],
  ['left', 240, 360],
] as const)('the %s end pulled to %d stops at %d degrees', (handle, to, angle) => {
  expect(angleOf(handle, 90, to)).toBe(angle);
});

test.each([
  ['position', { right: 1, up: 0 }, 90],
  ['position', { right: 0, up: -1 }, 180],
] as const)('an arrow moves the %s half a metre', (handle, step, degrees) => {
  const { position } = nudged(PLACE, handle, step, false);
  expect(position?.longitude).toBeCloseTo(away(degrees, 0.5).longitude, 6);
  expect(position?.latitude).toBeCloseTo(away(degrees, 0.5).latitude, 6);
});

test.each([
  ['aim', { right: 1, up: 0 }, false, 359, { bearingDegrees: 0 }],
  ['aim', { right: -1, up: 0 }, true, 5, { bearingDegrees: 355 }],
  ['aim', { right: 0, up: 1 }, false, 5, { viewReachMetres: 101 }],
  ['left', { right: -1, up: 0 }, false, 5, { viewAngleDegrees: 61 }],
  ['right', { right: -1, up: 0 }, true, 5, { viewAngleDegrees: 50 }],
  ['right', { right: 0, up: 1 }, true, 5, { viewAngleDegrees: 70 }],
] as const)('%s by %j, far: %s', (handle, step, isFar, bearingDegrees, changed) => {
  const place = { ...PLACE, bearingDegrees };
  expect(nudged(place, handle, step, isFar)).toEqual({ ...place, ...changed });
});

test('an arrow goes no further than what may be said', () => {
  expect(nudged({ ...PLACE, viewAngleDegrees: 355 }, 'right', { right: 1, up: 0 }, true).viewAngleDegrees).toBe(360);
  expect(nudged({ ...PLACE, viewReachMetres: 8 }, 'aim', { right: 0, up: -1 }, true).viewReachMetres).toBe(5);
});

function away(degrees: number, metres: number): Position {
  const [longitude, latitude] = moved(HERE, degrees, metres);
  return { longitude, latitude };
}

function angleOf(handle: Handle, bearingDegrees: number, towards: number): number {
  return pulled({ ...PLACE, bearingDegrees }, handle, away(towards, 100)).viewAngleDegrees;
}
