/** Grids as an administrator has them: drawn and changed on the map, and taken in from a file in the wrong datum. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_GRIDS } from '../../server/demo/demo-site.ts';
import { fromWgs84 } from '../../server/geo/coordinates.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { openConsole } from './site.ts';

let product: Product;
let browser: Browser;
let administrator: Client;
let page: Page;

beforeAll(async () => {
  product = await startProduct();
  administrator = await product.signIn('admin');
  for (const body of DEMO_GRIDS.slice(0, 2)) await administrator.ask('POST /api/grids', { body });
  browser = await openBrowser();
  const context = await openConsole(browser, product, { account: 'admin', password: await product.password('admin') });
  page = await context.newPage();
  await page.goto(`${product.url}/grids`);
  await page.locator('[data-map][data-ready="true"][data-grids="2"]').waitFor();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

const namesOf = async () => (await administrator.ask('GET /api/grids')).map(({ name }) => name);

test('a corner that is dragged into a neighbour is said to overlap, taken back, and moved by a key', async () => {
  await page.getByRole('button', { name: /东门路网格/ }).click();
  await page.getByRole('button', { name: '编辑', exact: true }).click();
  const corner = page.getByRole('button', { name: /^第 3 个顶点/ });
  const box = await corner.boundingBox();
  const [x, y] = [(box?.x ?? 0) + 8, (box?.y ?? 0) + 8];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 80, y + 60, { steps: 4 });
  await page.mouse.up();
  await page.locator('[data-problem="overlap"]').waitFor();
  expect(await page.locator('[data-problem="overlap"]').textContent()).toContain('菜市场网格');

  await page.getByRole('button', { name: '撤销' }).click();
  await page.locator('[data-problems="0"][aria-live]').waitFor();
  await page.getByRole('button', { name: /^第 1 个顶点/ }).focus();
  await page.keyboard.press('Shift+ArrowDown');
  await page.locator('[data-problems="0"][aria-live]').waitFor();
  await page.getByRole('button', { name: '保存' }).click();
  await page.locator('[data-card]').getByText('改边界').waitFor();
  const [first] = await administrator.ask('GET /api/grids');
  expect(first?.rings[0]?.[0]).not.toEqual(DEMO_GRIDS[0]?.rings[0]?.[0]);
}, 60_000);

test('a new grid is typed as coordinates instead of drawn', async () => {
  await page.getByRole('button', { name: '绘制网格' }).click();
  await page.getByRole('textbox', { name: '编码', exact: true }).fill('440105013044');
  await page.getByRole('textbox', { name: '名称', exact: true }).fill('键盘网格');
  await page.getByRole('button', { name: '坐标' }).click();
  await page.getByLabel(/^顶点坐标/).fill('113.330, 23.091\n113.332, 23.091\n113.332, 23.093');
  await page.getByRole('button', { name: '应用坐标' }).click();
  await page.getByRole('button', { name: '保存' }).click();
  await page.locator('[data-card]').waitFor();
  expect(await namesOf()).toContain('键盘网格');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)).toEqual(
    [],
  );
}, 60_000);

test('GCJ-02 declared as WGS-84 is noticed, converted with one click, and taken in', async () => {
  const features = DEMO_GRIDS.map(({ code, name, community, rings }) => ({
    type: 'Feature',
    properties: { code, name, community },
    geometry: { type: 'Polygon', coordinates: rings.map((ring) => ring.map((each) => fromWgs84(each, 'gcj02'))) },
  }));
  await page.getByRole('button', { name: '导入', exact: true }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'grids.geojson',
    mimeType: 'application/geo+json',
    buffer: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })),
  });
  await page.locator('[data-suspected="gcj02"]').getByRole('button').click();
  await page.getByRole('button', { name: '导入 5 个' }).click();
  await page.locator('[data-map][data-grids="7"]').waitFor();
  expect(await namesOf()).toHaveLength(7);
}, 60_000);
