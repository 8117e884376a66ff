/** A whole media node with real cameras, a real browser and real players. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Detection, ViewingNotice } from '../../config/contract/node.ts';
import { streetClips, testClips } from '../../config/setup/street-path.mjs';
import type { MediaNode } from '../../streams/node.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { carried, hlsUrl, openTestNode, until } from '../fixtures/media-node.ts';
import { openFakeOnvifCamera } from '../fixtures/onvif/onvif-camera.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { openWhepPage, type WhepPage } from '../fixtures/whep-page.ts';

const run = promisify(execFile);
const [gate = '', square = ''] = streetClips();

let cameras: RtspCameras;
let node: MediaNode;
let browser: Browser;
let page: WhepPage;

beforeAll(async () => {
  cameras = await openRtspCameras({
    mounts: { gate, square, still: testClips().still },
    live: { wide: '1920x1080@12:6000' },
  });
  node = await openTestNode();
  browser = await openBrowser();
  page = await openWhepPage(node);
});

afterAll(async () => {
  await page?.[Symbol.asyncDispose]();
  await browser?.close();
  await node?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

function carry(...names: { name: string; changes?: object }[]): Promise<void> {
  return node.carry(names.map(({ name, changes }) => carried(name, cameras.urlOf(name), changes)));
}

test('a player that is not ours plays over WHEP', async () => {
  await carry({ name: 'gate' });
  await until(node, 'gate', 'live');
  expect((await page.play(browser, 'gate', 30)).packetsReceived).toBeGreaterThan(100);
});

test('key frames of more packets than a stock socket buffer holds reach the SFU whole', async () => {
  await carry({ name: 'wide' });
  await until(node, 'wide', 'live');
  expect((await page.play(browser, 'wide', 60)).packetsReceived).toBeGreaterThan(500);
  expect(node.webrtc.lostBytes).toBe(0);
});

test('ffprobe finds H.264 of the right size in what HLS serves', async () => {
  await carry({ name: 'gate' });
  await until(node, 'gate', 'live');
  const { stdout } = await run('ffprobe', [
    ...['-v', 'error', '-show_entries', 'stream=codec_name,width,height', '-of', 'csv=p=0', hlsUrl(node, 'gate')],
  ]);
  expect(stdout.trim().split('\n')[0]).toMatch(/^h264,(768,576|960,540)/);
});

test.each([
  { name: 'forged', changes: { key: Buffer.from('another key').toString('base64') }, code: 'MEDIA_TOKEN_INVALID' },
  { name: 'expired', changes: { expiresInMs: -1 }, code: 'MEDIA_TOKEN_EXPIRED' },
])('a token that is $name opens nothing', async ({ changes, code }) => {
  const answer = await fetch(hlsUrl(node, 'gate', changes));
  expect([answer.status, await answer.json()]).toMatchObject([401, { code }]);
});

test('a token for one camera does not open another', async () => {
  const answer = await fetch(hlsUrl(node, 'gate').replace('/hls/gate/', '/hls/square/'));
  expect(await answer.json()).toMatchObject({ code: 'MEDIA_TOKEN_INVALID' });
});

test('a right that is withdrawn ends the HLS viewing and tells so', async () => {
  await carry({ name: 'gate' });
  await until(node, 'gate', 'live');
  const ended: string[] = [];
  node.events.on('viewingEnded', ({ viewingId }) => ended.push(viewingId));
  const started = new Promise<ViewingNotice>((resolve) => node.events.on('viewingStarted', resolve));
  const index = await (await fetch(hlsUrl(node, 'gate'))).text();
  const playlist = `http://127.0.0.1:${node.mediaPort}/hls/gate/${index.trim().split('\n').at(-1)}`;
  expect((await fetch(playlist)).status).toBe(200);
  node.withdraw({ personId: 'person', sessionId: null, cameraIds: ['gate'] });
  expect(ended).toContain((await started).viewingId);
  expect(await (await fetch(playlist)).json()).toMatchObject({ code: 'MEDIA_SESSION_NOT_FOUND' });
});

test('movement raises a detection with its picture; a still scene stays silent', async () => {
  const detections: Detection[] = [];
  const seen = (cameraId: string) =>
    new Promise<void>((resolve) => {
      node.events.on('detected', (detection) => {
        detections.push(detection);
        if (detection.cameraId === cameraId) resolve();
      });
    });
  const both = Promise.all([seen('square'), seen('gate')]);
  await carry(...['square', 'gate', 'still'].map((name) => ({ name, changes: { analyse: true } })));
  await both;
  expect(new Set(detections.map(({ cameraId }) => cameraId))).toEqual(new Set(['square', 'gate']));
  expect(
    Buffer.from(detections[0]?.picture ?? [])
      .subarray(0, 2)
      .toString('hex'),
  ).toBe('ffd8');
  expect(detections[0]?.region).not.toBeNull();
});

test('a snapshot is a JPEG of the newest key frame', async () => {
  await carry({ name: 'gate' });
  await until(node, 'gate', 'live');
  const { jpeg, atMs } = await node.snapshot('gate');
  expect(jpeg.subarray(0, 2).toString('hex')).toBe('ffd8');
  expect(Date.now() - atMs).toBeLessThan(5_000);
});

test('the last picture of a camera that is gone stays, and says how old it is; that of another address does not', async () => {
  await carry({ name: 'gate', changes: { keepWarm: false } });
  await until(node, 'gate', 'idle');
  const idleAtMs = Date.now();
  const { jpeg, atMs } = await node.snapshot('gate');
  expect(jpeg.subarray(0, 2).toString('hex')).toBe('ffd8');
  expect(atMs).toBeLessThan(idleAtMs);
  await node.carry([carried('gate', cameras.urlOf('square'), { keepWarm: false })]);
  await expect(node.snapshot('gate')).rejects.toMatchObject({ code: 'NO_PICTURE' });
});

test('of a camera that is not pulled there is the picture it makes by itself', async () => {
  await using device = await openFakeOnvifCamera({
    profiles: [{ token: 'one', encoder: 'main', streamUri: cameras.urlOf('square') }],
  });
  const { onvifUrl } = device;
  await node.carry([carried('square', cameras.urlOf('square'), { keepWarm: false, onvifUrl })]);
  expect(await node.snapshot('square')).toMatchObject({ jpeg: device.picture });
});

test('a camera that is let go and wanted again at once is not lost in between', async () => {
  await carry({ name: 'gate' });
  await Promise.all([node.carry([]), carry({ name: 'gate' })]);
  await until(node, 'gate', 'live');
  expect(node.health()).toHaveLength(1);
});

test('a camera nobody needs is idle, and holds no session', async () => {
  await carry({ name: 'gate', changes: { keepWarm: false } });
  await until(node, 'gate', 'idle');
  await cameras.sessionsAre(0);
});

test('a camera that dies is stalled, then offline with the cause, and live again when it is back', async () => {
  const mortal = await openRtspCameras({ mounts: { gate } });
  await node.carry([carried('mortal', mortal.urlOf('gate'))]);
  await until(node, 'mortal', 'live');
  await mortal.kill();
  await until(node, 'mortal', 'stalled');
  await until(node, 'mortal', 'offline');
  expect(node.health()[0]?.cause?.code).toBe('CAMERA_UNREACHABLE');
  await using _back = await openRtspCameras({ mounts: { gate }, port: mortal.port });
  await until(node, 'mortal', 'live');
  expect(node.health()[0]?.reconnectCount).toBeGreaterThan(0);
});
