/** Where the pins stand on the screen. */
import { expect, test } from 'vitest';
import { clusterOffset, clusterSize, incidentOffset, targetsOf } from '../../../client/src/map/map-targets.ts';
import { at } from './map-places.ts';

const ALL = { camera: true, alert: true, incident: true, unit: true };
const USUAL = { viewAngleDegrees: 60, viewReachMetres: 70 };
const ONE = {
  ...{ incidentId: 'i', number: '', title: '', position: at(1, 1), isAtCamera: true },
  ...{ level: 'general' as const, task: null, dueAtMs: null, isSupervised: false },
};
const CLUSTER = {
  ...{ clusterId: 'k', position: at(1, 1), count: 10, worst: 'general' as const, isAtCamera: false },
  ...{ overdueCount: 0, supervisedCount: 0, pins: () => [] },
};
const PINS = {
  cameras: [{ cameraId: 'c', name: 'c', position: at(1, 1), bearingDegrees: null, view: USUAL, mark: 'live' as const }],
  alerts: [{ cameraId: 'c', alertId: 'a', alertIds: ['a'], level: 'warning' as const, position: at(1, 1) }],
  items: { ones: [ONE], clusters: [], nowMs: 0 },
  units: [],
};
const project = () => ({ x: 100, y: 100 });

test('a camera stands on its place, and neither its alert nor its incident hides it', () => {
  const spots = targetsOf(PINS, ALL, project).map(({ kind, x, y }) => [kind, x, y]);
  expect(spots).toEqual([
    ['alert', 116, 84],
    ['incident', 84, 84],
    ['camera', 100, 100],
  ]);
});

test('what is not shown cannot be hit', () => {
  const targets = targetsOf(PINS, { ...ALL, alert: false, camera: false }, project);
  expect(targets.map(({ kind }) => kind)).toEqual(['incident']);
});

test('a number is hit wherever it is drawn', () => {
  const pins = { ...PINS, items: { ones: [], clusters: [CLUSTER], nowMs: 0 } };
  expect(targetsOf(pins, { ...ALL, alert: false, camera: false }, project)).toEqual([
    { kind: 'cluster', id: 'k', x: 100, y: 100, radius: clusterSize(CLUSTER) / 2 },
  ]);
});

test.each([
  [2, 29],
  [100, 46],
  [10_000, 58],
])('a number of %j is %j pixels wide', (count, px) => {
  expect(Math.round(clusterSize({ count }))).toBe(px);
});

test('an incident with a place of its own points at it', () => {
  expect(incidentOffset({ isAtCamera: false })[0]).toBe(0);
});

test('incidents at a camera stand beside it, one or many', () => {
  expect([incidentOffset({ isAtCamera: true }), clusterOffset({ isAtCamera: true })]).toEqual([
    [-16, -16],
    [-16, -16],
  ]);
});

test('a unit is hit where it sets out from', () => {
  const pins = { ...PINS, units: [{ unitId: 'u', name: '', position: at(1, 1) }] };
  const which = { camera: false, alert: false, incident: false, unit: true };
  expect(targetsOf(pins, which, project).map(({ kind, id }) => [kind, id])).toEqual([['unit', 'u']]);
});

test('somebody on foot is hit above their place, and not where people are not shown', () => {
  const person = { personId: 'p', name: '', unitName: '', callSign: '', position: at(1, 1), state: 'busy' as const };
  const pins = { ...PINS, items: { ...PINS.items, ones: [] }, people: [{ ...person, ageMs: 0, isOld: false }] };
  const hidden = { ...ALL, alert: false, camera: false };
  expect(targetsOf(pins, hidden, project)).toEqual([]);
  expect(targetsOf(pins, { ...hidden, person: true }, project)).toMatchObject([{ kind: 'person', id: 'p', y: 88 }]);
});
