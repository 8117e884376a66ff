/** The picture a camera makes by itself: shared, and not asked for again too soon. */
import { expect, test } from 'vitest';
import { AppError, type ErrorCode } from '../../../config/contract/errors.ts';
import { DevicePicture } from '../../../streams/cameras/device-picture.ts';
import { manualClock } from '../../server/manual-clock.ts';

const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

function pictureOf(fetch: () => Promise<Buffer>) {
  const clock = manualClock();
  let asked = 0;
  const picture = new DevicePicture(() => {
    asked += 1;
    return fetch();
  }, clock);
  return { clock, picture, asked: () => asked };
}

test('whoever asks in the same moment shares one picture, and later ones get a new one', async () => {
  const { clock, picture, asked } = pictureOf(async () => JPEG);
  const [one, other] = await Promise.all([picture.newest(), picture.newest()]);
  expect(one).toEqual({ jpeg: JPEG, atMs: clock() });
  expect(other).toBe(one);
  clock.advance(2_000);
  expect((await picture.newest())?.atMs).toBe(clock());
  expect(asked()).toBe(2);
});

test.each<[ErrorCode, number]>([
  ['CAMERA_UNREACHABLE', 60_000],
  ['CAMERA_WRONG_PASSWORD', 3_600_000],
])('a camera that gave none for %s is not asked again for %i ms', async (code, peaceMs) => {
  const { clock, picture, asked } = pictureOf(() => Promise.reject(new AppError(code)));
  expect(await picture.newest()).toBeNull();
  clock.advance(peaceMs - 1);
  expect(await picture.newest()).toBeNull();
  expect(asked()).toBe(1);
  clock.advance(1);
  await picture.newest();
  expect(asked()).toBe(2);
});

test('what stood against it is forgotten with the address it was of', async () => {
  const { picture, asked } = pictureOf(() => Promise.reject(new AppError('CAMERA_WRONG_PASSWORD')));
  await picture.newest();
  picture.forget();
  await picture.newest();
  expect(asked()).toBe(2);
});
