/** Devices that push over RTMP: ffmpeg, GStreamer, and a fake for what neither can send. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { CarriedCamera } from '../../config/contract/node.ts';
import { streetClips, testClips } from '../../config/setup/street-path.mjs';
import { PushDesk } from '../../streams/push/push-desk.ts';
import { openRtmpServer } from '../../streams/rtmp/rtmp-server.ts';
import { sendEnhanced } from '../fixtures/enhanced-rtmp-sender.ts';
import { carried, openTestNode, type TestNode, until } from '../fixtures/media-node.ts';
import { publish } from '../fixtures/rtmp-client.ts';
import { type RtmpSender, sendByFfmpeg, sendByGstreamer } from '../fixtures/rtmp-senders.ts';

const KEY = 'the-key-of-this-device';
const [clip = ''] = streetClips();
const STREET = ['-stream_loop', '-1', '-i', clip, '-f', 'lavfi', '-i', 'sine=r=8000'];

let node: TestNode;
const senders: RtmpSender[] = [];

beforeAll(async () => {
  node = await openTestNode();
});
afterEach(async () => {
  await node.carry([]);
  for (const sender of senders.splice(0)) await sender.kill();
});
afterAll(() => node?.[Symbol.asyncDispose]());

const health = () => node.health()[0];
const url = (key = KEY, app = 'live') => `rtmp://127.0.0.1:${node.rtmpPort}/${app}/${key}`;

function carry(changes: Partial<CarriedCamera> = {}): Promise<void> {
  return node.carry([carried('drone', '', { intake: 'push', streamKey: KEY, audio: true, ...changes })]);
}

const both = () => [
  carried('drone', '', { intake: 'push', streamKey: KEY, audio: true }),
  carried('body', '', { intake: 'push', streamKey: 'another-key' }),
];

function noted(sender: RtmpSender): RtmpSender {
  senders.push(sender);
  return sender;
}

const street = (sound: readonly string[] = ['-c:a', 'aac'], to = url()) =>
  noted(sendByFfmpeg(to, STREET, ['-c:v', 'copy', ...sound]));

async function isGone(): Promise<void> {
  await until(node, 'drone', 'offline');
  await expect.poll(() => health()?.cause?.code).toBe('CAMERA_NOT_PUSHING');
}

test('a camera whose device does not push says so, is live when it does, and says so again when it is killed', async () => {
  await carry();
  await isGone();
  const device = street();
  await until(node, 'drone', 'live');
  await expect.poll(() => health()?.audioCodec).toBe('AAC');
  expect(health()).toMatchObject({ codec: expect.stringMatching(/^avc1\./), width: 768, height: 576 });
  expect((await node.snapshot('drone')).jpeg.subarray(0, 2).toString('hex')).toBe('ffd8');
  await device.kill();
  await until(node, 'drone', 'stalled');
  expect(health()?.cause?.code).toBe('CAMERA_NOT_PUSHING');
  await isGone();
});

test.each([
  { name: 'A-law', encoder: 'pcm_alaw', codec: 'PCMA' },
  { name: 'µ-law', encoder: 'pcm_mulaw', codec: 'PCMU' },
])('G.711 $name is heard', async ({ encoder, codec }) => {
  await carry();
  street(['-c:a', encoder, '-ar', '8000', '-ac', '1']);
  await until(node, 'drone', 'live');
  await expect.poll(() => health()?.audioCodec).toBe(codec);
});

test('sound of a kind nobody here plays is left out, and the camera warned of', async () => {
  await carry();
  street(['-c:a', 'libmp3lame', '-ar', '44100']);
  await until(node, 'drone', 'live');
  await expect.poll(() => health()?.warnings).toContain('CAMERA_AUDIO_NOT_SUPPORTED');
  expect(health()?.audioCodec).toBeNull();
});

test('sound that nobody asked for is not taken', async () => {
  await carry({ audio: false });
  street();
  await until(node, 'drone', 'live');
  await expect.poll(() => health()?.framesPerSecond, { timeout: 10_000 }).toBeGreaterThan(5);
  expect(health()?.audioCodec).toBeNull();
});

test('pictures in another order than they are shown in are taken as such', async () => {
  await carry();
  noted(sendByFfmpeg(url(), ['-stream_loop', '-1', '-i', testClips().reordered], ['-c', 'copy']));
  await until(node, 'drone', 'live');
  await expect.poll(() => health()?.warnings).toContain('CAMERA_HAS_B_FRAMES');
});

test.each([
  { title: 'H.265 of Enhanced RTMP', way: 'hvc1', clip: testClips().h265, codec: /^hvc1\./, warnings: [] },
  { title: 'H.265 as codec 12', way: 'codec12', clip: testClips().h265, codec: /^hvc1\./, warnings: [] },
  {
    title: 'H.264 of Enhanced RTMP',
    way: 'avc1',
    clip: testClips().reordered,
    codec: /^avc1\./,
    warnings: ['CAMERA_HAS_B_FRAMES'],
  },
] as const)('$title is taken, and can be decoded', async ({ way, clip: sent, codec, warnings }) => {
  await carry();
  await using _ = await sendEnhanced(node.rtmpPort, KEY, sent, way);
  await until(node, 'drone', 'live');
  await expect.poll(() => health()?.framesPerSecond, { timeout: 10_000 }).toBeCloseTo(15, 0);
  expect(health()).toMatchObject({ codec: expect.stringMatching(codec), width: 640, height: 360 });
  expect(health()?.warnings.filter((each) => each === 'CAMERA_HAS_B_FRAMES')).toEqual(warnings);
  expect((await node.snapshot('drone')).jpeg.subarray(0, 2).toString('hex')).toBe('ffd8');
});

test('GStreamer pushes, and its pictures and sound are taken', async () => {
  await carry();
  noted(sendByGstreamer(url()));
  await until(node, 'drone', 'live');
  await expect.poll(() => health()?.framesPerSecond, { timeout: 15_000 }).toBeCloseTo(15, 0);
  expect(health()).toMatchObject({ width: 640, height: 360, audioCodec: 'AAC' });
});

test('a codec that is not carried is refused by its name', async () => {
  await carry();
  noted(sendByFfmpeg(url(), ['-f', 'lavfi', '-i', 'testsrc=r=10'], ['-c:v', 'flv1']));
  await until(node, 'drone', 'offline');
  await expect
    .poll(() => health()?.cause, { timeout: 10_000 })
    .toEqual({ code: 'CAMERA_CODEC_NOT_SUPPORTED', detail: { codec: 'Sorenson H.263' } });
});

test.each([
  { title: 'a key nobody has', to: () => url('guessed') },
  { title: 'another application than ours', to: () => url(KEY, 'vod') },
])('$title is refused when it publishes', async ({ to }) => {
  await carry();
  const said = await street(undefined, to()).ended;
  expect(said).toMatch(/No device is known by this stream key/);
  await isGone();
});

test('a device whose key was wrong is taken as soon as it comes with the right one', async () => {
  await carry();
  await street(undefined, url('mistyped')).ended;
  await isGone();
  street();
  await until(node, 'drone', 'live');
});

test('a device whose codec was refused is taken as soon as it comes with another', async () => {
  await carry();
  const before = noted(sendByFfmpeg(url(), ['-re', '-f', 'lavfi', '-i', 'testsrc=r=10'], ['-c:v', 'flv1']));
  await expect.poll(() => health()?.cause?.code, { timeout: 10_000 }).toBe('CAMERA_CODEC_NOT_SUPPORTED');
  await before.kill();
  street();
  await until(node, 'drone', 'live');
});

test('nothing is played over RTMP', async () => {
  await carry();
  street();
  await until(node, 'drone', 'live');
  const player = noted(sendByFfmpeg('-', ['-i', url()], ['-t', '1']));
  expect(await player.ended).toMatch(/Nothing is played over RTMP here/);
});

test('a device that came before its camera was needed is taken at once', async () => {
  await carry({ keepWarm: false });
  await until(node, 'drone', 'offline');
  street();
  await until(node, 'drone', 'idle');
  await carry({ keepWarm: true });
  await until(node, 'drone', 'live');
});

test('a device that comes again takes the place of its old connection, which is closed', async () => {
  await carry();
  const before = street();
  await until(node, 'drone', 'live');
  noted(sendByGstreamer(url()));
  await before.ended;
  await expect.poll(() => health()?.width, { timeout: 10_000 }).toBe(640);
  await until(node, 'drone', 'live');
});

test('whose key was renewed is sent away, and not let in again with the old one', async () => {
  await carry();
  const device = street();
  await until(node, 'drone', 'live');
  await carry({ streamKey: 'a-new-key' });
  await device.ended;
  await isGone();
  expect(await street().ended).toMatch(/No device is known/);
  street(undefined, url('a-new-key'));
  await until(node, 'drone', 'live');
});

test('bytes that are no RTMP, and messages without measure, end their own connection and no other', async () => {
  await carry();
  street();
  await until(node, 'drone', 'live');
  const babbling = connect(node.rtmpPort, '127.0.0.1').on('error', () => {});
  babbling.write(Buffer.alloc(20_000, 0x9d));
  await once(babbling.resume(), 'close');

  await node.carry(both());
  await using greedy = await publish(node.rtmpPort, 'another-key');
  // The head of a message of sixteen megabytes; none of them is sent.
  greedy.socket.write(Buffer.from('05000000ffffff0901000000', 'hex'));
  await once(greedy.socket, 'close');
  await until(node, 'drone', 'live');
});

test('a default port that is taken gives way to a free one, and a named one does not', async () => {
  const wish = { host: '127.0.0.1', port: node.rtmpPort, pushes: new PushDesk(), cameraOf: () => undefined };
  const other = await openRtmpServer({ ...wish, portIsNamed: false });
  expect(other.port).not.toBe(node.rtmpPort);
  await other.close();
  await expect(openRtmpServer({ ...wish, portIsNamed: true })).rejects.toThrow('EADDRINUSE');
});

test('of those that dial in numbers the longest waiting go, and a device is let in', async () => {
  await carry();
  const dialled = Array.from({ length: 130 }, () => connect(node.rtmpPort, '127.0.0.1').on('error', () => {}));
  await Promise.all(dialled.slice(0, 30).map((socket) => once(socket.resume(), 'close')));
  street();
  await until(node, 'drone', 'live');
  for (const socket of dialled) socket.destroy();
});

test('who dials and does not publish is gone in ten seconds, byte by byte or in silence', async () => {
  const silent = connect(node.rtmpPort, '127.0.0.1');
  const slow = connect(node.rtmpPort, '127.0.0.1');
  const drip = setInterval(() => slow.write(Buffer.from([3])), 200);
  slow.on('error', () => {});
  const startedAtMs = Date.now();
  await Promise.all([once(silent, 'close'), once(slow, 'close')]);
  clearInterval(drip);
  expect(Date.now() - startedAtMs).toBeGreaterThan(9_000);
  expect(Date.now() - startedAtMs).toBeLessThan(13_000);
}, 30_000);
