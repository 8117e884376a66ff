/**
 * More desks on one camera than it has feeds, and than one worker of the SFU is to serve: the
 * last one has motion at once too, then shares, and nobody sees it happen.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecordingPlan } from '../../config/contract/recording.ts';
import { streetClips } from '../../config/setup/street-path.mjs';
import { openBrowser } from '../fixtures/browser.ts';
import {
  keepConnections,
  presentedWhile,
  startCountingBlanks,
  stopCountingBlanks,
  tracksSeen,
} from '../fixtures/in-page.js';
import { type Product, startProduct } from '../fixtures/product.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { addCameras, addPeople, OPERATOR, openConsole, tilesAre } from './site.ts';

const FEEDS = 4;
/** The client library opens a track of its own, to measure the way. */
const PROBE = 1;

let cameras: RtspCameras;
let product: Product;
let browser: Browser;

beforeAll(async () => {
  const [clip = ''] = streetClips();
  cameras = await openRtspCameras({ mounts: { gate: clip } });
  product = await startProduct({ environment: { LIANQIN_MEDIA_CONSUMERS_PER_WORKER: '3' } });
  const administrator = await product.signIn('admin');
  await addPeople(administrator);
  await addCameras(administrator, cameras, ['gate'], { recording: RecordingPlan.parse({ mode: 'off' }) });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

async function openDesk(): Promise<Page> {
  const context = await openConsole(browser, product, OPERATOR);
  const page = await context.newPage();
  await page.addInitScript(keepConnections);
  await page.goto(`${product.url}/wall`);
  await tilesAre(page, 'live', 1);
  return page;
}

test('the fifth desk moves over to a shared feed without a blank, and the others go on', async () => {
  const desks: Page[] = [];
  while (desks.length < FEEDS) desks.push(await openDesk());
  const [first] = desks;
  const fifth = await openDesk();
  await fifth.evaluate(startCountingBlanks);
  await expect.poll(() => fifth.evaluate(tracksSeen), { timeout: 20_000 }).toEqual({ opened: PROBE + 2, coming: 1 });
  expect(await first?.evaluate(tracksSeen)).toEqual({ opened: PROBE + 1, coming: 1 });
  for (const desk of [first, fifth]) expect((await desk?.evaluate(presentedWhile, 3))?.[0]).toBeGreaterThan(30);
  const { looks, blanks } = await fifth.evaluate(stopCountingBlanks);
  expect({ isLooked: looks > 10, blanks }).toEqual({ isLooked: true, blanks: 0 });
});
