import { expect, test } from 'vitest';
import { motionOfPad, type Pad, pressesOfPad } from '../../../client/src/ptz/gamepad.rules.ts';

const pad = (axes: number[] = [], pressed: Record<number, number> = {}): Pad => ({
  axes,
  buttons: Array.from({ length: 17 }, (_, button) => ({
    pressed: (pressed[button] ?? 0) > 0.5,
    value: pressed[button] ?? 0,
  })),
});
const still = { pan: 0, tilt: 0, zoom: 0, focus: 0 };

test.each([
  ['sticks that do not quite rest', pad([0.1, -0.14, 0, 0.12]), 10, {}],
  ['left stick all the way right', pad([1, 0]), 10, { pan: 1 }],
  ['left stick all the way left', pad([-1, 0]), 10, { pan: -1 }],
  ['left stick pushed away', pad([0, -1]), 10, { tilt: 1 }],
  ['half the speed', pad([1, 0]), 5, { pan: 0.5 }],
  ['half a stick is much less than half', pad([0.575, 0]), 10, { pan: 0.25 }],
  ['right stick pushed away', pad([0, 0, 0, -1]), 10, { zoom: 1 }],
  ['right trigger', pad([], { 7: 1 }), 10, { zoom: 1 }],
  ['left trigger', pad([], { 6: 1 }), 10, { zoom: -1 }],
  ['a trigger wins over the stick', pad([0, 0, 0, 1], { 7: 1 }), 10, { zoom: 1 }],
  ['a pad with fewer parts', { axes: [], buttons: [] }, 10, {}],
])('%s', (_, given, speed, moved) => {
  expect(motionOfPad(given, speed)).toEqual({ ...still, ...moved });
});

test('a button counts once, when it goes down', () => {
  expect(pressesOfPad(pad(), pad([], { 1: 1 }))).toEqual([{ do: 'preset', number: 2 }]);
  expect(pressesOfPad(pad([], { 1: 1 }), pad([], { 1: 1 }))).toEqual([]);
});

test('stop wins over a preset pressed with it', () => {
  expect(pressesOfPad(pad(), pad([], { 0: 1, 4: 1 }))).toEqual([{ do: 'stop' }]);
});
