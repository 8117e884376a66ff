/** Where the pins stand on the screen. */
import { expect, test } from 'vitest';
import { incidentOffset, targetsOf } from '../../../client/src/map/map-targets.ts';
import { at } from './map-places.ts';

const ALL = { camera: true, alert: true, incident: true };
const PINS = {
  cameras: [{ cameraId: 'c', name: 'c', position: at(1, 1), bearingDegrees: null, state: 'live' as const }],
  alerts: [{ cameraId: 'c', alertId: 'a', alertIds: ['a'], level: 'warning' as const, position: at(1, 1) }],
  incidents: [{ incidentId: 'i', number: '', title: '', position: at(1, 1), place: 0, isAtCamera: true }],
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

test('an incident with a place of its own points at it', () => {
  expect(incidentOffset({ place: 0, isAtCamera: false })[0]).toBe(0);
});

test('incidents at one spot go on to the left', () => {
  const spots = [0, 1, 2].map((place) => incidentOffset({ place, isAtCamera: true })[0]);
  expect(spots).toEqual([-16, -38, -60]);
});
