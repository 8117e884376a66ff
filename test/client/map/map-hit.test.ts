/** What a click on the map means. */
import { expect, test } from 'vitest';
import { type Target, targetAt } from '../../../client/src/map/map-hit.rules.ts';

const CAMERA: Target = { kind: 'camera', id: 'c', x: 100, y: 100, radius: 12 };
const ALERT: Target = { kind: 'alert', id: 'a', x: 108, y: 92, radius: 10 };

test('a click beside everything hits nothing', () => {
  expect(targetAt([CAMERA, ALERT], 200, 200)).toBeNull();
});

test('a click on a camera hits it', () => {
  expect(targetAt([CAMERA, ALERT], 95, 105)).toBe(CAMERA);
});

test('where an alert lies over a camera the alert is hit', () => {
  expect(targetAt([CAMERA, ALERT], 102, 98)).toBe(ALERT);
});

test('of two cameras the nearer one is hit', () => {
  const other = { ...CAMERA, id: 'other', x: 112 };
  expect(targetAt([CAMERA, other], 108, 100)).toBe(other);
});
