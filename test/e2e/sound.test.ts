/** The sound of a camera: heard when its tile is asked for it, and written down like watching. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecordingPlan } from '../../config/contract/recording.ts';
import { streetClips } from '../../config/setup/street-path.mjs';
import { openBrowser } from '../fixtures/browser.ts';
import { keepConnections, soundHeard } from '../fixtures/in-page.js';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { addCameras, addPeople, OPERATOR, openConsole, tilesAre } from './site.ts';

let cameras: RtspCameras;
let product: Product;
const AUDITOR = { account: 'audit', password: 'Guard-The-Street-6' };

let administrator: Client;
let auditor: Client;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const [clip = ''] = streetClips();
  cameras = await openRtspCameras({
    mounts: { aac: clip, pcma: clip, silent: clip },
    audio: { aac: 'aac', pcma: 'pcma' },
  });
  product = await startProduct();
  administrator = await product.signIn('admin');
  await addPeople(administrator);
  await administrator.ask('POST /api/people', { body: { ...AUDITOR, name: '赵审计', role: 'auditor' } });
  auditor = await product.signIn(AUDITOR.account, AUDITOR.password);
  await addCameras(administrator, cameras, ['aac', 'pcma', 'silent'], {
    audio: true,
    recording: RecordingPlan.parse({ mode: 'off' }),
  });
  browser = await openBrowser();
  const context = await openConsole(browser, product, OPERATOR);
  page = await context.newPage();
  await page.addInitScript(keepConnections);
  await page.goto(`${product.url}/wall`);
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

const listen = (name: string) =>
  page
    .locator('article', { has: page.getByText(name, { exact: true }) })
    .getByRole('button', { name: '打开或关闭该画面的声音' });

test('a tile without sound offers none', async () => {
  await tilesAre(page, 'live', 3);
  await expect.poll(() => listen('pcma').count()).toBe(1);
  expect(await listen('silent').count()).toBe(0);
});

test.each([
  { name: 'pcma', codec: 'audio/PCMA' },
  { name: 'aac', codec: 'audio/opus' },
])('the sound of $name is heard as $codec, and who listened is on record', async ({ name, codec }) => {
  const before = (await page.evaluate(soundHeard)).energy;
  await listen(name).click();
  await expect.poll(async () => (await page.evaluate(soundHeard)).codecs, { timeout: 15_000 }).toContain(codec);
  await expect.poll(async () => (await page.evaluate(soundHeard)).energy, { timeout: 15_000 }).toBeGreaterThan(before);
  const [camera] = (await administrator.ask('GET /api/cameras')).filter((each) => each.name === name);
  const bodies = async () => (await auditor.ask('GET /api/journal')).map(({ body }) => body);
  await expect.poll(bodies).toContainEqual(expect.objectContaining({ cameraId: camera?.id, by: 'audio' }));
});

test('only one is heard at a time', async () => {
  await expect.poll(async () => (await page.evaluate(soundHeard)).codecs).toEqual(['audio/opus']);
});
