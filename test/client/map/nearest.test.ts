/** What lies nearest to a place. */
import { expect, test } from 'vitest';
import { nearest } from '../../../client/src/map/nearest.rules.ts';
import { at } from './map-places.ts';

const HERE = at(113.3, 23.1);
const thing = (id: string, position: ReturnType<typeof at> | null) => ({ id, position });

test('the nearest comes first, and what is nowhere not at all', () => {
  const things = [thing('far', at(113.31, 23.1)), thing('nowhere', null), thing('near', at(113.3, 23.101))];
  expect(nearest(HERE, things, 5).map(({ thing: { id } }) => id)).toEqual(['near', 'far']);
});

test('no more are told than are asked for', () => {
  expect(nearest(HERE, [thing('a', HERE), thing('b', HERE)], 1)).toHaveLength(1);
});

test.each([
  ['north', at(113.3, 23.11), 1_113],
  ['east, where a degree is shorter', at(113.31, 23.1), 1_024],
])('metres are reckoned to the %s', (_, position, metres) => {
  expect(Math.round(nearest(HERE, [thing('a', position)], 1)[0]?.metres ?? 0)).toBe(metres);
});
