/** Which pins stand on the map. */
import { expect, test } from 'vitest';
import { openAlertsOf, pinsOf } from '../../../client/src/map/map-pins.rules.ts';
import { alert, byId, camera, health, incident } from '../site-things.ts';
import { at } from './map-places.ts';

const NOTHING = { cameras: new Map(), health: new Map(), alerts: new Map(), incidents: new Map() };
const WEST = camera('west', { position: at(1, 1) });
const EAST = camera('east', { position: at(2, 1) });
const CAMERAS = { ...NOTHING, cameras: byId(WEST, EAST) };

test('a camera nobody placed is not drawn', () => {
  const { cameras } = pinsOf({ ...NOTHING, cameras: byId(WEST, camera('nowhere', { position: null })) });
  expect(cameras.map(({ cameraId }) => cameraId)).toEqual(['west']);
});

test('a camera is drawn with the state it is in, and as connecting until that is known', () => {
  const { cameras } = pinsOf({ ...CAMERAS, health: new Map([['west', health('west', { state: 'offline' })]]) });
  expect(cameras.map(({ state }) => state)).toEqual(['offline', 'connecting']);
});

test('a disabled camera says so, whatever was last heard of it', () => {
  const off = camera('west', { position: at(1, 1), disabled: true });
  const { cameras } = pinsOf({
    ...NOTHING,
    cameras: byId(off),
    health: new Map([['west', health('west', { state: 'live' })]]),
  });
  expect(cameras[0]?.state).toBe('disabled');
});

test('only alerts nobody has acknowledged are drawn', () => {
  const alerts = byId(
    alert('a1', 'west', {}),
    alert('a2', 'east', { state: 'acknowledged' }),
    alert('a3', 'east', { state: 'closed' }),
  );
  expect(pinsOf({ ...CAMERAS, alerts }).alerts.map(({ alertId }) => alertId)).toEqual(['a1']);
});

test('alerts of one camera share a pin that shows the gravest, the newest of them first', () => {
  const alerts = byId(
    alert('a1', 'west', { level: 'notice', raisedAtMs: 9 }),
    alert('a2', 'west', { level: 'critical', raisedAtMs: 1 }),
    alert('a3', 'west', { level: 'critical', raisedAtMs: 2 }),
  );
  expect(pinsOf({ ...CAMERAS, alerts }).alerts).toEqual([
    { cameraId: 'west', alertId: 'a3', alertIds: ['a3', 'a2', 'a1'], level: 'critical', position: at(1, 1) },
  ]);
});

test('an alert of a camera without a place is not drawn', () => {
  const alerts = byId(alert('a1', 'gone', {}));
  expect(pinsOf({ ...CAMERAS, alerts }).alerts).toEqual([]);
});

test('a closed incident leaves the map', () => {
  const incidents = byId(
    incident('i1', { position: at(3, 3) }),
    incident('i2', { position: at(4, 4), state: 'closed' }),
  );
  expect(pinsOf({ ...CAMERAS, incidents }).incidents.map(({ incidentId }) => incidentId)).toEqual(['i1']);
});

test('an incident without a place of its own stands at its camera', () => {
  const incidents = byId(incident('i1', { position: null, cameraId: 'east' }));
  expect(pinsOf({ ...CAMERAS, incidents }).incidents[0]?.position).toEqual(at(2, 1));
});

test('an incident with neither place nor camera is not drawn', () => {
  expect(pinsOf({ ...CAMERAS, incidents: byId(incident('i1', { position: null })) }).incidents).toEqual([]);
});

test('incidents at one spot stand beside each other in the order they were reported', () => {
  const incidents = byId(
    incident('late', { position: at(3, 3), reportedAtMs: 2 }),
    incident('early', { position: at(3, 3), reportedAtMs: 1 }),
    incident('elsewhere', { position: at(5, 5), reportedAtMs: 3 }),
  );
  expect(pinsOf({ ...CAMERAS, incidents }).incidents.map(({ incidentId, place }) => [incidentId, place])).toEqual([
    ['early', 0],
    ['late', 1],
    ['elsewhere', 0],
  ]);
});

test('a camera’s open alerts are its own, the newest first, until they are closed', () => {
  const alerts = [
    alert('old', 'west', { raisedAtMs: 1 }),
    alert('closed', 'west', { raisedAtMs: 2, state: 'closed' }),
    alert('new', 'west', { raisedAtMs: 3, state: 'acknowledged' }),
    alert('other', 'east', { raisedAtMs: 4 }),
  ];
  expect(openAlertsOf(alerts, 'west').map(({ id }) => id)).toEqual(['new', 'old']);
});

test.each([
  ['no place of its own', null, true],
  ['the place of its camera', at(2, 1), true],
  ['a place of its own', at(3, 3), false],
])('an incident with %s stands beside its camera (%j): %s', (_, position, isBeside) => {
  const incidents = byId(incident('i1', { position, cameraId: 'east' }));
  expect(pinsOf({ ...CAMERAS, incidents }).incidents[0]?.isAtCamera).toBe(isBeside);
});
