/** What is meant by a few letters typed over the map. */
import { expect, test } from 'vitest';
import { foundPlaces } from '../../../client/src/map/map-find.rules.ts';
import { byId, camera, incident } from '../site-things.ts';
import { square } from './map-places.ts';

const PLACES = {
  cameras: byId(camera('c', { name: '东门 Gate' })),
  incidents: byId(
    incident('open', { number: '20261123-0007', title: '东门井盖缺失' }),
    incident('over', { title: '东门占道', state: 'closed' }),
  ),
  grids: byId({ ...square('g', 0, 0, 1), name: '东门网格' }),
  units: new Map(),
};

test.each([
  ['东门', ['camera c', 'incident open', 'grid g']],
  [' GATE ', ['camera c']],
  ['20261123-0007', ['incident open']],
  ['44010501g', ['grid g']],
  ['西门', []],
])('%j finds %j', (search, expected) => {
  expect(foundPlaces(PLACES, search).map(({ kind, id }) => `${kind} ${id}`)).toEqual(expected);
});

test('no more are found than a person reads', () => {
  const many = byId(...Array.from({ length: 80 }, (_, index) => camera(`c${index}`, { name: `东门 ${index}` })));
  expect(foundPlaces({ ...PLACES, cameras: many }, '东门')).toHaveLength(50);
});
