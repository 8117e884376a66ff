/** Faults of cameras and of the media node as a whole: told in the queue, and nothing left behind. */
import { createServer } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClips } from '../../config/setup/street-path.mjs';
import { openBrowser } from '../fixtures/browser.ts';
import { pictureWidth } from '../fixtures/in-page.js';
import { childrenOf, isRunning } from '../fixtures/processes.ts';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { addCameras, addPeople, OPERATOR, openConsole } from './site.ts';

/** Nothing moves in it, so that every alert is a fault. */
const MOUNTS = { gate: testClips().still };
const AUDITOR = { account: 'audit', password: 'Read-The-Record-7' };
let cameras: RtspCameras;
let ports: { media: number; rtc: number };
let product: Product;
let administrator: Client;
let auditor: Client;
let browser: Browser;
let desk: BrowserContext;

beforeAll(async () => {
  cameras = await openRtspCameras({ mounts: MOUNTS });
  ports = { media: await freePort(), rtc: await freePort() };
  product = await startProduct({
    environment: { LIANQIN_MEDIA_PORT: `${ports.media}`, LIANQIN_MEDIA_RTC_PORT: `${ports.rtc}` },
  });
  administrator = await product.signIn('admin');
  await addPeople(administrator);
  await administrator.ask('POST /api/people', { body: { ...AUDITOR, name: '赵审计', role: 'auditor' } });
  auditor = await product.signIn(AUDITOR.account, AUDITOR.password);
  await addCameras(administrator, cameras, ['gate'], { analyse: true });
  browser = await openBrowser();
  desk = await openConsole(browser, product, OPERATOR);
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

async function open(path: string): Promise<Page> {
  const page = await desk.newPage();
  await page.goto(`${product.url}${path}`);
  return page;
}

test('a camera that goes is an alert in the queue with its cause, says when it is back, and is closed with one click', async () => {
  const page = await open('/alerts');
  await stateIs('live');
  await cameras.kill();
  const row = page.locator('[data-alert-id][data-kind="cameraOffline"]');
  await row.and(page.locator('[data-recovered="false"]')).waitFor({ timeout: 45_000 });
  await page.getByRole('article', { name: '告警详情' }).getByText('连不上 127.0.0.1').first().waitFor();
  await lastPictureIsShown();

  cameras = await openRtspCameras({ mounts: MOUNTS, port: cameras.port });
  await row.and(page.locator('[data-recovered="true"]')).waitFor({ timeout: 45_000 });
  await page.getByRole('button', { name: '已恢复，关闭' }).click();
  await row.waitFor({ state: 'detached' });
  expect(await administrator.ask('GET /api/alerts')).toMatchObject([{ kind: 'cameraOffline', result: 'confirmed' }]);
  await page.close();
});

async function lastPictureIsShown(): Promise<void> {
  const wall = await open('/');
  const tile = wall.getByRole('article', { name: 'gate' });
  await expect.poll(() => tile.locator('img').evaluate(pictureWidth), { timeout: 10_000 }).toBe(1_280);
  await tile.getByText(/前的画面/).waitFor();
  await wall.close();
  const entries = await auditor.ask('GET /api/journal');
  expect(entries.map(({ body }) => body)).toContainEqual(expect.objectContaining({ by: 'picture' }));
}

test('a tile says how its camera fares when it is pointed at', async () => {
  await stateIs('live');
  const page = await open('/');
  await page.locator('video[data-camera-id]').first().waitFor();
  await page.getByRole('button', { name: 'gate 的运行指标' }).hover();
  const card = page.getByRole('dialog');
  await card.getByText('帧/秒').waitFor();
  expect(await card.locator('dt').allTextContents()).toEqual(
    expect.arrayContaining(['帧率', '码率', '关键帧间隔', '按请求出关键帧', '丢包', '到达延迟', '重连（近 1 小时）']),
  );
  await page.close();
});

test('a node that is killed leaves no RTSP session, no process and no port, and is one alert until it is back', async () => {
  await stateIs('live');
  const page = await open('/alerts');
  const [nodePid = 0] = await childrenOf(product.pid);
  const workers = await childrenOf(nodePid);
  // The SFU's, and the decoder of the camera that is analysed.
  expect(workers.length).toBeGreaterThan(1);
  expect([await isFree(ports.media), await isFree(ports.rtc)]).toEqual([false, false]);

  // The server must not start the next one meanwhile.
  process.kill(product.pid, 'SIGSTOP');
  process.kill(nodePid, 'SIGKILL');
  await cameras.sessionsAre(0);
  await expect.poll(() => Promise.all(workers.map(isRunning)), { timeout: 10_000 }).not.toContain(true);
  expect(await isRunning(nodePid)).toBe(false);
  await expect.poll(async () => [await isFree(ports.media), await isFree(ports.rtc)]).toEqual([true, true]);

  // Nor come back at once: its port is taken for a while.
  const taken = createServer().listen(ports.media, '127.0.0.1');
  process.kill(product.pid, 'SIGCONT');
  const row = page.locator('[data-alert-id][data-kind="nodeLost"]');
  await row.and(page.locator('[data-recovered="false"]')).waitFor({ timeout: 45_000 });
  expect(await page.locator('[data-alert-id]').count()).toBe(1);
  taken.close();
  await row.and(page.locator('[data-recovered="true"]')).waitFor({ timeout: 45_000 });
  await stateIs('live');
  await page.close();
});

async function stateIs(state: string): Promise<void> {
  const states = async () => (await administrator.ask('GET /api/cameras/health')).map((health) => health.state);
  await expect.poll(states, { timeout: 30_000 }).toEqual([state]);
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => listener.once('listening', resolve));
  const address = listener.address();
  await new Promise((resolve) => listener.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const listener = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => listener.close(() => resolve(true)));
  });
}
