/** Cameras with sound: G.711 and Opus pass, AAC becomes Opus while somebody listens, and what nobody can play is named. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { streetClips } from '../../config/setup/street-path.mjs';
import { Camera } from '../../streams/cameras/camera.ts';
import type { AudioUnit } from '../../streams/hub/audio-unit.ts';
import { DecoderPool } from '../../streams/pictures/decoder-pool.ts';
import { TranscodedAudio } from '../../streams/transcode/transcoded-audio.ts';
import { cameraNeeds, carried } from '../fixtures/media-node.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';

const [clip = ''] = streetClips();
const SOUNDS = { pcma: 'pcma', pcmu: 'pcmu', aac: 'aac', opus: 'opus', g726: 'g726' } as const;

let cameras: RtspCameras;
const decoders = new DecoderPool(4);

beforeAll(async () => {
  const mounts = Object.fromEntries([...Object.keys(SOUNDS), 'silent'].map((name) => [name, clip]));
  cameras = await openRtspCameras({ mounts, audio: SOUNDS });
});
afterAll(async () => {
  decoders.close();
  await cameras?.[Symbol.asyncDispose]();
});

function open(name: string, changes: Parameters<typeof carried>[2] = { audio: true }): Camera & AsyncDisposable {
  const camera = new Camera(carried(name, cameras.urlOf(name), changes), cameraNeeds());
  return Object.assign(camera, { [Symbol.asyncDispose]: () => camera.close() });
}

/** Resolves with so many seconds of sound. */
function heard(source: { attach: Camera['attach'] }, seconds: number): Promise<AudioUnit[]> {
  const units: AudioUnit[] = [];
  return new Promise((resolve) => {
    const detach = source.attach({
      take: () => {},
      takeAudio: (unit) => {
        units.push(unit);
        if (unit.ticks - (units[0]?.ticks ?? 0) < seconds * 90_000) return;
        detach();
        resolve(units);
      },
    });
  });
}

describe.each([
  { name: 'pcma', codec: 'PCMA', clockRate: 8_000 },
  { name: 'pcmu', codec: 'PCMU', clockRate: 8_000 },
  { name: 'aac', codec: 'AAC', clockRate: 16_000 },
  { name: 'opus', codec: 'Opus', clockRate: 48_000 },
])('a camera with $codec', ({ name, codec, clockRate }) => {
  test('gives it without gaps, on the timeline of its pictures', async () => {
    await using camera = open(name);
    let newestPicture = 0;
    const detach = camera.attach({
      take: ({ ticks }) => {
        newestPicture = ticks;
      },
    });
    const units = await heard(camera, 2);
    detach();
    expect(units[0]?.format).toMatchObject({ codec, clockRate });
    const [first, last] = [units[0], units.at(-1)];
    const spoken = units.slice(0, -1).reduce((sum, { durationTicks }) => sum + durationTicks, 0);
    // The camera's first report may put it right by some tens of milliseconds.
    const share = spoken / ((last?.ticks ?? 0) - (first?.ticks ?? 0));
    expect(Math.abs(share - 1)).toBeLessThan(0.12);
    expect(Math.abs((last?.ticks ?? 0) - newestPicture)).toBeLessThan(0.5 * 90_000);
    expect(camera.health()).toMatchObject({ audioCodec: codec, warnings: [] });
  });
});

test('sound nobody asked for is not taken', async () => {
  await using camera = open('pcma', { audio: false });
  await new Promise<void>((resolve) => {
    camera.attach({ take: ({ isKey }) => isKey && resolve(), takeAudio: () => expect.unreachable() });
  });
  expect(camera.health().audioCodec).toBeNull();
});

test('sound nobody can play is named, and the pictures come', async () => {
  await using camera = open('g726');
  await expect.poll(() => camera.health().state).toBe('live');
  expect(camera.health()).toMatchObject({ audioCodec: null, warnings: ['CAMERA_AUDIO_NOT_SUPPORTED'] });
});

test('over UDP it comes as well', async () => {
  await using camera = open('pcma', { audio: true, transport: 'udp' });
  const [first] = await heard(camera, 1);
  expect(first?.format.codec).toBe('PCMA');
});

test('AAC becomes Opus at its own pace, in one process however many listen, and none when nobody does', async () => {
  await using camera = open('aac');
  await heard(camera, 0.2);
  const transcoded = new TranscodedAudio(camera, { decoders, onNotNeeded: () => {}, onRefused: () => {} });
  const startedAtMs = performance.now();
  const [one, other] = await Promise.all([heard(transcoded, 3), heard(transcoded, 3)]);
  const tookMs = performance.now() - startedAtMs;
  expect(decoders.running).toBe(1);
  expect(one[0]?.format).toMatchObject({ codec: 'Opus', clockRate: 48_000 });
  expect(one.length).toBe(other.length);
  expect(one.length).toBeGreaterThan(145);
  expect(tookMs).toBeLessThan(6_000);
  transcoded.close();
  await expect.poll(() => decoders.running).toBe(0);
});
