/** Vector base maps in a real browser: drawn out of the site's own archive and from a server of tiles, and gone without harm. */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { DEMO_GRIDS } from '../../server/demo/demo-site.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { countColour, groundColours } from '../fixtures/in-page.js';
import { streetsArchive, streetsTiles } from '../fixtures/invented-streets.ts';
import { type Product, startProduct } from '../fixtures/product.ts';
import { openTileServer } from '../fixtures/tile-server.ts';
import { openConsole } from './site.ts';

const WITHIN = { timeout: 20_000 };
const MAP = { x: 20, y: 100, width: 1_500, height: 700 };

let folder: string;
let archive: string;
let product: Product;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lianqin-map-'));
  archive = join(folder, '示范街.pmtiles');
  writeFileSync(archive, streetsArchive('openmaptiles'));
  product = await startSite({ LIANQIN_BASE_MAP_KIND: 'pmtiles', LIANQIN_BASE_MAP_PATH: archive });
  browser = await openBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

test('water and roads are drawn out of the archive, under grids that let them through', async () => {
  const page = await openMap(product);
  await page.getByText('© 示例街道测绘').waitFor();
  const { water, road } = await page.evaluate(groundColours);
  await expect.poll(() => pixelsOf(page, road), WITHIN).toBeGreaterThan(2_000);
  await zoomOut(page);
  await expect.poll(() => pixelsOf(page, water), WITHIN).toBeGreaterThan(20_000);
}, 90_000);

test('an archive that goes is said in words, the map shows the rest, and the ground is back when it is', async () => {
  renameSync(archive, `${archive}.gone`);
  const page = await openMap(product, { clock: true });
  const words = page.locator('[data-base-map="away"]');
  await words.waitFor();
  expect(await words.textContent()).toContain('示范街.pmtiles');
  const { water } = await page.evaluate(groundColours);
  await zoomOut(page);
  expect(await pixelsOf(page, water)).toBe(0);

  renameSync(`${archive}.gone`, archive);
  await page.clock.fastForward(31_000);
  await words.waitFor({ state: 'detached' });
  await expect.poll(() => pixelsOf(page, water), WITHIN).toBeGreaterThan(20_000);

  // The same while the map is open.
  renameSync(archive, `${archive}.gone`);
  await zoomOut(page);
  await words.waitFor();
  renameSync(`${archive}.gone`, archive);
  await page.clock.fastForward(31_000);
  await words.waitFor({ state: 'detached' });
}, 90_000);

test('vectors of a server are drawn as well, and one that ends is said in words', async () => {
  const tiles = await openTileServer(streetsTiles('protomaps'));
  onTestFinished(() => tiles[Symbol.asyncDispose]());
  await using site = await startSite({
    LIANQIN_BASE_MAP_KIND: 'vector',
    LIANQIN_BASE_MAP_URL: tiles.template,
    LIANQIN_BASE_MAP_SCHEMA: 'protomaps',
  });
  const page = await openMap(site);
  const { water } = await page.evaluate(groundColours);
  await zoomOut(page);
  await expect.poll(() => pixelsOf(page, water), WITHIN).toBeGreaterThan(20_000);

  await tiles[Symbol.asyncDispose]();
  await page.reload();
  await page.locator('[data-base-map="away"]').getByText(new URL(tiles.origin).host).waitFor();
  await page.locator('[data-map][data-ready="true"][data-grids="6"]').waitFor();
}, 90_000);

async function startSite(environment: Record<string, string>): Promise<Product> {
  const site = await startProduct({ environment });
  const administrator = await site.signIn('admin');
  for (const body of DEMO_GRIDS) await administrator.ask('POST /api/grids', { body });
  return site;
}

async function openMap(site: Product, { clock = false } = {}): Promise<Page> {
  const context = await openConsole(browser, site, { account: 'admin', password: await site.password('admin') });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  if (clock) await page.clock.install();
  await page.goto(`${site.url}/map`);
  await page.locator('[data-map][data-ready="true"][data-grids="6"]').waitFor();
  return page;
}

/** Until the river is in view. */
async function zoomOut(page: Page): Promise<void> {
  for (let step = 0; step < 3; step += 1) await page.getByRole('button', { name: '缩小', exact: true }).click();
}

/** How many points of the map have that colour, as the browser shows it. */
async function pixelsOf(page: Page, colour: string): Promise<number> {
  const picture = (await page.screenshot({ clip: MAP })).toString('base64');
  return page.evaluate(countColour, { picture, colour });
}
