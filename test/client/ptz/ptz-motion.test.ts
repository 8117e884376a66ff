/** What a hand does becomes what a camera is asked. */
import { expect, test } from 'vitest';
import { boxBetween, isStill, motionOf, motionOfDrag, stepOfBox } from '../../../client/src/ptz/ptz-motion.rules.ts';

test('two headings at once go askew, opposites cancel, and the speed is of all', () => {
  expect(motionOf(['up', 'left'], 5)).toEqual({ pan: -0.5, tilt: 0.5, zoom: 0, focus: 0 });
  expect(isStill(motionOf(['left', 'right'], 5))).toBe(true);
  expect(motionOf(['zoomIn', 'focusNear'], 10)).toEqual({ pan: 0, tilt: 0, zoom: 1, focus: -1 });
});

test.each([
  ['to the right turns to the right', [0.25, 0], { pan: 0.5, tilt: 0 }],
  ['down looks down', [0, 0.1], { pan: 0, tilt: -0.2 }],
  ['beyond the edge is full speed', [-0.9, -0.9], { pan: -1, tilt: 1 }],
  ['that trembles is none', [0.01, -0.01], { pan: 0, tilt: 0 }],
] as const)('a drag %s', (_, [dx, dy], expected) => {
  expect(motionOfDrag(dx, dy)).toMatchObject(expected);
});

test('a box in the right upper quarter is turned to and enlarged twice', () => {
  const step = stepOfBox(boxBetween({ x: 1, y: 0.5 }, { x: 0.5, y: 0 }));
  expect(step).toEqual({ do: 'step', pan: 0.25, tilt: 0.25, zoom: 0.2 });
});

test('a box too small to be meant is none', () => {
  expect(stepOfBox(boxBetween({ x: 0.5, y: 0.5 }, { x: 0.52, y: 0.9 }))).toBeUndefined();
});
