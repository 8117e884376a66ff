/** An H.265 camera: untouched to whoever can play it and into the recordings, transcoded for WebRTC. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecordingPlan } from '../../config/contract/recording.ts';
import { testClips } from '../../config/setup/street-path.mjs';
import { openBrowser } from '../fixtures/browser.ts';
import { carried, clipUrl, hlsUrl, openTestNode, type TestNode, until } from '../fixtures/media-node.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';

const run = promisify(execFile);

let cameras: RtspCameras;
let node: TestNode;
let browser: Browser;
let page: Server;

beforeAll(async () => {
  cameras = await openRtspCameras({ mounts: { hevc: testClips().h265 } });
  node = await openTestNode();
  await node.carry([carried('hevc', cameras.urlOf('hevc'), { recording: RecordingPlan.parse({}) })]);
  await until(node, 'hevc', 'live');
  browser = await openBrowser();
  page = createServer(async (request, response) => {
    let offer = '';
    for await (const chunk of request) offer += chunk;
    if (request.method !== 'POST')
      return response.setHeader('Content-Type', 'text/html').end('<html lang="en"></html>');
    const viewer = { personId: 'person', sessionId: 'session', connectionId: '' };
    const { answer } = await node.openWhep({ cameraId: 'hevc', quality: 'main', offer, viewer, address: '' });
    return response.end(answer);
  });
  await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  page?.close();
  await browser?.close();
  await node?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

async function probe(source: string): Promise<string> {
  const { stdout } = await run('ffprobe', [
    ...['-v', 'error', '-show_entries', 'stream=codec_name,codec_tag_string,width,height', '-of', 'csv=p=0', source],
  ]);
  return stdout.trim().split('\n')[0] ?? '';
}

test('its health names the codec as browsers ask for it', () => {
  const [health] = node.health();
  expect(health).toMatchObject({ state: 'live', width: 640, height: 360 });
  expect(health?.codec).toMatch(/^hvc1\.1\.6\.L\d+\.[0-9A-F.]+$/);
});

test('HLS carries it untouched, and says so', async () => {
  const master = await (await fetch(hlsUrl(node, 'hevc'))).text();
  expect(master).toMatch(/CODECS="hvc1\.1\.6\./);
  expect(await probe(hlsUrl(node, 'hevc'))).toMatch(/^hevc,(hvc1|0x31637668),640,360/);
});

test('a snapshot is a JPEG of its newest key frame', async () => {
  const jpeg = await node.snapshot('hevc');
  expect(jpeg.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
});

test('it is recorded untouched, and the clip decodes without complaint', async () => {
  await expect
    .poll(() => [...node.index.values()].at(-1)?.keyFrames.length ?? 0, { timeout: 20_000 })
    .toBeGreaterThan(2);
  const [segment] = node.index.values();
  const fromMs = segment?.startedAtMs ?? 0;
  const answer = await fetch(clipUrl(node, 'hevc', fromMs, fromMs + 4_000));
  const path = join(node.recordings.folder, 'clip.mp4');
  await writeFile(path, Buffer.from(await answer.arrayBuffer()));
  expect(await probe(path)).toBe('hevc,hvc1,640,360');
  const { stderr } = await run('ffmpeg', ['-nostdin', '-v', 'error', '-i', path, '-f', 'null', '-']);
  expect(stderr).toBe('');
  if (!segment) throw new Error('nothing was recorded');
  const thumbnail = await node.recordedPicture(segment, fromMs + 1);
  expect(thumbnail.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
});

test('over WebRTC it comes as H.264, made once for two viewers, and nothing is left when they are gone', async () => {
  const tabs = await Promise.all([0, 1].map(() => browser.newPage()));
  for (const tab of tabs) {
    await tab.goto(`http://127.0.0.1:${(page.address() as AddressInfo).port}/`);
    await tab.addScriptTag({ path: new URL('../fixtures/whep-player.js', import.meta.url).pathname });
  }
  await Promise.all(tabs.map((tab) => tab.evaluate("playWhep('/hevc', {}, 20)")));
  const { stdout } = await run('sh', ['-c', 'pgrep -fc "[l]ibx264.*rtp://127.0.0.1" || true']);
  expect(Number(stdout)).toBe(1);
  for (const tab of tabs) await tab.close();
  node.withdraw({ personId: 'person', sessionId: null, cameraIds: null });
  await expect
    .poll(async () => Number((await run('sh', ['-c', 'pgrep -fc "[l]ibx264.*rtp://127.0.0.1" || true'])).stdout), {
      timeout: 30_000,
      interval: 500,
    })
    .toBe(0);
}, 60_000);
