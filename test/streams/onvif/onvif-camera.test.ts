/** Our ONVIF adapter against a camera that checks what it is sent. */
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { systemClock } from '../../../config/kernel/clock.ts';
import { openOnvifCamera } from '../../../streams/onvif/onvif-camera.ts';
import {
  CONFIG_MODIFY,
  type FakeOnvifCamera,
  NOT_AUTHORIZED,
  NOT_SUPPORTED,
  openFakeOnvifCamera,
} from '../../fixtures/onvif/onvif-camera.ts';

const LOGIN = { username: 'operator', password: 'right one' };
const MAIN = 'rtsp://10.0.0.9/Streaming/Channels/101';
const SUB = 'rtsp://10.0.0.9/Streaming/Channels/102';
const HOUR_MS = 3_600_000;
const MEDIA = [
  { media: [1, 2] as const, spoken: 'Media2' },
  { media: [1] as const, spoken: 'Media1' },
];

function connect(camera: FakeOnvifCamera, { rtspUrl = MAIN, password = LOGIN.password, timeoutMs = 5_000 } = {}) {
  return openOnvifCamera(
    { onvifUrl: camera.onvifUrl, rtspUrl, username: LOGIN.username, password },
    { clock: systemClock, timeoutMs, keyFrameTimeoutMs: timeoutMs },
  );
}

test.each(MEDIA)(
  'a camera with media services $media is asked for a key frame over $spoken',
  async ({ media, spoken }) => {
    await using camera = await openFakeOnvifCamera({ login: LOGIN, media });
    const onvif = await connect(camera, { rtspUrl: SUB });
    const before = camera.calls.length;
    await onvif.requestKeyFrame();
    expect(camera.keyFrames).toEqual(['profile_sub']);
    expect(camera.calls.slice(before)).toEqual([`${spoken} SetSynchronizationPoint`]);
  },
);

test('a camera whose Media2 makes no key frames is asked over Media1', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  const onvif = await connect(camera);
  camera.refuseIn('Media2', 'SetSynchronizationPoint', NOT_SUPPORTED);
  await onvif.requestKeyFrame();
  expect(camera.keyFrames).toEqual(['profile_main']);
});

test('a camera that names Media2 and refuses its first question is asked over Media1', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  camera.refuseIn('Media2', 'GetProfiles', CONFIG_MODIFY);
  const onvif = await connect(camera, { rtspUrl: SUB });
  await onvif.requestKeyFrame();
  expect(camera.keyFrames).toEqual(['profile_sub']);
});

test('a camera from before GetServices is found by its capabilities', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN, media: [1], isOld: true });
  const onvif = await connect(camera);
  await onvif.requestKeyFrame();
  expect(camera.keyFrames).toEqual(['profile_main']);
});

test('a camera that knows only its name behind NAT is asked where it was reached', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN, ownHost: '192.0.2.1:8000' });
  await expect(connect(camera)).resolves.toBeDefined();
});

test.each(['token', 'digest'] as const)('a camera that wants a %s is signed in to', async (signIn) => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN, signIn });
  const onvif = await connect(camera);
  await onvif.requestKeyFrame();
  expect(camera.keyFrames).toEqual(['profile_main']);
});

test.each(['token', 'digest'] as const)('a wrong password for the %s is called one, and tried once', async (signIn) => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN, signIn });
  await expect(connect(camera, { password: 'wrong one' })).rejects.toMatchObject({ code: 'CAMERA_WRONG_PASSWORD' });
  const tries = signIn === 'digest' ? 2 : 1; // the first one fetches the challenge
  expect(camera.turnedAway).toEqual(Array(tries).fill('Media2 GetProfiles'));
  await camera.isLeft();
});

test('a camera without a password is asked without a signature', async () => {
  await using camera = await openFakeOnvifCamera();
  const onvif = await openOnvifCamera(
    { onvifUrl: camera.onvifUrl, rtspUrl: MAIN, username: '', password: '' },
    { clock: systemClock },
  );
  await onvif.requestKeyFrame();
  expect(camera.keyFrames).toEqual(['profile_main']);
});

test.each([-10 * HOUR_MS, 10 * HOUR_MS])(
  'a camera whose clock is %i ms off is signed in to by its own time',
  async (clockAheadMs) => {
    await using camera = await openFakeOnvifCamera({ login: LOGIN, clockAheadMs });
    await connect(camera);
    expect(camera.turnedAway).toEqual([]);
  },
);

test('a camera whose clock is set meanwhile is read again and asked again', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN, clockAheadMs: HOUR_MS });
  const onvif = await connect(camera);
  camera.setClockAhead(0);
  await onvif.requestKeyFrame();
  await onvif.requestKeyFrame();
  expect([camera.keyFrames, camera.turnedAway]).toEqual([
    ['profile_main', 'profile_main'],
    ['Media2 SetSynchronizationPoint'],
  ]);
});

test('a password that is changed meanwhile is called wrong', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  const onvif = await connect(camera);
  camera.setPassword('another');
  await expect(onvif.requestKeyFrame()).rejects.toMatchObject({ code: 'CAMERA_WRONG_PASSWORD' });
});

test('a camera with other profiles than before is looked at anew', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  const onvif = await connect(camera);
  camera.renameProfiles('new_');
  await expect(onvif.requestKeyFrame()).rejects.toMatchObject({ code: 'CAMERA_REFUSED' });
  await onvif.requestKeyFrame();
  expect(camera.keyFrames).toEqual(['new_profile_main']);
});

test.each(MEDIA)(
  'over $spoken an encoder is set to Baseline with a key frame every 2 s, and nothing else',
  async ({ media }) => {
    await using camera = await openFakeOnvifCamera({ login: LOGIN, media });
    const [main, sub] = [camera.encoder('main'), camera.encoder('sub')];
    const onvif = await connect(camera, { rtspUrl: SUB });
    const { before, after } = await onvif.fitForWebRtc();
    const { profile, govLength, anchorFrameDistance, ...rest } = camera.encoder('sub');
    expect([before.profile, before.govLength, after.profile, after.govLength]).toEqual(['Main', 100, 'Baseline', 50]);
    expect([profile, govLength, anchorFrameDistance ?? 1]).toEqual(['Baseline', 50, 1]);
    expect({ ...sub, ...rest }).toEqual(sub);
    expect(camera.encoder('main')).toEqual(main);
  },
);

test('an encoder that is fit already is left alone', async () => {
  await using camera = await openFakeOnvifCamera({
    encoders: { main: { profile: 'Baseline', govLength: 25, anchorFrameDistance: 1 } },
  });
  const { before, after } = await (await connect(camera)).fitForWebRtc();
  expect(after).toEqual(before);
  expect(camera.calls).not.toContain('Media2 SetVideoEncoderConfiguration');
});

test('H.265 is exchanged for H.264', async () => {
  await using camera = await openFakeOnvifCamera({ encoders: { main: { encoding: 'H265', profile: 'Main' } } });
  const { before, after } = await (await connect(camera)).fitForWebRtc();
  expect([before.encoding, after.encoding, camera.encoder('main').encoding]).toEqual(['H265', 'H264', 'H264']);
});

test('MJPEG is exchanged for H.264 over Media1, which has no settings for it yet', async () => {
  await using camera = await openFakeOnvifCamera({ media: [1], encoders: { main: { encoding: 'JPEG' } } });
  const { after } = await (await connect(camera)).fitForWebRtc();
  expect(after).toMatchObject({ encoding: 'H264', profile: 'Baseline', govLength: 50 });
});

test('a camera without Baseline keeps High and drops its B-frames', async () => {
  await using camera = await openFakeOnvifCamera({ h264Profiles: ['Main', 'High'] });
  await (await connect(camera)).fitForWebRtc();
  expect(camera.encoder('main')).toMatchObject({ profile: 'High', anchorFrameDistance: 1, govLength: 50 });
});

test('a camera that takes a moment to apply is waited for', async () => {
  await using camera = await openFakeOnvifCamera();
  camera.ignoreSettings(1);
  const { after } = await (await connect(camera)).fitForWebRtc();
  expect(after).toMatchObject({ profile: 'Baseline', govLength: 50 });
});

test('a camera that accepts and changes nothing is caught at it, by what it did not take up', async () => {
  await using camera = await openFakeOnvifCamera();
  camera.ignoreSettings();
  const { before, after, notTaken } = await (await connect(camera)).fitForWebRtc();
  expect(after).toEqual(before);
  expect(notTaken).toEqual(['profile', 'govLength', 'anchorFrameDistance']);
});

test('a preview says what would be set, and sets nothing', async () => {
  await using camera = await openFakeOnvifCamera();
  const main = camera.encoder('main');
  const { before, wanted } = await (await connect(camera)).previewFit();
  expect(before).toMatchObject({ profile: 'High', govLength: 100, anchorFrameDistance: 3 });
  expect(wanted).toEqual({ ...before, profile: 'Baseline', govLength: 50, anchorFrameDistance: 1 });
  expect(camera.encoder('main')).toEqual(main);
  expect(camera.calls.join()).not.toContain('SetVideoEncoderConfiguration');
});

test('what a camera refuses is told with its reason', async () => {
  await using camera = await openFakeOnvifCamera();
  camera.refuse('SetVideoEncoderConfiguration', CONFIG_MODIFY);
  await expect((await connect(camera)).fitForWebRtc()).rejects.toMatchObject({
    code: 'CAMERA_REFUSED',
    detail: { status: 400, reason: expect.stringContaining('ter:ConfigModify') },
  });
});

test('a name that may look and not change is refused, not called wrong', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  camera.refuse('SetVideoEncoderConfiguration', NOT_AUTHORIZED);
  await expect((await connect(camera)).fitForWebRtc()).rejects.toMatchObject({
    code: 'CAMERA_REFUSED',
    detail: { status: 403 },
  });
});

test('no encoder is changed when no profile is known to give the stream', async () => {
  await using camera = await openFakeOnvifCamera();
  const onvif = await connect(camera, { rtspUrl: 'rtsp://u:secret@10.0.0.9/h264/ch1/main/av_stream' });
  await expect(onvif.fitForWebRtc()).rejects.toMatchObject({
    code: 'ONVIF_NOT_OFFERED',
    detail: { what: '/h264/ch1/main/av_stream' },
  });
  expect(camera.calls.join()).not.toContain('SetVideoEncoderConfiguration');
});

test.each([
  ['has no media service', { media: [] }],
  ['has no profiles', { profiles: [] }],
])('a camera that %s does not offer it', async (_, wish) => {
  await using camera = await openFakeOnvifCamera(wish);
  await expect(connect(camera)).rejects.toMatchObject({ code: 'ONVIF_NOT_OFFERED' });
});

test.each([
  ['is silent', 'silent'],
  ['answers a letter at a time', 'drip'],
] as const)('a camera that %s is given up in time, and left', async (_, how) => {
  await using camera = await openFakeOnvifCamera();
  const onvif = await connect(camera, { timeoutMs: 250 });
  camera.hang('SetSynchronizationPoint', how);
  const startedAtMs = performance.now();
  await expect(onvif.requestKeyFrame()).rejects.toMatchObject({
    code: 'CAMERA_TIMEOUT',
    detail: { method: 'SetSynchronizationPoint' },
  });
  expect(performance.now() - startedAtMs).toBeLessThan(1_000);
  await camera.isLeft();
});

test('a camera that breaks off in the middle of an answer is given up in time', async () => {
  await using camera = await openFakeOnvifCamera();
  const onvif = await connect(camera, { timeoutMs: 250 });
  camera.hang('SetSynchronizationPoint', 'broken');
  await expect(onvif.requestKeyFrame()).rejects.toMatchObject({ code: 'CAMERA_TIMEOUT' });
});

test('an address where nobody listens is called unreachable', async () => {
  const camera = await openFakeOnvifCamera();
  await camera[Symbol.asyncDispose]();
  await expect(connect(camera)).rejects.toMatchObject({
    code: 'CAMERA_UNREACHABLE',
    detail: { host: '127.0.0.1', port: Number(new URL(camera.onvifUrl).port) },
  });
});

test.each([
  ['a web page', 'HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n<html></html>'],
  ['another protocol', 'RTSP/1.0 400 Bad Request\r\n\r\n'],
])('an address that answers with %s does not offer ONVIF', async (_, answer) => {
  const server = createServer((socket) => socket.on('error', () => {}).once('data', () => socket.end(answer)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const opened = openOnvifCamera(
    { onvifUrl: `http://127.0.0.1:${port}`, rtspUrl: MAIN, username: '', password: '' },
    { clock: systemClock },
  );
  await expect(opened).rejects.toMatchObject({ code: 'ONVIF_NOT_OFFERED' });
  await new Promise((resolve) => server.close(resolve));
});

test('numbers of an encoder that are none count as not said, and none of them is sent back', async () => {
  const encoders = { main: { govLength: Number.NaN, anchorFrameDistance: Number.POSITIVE_INFINITY } };
  await using camera = await openFakeOnvifCamera({ login: LOGIN, encoders, govLengths: { min: Number.NaN, max: 50 } });
  const { before, wanted } = await (await connect(camera)).previewFit();
  expect(before).toMatchObject({ govLength: null, anchorFrameDistance: null });
  expect(Number.isFinite(wanted.govLength)).toBe(true);
});

test.each(MEDIA)('an encoder says over $spoken what it offers, and is set within it', async ({ media }) => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN, media });
  const onvif = await connect(camera, { rtspUrl: SUB });
  const { settings, options } = await onvif.encoderForm();
  expect(settings).toMatchObject({ width: 640, height: 360, framesPerSecond: 25, bitrateKbps: 512 });
  expect(options).toEqual({
    profiles: ['Baseline', 'Main', 'High'],
    sizes: [
      { width: 1920, height: 1080 },
      { width: 1280, height: 720 },
      { width: 640, height: 360 },
    ],
    framesPerSecond: { min: 1, max: 30 },
    bitrateKbps: { min: 64, max: 8_192 },
    govLength: { min: 1, max: 400 },
  });
  const size = { width: 1280, height: 720 };
  const change = { size, profile: 'High', framesPerSecond: 15, bitrateKbps: 1_024, govLength: 30 };
  const set = await onvif.setEncoder(change);
  expect(set).toMatchObject({ before: { width: 640 }, after: { ...size, bitrateKbps: 1_024 }, notTaken: [] });
  expect(camera.encoder('sub')).toMatchObject({ ...size, profile: 'High', framesPerSecond: 15, govLength: 30 });
  expect(camera.encoder('main')).toMatchObject({ width: 1920, govLength: 100 });
});

test('a camera that takes a setting and keeps the old one is caught at it; one it does not offer is not sent', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  const onvif = await connect(camera);
  camera.ignoreSettings();
  const { notTaken } = await onvif.setEncoder({ bitrateKbps: 1_024, govLength: 50 });
  expect(notTaken).toEqual(['bitrateKbps', 'govLength']);
  const before = camera.calls.length;
  await expect(onvif.setEncoder({ bitrateKbps: 9_999 })).rejects.toMatchObject({ detail: { field: 'bitrateKbps' } });
  expect(camera.calls.slice(before).join()).not.toContain('SetVideoEncoderConfiguration');
});
