/** A node with more viewers than one worker of the SFU is meant to carry. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { streetClips } from '../../../config/setup/street-path.mjs';
import { openBrowser } from '../../fixtures/browser.ts';
import { childrenOf } from '../../fixtures/processes.ts';
import { carried, openTestNode, type TestNode, until } from '../../fixtures/media-node.ts';
import { openRtspCameras, type RtspCameras } from '../../fixtures/rtsp-cameras.ts';
import { openWhepPage, type WhepPage } from '../../fixtures/whep-page.ts';

let cameras: RtspCameras;
let node: TestNode;
let browser: Browser;
let page: WhepPage;

beforeAll(async () => {
  const [gate = ''] = streetClips();
  cameras = await openRtspCameras({ mounts: { gate }, live: { wide: '1920x1080@12:6000' } });
  node = await openTestNode({ consumersPerWorker: 1 });
  await node.carry(['gate', 'wide'].map((name) => carried(name, cameras.urlOf(name))));
  for (const name of ['gate', 'wide']) await until(node, name, 'live');
  browser = await openBrowser();
  page = await openWhepPage(node);
});

afterAll(async () => {
  await page?.[Symbol.asyncDispose]();
  await browser?.close();
  await node?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

test('viewers of both workers see the same camera at once, large key frames too, and nothing is lost on the way', async () => {
  const playing = ['gate', 'wide', 'gate', 'wide'].map((name) => page.play(browser, name, 60));
  await expect.poll(() => node.webrtc.workers.map(({ load }) => load), { timeout: 20_000 }).toEqual([2, 2]);
  for (const { packetsReceived, packetsLost } of await Promise.all(playing)) {
    expect(packetsReceived).toBeGreaterThan(200);
    expect(packetsLost).toBe(0);
  }
  expect(node.webrtc.lostBytes).toBe(0);
  const running = await childrenOf(process.pid);
  for (const { pid } of node.webrtc.workers) expect(running).toContain(pid);
});
