/** The ground as an administrator has it: a file is looked over, put right, taken in, found on the map, and asked what is there. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_GRIDS } from '../../server/demo/demo-site.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { openTileServer, type TileServer } from '../fixtures/tile-server.ts';
import { openConsole } from './site.ts';

let product: Product;
let browser: Browser;
let administrator: Client;
let page: Page;
let tiles: TileServer;

beforeAll(async () => {
  tiles = await openTileServer();
  product = await startProduct({
    environment: {
      LIANQIN_BASE_MAP_KIND: 'raster',
      LIANQIN_BASE_MAP_URL: tiles.template,
      LIANQIN_BASE_MAP_ATTRIBUTION: '示例底图',
      LIANQIN_BASE_MAP_SYSTEM: 'gcj02',
    },
  });
  administrator = await product.signIn('admin');
  for (const body of DEMO_GRIDS.slice(0, 2)) await administrator.ask('POST /api/grids', { body });
  browser = await openBrowser();
  const context = await openConsole(browser, product, { account: 'admin', password: await product.password('admin') });
  page = await context.newPage();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await tiles?.[Symbol.asyncDispose]();
});

const sheet = (...rows: string[]) => ({
  name: '地址与楼栋.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['编码,类型,名称,地址,经度,纬度', ...rows].join('\n')),
});
const HOUSE = 'B1,楼栋,一号楼,东门路1号,113.3165,23.0930';
const DOOR = 'A1,地址,,示范街道东门路1号,113.31652,23.09305';
const SHOP = 'C1,场所,东门便利店,东门路1号,113.3166,23.0931';

test('a preview names the row and the fix; put right, the file is taken in and stands on the cards', async () => {
  await page.goto(`${product.url}/grids`);
  await page.getByRole('link', { name: '标准地址与设施' }).click();
  await page.locator('[data-layer="address"][data-count="0"]').waitFor();
  await page.getByRole('button', { name: '导入', exact: true }).click();
  const input = page.locator('input[type="file"]');
  await input.setInputFiles(
    sheet(HOUSE, DOOR, SHOP, 'A2,地址,,东门路2号,113.9,23.09', 'A1,地址,,东门路3号,113.3165,23.093'),
  );
  const dialog = page.getByRole('dialog', { name: '导入标准地址与设施' });
  await dialog.locator('[data-problem="outsideStreet"][data-row="5"]').waitFor();
  await dialog.locator('[data-problem="codeTwice"][data-row="6"]').waitFor();
  expect(await dialog.getByRole('button', { name: /^导入 \d/ }).isDisabled()).toBe(true);
  expect((await administrator.ask('GET /api/place-layers')).every(({ count }) => count === 0)).toBe(true);

  await input.setInputFiles(sheet(HOUSE, DOOR, SHOP));
  await dialog.getByText('可以导入').waitFor();
  await dialog.getByRole('button', { name: '导入 3 条' }).click();
  await page.locator('[data-layer="building"][data-count="1"]').waitFor();
  await page.locator('[data-layer="organisation"][data-count="1"]').waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
}, 60_000);

test('the map finds an address, says what is there, and a report made there has its words', async () => {
  await page.goto(`${product.url}/map`);
  await page.locator('[data-map][data-ready="true"][data-grids="2"]').waitFor();
  await page.getByRole('combobox', { name: /^查找摄像机/ }).fill('东门路1号');
  await page.getByRole('option', { name: '示范街道东门路1号' }).click();
  const here = page.locator('[data-at-point]');
  await here.getByText('东门便利店').waitFor();
  expect(await here.textContent()).toContain('东门路网格');
  expect(new URL(page.url()).searchParams.get('at')).toContain('113.31652');

  await here.getByRole('button', { name: '在此处上报事件' }).click();
  const address = page.getByRole('textbox', { name: '地址', exact: true });
  await expect.poll(() => address.inputValue()).toBe('示范街道东门路1号');
}, 60_000);

test('the base map lies under it all, and one that does not answer is said in words', async () => {
  await page.getByText('示例底图').waitFor();
  await expect.poll(() => tiles.asked.length).toBeGreaterThan(3);
  await tiles[Symbol.asyncDispose]();
  await page.goto(`${product.url}/map`);
  await page.locator('[data-base-map="away"]').waitFor();
  expect(await page.locator('[data-base-map="away"]').textContent()).toContain(new URL(tiles.origin).host);
  await page.locator('[data-map][data-ready="true"][data-grids="2"]').waitFor();
}, 60_000);
