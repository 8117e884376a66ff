/** A node with more viewers than one worker of the SFU is meant to carry. */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { streetClips } from '../../../config/setup/street-path.mjs';
import { openBrowser } from '../../fixtures/browser.ts';
import { carried, openTestNode, type TestNode, until } from '../../fixtures/media-node.ts';
import { childrenOf, droppedDatagrams } from '../../fixtures/processes.ts';
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

const names = ['gate', 'wide', 'gate', 'wide'];

test('viewers of both workers see the same cameras at once, large key frames too, and nothing is lost on the way', async () => {
  const playing = names.map((name) => page.play(browser, name, 60));
  await expect.poll(() => node.webrtc.workers.filter(({ load }) => load > 0).length, PATIENCE).toBeGreaterThan(1);
  for (const { packetsReceived } of await Promise.all(playing)) expect(packetsReceived).toBeGreaterThan(200);
  // Where it is lost otherwise is the browser, which on a busy machine is slow to read its socket.
  const dropped = await Promise.all(node.webrtc.workers.map(({ pid }) => droppedDatagrams(pid)));
  expect({ dropped, lostBytes: node.webrtc.lostBytes }).toEqual({ dropped: [0, 0], lostBytes: 0 });
  const running = await childrenOf(process.pid);
  for (const { pid } of node.webrtc.workers) expect(running).toContain(pid);
});

test('a further worker that gets no processor for a while loses nothing: its buffer holds as much as it was asked for', async ({
  skip,
}) => {
  // A kernel that allows less caps it without a word (decision 0029).
  const mayHold = Number(await readFile('/proc/sys/net/core/rmem_max', 'utf8'));
  if (mayHold < 4 * 1_024 * 1_024) return skip();
  const playing = names.map((name) => page.play(browser, name, 90));
  await expect.poll(() => node.webrtc.workers[1]?.load, PATIENCE).toBeGreaterThan(0);
  const pid = node.webrtc.workers[1]?.pid;
  if (pid === undefined) throw new Error('there is no further worker');
  for (let times = 0; times < 3; times += 1) {
    await sleep(1_000);
    process.kill(pid, 'SIGSTOP');
    await sleep(800);
    process.kill(pid, 'SIGCONT');
  }
  const dropped = await droppedDatagrams(pid);
  await Promise.all(playing);
  expect(dropped).toBe(0);
});
