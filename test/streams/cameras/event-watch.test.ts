/** What a camera tells by itself is heard, told once, and heard again after the camera was away. */
import { expect, test } from 'vitest';
import { systemClock } from '../../../config/kernel/clock.ts';
import { rootLogger } from '../../../config/kernel/logger.ts';
import { EventWatch } from '../../../streams/cameras/event-watch.ts';
import { SharedDevices } from '../../../streams/cameras/shared-devices.ts';
import { OnvifDevice } from '../../../streams/onvif/device.ts';
import { type FakeOnvifCamera, NOT_SUPPORTED, openFakeOnvifCamera } from '../../fixtures/onvif/onvif-camera.ts';
import { manualClock } from '../../server/manual-clock.ts';

rootLogger.level = 'silent';
const LOGIN = { username: 'operator', password: 'right one' };
const MOTION = { topic: 'tns1:VideoSource/MotionAlarm', source: { Source: 'v1' }, data: { State: 'true' } };
const LINE = { topic: 'tns1:RuleEngine/LineDetector/Crossed', data: { ObjectId: '1' } };

function watch(camera: FakeOnvifCamera, { password = LOGIN.password, clock = systemClock } = {}) {
  const heard: string[] = [];
  const target = { onvifUrl: camera.onvifUrl, username: LOGIN.username, password };
  const events = new EventWatch({
    onvifUrl: camera.onvifUrl,
    clock,
    subscribe: async () => {
      const device = await OnvifDevice.open(target, { clock: systemClock });
      const sources = await device.pictureSources();
      return { point: await device.subscribe(), sources };
    },
  });
  return {
    heard,
    [Symbol.dispose]: events.listen({ sourceToken: 'source', onEvent: (kind) => heard.push(kind) }),
  };
}
/** A recorder of two cameras, each of which listens. */
function recorder() {
  const profiles = ['s1', 's2'].map((source) => ({
    ...{ token: `${source}_main`, encoder: 'main', source, streamUri: `rtsp://10.0.0.9/${source}` },
  }));
  return openFakeOnvifCamera({ login: LOGIN, profiles });
}
function watchChannels(camera: FakeOnvifCamera) {
  const devices = new SharedDevices(systemClock);
  const channels = ['s1', 's2'].map((sourceToken) => {
    const heard: string[] = [];
    const share = devices.take({ onvifUrl: camera.onvifUrl, ...LOGIN });
    return { heard, stop: share.listen({ sourceToken, onEvent: (kind) => heard.push(kind) }) };
  });
  return {
    heard: () => channels.map((channel) => channel.heard.join(' ')),
    stopFirst: () => channels[0]?.stop(),
    [Symbol.dispose]: () => {
      for (const { stop } of channels) stop();
    },
  };
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
  await expect.poll(() => camera.turnedAway).toEqual(['Media2 GetProfiles']);
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

test('the cameras of a recorder share one subscription, and each hears only of its own picture', async () => {
  await using camera = await recorder();
  using watched = watchChannels(camera);
  await subscribed(camera);
  camera.happen({ ...LINE, source: { VideoSourceConfigurationToken: 's2_configuration', Rule: 'gate' } });
  await expect.poll(watched.heard).toEqual(['', 'lineCrossed']);
  camera.happen({ ...MOTION, source: { Source: 's1' } });
  await expect.poll(watched.heard).toEqual(['motion', 'lineCrossed']);
  expect(camera.calls.filter((call) => call === 'Events CreatePullPointSubscription')).toHaveLength(1);
});

test('a digital input of a recorder is told once, and a picture nobody watches not at all', async () => {
  await using camera = await recorder();
  using watched = watchChannels(camera);
  await subscribed(camera);
  camera.happen({ ...MOTION, source: { Source: 's9' } });
  const input = { topic: 'tns1:Device/Trigger/DigitalInput', source: { InputToken: 'in1' } };
  camera.happen({ ...input, data: { LogicalState: 'true' } });
  await expect.poll(watched.heard).toEqual(['digitalInput', '']);
});

test('when one camera of a recorder listens no more the other still does', async () => {
  await using camera = await recorder();
  using watched = watchChannels(camera);
  await subscribed(camera);
  watched.stopFirst();
  camera.happen({ ...MOTION, source: { Source: 's2' } });
  await expect.poll(watched.heard).toEqual(['', 'motion']);
});

test('a device that does not renew is subscribed to anew', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  camera.refuse('Renew', NOT_SUPPORTED);
  const clock = manualClock();
  using watched = watch(camera, { clock });
  await subscribed(camera);
  clock.advance(31_000);
  camera.happen(MOTION);
  await expect.poll(() => [...camera.events.subscriptions.keys()]).toEqual(['2']);
  camera.happen(LINE);
  await expect.poll(() => watched.heard).toEqual(['motion', 'lineCrossed']);
});

test('a device that knows a subscription no more, and says so without a word, is subscribed to again', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  camera.hang('PullMessages', 'notFound');
  using watched = watch(camera);
  await subscribed(camera);
  camera.behave();
  await subscribed(camera, 2);
  camera.happen(LINE);
  await expect.poll(() => watched.heard).toEqual(['lineCrossed']);
});
