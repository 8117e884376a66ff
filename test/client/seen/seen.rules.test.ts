import { expect, test } from 'vitest';
import { likelyIncidents, lockedRange } from '../../../client/src/seen/seen.rules.ts';
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

const MINUTE_MS = 60_000;
const NOW_MS = 100 * MINUTE_MS;
const MARKED = { fromMs: 7, toMs: 9 };

test('of what goes on now the minutes before it are locked, of what was recorded those on both sides', () => {
  const at = (atMs: number, isRecorded: boolean) =>
    lockedRange(5, { atMs, isRecorded }, { marked: null, nowMs: NOW_MS });
  expect(at(NOW_MS, false)).toEqual({ fromMs: NOW_MS - 5 * MINUTE_MS, toMs: NOW_MS });
  expect(at(50 * MINUTE_MS, true)).toEqual({ fromMs: 45 * MINUTE_MS, toMs: 55 * MINUTE_MS });
});

test('nothing is locked of what has not happened yet', () => {
  const atMs = NOW_MS - MINUTE_MS;
  expect(lockedRange(5, { atMs, isRecorded: true }, { marked: null, nowMs: NOW_MS })?.toMs).toBe(NOW_MS);
});

test('what was marked is locked as it was marked, and nothing where nothing is wanted', () => {
  const of = (choice: 'marked' | 'none') =>
    lockedRange(choice, { atMs: 50 * MINUTE_MS, isRecorded: true }, { marked: MARKED, nowMs: NOW_MS });
  expect([of('marked'), of('none')]).toEqual([MARKED, null]);
});
