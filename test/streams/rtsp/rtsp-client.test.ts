/** Our RTSP client against a server that is not ours, and against whatever else may answer at an address. */
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { streetClips, testClips } from '../../../config/setup/street-path.mjs';
import { testCamera } from '../../../streams/cameras/camera-test.ts';
import { DecoderPool } from '../../../streams/pictures/decoder-pool.ts';
import { openRtspSession } from '../../../streams/rtsp/rtsp-client.ts';
import { openRtspCameras, type RtspCameras } from '../../fixtures/rtsp-cameras.ts';

const [firstClip = ''] = streetClips();
const LOGIN = { user: 'viewer', password: 'right one' };
const ASKED = { intake: 'rtsp' as const, username: '', password: '', transport: 'auto' as const };
const SILENT = { onDescribed: () => {}, onRtp: () => {}, onLost: () => {} };

let open: RtspCameras;
let basic: RtspCameras;
let digest: RtspCameras;
const decoders = new DecoderPool(3);

beforeAll(async () => {
  const { reordered } = testClips();
  [open, basic, digest] = await Promise.all([
    openRtspCameras({ mounts: { gate: firstClip, reordered }, live: { stills: '320x240@5:500/jpeg' } }),
    openRtspCameras({ mounts: { gate: firstClip }, login: { ...LOGIN, auth: 'basic' } }),
    openRtspCameras({ mounts: { gate: firstClip }, login: { ...LOGIN, auth: 'digest' } }),
  ]);
});

afterAll(async () => {
  decoders.close();
  await Promise.all([open, basic, digest].map((each) => each?.[Symbol.asyncDispose]()));
});

test.each(['basic', 'digest'] as const)('a camera that asks for %s is signed in to', async (auth) => {
  const camera = auth === 'basic' ? basic : digest;
  const gotPacket = Promise.withResolvers<number>();
  const session = await openRtspSession(
    { rtspUrl: camera.urlOf('gate'), username: LOGIN.user, password: LOGIN.password },
    5_000,
    { ...SILENT, onRtp: (packet) => gotPacket.resolve(packet.length) },
  );
  expect(await gotPacket.promise).toBeGreaterThan(12);
  await session.close();
});

test('a session in no hurry reads in larger pieces and misses no packet', async () => {
  const sequences: number[] = [];
  const enough = Promise.withResolvers<void>();
  const session = await openRtspSession({ rtspUrl: open.urlOf('gate'), username: '', password: '' }, 5_000, {
    ...SILENT,
    onRtp: (packet) => {
      sequences.push(packet.readUInt16BE(2));
      if (sequences.length === 300) enough.resolve();
    },
  });
  session.relax(100);
  await enough.promise;
  await session.close();
  const steps = sequences.slice(1).map((sequence, index) => (sequence - (sequences[index] ?? 0)) & 0xffff);
  expect(new Set(steps)).toEqual(new Set([1]));
});

test('a listener that fails ends its own session with an error, and nothing else', async () => {
  const lost = Promise.withResolvers<{ code: string }>();
  await openRtspSession({ rtspUrl: open.urlOf('gate'), username: '', password: '' }, 5_000, {
    ...SILENT,
    onRtp: () => {
      throw new RangeError('bits ran out');
    },
    onLost: lost.resolve,
  });
  expect((await lost.promise).code).toBe('INTERNAL');
  await open.sessionsAre(0);
});

test('closing tears the session down: the camera counts nobody any more', async () => {
  const session = await openRtspSession({ rtspUrl: open.urlOf('gate'), username: '', password: '' }, 5_000, SILENT);
  expect(open.sessions).toBe(1);
  await session.close();
  await open.sessionsAre(0);
});

test('a camera that is tried gives its picture, its codec, its size and its rate', async () => {
  const found = await testCamera(
    { ...ASKED, sourceUrl: open.urlOf('gate') },
    { clock: Date.now, decoders, connectTimeoutMs: 5_000, clipsFolder: '' },
  );
  expect(found.codec).toMatch(/^avc1\.4d40/);
  expect(found.framesPerSecond).toBeCloseTo(15, 0);
  expect(Buffer.from(found.picture, 'base64').subarray(0, 3).toString('hex')).toBe('ffd8ff');
});

test('a camera with B-frames is had, and said to have them', async () => {
  const found = await testCamera(
    { ...ASKED, sourceUrl: open.urlOf('reordered') },
    { clock: Date.now, decoders, connectTimeoutMs: 5_000, clipsFolder: '' },
  );
  expect(found).toMatchObject({ codec: 'avc1.4d4016', warnings: ['CAMERA_HAS_B_FRAMES'] });
});

describe('an address that cannot be had says why', () => {
  const strangers: Server[] = [];
  /** A program on loopback that is no camera; answers its port. */
  const stranger = (says: string) =>
    new Promise<number>((resolve) => {
      const server = createServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => socket.end(says));
      });
      strangers.push(server);
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
  afterAll(() => {
    for (const server of strangers) server.close();
  });

  test.each([
    { name: 'wrong password (basic)', url: () => basic.urlOf('gate'), code: 'CAMERA_WRONG_PASSWORD' },
    { name: 'wrong password (digest)', url: () => digest.urlOf('gate'), code: 'CAMERA_WRONG_PASSWORD' },
    { name: 'nothing listens there', url: () => 'rtsp://127.0.0.1:9/gate', code: 'CAMERA_UNREACHABLE' },
    { name: 'no such host', url: () => 'rtsp://camera.invalid/gate', code: 'CAMERA_UNREACHABLE' },
    { name: 'no such stream', url: () => open.urlOf('elsewhere'), code: 'CAMERA_STREAM_NOT_FOUND' },
    { name: 'stills (JPEG)', url: () => open.urlOf('stills'), code: 'CAMERA_CODEC_NOT_SUPPORTED' },
    {
      name: 'a web server',
      url: async () => `rtsp://127.0.0.1:${await stranger('HTTP/1.1 400 Bad Request\r\n\r\n')}/`,
      code: 'CAMERA_NOT_RTSP',
    },
    {
      name: 'a mail server',
      url: async () => `rtsp://127.0.0.1:${await stranger('220 mail ready\r\n')}/`,
      code: 'CAMERA_NOT_RTSP',
    },
    {
      name: 'a program that says nothing',
      url: async () => `rtsp://127.0.0.1:${await stranger('')}/`,
      code: 'CAMERA_NOT_RTSP',
    },
  ])('$name: $code', async ({ url, code }) => {
    const target = { ...ASKED, sourceUrl: await url(), username: 'viewer', password: 'wrong one' };
    const tried = testCamera(target, { clock: Date.now, decoders, connectTimeoutMs: 2_000, clipsFolder: '' });
    await expect(tried).rejects.toMatchObject({ code });
  });
});
