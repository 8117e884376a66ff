import { expect, test } from 'vitest';
import { panned, transformOf, WHOLE, zoomedBy } from '../../../client/src/video/digital-zoom.rules.ts';

test('the point under the pointer stays under it', () => {
  const at = { x: 0.8, y: 0.3 };
  const once = zoomedBy(WHOLE, 2, at);
  const twice = zoomedBy(once, 1.5, at);
  const under = ({ factor, x, y }: typeof once) => [x + (at.x - 0.5) / factor, y + (at.y - 0.5) / factor];
  expect(under(once)[0]).toBeCloseTo(0.8);
  expect(under(once)[1]).toBeCloseTo(0.3);
  expect(under(twice)[0]).toBeCloseTo(0.8);
  expect(under(twice)[1]).toBeCloseTo(0.3);
});

test('one never sees beyond the picture', () => {
  expect(panned({ factor: 2, x: 0.5, y: 0.5 }, 5, -5)).toEqual({ factor: 2, x: 0.75, y: 0.25 });
});

test('further away than the whole picture is the whole picture', () => {
  expect(zoomedBy({ factor: 1.4, x: 0.4, y: 0.6 }, 0.5)).toEqual(WHOLE);
});

test('it ends at ten times', () => {
  expect(zoomedBy({ factor: 9, x: 0.5, y: 0.5 }, 2).factor).toBe(10);
});

test('the whole picture needs no transform; a corner is moved to the middle', () => {
  expect(transformOf(WHOLE)).toBeUndefined();
  expect(transformOf({ factor: 2, x: 0.25, y: 0.25 })).toBe('translate(50%, 50%) scale(2)');
});
