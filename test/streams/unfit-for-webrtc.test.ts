/** Cameras that WebRTC cannot carry, of H.265 or with B-frames: untouched to players and recordings, transcoded for WebRTC. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RecordingPlan } from '../../config/contract/recording.ts';
import { testClips } from '../../config/setup/street-path.mjs';
import { openBrowser } from '../fixtures/browser.ts';
import { carried, clipUrl, hlsUrl, openTestNode, type TestNode, until } from '../fixtures/media-node.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { openWhepPage, type WhepPage } from '../fixtures/whep-page.ts';

const run = promisify(execFile);

const UNFIT = [
  { cameraId: 'hevc', codec: /^hvc1\.1\.6\.L\d+\.[0-9A-F.]+$/, probed: 'hevc,hvc1,640,360', warnings: [] },
  {
    cameraId: 'reordered',
    codec: /^avc1\.4d40/,
    probed: 'h264,avc1,640,360',
    warnings: ['CAMERA_HAS_B_FRAMES'],
  },
];

let cameras: RtspCameras;
let node: TestNode;
let browser: Browser;
let page: WhepPage;

beforeAll(async () => {
  const { h265, reordered } = testClips();
  cameras = await openRtspCameras({ mounts: { hevc: h265, reordered } });
  node = await openTestNode();
  const recording = RecordingPlan.parse({});
  await node.carry(UNFIT.map(({ cameraId }) => carried(cameraId, cameras.urlOf(cameraId), { recording })));
  for (const { cameraId } of UNFIT) await until(node, cameraId, 'live');
  browser = await openBrowser();
  page = await openWhepPage(node);
});
afterAll(async () => {
  await page?.[Symbol.asyncDispose]();
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

/** Of each picture in the order it is shown, in seconds, as ffmpeg decodes them. */
async function shownAt(source: string): Promise<number[]> {
  const { stdout } = await run('ffprobe', ['-v', 'error', '-show_entries', 'frame=pts_time', '-of', 'csv=p=0', source]);
  return stdout.trim().split('\n').map(Number.parseFloat);
}

async function transcoders(): Promise<number> {
  const { stdout } = await run('sh', ['-c', 'pgrep -fc "[l]ibx264.*rtp://127.0.0.1" || true']);
  return Number(stdout);
}

describe.each(UNFIT)('$cameraId', ({ cameraId, codec, probed, warnings }) => {
  test('its health names the codec as browsers ask for it, and what is amiss', () => {
    const health = node.health().find((each) => each.cameraId === cameraId);
    expect(health).toMatchObject({ state: 'live', width: 640, height: 360, warnings });
    expect(health?.codec).toMatch(codec);
  });

  test('HLS carries it untouched, and says so', async () => {
    const master = await (await fetch(hlsUrl(node, cameraId))).text();
    expect(/CODECS="([^"]+)"/.exec(master)?.[1]).toMatch(codec);
    expect(await probe(hlsUrl(node, cameraId))).toBe(probed);
  });

  test('a snapshot is a JPEG of its newest key frame', async () => {
    const { jpeg } = await node.snapshot(cameraId);
    expect(jpeg.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  });

  test('it is recorded untouched, and the clip decodes without complaint, each picture at its time', async () => {
    const mine = () => [...node.index.values()].filter((segment) => segment.cameraId === cameraId);
    await expect.poll(() => mine().at(-1)?.keyFrames.length ?? 0, { timeout: 20_000 }).toBeGreaterThan(2);
    const [segment] = mine();
    const fromMs = segment?.startedAtMs ?? 0;
    const answer = await fetch(clipUrl(node, cameraId, fromMs, fromMs + 4_000));
    const path = join(node.recordings.folder, `${cameraId}.mp4`);
    await writeFile(path, Buffer.from(await answer.arrayBuffer()));
    expect(await probe(path)).toBe(probed);
    const { stderr } = await run('ffmpeg', ['-nostdin', '-v', 'error', '-i', path, '-f', 'null', '-']);
    expect(stderr).toBe('');
    const times = await shownAt(path);
    const steps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(times.length).toBeGreaterThan(45);
    expect(Math.min(...steps)).toBeGreaterThan(0.03);
    expect(Math.max(...steps)).toBeLessThan(0.14);
    if (!segment) throw new Error('nothing was recorded');
    const thumbnail = await node.recordedPicture(segment, fromMs + 1);
    expect(thumbnail.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  });

  test('over WebRTC it comes transcoded, once for two viewers, and nothing is left when they are gone', async () => {
    await Promise.all([0, 1].map(() => page.play(browser, cameraId, 20)));
    expect(await transcoders()).toBe(1);
    node.withdraw({ personId: 'person', sessionId: null, cameraIds: null });
    await expect.poll(transcoders, { timeout: 30_000, interval: 500 }).toBe(0);
  }, 60_000);
});
