import { expect, test } from 'vitest';
import { alikeInOrder } from '../../../client/src/incidents/similar.rules.ts';
import { incident } from '../site-things.ts';

const HERE = { longitude: 113.32, latitude: 23.095 };
const at = (id: string, east: number, matterId: string | null = null) => ({
  ...incident(id),
  position: { ...HERE, longitude: HERE.longitude + east },
  matter: matterId === null ? null : { matterId, version: 1, code: '0101', name: '事项' },
});

test('the same matter comes first, then the nearest; the one compared and what is nowhere are left out', () => {
  const found = [at('far', 0.0004), at('near', 0.0001), at('same', 0.0003, 'm'), at('self', 0)];
  const alike = alikeInOrder([...found, { ...at('nowhere', 0), position: null }], {
    ...{ id: 'self', position: HERE, matterId: 'm' },
  });
  expect(alike.map(({ incident: { id }, isSameMatter }) => [id, isSameMatter])).toEqual([
    ['same', true],
    ['near', false],
    ['far', false],
  ]);
  expect(alike.map(({ metres }) => metres)).toEqual([31, 10, 41]);
});
