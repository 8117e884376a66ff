/** A node with more viewers than one worker of the SFU is meant to carry. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { streetClips } from '../../../config/setup/street-path.mjs';
import { openBrowser } from '../../fixtures/browser.ts';
import { carried, openTestNode, type TestNode, until } from '../../fixtures/media-node.ts';
import { childrenOf } from '../../fixtures/processes.ts';
import { openRtspCameras, type RtspCameras } from '../../fixtures/rtsp-cameras.ts';
import { openWhepPage, type WhepPage } from '../../fixtures/whep-page.ts';

const PATIENCE = { timeout: 20_000 };

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

const [first, second] = [0, 1].map((nth) => () => node.webrtc.workers[nth]);
const names = ['gate', 'wide', 'gate', 'wide'];

test('viewers of both workers see the same cameras at once, large key frames too, and nothing is lost on the way', async () => {
  const playing = names.map((name) => page.play(browser, name, 60));
  await expect.poll(() => [first?.()?.load, second?.()?.load].every((load) => (load ?? 0) > 0), PATIENCE).toBe(true);
  for (const { packetsReceived, packetsLost } of await Promise.all(playing)) {
    expect(packetsReceived).toBeGreaterThan(200);
    expect(packetsLost).toBeLessThan(packetsReceived / 500);
  }
  expect(node.webrtc.lostBytes).toBe(0);
  const running = await childrenOf(process.pid);
  for (const { pid } of node.webrtc.workers) expect(running).toContain(pid);
});

test('what a further worker had no time to read is sent to it again', async () => {
  const playing = names.map((name) => page.play(browser, name, 90));
  for (let times = 0; times < 8; times += 1) {
    await sleep(300);
    const pid = second?.()?.pid ?? 0;
    process.kill(pid, 'SIGSTOP');
    await sleep(120);
    process.kill(pid, 'SIGCONT');
  }
  for (const { packetsReceived, packetsLost } of await Promise.all(playing)) {
    expect(packetsLost).toBeLessThan(packetsReceived / 500);
  }
});
