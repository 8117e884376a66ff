/** A device over real SOAP: what it says of itself, turning, presets, picture settings, events; and each way it may fail. */
import { expect, test } from 'vitest';
import { systemClock } from '../../../config/kernel/clock.ts';
import { SharedDevices } from '../../../streams/cameras/shared-devices.ts';
import { OnvifDevice } from '../../../streams/onvif/device.ts';
import { type FakeOnvifCamera, NOT_SUPPORTED, openFakeOnvifCamera } from '../../fixtures/onvif/onvif-camera.ts';

const LOGIN = { username: 'operator', password: 'right one' };
const MAIN = 'rtsp://10.0.0.9/Streaming/Channels/101';
const HOUR_MS = 3_600_000;

function open(camera: FakeOnvifCamera, { password = LOGIN.password, timeoutMs = 5_000 } = {}): Promise<OnvifDevice> {
  return OnvifDevice.open(
    { onvifUrl: camera.onvifUrl, username: LOGIN.username, password },
    { clock: systemClock, timeoutMs },
  );
}

test.each([[[1, 2] as const], [[1] as const]])(
  'a device with media services %s says what it is and has',
  async (media) => {
    await using camera = await openFakeOnvifCamera({ login: LOGIN, media });
    const { channels, ...details } = await (await open(camera)).details();
    expect(details).toMatchObject({
      manufacturer: 'Lianqin',
      model: 'Fake camera',
      serialNumber: 'FAKE-0001',
      hasPtz: true,
      hasEvents: true,
    });
    expect(channels).toMatchObject([{ sourceToken: 'source', mainToken: 'profile_main', subToken: 'profile_sub' }]);
    expect(channels[0]?.streams[0]).toMatchObject({ encoding: 'H264', width: 1920, height: 1080, framesPerSecond: 25 });
  },
);

test('streams are had where the device was reached, whatever it takes its own address to be', async () => {
  await using camera = await openFakeOnvifCamera();
  const [main] = await (await open(camera)).streams();
  expect(main?.streamUri).toBe('rtsp://127.0.0.1:554/Streaming/Channels/101?profile=profile_main');
});

test('a clock that is off is told', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN, clockAheadMs: HOUR_MS });
  const { clockOffsetMs } = await (await open(camera)).details();
  expect(Math.abs(clockOffsetMs - HOUR_MS)).toBeLessThan(2_000);
});

test.each([
  ['a wrong password', { wish: {}, password: 'wrong one', code: 'CAMERA_WRONG_PASSWORD' }],
  [
    'a wrong password and a clock an hour off',
    { wish: { clockAheadMs: HOUR_MS }, password: 'wrong one', code: 'ONVIF_CLOCK_WRONG' },
  ],
  ['no media service', { wish: { media: [] }, password: LOGIN.password, code: 'ONVIF_NOT_OFFERED' }],
])('a device with %s is told apart', async (_, { wish, password, code }) => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN, ...wish });
  const details = open(camera, { password }).then((device) => device.details());
  await expect(details).rejects.toMatchObject({ code });
});

test('a slow device is called slow', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  const device = await open(camera, { timeoutMs: 1_000 });
  camera.hang('GetDeviceInformation', 'silent');
  await expect(device.details()).rejects.toMatchObject({
    code: 'CAMERA_TIMEOUT',
    detail: { method: 'GetDeviceInformation' },
  });
});

test('a camera that turns is moved, stopped and asked where it looks', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  const ptz = await (await open(camera)).ptz(MAIN);
  await ptz.move({ pan: 0.5, tilt: 0, zoom: 0 });
  expect(camera.ptz.isMoving).toBe(true);
  await ptz.stop();
  expect(camera.ptz.isMoving).toBe(false);
  expect((await ptz.place())?.pan).toBeGreaterThan(0);
});

test.each([
  ['field of view', { fieldOfViewMax: 100 }, 'RelativeMove 100 -60 0.2'],
  ['relative', { isRelative: true }, 'RelativeMove 0.25 -0.114 0.2'],
  ['absolute', { isRelative: false }, 'AbsoluteMove 0.25 -0.114 0.2'],
])('a step is a %s move where that is offered', async (_, ptzWish, order) => {
  await using camera = await openFakeOnvifCamera({ ptz: ptzWish });
  const ptz = await (await open(camera)).ptz(MAIN);
  await ptz.step({ pan: 0.75, tilt: -0.3, zoom: 0.2 });
  expect(camera.ptz.orders).toEqual([order]);
});

test.each([
  ['a camera that takes a speed goes at it', true, ' at 0.4/0.4'],
  ['a camera that takes none is told none', false, ''],
])('%s: by step, to a place, to a preset and home', async (_, hasSpeed, at) => {
  await using camera = await openFakeOnvifCamera({ ptz: { hasSpeed } });
  const ptz = await (await open(camera)).ptz(MAIN);
  await ptz.step({ pan: 0.3, tilt: 0, zoom: 0, speed: 0.4 });
  await ptz.goTo({ pan: -0.25, tilt: 0.5, zoom: 0.75, speed: 0.4 });
  expect(await ptz.place()).toEqual({ pan: -0.25, tilt: 0.5, zoom: 0.75 });
  const token = await ptz.setPreset('路口');
  await ptz.goToPreset(token, 0.4);
  await ptz.goHome(0.4);
  expect(camera.ptz.orders).toEqual([
    `RelativeMove 0.1 0 0${at}`,
    `AbsoluteMove -0.25 0.5 0.75${at}`,
    `GotoPreset ${token}${at}`,
    `GotoHomePosition${at}`,
  ]);
});

test('a camera without absolute moves is sent to no place', async () => {
  await using camera = await openFakeOnvifCamera({ ptz: { isAbsolute: false } });
  const ptz = await (await open(camera)).ptz(MAIN);
  const going = ptz.goTo({ pan: 0, tilt: 0, zoom: 0 });
  await expect(going).rejects.toMatchObject({ code: 'ONVIF_NOT_OFFERED', detail: { what: 'AbsoluteMove' } });
  expect(camera.calls).not.toContain('PTZ AbsoluteMove');
});

test('a place told in another space than the generic one is not taken for it', async () => {
  await using camera = await openFakeOnvifCamera();
  const ptz = await (await open(camera)).ptz(MAIN);
  camera.ptz.placeSpace = 'http://www.onvif.org/ver10/tptz/PanTiltSpaces/SphericalPositionSpace';
  expect(await ptz.place()).toBeNull();
});

test('a step is not offered by a camera that can only move on', async () => {
  await using camera = await openFakeOnvifCamera({ ptz: { isRelative: false, isAbsolute: false } });
  const ptz = await (await open(camera)).ptz(MAIN);
  await expect(ptz.step({ pan: 0.2, tilt: 0, zoom: 0 })).rejects.toMatchObject({ code: 'ONVIF_NOT_OFFERED' });
});

test('presets are set, listed, gone to and removed', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  const ptz = await (await open(camera)).ptz(MAIN);
  await ptz.move({ pan: 1, tilt: 0, zoom: 0 });
  await ptz.stop();
  const { place } = camera.ptz;
  const token = await ptz.setPreset('路口 <东>');
  expect(await ptz.presets()).toEqual([{ token, name: '路口 <东>' }]);
  await ptz.goHome();
  await ptz.goToPreset(token);
  expect(place.pan).toBeGreaterThan(0);
  expect(camera.ptz.place).toEqual(place);
  await ptz.removePreset(token);
  expect(await ptz.presets()).toEqual([]);
});

test('a camera that does not turn says so', async () => {
  await using camera = await openFakeOnvifCamera({ ptz: null });
  await expect((await open(camera)).ptz(MAIN)).rejects.toMatchObject({
    code: 'ONVIF_NOT_OFFERED',
    detail: { what: 'PTZ' },
  });
});

test('picture settings are read with their limits, and changed one by one', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  const imaging = await (await open(camera)).imaging(MAIN);
  expect(await imaging.settings()).toMatchObject({
    brightness: { value: 50, min: 0, max: 100 },
    irCutFilter: { value: 'AUTO', choices: ['ON', 'OFF', 'AUTO'] },
  });
  await imaging.set({ brightness: 60, irCutFilter: 'OFF' });
  expect(camera.imaging.settings).toMatchObject({ brightness: 60, irCutFilter: 'OFF', contrast: 50 });
});

test('the iris is read with its limits, closed by hand, and left to the camera again', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  const imaging = await (await open(camera)).imaging(MAIN);
  expect(await imaging.settings()).toMatchObject({
    exposureMode: { value: 'AUTO', choices: ['AUTO', 'MANUAL'] },
    iris: { value: 0, min: -10, max: 10 },
  });
  await imaging.set({ iris: -6 });
  expect(camera.imaging.settings).toMatchObject({ exposureMode: 'MANUAL', iris: -6 });
  await imaging.set({ exposureMode: 'AUTO' });
  expect(camera.imaging.settings).toMatchObject({ exposureMode: 'AUTO', iris: -6 });
});

test('focus is moved and stopped', async () => {
  await using camera = await openFakeOnvifCamera();
  const imaging = await (await open(camera)).imaging(MAIN);
  expect(await imaging.canFocus()).toBe(true);
  await imaging.focus(-0.5);
  await imaging.focus(0);
  expect(camera.imaging.orders).toEqual(['Focus -0.5', 'Stop']);
});

test('relays are switched, and the device is restarted', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  const device = await open(camera);
  const [relay = ''] = await device.relays();
  await device.setRelay(relay, true);
  await device.reboot();
  expect([camera.device.relays.get(relay), camera.device.reboots]).toEqual([true, 1]);
});

test('what happens at the camera is pulled, the subscription is renewed and ended', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  const point = await (await open(camera)).subscribe();
  const pulled = point.pull();
  camera.happen({ topic: 'tns1:RuleEngine/LineDetector/Crossed', source: { Rule: 'gate' }, data: { ObjectId: '7' } });
  expect(await pulled).toEqual([
    {
      topic: 'RuleEngine/LineDetector/Crossed',
      operation: 'Changed',
      items: { Rule: 'gate', ObjectId: '7' },
      source: { Rule: 'gate' },
    },
  ]);
  await point.renew();
  await point.unsubscribe();
  expect([camera.events.renewals, camera.events.subscriptions.size]).toEqual([1, 0]);
});

test('a device from before GetServices is found by its capabilities', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN, media: [1], isOld: true });
  const ptz = await (await open(camera)).ptz(MAIN);
  await ptz.move({ pan: 0, tilt: 1, zoom: 0 });
  expect(camera.ptz.orders).toEqual(['ContinuousMove 0 1 0']);
});

test('a Media2 that is named and refused is passed over', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  camera.refuseIn('Media2', 'GetProfiles', NOT_SUPPORTED);
  expect(await (await open(camera)).streams()).toHaveLength(2);
});

test('a camera that says in no number where it looks does not tell it; for a step it is taken to look straight on, and told numbers', async () => {
  await using camera = await openFakeOnvifCamera({ ptz: { isRelative: false } });
  const ptz = await (await open(camera)).ptz(MAIN);
  camera.ptz.place = { pan: Number.NaN, tilt: Number.NaN, zoom: Number.POSITIVE_INFINITY };
  expect(await ptz.place()).toBeNull();
  await ptz.step({ pan: 0.75, tilt: -0.3, zoom: 0.2 });
  expect(camera.ptz.orders).toEqual(['AbsoluteMove 0.25 -0.114 0.2']);
});

test.each([[[1, 2] as const], [[1] as const]])(
  'a recorder with media services %s tells each picture source with its streams and the name in its picture',
  async (media) => {
    const channel = (source: string, title?: string) =>
      ['main', 'sub'].map((encoder) => {
        const token = `${source}_${encoder}`;
        return { token, encoder, source, streamUri: `rtsp://10.0.0.9/${token}`, ...(title && { title }) };
      });
    const profiles = [...channel('s1', '东门 & 广场'), ...channel('s2'), ...channel('s3')];
    await using camera = await openFakeOnvifCamera({ login: LOGIN, media, profiles });
    const { channels } = await (await open(camera)).details();
    expect(channels).toMatchObject([
      { sourceToken: 's1', title: '东门 & 广场', mainToken: 's1_main', subToken: 's1_sub' },
      { sourceToken: 's2', title: '', mainToken: 's2_main', subToken: 's2_sub' },
      { sourceToken: 's3', title: '', mainToken: 's3_main', subToken: 's3_sub' },
    ]);
  },
);

const CHANNELS = ['s1', 's2'].map((source) => ({
  ...{ token: `${source}_main`, encoder: 'main', source, streamUri: `rtsp://10.0.0.9/${source}` },
}));

test.each([
  ['by its address', 'rtsp://10.0.0.9/s2', ''],
  ['by what was remembered, where it is pulled by another address', 'rtsp://10.0.0.9/unicast/c2/s0', 's2'],
])('the channel of a recorder that is turned and set is told %s', async (_, rtspUrl, remembered) => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN, profiles: CHANNELS });
  const device = await open(camera);
  await (await device.ptz(rtspUrl, remembered)).move({ pan: 1, tilt: 0, zoom: 0 });
  await (await device.imaging(rtspUrl, remembered)).set({ brightness: 60 });
  expect([camera.ptz.profiles, camera.imaging.sources]).toEqual([['s2_main'], ['s2']]);
});

test('where nothing tells which channel it is none is turned, and none set', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN, profiles: CHANNELS });
  const device = await open(camera);
  for (const asked of [device.ptz('rtsp://10.0.0.9/other'), device.imaging('rtsp://10.0.0.9/other')]) {
    await expect(asked).rejects.toMatchObject({ code: 'CAMERA_SOURCE_UNKNOWN' });
  }
});

test('the channels of a recorder ask it once what it has', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN, profiles: CHANNELS });
  const share = new SharedDevices(systemClock);
  const target = { onvifUrl: camera.onvifUrl, ...LOGIN };
  for (const { streamUri } of CHANNELS) {
    const device = await share.take(target).open();
    await device.ptz(streamUri);
    await device.imaging(streamUri);
    await device.relays();
  }
  const count = (call: string) => camera.calls.filter((each) => each === call).length;
  const asked = [
    'Device GetServices',
    'Media2 GetProfiles',
    'Media2 GetStreamUri',
    'PTZ GetNodes',
    'Device GetRelayOutputs',
  ];
  expect(asked.map(count)).toEqual([1, 1, 2, 1, 1]);
});

test('a wrong password is tried once for all channels of a recorder', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN, profiles: CHANNELS });
  const device = await open(camera, { password: 'wrong one' });
  for (const { streamUri } of CHANNELS) {
    await expect(device.ptz(streamUri)).rejects.toMatchObject({ code: 'CAMERA_WRONG_PASSWORD' });
  }
  expect(camera.turnedAway).toHaveLength(1);
});
