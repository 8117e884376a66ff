/** Where incidents stand on the map, and what their pins tell. */
import { expect, test } from 'vitest';
import { incidentPin, incidentPins, isOverdue } from '../../../client/src/map/incident-pins.rules.ts';
import type { Incident } from '../../../config/contract/incident.ts';
import { byId, camera, incident } from '../site-things.ts';
import { at } from './map-places.ts';

const EAST = camera('east', { position: at(2, 1) });
const CAMERAS = byId(EAST);
const CLOCK: NonNullable<Incident['clock']> = {
  stage: 'handle',
  limit: { amount: 1, unit: 'hour' },
  startedAtMs: 0,
  dueAtMs: 100,
  stepsAtMs: [80, 100, 150, 200],
  stepsSaid: 0,
  standsWithMs: null,
};
const ORDER: Incident['supervisions'][number] = {
  id: 's',
  by: null,
  atMs: 0,
  unitId: null,
  unitName: '',
  reason: '',
  replyDueAtMs: 0,
  isOverdueSaid: false,
  reply: '',
  replier: null,
  repliedAtMs: null,
};

test.each([
  ['its own place', at(3, 3), 'east', at(3, 3), false],
  ['its own place, which is the camera’s', at(2, 1), 'east', at(2, 1), true],
  ['its camera’s place where it has none', null, 'east', at(2, 1), true],
])('an incident stands at %s', (_, position, cameraId, where, isAtCamera) => {
  expect(incidentPin(incident('i', { position, cameraId }), CAMERAS)).toMatchObject({ position: where, isAtCamera });
});

test('those with neither place nor camera are counted instead', () => {
  const { pins, nowhereCount } = incidentPins(
    [incident('i1', { position: null, cameraId: null }), incident('i2', { position: at(3, 3) })],
    CAMERAS,
  );
  expect([pins.map(({ incidentId }) => incidentId), nowhereCount]).toEqual([['i2'], 1]);
});

test('a pin is made once for a state of an incident', () => {
  const one = incident('i', { position: at(3, 3) });
  expect(incidentPin(one, CAMERAS)).toBe(incidentPin(one, new Map(CAMERAS)));
});

test('it is made anew when its camera moved', () => {
  const one = incident('i', { position: null, cameraId: 'east' });
  incidentPin(one, CAMERAS);
  const moved = byId(camera('east', { position: at(9, 9) }));
  expect(incidentPin(one, moved)?.position).toEqual(at(9, 9));
});

test.each([
  ['before its clock is over', CLOCK, 99, false],
  ['when it is over', CLOCK, 100, true],
  ['while the clock stands', { ...CLOCK, standsWithMs: -5 }, 500, false],
  ['without a clock', null, 500, false],
])('an incident %s', (_, clock, nowMs, isOver) => {
  const pin = incidentPin(incident('i', { position: at(3, 3), clock }), CAMERAS);
  expect(pin && isOverdue(pin, nowMs)).toBe(isOver);
});

test.each([
  ['no order', [], false],
  ['an order nobody answered', [ORDER], true],
  ['an order that was answered', [{ ...ORDER, repliedAtMs: 5 }], false],
])('supervised is one with %s: %j', (_, supervisions, isSupervised) => {
  expect(incidentPin(incident('i', { position: at(3, 3), supervisions }), CAMERAS)?.isSupervised).toBe(isSupervised);
});
