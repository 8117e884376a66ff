/** What is sent when somebody adds or changes a camera. */
import { expect, test } from 'vitest';
import {
  cameraMistakes,
  formOf,
  newCameraForm,
  testedBy,
  toAddCamera,
  toChangeCamera,
  toTestCamera,
} from '../../../client/src/cameras/camera-form.rules.ts';
import { positionOf } from '../../../client/src/cameras/camera-place.rules.ts';
import { AddCamera, ChangeCamera, TestCamera } from '../../../config/contract/camera.ts';
import { camera } from '../site-things.ts';

const TYPED = { ...newCameraForm('group'), name: ' 01 东门路口 ', sourceUrl: ' rtsp://10.0.0.8/ch1 ' };
const SAVED = camera('c1', {
  name: '01 东门路口',
  username: 'viewer',
  position: { longitude: 113.3, latitude: 23.1 },
  bearingDegrees: 0,
  gridId: 'east',
});

test('what is added is trimmed and is what the contract takes', () => {
  const sent = toAddCamera(TYPED);
  expect(AddCamera.parse(sent)).toEqual(sent);
  expect(sent).toMatchObject({
    name: '01 东门路口',
    sourceUrl: 'rtsp://10.0.0.8/ch1',
    groupId: 'group',
    position: null,
    bearingDegrees: null,
  });
});

test('a camera that is opened and saved unchanged stays as it is', () => {
  const { id, ...kept } = SAVED;
  expect(ChangeCamera.parse(toChangeCamera(formOf(SAVED)))).toEqual(kept);
});

test('sound that is not taken is not sent as recorded', () => {
  const wanted = { ...TYPED, audio: true, recordAudio: true };
  expect(toAddCamera(wanted)).toMatchObject({ audio: true, recordAudio: true });
  expect(AddCamera.parse(toAddCamera({ ...wanted, audio: false }))).toMatchObject({ audio: false, recordAudio: false });
});

test('the form never begins with a password', () => {
  expect(formOf(SAVED).password).toBe('');
});

test('a password left empty is left out of the change, so the saved one stays', () => {
  expect('password' in toChangeCamera(formOf(SAVED))).toBe(false);
});

test('a password that was typed is sent', () => {
  expect(toChangeCamera({ ...formOf(SAVED), password: 'new one' }).password).toBe('new one');
});

test('clearing place and direction clears them on the server', () => {
  const cleared = { ...formOf(SAVED), longitude: '', latitude: '', bearingDegrees: '' };
  expect(toChangeCamera(cleared)).toMatchObject({ position: null, bearingDegrees: null });
});

test('looking north is a direction, not the lack of one', () => {
  expect(toChangeCamera(formOf(SAVED)).bearingDegrees).toBe(0);
});

test('a test lends the saved password of the camera that is changed', () => {
  expect(TestCamera.parse(toTestCamera(formOf(SAVED), 'c1'))).toEqual({
    sourceUrl: SAVED.sourceUrl,
    username: 'viewer',
    password: '',
    intake: 'rtsp',
    transport: 'auto',
    cameraId: 'c1',
  });
});

test('a test of a new camera names none', () => {
  expect('cameraId' in toTestCamera(TYPED, null)).toBe(false);
});

test('a test is out of date once the address, the name or the password has changed, and only then', () => {
  const tested = testedBy(TYPED);
  const changes = [{ sourceUrl: 'rtsp://other/1' }, { username: 'root' }, { password: 'x' }, { name: 'other' }];
  expect(changes.map((change) => testedBy({ ...TYPED, ...change }) === tested)).toEqual([false, false, false, true]);
});

test('numbers may be typed as text', () => {
  expect(positionOf({ longitude: '113.3', latitude: 23.1 })).toEqual({ longitude: 113.3, latitude: 23.1 });
});

test('half a position is none', () => {
  expect(positionOf({ longitude: 113.3, latitude: ' ' })).toBeNull();
});

test('a good form has no mistakes', () => {
  expect([cameraMistakes(TYPED), cameraMistakes(formOf(SAVED))]).toEqual([{}, {}]);
});

test.each([
  [{ name: '  ' }, { name: 'name' }],
  [{ name: '长'.repeat(61) }, { name: 'name' }],
  [{ groupId: null }, { groupId: 'group' }],
  [{ sourceUrl: 'http://10.0.0.8/' }, { sourceUrl: 'address' }],
  [{ sourceUrl: 'rtsp://' }, { sourceUrl: 'address' }],
  [{ longitude: 181, latitude: 1 }, { longitude: 'longitude' }],
  [{ longitude: 1, latitude: -91 }, { latitude: 'latitude' }],
  [{ longitude: 1 }, { latitude: 'bothPlace' }],
  [{ latitude: 1 }, { longitude: 'bothPlace' }],
  [{ bearingDegrees: 361 }, { bearingDegrees: 'bearing' }],
  [{ viewAngleDegrees: 4 }, { viewAngleDegrees: 'viewAngle' }],
  [{ viewAngleDegrees: '' }, { viewAngleDegrees: 'viewAngle' }],
  [{ viewReachMetres: 2_001 }, { viewReachMetres: 'viewReach' }],
  [{ code: '3401 门' }, { code: 'code' }],
])('%j is answered with %j', (change, mistakes) => {
  expect(cameraMistakes({ ...TYPED, ...change })).toEqual(mistakes);
});

test.each([
  { onvifUrl: '', mistake: undefined },
  { onvifUrl: ' http://10.0.0.8 ', mistake: undefined },
  { onvifUrl: 'https://10.0.0.8:8443/onvif/device_service', mistake: undefined },
  { onvifUrl: '10.0.0.8', mistake: 'onvif' },
  { onvifUrl: 'http://root:secret@10.0.0.8', mistake: 'onvif' },
])('the ONVIF address "$onvifUrl" is a mistake: $mistake', ({ onvifUrl, mistake }) => {
  expect(cameraMistakes({ ...TYPED, onvifUrl }).onvifUrl).toBe(mistake);
});
