/** People on duty as the map shows them, and their trails. */
import { expect, test } from 'vitest';
import { extendedTrail, personPins, trailMinutesOf } from '../../../client/src/map/person-pins.rules.ts';
import type { OnDuty } from '../../../config/contract/duty.ts';

const MINUTE_MS = 60_000;
const point = (atMs: number) => ({ atMs, longitude: 113, latitude: 23, accuracyM: null });
const person = (known: Partial<OnDuty>): OnDuty => ({
  ...{
    personId: 'a',
    name: 'A',
    role: 'gridMember',
    unitId: 'team',
    unitName: 'T',
    post: '',
    state: 'available',
    sinceMs: 0,
  },
  ...{ onSinceMs: 0, gridIds: [], phone: null, position: point(0) },
  ...known,
});
const units = new Map([['team', { callSign: '联勤一号' }]]);

test.each([
  [0, false],
  [5 * MINUTE_MS - 1, false],
  [5 * MINUTE_MS, true],
])('a position of %i ms ago is old: %s', (ageMs, isOld) => {
  expect(personPins([person({})], { nowMs: ageMs, units })).toMatchObject([{ ageMs, isOld, callSign: '联勤一号' }]);
});

test('nobody stands on the map who shares no position or is off duty', () => {
  const people = [person({ position: null }), person({ state: 'offDuty' }), person({ personId: 'b', state: 'busy' })];
  expect(personPins(people, { nowMs: 0, units }).map(({ personId }) => personId)).toEqual(['b']);
});

test('a position from a phone whose clock is ahead is of now', () => {
  expect(personPins([person({ position: point(9) })], { nowMs: 0, units })).toMatchObject([{ ageMs: 0 }]);
});

test.each([
  ['nothing new', [1, 2], 2, 0, [1, 2]],
  ['a newer position', [1, 2], 3, 0, [1, 2, 3]],
  ['an older position', [1, 2], 1, 0, [1, 2]],
  ['nothing but now', [], 3, 0, [3]],
  ['what lies before the minutes asked for', [1, 5], 6, 4, [5, 6]],
  ['nothing within the minutes asked for', [1, 2], 2, 4, []],
])('a trail with %s', (_, points, now, sinceMs, expected) => {
  const trail = extendedTrail(points.map(point), point(now), sinceMs);
  expect(trail.map(({ atMs }) => atMs)).toEqual(expected);
});

test.each([
  [undefined, 30],
  ['60', 60],
  ['61', 30],
  ['x', 30],
])('the address says %s: the trail goes back %i minutes', (text, minutes) => {
  expect(trailMinutesOf(text)).toBe(minutes);
});
