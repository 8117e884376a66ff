/** When the camera behind a stream is asked for a key frame, and when it is spared. */
import { expect, test } from 'vitest';
import { rootLogger } from '../../../config/kernel/logger.ts';
import { CameraOnvif } from '../../../streams/cameras/camera-onvif.ts';
import { CameraQualities } from '../../../streams/cameras/camera-qualities.ts';
import { SharedDevices } from '../../../streams/cameras/shared-devices.ts';
import { cameraNeeds, carried } from '../../fixtures/media-node.ts';
import { openFakeOnvifCamera } from '../../fixtures/onvif/onvif-camera.ts';
import { type ManualClock, manualClock } from '../../server/manual-clock.ts';

rootLogger.level = 'silent';
const MAIN = 'rtsp://10.0.0.9/Streaming/Channels/101';
const LOGIN = { username: 'operator', password: 'right one' };
const MINUTE_MS = 60_000;

function gate({ onvifUrl }: { onvifUrl: string }, password = '') {
  return carried('gate', MAIN, { onvifUrl, username: password && LOGIN.username, password });
}

/** Two key frames 4 s apart, and a second more. */
function watchGops(onvif: CameraOnvif, clock: ManualClock): void {
  onvif.noteKeyFrame(clock());
  clock.advance(4_000);
  onvif.noteKeyFrame(clock());
  clock.advance(1_000);
}

/** Everything that is under way has come to its end. */
test('who joins far from the next key frame has one asked for, and a second one soon after has not', async () => {
  await using camera = await openFakeOnvifCamera();
  const clock = manualClock();
  const onvif = new CameraOnvif(gate(camera), clock);
  watchGops(onvif, clock);
  await onvif.viewerJoined();
  expect(camera.keyFrames).toEqual(['profile_main']);
  expect(onvif.keyFrameOnRequest).toBeNull();
  onvif.noteKeyFrame(clock());
  expect(onvif.keyFrameOnRequest).toBe(true);
  clock.advance(500);
  await onvif.viewerJoined();
  clock.advance(600);
  await onvif.viewerJoined();
  expect(camera.keyFrames.length).toBe(2);
});

test('the two streams of one camera share the second', async () => {
  await using camera = await openFakeOnvifCamera();
  const clock = manualClock();
  const needs = { ...cameraNeeds({ clock }), devices: new SharedDevices(clock), onEvent: () => {} };
  const toCarry = { ...gate(camera), subSourceUrl: MAIN, keepWarm: false };
  const qualities = new CameraQualities(toCarry, needs, () => {});
  await using opened = new AsyncDisposableStack();
  opened.defer(() => qualities.close());
  const [main, sub] = [qualities.only('main').onvif, qualities.only('sub').onvif];
  main.noteKeyFrame(clock());
  watchGops(sub, clock);
  await main.viewerJoined();
  clock.advance(500);
  await sub.viewerJoined();
  expect(camera.keyFrames.length).toBe(1);
  clock.advance(500);
  await sub.viewerJoined();
  expect(camera.keyFrames.length).toBe(2);
});

test.each([
  { name: 'has key frames every second', everyMs: 1_000 },
  { name: 'is about to have one', everyMs: 1_600 },
])('a camera that $name is spared', async ({ everyMs }) => {
  await using camera = await openFakeOnvifCamera();
  const clock = manualClock();
  const onvif = new CameraOnvif(gate(camera), clock);
  onvif.noteKeyFrame(clock());
  clock.advance(everyMs);
  onvif.noteKeyFrame(clock());
  clock.advance(everyMs - 400);
  await onvif.viewerJoined();
  await onvif.encoder();
  expect(camera.keyFrames).toEqual([]);
});

test('a key frame that was asked for does not make the others seem close together', async () => {
  await using camera = await openFakeOnvifCamera();
  const clock = manualClock();
  const onvif = new CameraOnvif(gate(camera), clock);
  watchGops(onvif, clock);
  await onvif.viewerJoined();
  onvif.noteKeyFrame(clock());
  expect(camera.keyFrames.length).toBe(1);
  await camera.isLeft();
  clock.advance(1_000);
  await onvif.viewerJoined();
  expect(camera.keyFrames.length).toBe(2);
});

test('a camera that refuses the password is tried once, and again at once with another', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  const clock = manualClock(Date.now());
  const onvif = new CameraOnvif(gate(camera, 'wrong one'), clock);
  watchGops(onvif, clock);
  await onvif.viewerJoined();
  expect(camera.turnedAway.length).toBe(1);
  clock.advance(30 * MINUTE_MS);
  await onvif.viewerJoined();
  expect(camera.turnedAway.length).toBe(1);
  expect(onvif.keyFrameOnRequest).toBe(false);
  onvif.update(gate(camera, LOGIN.password));
  expect(onvif.keyFrameOnRequest).toBeNull();
  watchGops(onvif, clock);
  await onvif.viewerJoined();
  expect(camera.keyFrames).toEqual(['profile_main']);
  expect(camera.turnedAway.length).toBe(1);
});

test('an encoder that was set is fit by the camera’s own account', async () => {
  await using camera = await openFakeOnvifCamera();
  const onvif = new CameraOnvif(gate(camera), manualClock());
  expect(await onvif.encoder()).toMatchObject({ before: { profile: 'High' }, wanted: { profile: 'Baseline' } });
  expect(await onvif.fitEncoder()).toMatchObject({ after: { profile: 'Baseline', govLength: 50 }, notTaken: [] });
  const { before, wanted } = await onvif.encoder();
  expect(wanted).toEqual(before);
});

test('a camera without an ONVIF address offers nothing over it', async () => {
  const onvif = new CameraOnvif(gate({ onvifUrl: '' }), manualClock());
  await expect(onvif.encoder()).rejects.toMatchObject({ code: 'ONVIF_NOT_OFFERED' });
});
