/** The product's colours as the graphics card wants them. */
import { expect, test } from 'vitest';
import { cssColour, rgbaOf, withAlpha } from '../../../client/src/map/map-colours.ts';

test.each([
  ['#ff9f2e', [255, 159, 46, 255]],
  [' #FFF ', [255, 255, 255, 255]],
  ['', [128, 128, 128, 255]],
  ['red', [128, 128, 128, 255]],
])('the token %j is the colour %j', (token, colour) => {
  expect(rgbaOf(token)).toEqual(colour);
});

test('a thinner colour keeps its tone', () => {
  expect(withAlpha([255, 159, 46, 255], 0.5)).toEqual([255, 159, 46, 128]);
});

test('what is drawn on the canvas is the same colour', () => {
  expect(cssColour([255, 159, 46, 255])).toBe('rgba(255, 159, 46, 1)');
});
