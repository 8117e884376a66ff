/** What a camera tells by itself is heard, told once, and heard again after the camera was away. */
import { expect, test } from 'vitest';
import { systemClock } from '../../../config/kernel/clock.ts';
import { rootLogger } from '../../../config/kernel/logger.ts';
import { EventWatch } from '../../../streams/cameras/event-watch.ts';
import { OnvifDevice } from '../../../streams/onvif/device.ts';
import { type FakeOnvifCamera, openFakeOnvifCamera } from '../../fixtures/onvif/onvif-camera.ts';
import { manualClock } from '../../server/manual-clock.ts';

rootLogger.level = 'silent';
const LOGIN = { username: 'operator', password: 'right one' };
const MOTION = { topic: 'tns1:VideoSource/MotionAlarm', source: { Source: 'v1' }, data: { State: 'true' } };
const LINE = { topic: 'tns1:RuleEngine/LineDetector/Crossed', data: { ObjectId: '1' } };

function watch(camera: FakeOnvifCamera, { password = LOGIN.password, clock = systemClock } = {}) {
  const heard: string[] = [];
  const target = { onvifUrl: camera.onvifUrl, username: LOGIN.username, password };
  const events = new EventWatch({
    cameraId: 'gate',
    clock,
    subscribe: async () => (await OnvifDevice.open(target, { clock: systemClock })).subscribe(),
    onEvent: (kind) => heard.push(kind),
  });
  return { heard, [Symbol.dispose]: () => events.close() };
}
const subscribed = (camera: FakeOnvifCamera, count = 1) =>
  expect.poll(() => camera.events.subscriptions.size, { timeout: 10_000 }).toBe(count);

test('each kind is told once, however often the camera repeats it', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  using watched = watch(camera);
  await subscribed(camera);
  for (const event of [MOTION, MOTION, LINE, MOTION]) camera.happen(event);
  await expect.poll(() => watched.heard).toEqual(['motion', 'lineCrossed']);
});

test('the same some time later is told again', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  const clock = manualClock();
  using watched = watch(camera, { clock });
  await subscribed(camera);
  camera.happen(MOTION);
  await expect.poll(() => watched.heard.length).toBe(1);
  clock.advance(6_000);
  camera.happen(MOTION);
  await expect.poll(() => watched.heard.length).toBe(2);
});

test('the subscription is renewed before it is over', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  const clock = manualClock();
  using watched = watch(camera, { clock });
  await subscribed(camera);
  clock.advance(31_000);
  camera.happen(MOTION);
  await expect.poll(() => camera.events.renewals).toBe(1);
  expect(watched.heard).toEqual(['motion']);
});

test('a camera that has forgotten who listens is subscribed to again', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  using watched = watch(camera);
  await subscribed(camera);
  camera.events.forgetAll();
  await subscribed(camera);
  camera.happen(LINE);
  await expect.poll(() => watched.heard).toEqual(['lineCrossed']);
});

test('a wrong password is tried once, and not again', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  using watched = watch(camera, { password: 'wrong one' });
  await expect.poll(() => camera.turnedAway).toEqual(['Events CreatePullPointSubscription']);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect([camera.turnedAway.length, watched.heard]).toEqual([1, []]);
});

test('who no longer listens is unsubscribed', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  const watched = watch(camera);
  await subscribed(camera);
  watched[Symbol.dispose]();
  camera.happen(MOTION);
  await subscribed(camera, 0);
  expect(watched.heard).toEqual([]);
});
