/** The picture a camera makes by itself, from where its profiles say it is had: signed, bounded, and every way it fails. */
import { expect, test } from 'vitest';
import { systemClock } from '../../../config/kernel/clock.ts';
import { OnvifDevice } from '../../../streams/onvif/device.ts';
import { fetchStill } from '../../../streams/onvif/still-picture.ts';
import { reachablePicture } from '../../../streams/onvif/stream.rules.ts';
import { NOT_SUPPORTED, openFakeOnvifCamera } from '../../fixtures/onvif/onvif-camera.ts';

const LOGIN = { username: 'operator', password: 'right one' };
const MAIN = 'rtsp://10.0.0.9/Streaming/Channels/101';
const SUB = 'rtsp://10.0.0.9/Streaming/Channels/102';

const stillAt = (onvifUrl: string, token = 'profile_main') => new URL(`/snapshot/${token}.jpg`, onvifUrl).href;

test.each([[[1] as const], [[2] as const], [[1, 2] as const]])(
  'with media services %s each profile says where its picture is had, and it is fetched, signed by Digest',
  async (media) => {
    await using camera = await openFakeOnvifCamera({ login: LOGIN, media });
    const device = await OnvifDevice.open({ onvifUrl: camera.onvifUrl, ...LOGIN }, { clock: systemClock });
    const [channel] = (await device.details()).channels;
    expect(channel?.streams.map(({ snapshotUri }) => snapshotUri)).toEqual([
      stillAt(camera.onvifUrl),
      stillAt(camera.onvifUrl, 'profile_sub'),
    ]);
    expect(await device.still(SUB, '')).toEqual(camera.picture);
    expect(camera.turnedAway).toEqual(['HTTP snapshot']);
    expect(camera.calls.at(-1)).toBe('HTTP snapshot profile_sub');
  },
);

test('a device that makes no pictures is asked once where they are, and says that it makes none', async () => {
  await using camera = await openFakeOnvifCamera({ media: [2] });
  camera.refuse('GetSnapshotUri', NOT_SUPPORTED);
  const device = await OnvifDevice.open({ onvifUrl: camera.onvifUrl, ...LOGIN }, { clock: systemClock });
  const [channel] = (await device.details()).channels;
  expect(channel?.streams.map(({ snapshotUri }) => snapshotUri)).toEqual([null, null]);
  expect(camera.calls.filter((call) => call === 'Media2 GetSnapshotUri')).toHaveLength(1);
  await expect(device.still(MAIN, '')).rejects.toMatchObject({ code: 'ONVIF_NOT_OFFERED' });
});

test('a wrong password is tried once and told', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  const fetching = fetchStill(stillAt(camera.onvifUrl), { ...LOGIN, password: 'wrong one' });
  await expect(fetching).rejects.toMatchObject({ code: 'CAMERA_WRONG_PASSWORD' });
  expect(camera.turnedAway).toHaveLength(2);
});

test.each([
  ['drip', 'CAMERA_TIMEOUT'],
  ['silent', 'CAMERA_TIMEOUT'],
  ['notFound', 'CAMERA_REFUSED'],
  ['broken', 'CAMERA_UNREACHABLE'],
] as const)('a camera whose picture ends in %s is said to be %s, and is left', async (how, code) => {
  await using camera = await openFakeOnvifCamera();
  camera.hang('snapshot', how);
  const fetching = fetchStill(stillAt(camera.onvifUrl), LOGIN, { withinMs: 500 });
  await expect(fetching).rejects.toMatchObject({ code });
  await camera.isLeft();
});

test('a picture that is too large, or is none, is refused', async () => {
  await using camera = await openFakeOnvifCamera();
  const fetching = fetchStill(stillAt(camera.onvifUrl), LOGIN, { maxBytes: camera.picture.length - 1 });
  await expect(fetching).rejects.toMatchObject({ code: 'CAMERA_REFUSED' });
  camera.picture = Buffer.from('<html>');
  const other = fetchStill(stillAt(camera.onvifUrl), LOGIN);
  await expect(other).rejects.toMatchObject({ code: 'CAMERA_REFUSED', detail: { reason: 'no JPEG' } });
});

test.each([
  ['http://192.168.1.64/onvif/snapshot?channel=1', 'http://10.0.0.9/onvif/snapshot?channel=1'],
  ['http://admin:secret@192.168.1.64:88/still', 'http://10.0.0.9:88/still'],
  ['ftp://192.168.1.64/still', null],
  ['', null],
])('a picture at %s is had at %s', (said, expected) => {
  expect(reachablePicture(said, 'http://10.0.0.9:8080/onvif/device_service')).toBe(expected);
});
