/** Fragmented MP4 over WebSocket, from a whole node with a real camera, read by ffmpeg. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { streetClips } from '../../config/setup/street-path.mjs';
import type { Fmp4Message } from '../../streams/outputs/fmp4.output.ts';
import { benchClip, WIDE } from '../bench/bench-clips.ts';
import { carried, fmp4Url, openTestNode, type TestNode, until } from '../fixtures/media-node.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';

const run = promisify(execFile);
const [gate = ''] = streetClips();

let cameras: RtspCameras;
let node: TestNode;

beforeAll(async () => {
  const wide = await benchClip(WIDE);
  cameras = await openRtspCameras({ mounts: { gate, wide } });
  node = await openTestNode();
  await node.carry([carried('gate', cameras.urlOf('gate')), carried('wide', cameras.urlOf('wide'))]);
  await until(node, 'gate', 'live');
});
afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

type Watching = { socket: WebSocket; said: Fmp4Message[]; bytes: Buffer[] } & AsyncDisposable;

function watch(cameraId: string, changes = {}): Watching {
  const socket = new WebSocket(fmp4Url(node, cameraId, changes));
  const said: Fmp4Message[] = [];
  const bytes: Buffer[] = [];
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) bytes.push(data);
    else said.push(JSON.parse(data.toString('utf8')));
  });
  return {
    socket,
    said,
    bytes,
    [Symbol.asyncDispose]: async () => {
      socket.terminate();
    },
  };
}

async function decode(bytes: readonly Buffer[]): Promise<{ frames: number; complaints: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'lianqin-fmp4-'));
  const path = join(folder, 'heard.mp4');
  await writeFile(path, Buffer.concat(bytes));
  const { stderr } = await run('ffmpeg', ['-nostdin', '-v', 'error', '-i', path, '-f', 'null', '-']);
  const { stdout } = await run('ffprobe', [
    ...['-v', 'error', '-count_frames', '-show_entries', 'stream=nb_read_frames', '-of', 'csv=p=0', path],
  ]);
  await rm(folder, { recursive: true });
  return { frames: Number.parseInt(stdout, 10), complaints: stderr };
}

test('what a viewer hears from the first message on is a whole MP4 that decodes without complaint', async () => {
  await using viewer = watch('gate');
  await expect.poll(() => viewer.bytes.length, { timeout: 15_000 }).toBeGreaterThan(40);
  expect(viewer.said[0]).toMatchObject({ kind: 'start', width: 768, height: 576 });
  expect(viewer.said.some(({ kind }) => kind === 'time')).toBe(true);
  const heard = [...viewer.bytes];
  const { frames, complaints } = await decode(heard);
  expect(complaints).toBe('');
  // The first fragment holds all that was cached.
  expect(frames).toBeGreaterThanOrEqual(heard.length - 1);
});

test('a viewer that stops reading costs two megabytes at most and nobody else a picture; then it is told what it lost', async () => {
  await until(node, 'wide', 'live');
  await using other = watch('wide');
  await using slow = watch('wide');
  await once(slow.socket, 'message');
  slow.socket.pause();
  const before = other.bytes.length;
  await expect.poll(() => other.bytes.length, { timeout: 40_000 }).toBeGreaterThan(before + 250);
  expect(other.said.filter(({ kind }) => kind === 'lost')).toEqual([]);
  slow.socket.resume();
  await expect.poll(() => slow.said.find(({ kind }) => kind === 'lost'), { timeout: 20_000 }).toBeDefined();
  const { complaints } = await decode(slow.bytes);
  expect(complaints).toBe('');
}, 120_000);

test.each([
  { title: 'forged', changes: { key: Buffer.from('another key').toString('base64') }, code: 'MEDIA_TOKEN_INVALID' },
  { title: 'expired', changes: { expiresInMs: -1 }, code: 'MEDIA_TOKEN_EXPIRED' },
])('a token that is $title opens nothing, and says so', async ({ changes, code }) => {
  await using viewer = watch('gate', changes);
  const [, reason] = await once(viewer.socket, 'close');
  expect(String(reason)).toBe(code);
  expect(viewer.bytes).toEqual([]);
});

test('a viewing begins and ends with its connection, and a withdrawn right ends it', async () => {
  const told: string[] = [];
  const stops = [
    node.events.on('viewingStarted', ({ by }) => told.push(`${by} started`)),
    node.events.on('viewingEnded', () => told.push('ended')),
  ];
  await using viewer = watch('gate');
  await expect.poll(() => viewer.bytes.length, { timeout: 10_000 }).toBeGreaterThan(1);
  node.withdraw({ personId: 'person', sessionId: null, cameraIds: ['gate'] });
  const [, reason] = await once(viewer.socket, 'close');
  expect(String(reason)).toBe('NOT_ALLOWED');
  await expect.poll(() => told).toEqual(['fmp4 started', 'ended']);
  for (const stop of stops) stop();
});

/** Asks to be upgraded as no well-behaved client does, over a plain connection. */
async function askForUpgrade(path: string, first: Buffer = Buffer.alloc(0)): Promise<Socket> {
  const socket = connect(node.mediaPort, '127.0.0.1');
  const request = [
    `GET ${path} HTTP/1.1`,
    'Host: node',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  ];
  socket.write(Buffer.concat([Buffer.from(`${request.join('\r\n')}\r\n\r\n`), first]));
  await once(socket, 'data');
  return socket;
}

const FRAME_NOBODY_MAY_SEND = Buffer.from([0xff, 0xff, 0xff, 0xff]);

test('somebody without a grant who answers with nonsense harms nobody', async () => {
  const socket = await askForUpgrade('/fmp4/gate?token=none', FRAME_NOBODY_MAY_SEND);
  socket.resume();
  await once(socket, 'close');
  await using viewer = watch('gate');
  await expect.poll(() => viewer.bytes.length, { timeout: 15_000 }).toBeGreaterThan(0);
});

test('connections that break while they are refused an upgrade harm nobody', async () => {
  for (let times = 0; times < 20; times += 1) {
    const socket = connect(node.mediaPort, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('GET /nowhere HTTP/1.1\r\nHost: node\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n', () =>
      socket.resetAndDestroy(),
    );
    await once(socket, 'close');
  }
  await using viewer = watch('gate');
  await expect.poll(() => viewer.bytes.length, { timeout: 15_000 }).toBeGreaterThan(0);
});

test.each(['//', '//[', '/%'])('an upgrade of an address that is none (%s) harms nobody', async (path) => {
  const socket = await askForUpgrade(path);
  socket.resume();
  await once(socket, 'close');
  await using viewer = watch('gate');
  await expect.poll(() => viewer.bytes.length, { timeout: 15_000 }).toBeGreaterThan(0);
});
