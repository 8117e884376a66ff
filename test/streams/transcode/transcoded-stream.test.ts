/** What is transcoded shows the same pictures in the same order: each is found again in the clip the camera plays. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClips } from '../../../config/setup/street-path.mjs';
import { Camera } from '../../../streams/cameras/camera.ts';
import { type AccessUnit, TICKS_PER_SECOND, toAnnexB } from '../../../streams/hub/access-unit.ts';
import { DecoderPool } from '../../../streams/pictures/decoder-pool.ts';
import { TranscodedStream } from '../../../streams/transcode/transcoded-stream.ts';
import { cameraNeeds, carried } from '../../fixtures/media-node.ts';
import { openRtspCameras, type RtspCameras } from '../../fixtures/rtsp-cameras.ts';

const run = promisify(execFile);
const WIDTH = 160;
const HEIGHT = 90;
const WANTED = 70;
/** The cached pictures come at once, and the first ones are coarse. */
const SETTLED_AFTER = 30;

let cameras: RtspCameras;
let folder: string;
const decoders = new DecoderPool(6);

beforeAll(async () => {
  const { h265, reordered } = testClips();
  cameras = await openRtspCameras({ mounts: { h265, reordered } });
  folder = await mkdtemp(join(tmpdir(), 'lianqin-transcoded-'));
});
afterAll(async () => {
  decoders.close();
  await cameras?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Small grey pictures of a file, in the order they are shown. */
async function picturesOf(path: string): Promise<Buffer[]> {
  const { stdout } = await run(
    'ffmpeg',
    // biome-ignore format: one option a line reads like the command it is
    ['-nostdin', '-v', 'error', '-i', path, '-vf', `scale=${WIDTH}:${HEIGHT}`, '-vsync', 'passthrough',
      '-f', 'rawvideo', '-pix_fmt', 'gray', 'pipe:1'],
    { encoding: 'buffer', maxBuffer: 64e6 },
  );
  const count = Math.floor(stdout.length / (WIDTH * HEIGHT));
  return Array.from({ length: count }, (_, index) =>
    stdout.subarray(index * WIDTH * HEIGHT, (index + 1) * WIDTH * HEIGHT),
  );
}

/** Which picture of the clip it looks most like. */
function placeIn(clip: readonly Buffer[], picture: Buffer): number {
  const difference = (other: Buffer) => other.reduce((sum, grey, at) => sum + Math.abs(grey - (picture[at] ?? 0)), 0);
  const differences = clip.map(difference);
  return differences.indexOf(Math.min(...differences));
}

/** The scene was filmed with ten pictures a second and plays with fifteen: every other one is there twice. */
const filmed = (place: number) => Math.floor((place * 2) / 3);

test.each(['h265', 'reordered'] as const)('%s: every picture once, in order, at its pace', async (name) => {
  const camera = new Camera(carried(name, cameras.urlOf(name)), cameraNeeds());
  const ends = { onNotNeeded: () => {}, onRefused: () => {} };
  const transcoded = new TranscodedStream(camera, { clock: Date.now, decoders, ...ends });
  const units: AccessUnit[] = [];
  const enough = Promise.withResolvers<void>();
  const detach = transcoded.attach({
    take: (unit) => {
      units.push(unit);
      if (units.length === WANTED) enough.resolve();
    },
  });
  // Nobody is counted as watching, so the camera's packets are read in pieces of a tenth of a second.
  await enough.promise;
  detach();
  transcoded.close();
  await camera.close();

  const path = join(folder, `${name}.h264`);
  await writeFile(path, Buffer.concat(units.map(toAnnexB)));
  const clip = await picturesOf(testClips()[name]);
  const places = (await picturesOf(path)).map((picture) => placeIn(clip, picture));
  const settledPlaces = places.slice(SETTLED_AFTER);
  const isRunFrom = (start: number) =>
    settledPlaces.every((place, index) => filmed(place) === filmed((start + index) % clip.length));
  // Of two pictures of the clip that are one of the film, the first found may be either.
  const [first = 0] = settledPlaces;
  expect([first - 1, first, first + 1].some(isRunFrom), `the run of pictures ${settledPlaces}`).toBe(true);

  const settled = units.slice(SETTLED_AFTER);
  const seconds = ((settled.at(-1)?.ticks ?? 0) - (settled[0]?.ticks ?? 0)) / TICKS_PER_SECOND;
  expect((settled.length - 1) / seconds).toBeGreaterThan(13);
  expect((settled.length - 1) / seconds).toBeLessThan(17);
});

test('where no decoder is free, whoever waits for it is told', async () => {
  const camera = new Camera(carried('h265', cameras.urlOf('h265')), cameraNeeds());
  const refused = Promise.withResolvers<void>();
  const ends = { onNotNeeded: () => {}, onRefused: refused.resolve };
  const transcoded = new TranscodedStream(camera, { clock: Date.now, decoders: new DecoderPool(0), ...ends });
  const detach = transcoded.attach({ take: () => {} });
  await refused.promise;
  detach();
  transcoded.close();
  await camera.close();
});

test('while the camera is away it is made ready for the codec the camera had', async () => {
  const camera = new Camera(carried('reordered', cameras.urlOf('reordered')), cameraNeeds());
  await expect.poll(() => camera.stream.lastKeyFrame, { timeout: 10_000 }).toBeDefined();
  camera.stream.forget();
  const codecs: string[] = [];
  const busy: Pick<DecoderPool, 'openTranscoder'> = {
    openTranscoder: ({ codec }) => {
      codecs.push(codec);
      return undefined;
    },
  };
  const refused = Promise.withResolvers<void>();
  const ends = { onNotNeeded: () => {}, onRefused: refused.resolve };
  const transcoded = new TranscodedStream(camera, { clock: Date.now, decoders: busy, ...ends });
  const detach = transcoded.attach({ take: () => {} });
  await refused.promise;
  detach();
  transcoded.close();
  await camera.close();
  expect(codecs).toEqual(['h264']);
});
