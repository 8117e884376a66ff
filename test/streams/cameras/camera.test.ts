/** One camera of a real RTSP server that hangs with its connection open, and goes on. */
import { expect, test } from 'vitest';
import type { CameraHealth } from '../../../config/contract/camera.ts';
import { rootLogger } from '../../../config/kernel/logger.ts';
import { parseSettings } from '../../../config/settings/settings.ts';
import { streetClips } from '../../../config/setup/street-path.mjs';
import { Camera } from '../../../streams/cameras/camera.ts';
import { cameraNeeds, carried } from '../../fixtures/media-node.ts';
import { openFakeOnvifCamera } from '../../fixtures/onvif/onvif-camera.ts';
import { openRtspCameras } from '../../fixtures/rtsp-cameras.ts';

rootLogger.level = 'silent';
const SAID_WITHIN_MS = 3_000;

async function becomes(camera: Camera, wanted: (health: CameraHealth) => boolean): Promise<CameraHealth> {
  for (;;) {
    const health = camera.health();
    if (wanted(health)) return health;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('a camera that hangs is stalled within 3 s, then called again, and live when it goes on', async () => {
  await using cameras = await openRtspCameras({ mounts: { gate: streetClips()[0] ?? '' } });
  const { live } = parseSettings({});
  const camera = new Camera(carried('gate', cameras.urlOf('gate')), cameraNeeds({ chance: () => 0, live }));
  await using opened = new AsyncDisposableStack();
  opened.defer(() => camera.close());
  const well = await becomes(camera, ({ state, keyFrameIntervalMs }) => state === 'live' && keyFrameIntervalMs > 0);
  expect(well).toMatchObject({ grade: 'good', cause: null, stallCount: 0, reconnectCount: 0, lossPercent: 0 });

  cameras.pause();
  const stalled = await becomes(camera, ({ state }) => state !== 'live');
  expect(stalled).toMatchObject({
    state: 'stalled',
    grade: 'poor',
    cause: { code: 'CAMERA_NO_FRAMES' },
    stallCount: 1,
  });
  expect(stalled.sinceMs - (stalled.lastFrameAtMs ?? 0)).toBeLessThanOrEqual(SAID_WITHIN_MS);

  const offline = await becomes(camera, ({ state }) => state === 'offline');
  expect(offline).toMatchObject({ grade: 'none', cause: { code: 'CAMERA_NO_FRAMES' } });
  await becomes(camera, ({ reconnectCount }) => reconnectCount > 0);
  cameras.resume();
  const back = await becomes(camera, ({ state }) => state === 'live');
  expect(['fair', 'poor']).toContain(back.grade);
});

test('a viewer who joins between two key frames has the camera asked for one over ONVIF', async () => {
  await using cameras = await openRtspCameras({ mounts: { gate: streetClips()[0] ?? '' } });
  const profiles = [{ token: 'street', encoder: 'main', streamUri: 'rtsp://10.0.0.9/gate' }];
  await using device = await openFakeOnvifCamera({ profiles });
  const { live } = parseSettings({});
  const { onvifUrl } = device;
  const toCarry = carried('gate', cameras.urlOf('gate'), { onvifUrl });
  const camera = new Camera(toCarry, cameraNeeds({ chance: () => 0, live }));
  await using opened = new AsyncDisposableStack();
  opened.defer(() => camera.close());
  await becomes(camera, ({ keyFrameIntervalMs }) => keyFrameIntervalMs > 1_500);
  const keyFrame = Promise.withResolvers<void>();
  opened.defer(camera.attach({ take: ({ isKey }) => isKey && keyFrame.resolve() }));
  await keyFrame.promise;
  expect(device.keyFrames).toEqual([]);
  opened.defer(camera.attach({ take: () => {} }, { isViewer: true }));
  await expect.poll(() => device.keyFrames).toEqual(['street']);
});

test('a camera that does not let itself be asked for key frames is known by its health', async () => {
  await using cameras = await openRtspCameras({ mounts: { gate: streetClips()[0] ?? '' } });
  await using device = await openFakeOnvifCamera({ login: { username: 'operator', password: 'another' } });
  const { live } = parseSettings({});
  const { onvifUrl } = device;
  const toCarry = carried('gate', cameras.urlOf('gate'), { onvifUrl });
  const camera = new Camera(toCarry, cameraNeeds({ chance: () => 0, live }));
  await using opened = new AsyncDisposableStack();
  opened.defer(() => camera.close());
  const { keyFrameOnRequest } = await becomes(camera, ({ keyFrameIntervalMs }) => keyFrameIntervalMs > 1_500);
  expect(keyFrameOnRequest).toBeNull();
  const keyFrame = Promise.withResolvers<void>();
  opened.defer(camera.attach({ take: ({ isKey }) => isKey && keyFrame.resolve() }));
  await keyFrame.promise;
  opened.defer(camera.attach({ take: () => {} }, { isViewer: true }));
  await becomes(camera, (health) => health.keyFrameOnRequest === false);
});
