/** Which cameras and alerts stand on the map. */
import { expect, test } from 'vitest';
import { alertPins, cameraPins, fewEnough, openAlertsOf } from '../../../client/src/map/map-pins.rules.ts';
import { alert, byId, camera, health } from '../site-things.ts';
import { at } from './map-places.ts';

const NOTHING = { cameras: new Map(), health: new Map(), alerts: new Map() };
const WEST = camera('west', { position: at(1, 1) });
const EAST = camera('east', { position: at(2, 1) });
const CAMERAS = { ...NOTHING, cameras: byId(WEST, EAST) };

test('a camera nobody placed is not drawn', () => {
  const cameras = cameraPins({ ...NOTHING, cameras: byId(WEST, camera('nowhere', { position: null })) });
  expect(cameras.map(({ cameraId }) => cameraId)).toEqual(['west']);
});

test('a camera is drawn with the state it is in, and as connecting until that is known', () => {
  const cameras = cameraPins({ ...CAMERAS, health: new Map([['west', health('west', { state: 'offline' })]]) });
  expect(cameras.map(({ mark }) => mark)).toEqual(['offline', 'connecting']);
});

test('a disabled camera says so, whatever was last heard of it', () => {
  const off = camera('west', { position: at(1, 1), disabled: true });
  const cameras = cameraPins({
    ...NOTHING,
    cameras: byId(off),
    health: new Map([['west', health('west', { state: 'live' })]]),
  });
  expect(cameras[0]?.mark).toBe('disabled');
});

test('a camera one may not watch is locked, unless nobody could play it', () => {
  const fares = new Map([['west', health('west', { state: 'offline' })]]);
  const cameras = cameraPins({ ...CAMERAS, health: fares, mayWatch: () => false });
  expect(cameras.map(({ mark }) => mark)).toEqual(['offline', 'noPermission']);
});

test('only alerts nobody has acknowledged are drawn', () => {
  const alerts = byId(
    alert('a1', 'west', {}),
    alert('a2', 'east', { state: 'acknowledged' }),
    alert('a3', 'east', { state: 'closed' }),
  );
  expect(alertPins({ ...CAMERAS, alerts }).map(({ alertId }) => alertId)).toEqual(['a1']);
});

test('alerts of one camera share a pin that shows the gravest, the newest of them first', () => {
  const alerts = byId(
    alert('a1', 'west', { level: 'notice', raisedAtMs: 9 }),
    alert('a2', 'west', { level: 'critical', raisedAtMs: 1 }),
    alert('a3', 'west', { level: 'critical', raisedAtMs: 2 }),
  );
  expect(alertPins({ ...CAMERAS, alerts })).toEqual([
    { cameraId: 'west', alertId: 'a3', alertIds: ['a3', 'a2', 'a1'], level: 'critical', position: at(1, 1) },
  ]);
});

test('an alert of a camera without a place is not drawn', () => {
  const alerts = byId(alert('a1', 'gone', {}));
  expect(alertPins({ ...CAMERAS, alerts })).toEqual([]);
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

test('names are drawn of the cameras in view, unless they are too many to be read', () => {
  const view = { zoom: 16, bounds: [0, 0, 1.5, 2] as [number, number, number, number] };
  const crowd = byId(...Array.from({ length: 151 }, (_, nth) => camera(`c${nth}`, { position: at(1, 1) })));
  expect(fewEnough(cameraPins(CAMERAS), view).map(({ cameraId }) => cameraId)).toEqual(['west']);
  expect(fewEnough(cameraPins({ ...NOTHING, cameras: crowd }), view)).toEqual([]);
});
