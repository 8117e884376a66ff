/** Cameras had through an ffmpeg process, from servers that are not ours. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { CarriedCamera } from '../../config/contract/node.ts';
import { streetClips, testClips } from '../../config/setup/street-path.mjs';
import { carried, openTestNode, type TestNode, until } from '../fixtures/media-node.ts';
import { childrenOf } from '../fixtures/processes.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';

const [gate = ''] = streetClips();
const LOGIN = { user: 'admin', password: 'p@ss word/1', auth: 'digest' } as const;

let folder: string;
let cameras: RtspCameras;
let guarded: RtspCameras;
let node: TestNode;
const senders: { child: ChildProcess; ended: Promise<unknown> }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianqin-compatibility-'));
  await copyFile(testClips().reordered, join(folder, 'drone.mp4'));
  cameras = await openRtspCameras({
    mounts: { gate, h265: testClips().h265 },
    live: { jpeg: '320x240@5:500/jpeg' },
    audio: { gate: 'pcma' },
  });
  guarded = await openRtspCameras({ mounts: { gate }, login: LOGIN });
  node = await openTestNode({ clipsFolder: folder });
});

afterEach(async () => {
  await node.carry([]);
  for (const { child, ended } of senders.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
  await guarded?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

function carry(sourceUrl: string, changes: Partial<CarriedCamera> = {}): Promise<void> {
  return node.carry([carried('odd', sourceUrl, { intake: 'compatibility', ...changes })]);
}

const health = () => node.health()[0];

/** A real sender: ffmpeg with a clip, for ever and in real time. Resolves when `address` is listened on, where it listens. */
async function send(output: readonly string[], listensOn?: number): Promise<void> {
  const clip = ['-re', '-stream_loop', '-1', '-i', testClips().reordered];
  await mkdir(join(folder, 'hls'), { recursive: true });
  const child = spawn('ffmpeg', ['-nostdin', '-v', 'error', ...clip, '-c', 'copy', '-an', ...output], {
    stdio: 'ignore',
  });
  senders.push({ child, ended: once(child, 'close') });
  if (listensOn !== undefined) await listened(listensOn);
}

/** The kernel's own list: to ask by connecting would be to take the one connection that is served. */
async function listened(port: number): Promise<void> {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 0A`;
  while (!(await readFile('/proc/net/tcp', 'utf8')).includes(wanted)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('an RTSP camera comes through it with its sound, and no process and no session is left when it is let go', async () => {
  await carry(cameras.urlOf('gate'), { audio: true });
  await until(node, 'odd', 'live');
  await expect.poll(() => health()?.audioCodec).toBe('Opus');
  expect(health()).toMatchObject({ codec: 'avc1.4d401f', width: 768 });
  await expect.poll(() => health()?.framesPerSecond, { timeout: 15_000 }).toBeCloseTo(15, 0);
  expect(await pidsOfFfmpeg()).toHaveLength(1);
  await node.carry([]);
  expect(await pidsOfFfmpeg()).toEqual([]);
  await cameras.sessionsAre(0);
});

test('H.265 comes through untouched', async () => {
  await carry(cameras.urlOf('h265'));
  await until(node, 'odd', 'live');
  expect(health()?.codec).toMatch(/^hvc1\./);
});

test('the name and password of a camera are its own, whatever is in them', async () => {
  await carry(guarded.urlOf('gate'), { username: LOGIN.user, password: LOGIN.password });
  await until(node, 'odd', 'live');
});

test('a file is played for ever, and only from its folder', async () => {
  await carry('file:drone.mp4');
  await until(node, 'odd', 'live');
  await expect.poll(() => health()?.warnings).toEqual(['CAMERA_HAS_B_FRAMES']);
  await carry('file:../../../../etc/passwd');
  await until(node, 'odd', 'offline');
  expect(health()?.cause).toEqual({ code: 'CAMERA_STREAM_NOT_FOUND', detail: expect.anything() });
});

test('HLS of another server', async () => {
  const list = join(folder, 'hls', 'live.m3u8');
  await using served = await serveFolder(join(folder, 'hls'));
  await send(['-f', 'hls', '-hls_time', '1', '-hls_flags', 'delete_segments', list]);
  await expect.poll(() => readdir(join(folder, 'hls')), { timeout: 15_000 }).toContain('live.m3u8');
  await carry(`${served.url}/live.m3u8`);
  await until(node, 'odd', 'live');
});

test.each([
  { way: 'HTTP-FLV', scheme: 'http', output: ['-listen', '1', '-f', 'flv'], path: '/live.flv' },
  { way: 'RTMP', scheme: 'rtmp', output: ['-f', 'flv', '-listen', '1'], path: '/live/gate' },
])('$way of another server', async ({ scheme, output, path }) => {
  const port = await freePort();
  const url = `${scheme}://127.0.0.1:${port}${path}`;
  await send([...output, url], port);
  await carry(url);
  await until(node, 'odd', 'live');
  expect(health()?.codec).toMatch(/^avc1\./);
});

test('SRT of another sender', async () => {
  const url = `srt://127.0.0.1:${await freePort()}`;
  await send(['-f', 'mpegts', `${url}?mode=listener`]);
  await carry(url);
  await until(node, 'odd', 'live');
});

test.each([
  { why: 'a wrong password', url: () => guarded.urlOf('gate'), code: 'CAMERA_WRONG_PASSWORD' },
  { why: 'no such stream', url: () => cameras.urlOf('nobody'), code: 'CAMERA_STREAM_NOT_FOUND' },
  { why: 'nobody there', url: async () => `rtmp://127.0.0.1:${await freePort()}/live`, code: 'CAMERA_UNREACHABLE' },
  { why: 'no such file', url: () => 'file:nothing.mp4', code: 'CAMERA_STREAM_NOT_FOUND' },
  { why: 'JPEG', url: () => cameras.urlOf('jpeg'), code: 'CAMERA_CODEC_NOT_SUPPORTED' },
])('$why: $code', async ({ url, code }) => {
  await carry(await url(), { username: 'admin', password: 'wrong' });
  await until(node, 'odd', 'offline');
  expect(health()?.cause?.code).toBe(code);
  expect(JSON.stringify(health()?.cause)).not.toContain('wrong');
});

test('a process that is killed is started again', async () => {
  await carry(cameras.urlOf('gate'));
  await until(node, 'odd', 'live');
  const [pid = 0] = await pidsOfFfmpeg();
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => health()?.reconnectCount, { timeout: 15_000 }).toBeGreaterThan(0);
  await until(node, 'odd', 'live');
});

async function pidsOfFfmpeg(): Promise<number[]> {
  const pids = await childrenOf(process.pid);
  const names = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')));
  return pids.filter((_, index) => names[index]?.trim() === 'ffmpeg');
}

async function serveFolder(root: string): Promise<AsyncDisposable & { url: string }> {
  await mkdir(root, { recursive: true });
  const server: Server = createServer((request, response) => {
    readFile(join(root, (request.url ?? '').slice(1))).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
