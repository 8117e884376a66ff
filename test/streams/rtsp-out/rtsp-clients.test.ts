/** RTSP out, to clients that are not ours: ffmpeg, ffprobe and GStreamer. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ViewingNotice } from '../../../config/contract/node.ts';
import { streetClips, testClips } from '../../../config/setup/street-path.mjs';
import { carried, openTestNode, RTSP_PASSWORD, rtspUrl, type TestNode, until } from '../../fixtures/media-node.ts';
import { openRtspCameras, type RtspCameras } from '../../fixtures/rtsp-cameras.ts';

const run = promisify(execFile);
const [gate = ''] = streetClips();

let cameras: RtspCameras;
let node: TestNode;
const started: ViewingNotice[] = [];
const ended: string[] = [];
const players: ChildProcess[] = [];

beforeAll(async () => {
  const { h265, reordered, still } = testClips();
  cameras = await openRtspCameras({
    mounts: { gate, h265, reordered, still, pcma: gate, aac: gate, opus: gate },
    audio: { pcma: 'pcma', aac: 'aac', opus: 'opus' },
  });
  node = await openTestNode();
  node.events.on('viewingStarted', (notice) => started.push(notice));
  node.events.on('viewingEnded', ({ viewingId }) => ended.push(viewingId));
});

afterEach(async () => {
  for (const player of players.splice(0)) {
    const hasEnded = player.exitCode !== null || player.signalCode !== null;
    if (!hasEnded) await Promise.all([once(player, 'close'), player.kill('SIGKILL')]);
  }
  await node.carry([]);
  started.length = 0;
  ended.length = 0;
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

async function carry(name: string): Promise<void> {
  await node.carry([carried(name, cameras.urlOf(name), { audio: true })]);
  await until(node, name, 'live');
}

type Probed = { codec_type: string; codec_name: string; nb_read_packets: string };

/** What a few seconds of it hold. */
async function probe(url: string, transport: 'tcp' | 'udp'): Promise<Record<string, Probed>> {
  const { stdout } = await run('ffprobe', [
    ...['-v', 'error', '-rtsp_transport', transport, '-count_packets', '-read_intervals', '%+3'],
    ...['-show_entries', 'stream=codec_type,codec_name,nb_read_packets', '-of', 'json', url],
  ]);
  const { streams } = JSON.parse(stdout) as { streams: Probed[] };
  return Object.fromEntries(streams.map((stream) => [stream.codec_type, stream]));
}

/** What ffmpeg complains of while it decodes three seconds. */
async function complaints(url: string, transport: 'tcp' | 'udp'): Promise<string> {
  const { stderr } = await run('ffmpeg', [
    ...['-nostdin', '-v', 'warning', '-rtsp_transport', transport, '-i', url, '-t', '3'],
    ...['-fps_mode', 'passthrough', '-f', 'null', '-'],
  ]);
  return stderr;
}

test.each(['tcp', 'udp'] as const)('ffmpeg pulls a camera over %s and decodes it without a complaint', async (way) => {
  await carry('gate');
  expect(await complaints(rtspUrl(node, 'gate'), way)).toBe('');
  const { video } = await probe(rtspUrl(node, 'gate'), way);
  expect(video?.codec_name).toBe('h264');
  // The clip's 15 a second.
  expect(Number(video?.nb_read_packets)).toBeGreaterThan(35);
});

test('key frames of many packets come whole over UDP', async () => {
  await carry('still');
  expect(await complaints(rtspUrl(node, 'still'), 'udp')).toBe('');
});

test.each([
  { name: 'h265', codec: 'hevc' },
  { name: 'reordered', codec: 'h264' },
])('$name is pulled as it is', async ({ name, codec }) => {
  await carry(name);
  expect(await complaints(rtspUrl(node, name), 'tcp')).toBe('');
  expect((await probe(rtspUrl(node, name), 'tcp')).video?.codec_name).toBe(codec);
});

test.each([
  { name: 'pcma', codec: 'pcm_alaw' },
  { name: 'aac', codec: 'aac' },
  { name: 'opus', codec: 'opus' },
])('sound is pulled with the picture: $name', async ({ name, codec }) => {
  await carry(name);
  const { audio, video } = await probe(rtspUrl(node, name), 'tcp');
  expect([video?.codec_name, audio?.codec_name]).toEqual(['h264', codec]);
  expect(Number(audio?.nb_read_packets)).toBeGreaterThan(20);
});

test('a recorder signs in with name and password, is on record, and is signed out when it leaves', async () => {
  await carry('gate');
  const url = `rtsp://nvr:${RTSP_PASSWORD}@127.0.0.1:${node.rtspPort}/gate`;
  expect(await complaints(url, 'tcp')).toBe('');
  await expect.poll(() => ended).toHaveLength(1);
  expect(started).toMatchObject([{ cameraId: 'gate', by: 'rtsp', viewer: { personId: 'nvr' }, address: '127.0.0.1' }]);
  await expect.poll(() => node.signedOut).toEqual(['session of nvr']);
  expect(node.health()[0]?.viewerCount).toBe(0);
});

test.each([
  { why: 'nothing', url: () => `rtsp://127.0.0.1:${node.rtspPort}/gate` },
  { why: 'a wrong password', url: () => `rtsp://nvr:guess@127.0.0.1:${node.rtspPort}/gate` },
  { why: 'a token that is over', url: () => rtspUrl(node, 'gate', { expiresInMs: -1 }) },
  { why: 'the token of another camera', url: () => rtspUrl(node, 'other').replace('/other', '/gate') },
])('who brings $why is told nothing of the camera', async ({ url }) => {
  await carry('gate');
  await expect(probe(url(), 'tcp')).rejects.toMatchObject({ stderr: expect.stringContaining('401 Unauthorized') });
  expect(started).toEqual([]);
});

test('GStreamer pulls, and its viewing ends when the right is withdrawn', async () => {
  await carry('gate');
  const player = spawn(
    'gst-launch-1.0',
    ['rtspsrc', `location=${rtspUrl(node, 'gate')}`, 'protocols=tcp', '!', 'fakesink'],
    { stdio: 'ignore' },
  );
  players.push(player);
  await expect.poll(() => node.health()[0]?.viewerCount, { timeout: 15_000 }).toBe(1);
  node.withdraw({ personId: 'person', sessionId: null, cameraIds: null });
  await expect.poll(() => ended).toHaveLength(1);
});

test('a client that is killed leaves nothing behind', async () => {
  await node.carry([carried('gate', cameras.urlOf('gate'), { keepWarm: false })]);
  const url = rtspUrl(node, 'gate');
  const player = spawn('ffmpeg', ['-v', 'error', '-rtsp_transport', 'tcp', '-i', url, '-f', 'null', '-'], {
    stdio: 'ignore',
  });
  players.push(player);
  await until(node, 'gate', 'live');
  await expect.poll(() => started, { timeout: 15_000 }).toHaveLength(1);
  player.kill('SIGKILL');
  await until(node, 'gate', 'idle');
  expect(ended).toHaveLength(1);
  await cameras.sessionsAre(0);
});

test.each(['', '/', '/gate/third', '/gate/sub/more/and/more'])(
  'an address that names no camera (%j) is not found',
  async (path) => {
    await carry('gate');
    const answer = await ask(`DESCRIBE rtsp://127.0.0.1:${node.rtspPort}${path} RTSP/1.0\r\nCSeq: 1\r\n\r\n`);
    expect(answer).toMatch(/^RTSP\/1\.0 404 /);
  },
);

test('what is asked out of turn, or not known, is refused by its number', async () => {
  const url = `rtsp://127.0.0.1:${node.rtspPort}/gate`;
  const asked = (method: string) => ask(`${method} ${url} RTSP/1.0\r\nCSeq: 7\r\n\r\n`);
  expect(await asked('PLAY')).toMatch(/^RTSP\/1\.0 455 .*CSeq: 7/s);
  expect(await asked('SETUP')).toMatch(/^RTSP\/1\.0 455 /);
  expect(await asked('RECORD')).toMatch(/^RTSP\/1\.0 405 /);
  expect(await asked('OPTIONS')).toMatch(/^RTSP\/1\.0 200 .*Public: .*DESCRIBE/s);
});

test('who asks without end and reads no answer is sent away', async () => {
  const socket = connect(node.rtspPort, '127.0.0.1');
  socket.on('error', () => {});
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(`OPTIONS rtsp://127.0.0.1/ RTSP/1.0\r\nCSeq: 1\r\n\r\n`.repeat(2_000));
  socket.resume();
  await closed;
});

test('whoever was let in and does not play yet is sent away when the right is withdrawn', async () => {
  await carry('gate');
  const [url, track] = [rtspUrl(node, 'gate'), rtspUrl(node, 'gate').replace('/gate', '/gate/track0')];
  const socket = connect(node.rtspPort, '127.0.0.1');
  const answers: string[] = [];
  socket.on('data', (bytes) => answers.push(String(bytes)));
  let isClosed = false;
  socket.once('close', () => {
    isClosed = true;
  });
  socket.write(`DESCRIBE ${url} RTSP/1.0\r\nCSeq: 1\r\n\r\n`);
  await expect.poll(() => answers.join(''), { timeout: 10_000 }).toContain('CSeq: 1');
  socket.write(`SETUP ${track} RTSP/1.0\r\nCSeq: 2\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n`);
  await expect.poll(() => answers.join('')).toMatch(/RTSP\/1\.0 200[\s\S]*CSeq: 2/);
  node.withdraw({ personId: 'person', sessionId: null, cameraIds: ['gate'] });
  await expect.poll(() => isClosed, { timeout: 5_000 }).toBe(true);
  expect(started).toEqual([]);
});

/** One request, and the first piece of what comes back. */
async function ask(request: string): Promise<string> {
  const socket = connect(node.rtspPort, '127.0.0.1');
  socket.write(request);
  const [answer] = await once(socket, 'data');
  socket.destroy();
  return String(answer);
}
