/** One camera in two qualities: small tiles play the sub-stream, a large one the main stream, and the change is not seen. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { streetClips, testClips } from '../../config/setup/street-path.mjs';
import { openBrowser } from '../fixtures/browser.ts';
import { shownWidth, startCountingBlanks, stopCountingBlanks } from '../fixtures/in-page.js';
import { type Product, startProduct } from '../fixtures/product.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { addPeople, OPERATOR, openConsole, tilesAre } from './site.ts';

/** Two clips that can be told apart by their widths. */
const MAIN_WIDTH = 960;
const SUB_WIDTH = 768;

let cameras: RtspCameras;
let product: Product;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const [sub = '', main = ''] = streetClips();
  const { reordered } = testClips();
  cameras = await openRtspCameras({ mounts: { main, sub, reordered } });
  product = await startProduct();
  const administrator = await product.signIn('admin');
  await addPeople(administrator);
  const [group] = await administrator.ask('GET /api/camera-groups');
  await administrator.ask('POST /api/cameras', {
    body: {
      name: 'gate',
      groupId: group?.id ?? '',
      sourceUrl: cameras.urlOf('main'),
      subSourceUrl: cameras.urlOf('sub'),
      analyse: false,
      recording: { mode: 'off' },
    },
  });
  browser = await openBrowser();
  const context = await openConsole(browser, product, OPERATOR);
  page = await context.newPage();
  await page.goto(`${product.url}/wall`);
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

test('a small tile plays the sub-stream; enlarged it plays the main stream, and back, without a blank in between', async () => {
  await tilesAre(page, 'live', 1);
  const tile = page.locator('video[data-camera-id]');
  await expect.poll(() => tile.getAttribute('data-quality')).toBe('sub');
  await expect.poll(() => page.evaluate(shownWidth)).toBe(SUB_WIDTH);
  await page.evaluate(startCountingBlanks);

  await tile.dblclick();
  await expect.poll(() => tile.getAttribute('data-quality')).toBe('main');
  await expect.poll(() => page.evaluate(shownWidth)).toBe(MAIN_WIDTH);
  await tile.dblclick();
  await expect.poll(() => tile.getAttribute('data-quality')).toBe('sub');
  await expect.poll(() => page.evaluate(shownWidth)).toBe(SUB_WIDTH);

  const { looks, blanks } = await page.evaluate(stopCountingBlanks);
  expect(looks).toBeGreaterThan(10);
  expect(blanks).toBe(0);
});

test('a sub-stream that cannot be had gives way to the main stream', async () => {
  const administrator = await product.signIn('admin');
  const [camera] = await administrator.ask('GET /api/cameras');
  const body = { subSourceUrl: cameras.urlOf('no-such-mount') };
  await administrator.ask('PATCH /api/cameras/:cameraId', { params: { cameraId: camera?.id ?? '' }, body });
  await expect.poll(() => page.evaluate(shownWidth), { timeout: 20_000 }).toBe(MAIN_WIDTH);
  await tilesAre(page, 'live', 1);
});

test('neither is it where the main stream comes another way: WebRTC cannot carry its B-frames', async () => {
  const administrator = await product.signIn('admin');
  const [camera] = await administrator.ask('GET /api/cameras');
  const body = { sourceUrl: cameras.urlOf('reordered'), subSourceUrl: cameras.urlOf('sub'), keepWarm: true };
  await administrator.ask('PATCH /api/cameras/:cameraId', { params: { cameraId: camera?.id ?? '' }, body });
  const warnings = async () => (await administrator.ask('GET /api/cameras/health'))[0]?.warnings;
  await expect.poll(warnings, { timeout: 20_000 }).toContain('CAMERA_HAS_B_FRAMES');
  await page.goto(`${product.url}/wall?layout=3x3&slots=${camera?.id}`);
  const tile = page.locator('video[data-camera-id]');
  await expect.poll(() => tile.getAttribute('data-by'), { timeout: 20_000 }).toBe('webrtc');
  await expect.poll(() => page.evaluate(shownWidth)).toBe(SUB_WIDTH);
  await page.evaluate(startCountingBlanks);

  await tile.dblclick();
  await expect.poll(() => tile.getAttribute('data-by'), { timeout: 20_000 }).toBe('fmp4');
  await tilesAre(page, 'live', 1);
  await tile.dblclick();
  await expect.poll(() => tile.getAttribute('data-by'), { timeout: 20_000 }).toBe('webrtc');
  await expect.poll(() => page.evaluate(shownWidth)).toBe(SUB_WIDTH);

  const { looks, blanks } = await page.evaluate(stopCountingBlanks);
  expect(looks).toBeGreaterThan(10);
  expect(blanks).toBe(0);
});
