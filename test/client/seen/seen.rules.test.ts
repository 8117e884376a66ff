import { expect, test } from 'vitest';
import { likelyIncidents } from '../../../client/src/seen/seen.rules.ts';
import { incident } from '../site-things.ts';

const HERE = { longitude: 113.32, latitude: 23.095 };
const camera = { id: 'cam', position: HERE };
const at = (east: number) => ({ longitude: HERE.longitude + east, latitude: HERE.latitude });
const far = incident('far', { position: at(0.01), reportedAtMs: 3 });
const near = incident('near', { position: at(0.001), reportedAtMs: 1 });
const nowhere = incident('nowhere', { position: null, reportedAtMs: 9 });
const older = incident('older', { position: null, reportedAtMs: 8 });
const own = incident('own', { cameraId: 'cam', position: at(0.02), reportedAtMs: 2 });
const closed = incident('closed', { state: 'closed', position: HERE });
const all = [older, far, nowhere, closed, near, own];
const idsOf = (search: string, mayAdd = () => true) =>
  likelyIncidents(all, mayAdd, { camera, search }).map(({ incident: { id } }) => id);

test('those of the camera come first, then the nearest, then the newest; what has ended is left out', () => {
  expect(idsOf('')).toEqual(['own', 'near', 'far', 'nowhere', 'older']);
});

test('of a camera that is nowhere they stand by time', () => {
  const likely = likelyIncidents([older, far, nowhere], () => true, {
    camera: { ...camera, position: null },
    search: '',
  });
  expect(likely.map(({ incident: { id }, metres }) => [id, metres])).toEqual([
    ['nowhere', null],
    ['older', null],
    ['far', null],
  ]);
});

test('what one may add nothing to is not offered', () => {
  const likely = likelyIncidents(all, ({ id }) => id === 'far', { camera, search: '' });
  expect(likely.map(({ incident: { id } }) => id)).toEqual(['far']);
});

test('they are found by number, title and address', () => {
  const known = [
    incident('number', { number: '20261127-001' }),
    incident('title', { title: '井盖 A1127' }),
    incident('address', { address: '示范街 1127 号' }),
    incident('none'),
  ];
  const found = likelyIncidents(known, () => true, { camera, search: ' 1127' });
  expect(found.map(({ incident: { id } }) => id).toSorted()).toEqual(['address', 'number', 'title']);
});
