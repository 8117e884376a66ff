/** Where the clips of the demo street and of the tests are. */
import { join } from 'node:path';
import { cacheFolder } from './folders.mjs';

// Goes up when a recipe changes, so that an old cache is never taken for a new one.
const VERSION = '1';
export const CAMERA_COUNT = 8;

/** The eight H.264 clips of the street, in the order of their cameras. */
export function streetClips({ env = process.env, cacheDir = cacheFolder(env) } = {}) {
  const folder = join(cacheDir, 'street', VERSION);
  return Array.from({ length: CAMERA_COUNT }, (_, index) => join(folder, `camera-${index + 1}.h264`));
}

/** Clips no demo needs: H.265, H.264 with reordered frames, and a picture in which nothing ever moves. */
export function testClips({ env = process.env, cacheDir = cacheFolder(env) } = {}) {
  const folder = join(cacheDir, 'street', `${VERSION}-test`);
  return {
    h265: join(folder, 'h265.mp4'),
    reordered: join(folder, 'reordered.mp4'),
    still: join(folder, 'still.h264'),
  };
}
