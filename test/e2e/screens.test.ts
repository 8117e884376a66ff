/** Every workspace, as the role that has it, in both languages: it opens, says no error, and can be used by everyone. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ScreenContent } from '../../config/contract/screen.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { type Product, startProduct } from '../fixtures/product.ts';
import { tilesAre } from './site.ts';

const SCREENS = [
  { account: 'operator', path: '/wall', language: 'zh-CN' },
  { account: 'operator', path: '/alerts', language: 'en-US' },
  { account: 'operator', path: '/map', language: 'zh-CN' },
  { account: 'operator', path: '/incidents', language: 'en-US' },
  { account: 'operator', path: '/today', language: 'zh-CN' },
  { account: 'supervisor', path: '/evaluation', language: 'en-US' },
  { account: 'admin', path: '/cameras', language: 'zh-CN' },
  { account: 'admin', path: '/people', language: 'en-US' },
  { account: 'operator', path: '/playback', language: 'en-US' },
  { account: 'auditor', path: '/journal', language: 'zh-CN' },
  { account: 'supervisor', path: '/roster', language: 'en-US' },
  { account: 'supervisor', path: '/matters', language: 'zh-CN' },
  { account: 'admin', path: '/report-points', language: 'en-US' },
  { account: 'operator', path: '/network', language: 'zh-CN' },
];

const VIEW = {
  bounds: { west: 113.3, south: 23.08, east: 113.34, north: 23.11 },
  search: { layers: 'grids,cameras,incidents', level: 'major', heat: '30' },
};

let product: Product;
let browser: Browser;

beforeAll(async () => {
  product = await startProduct({ environment: { LIANQIN_DEMO_STREET: 'true' } });
  const administrator = await product.signIn('admin');
  for (const { id: cameraId } of await administrator.ask('GET /api/cameras')) {
    await administrator.ask('PATCH /api/cameras/:cameraId', { params: { cameraId }, body: { analyse: false } });
  }
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

async function openScreen(account: string, path: string, language: string, ready = '[data-connection="online"]') {
  const { cookie } = await product.signIn(account);
  // The checker brings its own script, which the console's content policy rightly refuses.
  const context = await browser.newContext({ viewport: { width: 1_920, height: 1_080 }, bypassCSP: true });
  await context.addCookies([{ ...cookie, url: product.url }]);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.addInitScript({ content: `localStorage.setItem('lianqin.language', '${language}')` });
  await page.goto(`${product.url}${path}`);
  await page.locator(ready).first().waitFor();
  return { page, errors, [Symbol.asyncDispose]: () => context.close() };
}

test.each(SCREENS)(
  '$path opens for $account in $language without an error, and axe finds nothing serious',
  async (screen) => {
    await using open = await openScreen(screen.account, screen.path, screen.language);
    expect(await seriousFaults(open.page)).toEqual([]);
    expect(open.errors).toEqual([]);
  },
);

test.each([
  ['/screen?choose=true', 'zh-CN', 'main'],
  ['/pop-out?layout=2x2&slots=', 'en-US', '[data-layout="4"]'],
])('%s fills its monitor in %s without an error, and axe finds nothing serious', async (path, language, ready) => {
  await using open = await openScreen('operator', path, language, ready);
  expect(await seriousFaults(open.page)).toEqual([]);
  expect(open.errors).toEqual([]);
});

async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude('canvas').analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

test.each(['zh-CN', 'en-US'])('axe finds nothing serious where one signs in, in %s', async (language) => {
  const context = await browser.newContext({ viewport: { width: 1_920, height: 1_080 }, bypassCSP: true });
  const page = await context.newPage();
  await page.addInitScript({ content: `localStorage.setItem('lianqin.language', '${language}')` });
  await page.goto(`${product.url}/sign-in`);
  await page.locator('input[type="password"]').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await context.close();
});

test.each([
  ['nothing', { kind: 'nothing' }, 'main h1'],
  ['the map as it was looked at', { kind: 'map', view: VIEW }, '[data-map][data-ready="true"]'],
  ['a wall', { kind: 'wall', layout: '2x2', slots: [] }, '[data-layout="4"]'],
] as const)('axe finds nothing serious on a big screen that shows %s', async (_, content, shown) => {
  const administrator = await product.signIn('admin');
  const screen = await administrator.ask('POST /api/screens', { body: { name: `大厅 ${content.kind}` } });
  await administrator.ask('POST /api/screens/:screenId/show', {
    params: { screenId: screen.id },
    body: { content: ScreenContent.parse(content) },
  });
  await using open = await openScreen('operator', `/screen/${screen.id}`, 'zh-CN', shown);
  expect(await seriousFaults(open.page)).toEqual([]);
  expect(open.errors).toEqual([]);
});

test('axe finds nothing serious where cameras are taken in from a sheet', async () => {
  await using open = await openScreen('admin', '/cameras', 'zh-CN');
  await open.page.getByRole('button', { name: '批量导入' }).click();
  const dialog = open.page.getByRole('dialog');
  const name = '摄像机.csv';
  const buffer = Buffer.from('名称,分组,取流地址\n东门,没有的分组,不是地址\n');
  await dialog.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await dialog.getByRole('table').waitFor();
  expect(await seriousFaults(open.page)).toEqual([]);
});

test('a person signs in by the form, sees eight live tiles, and signs out again', async () => {
  const page = await browser.newPage({ viewport: { width: 1_920, height: 1_080 } });
  await page.goto(`${product.url}/map`);
  await page.getByLabel('账号').fill('operator');
  await page.locator('input[type="password"]').fill('not the password');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('alert').waitFor();
  await page.locator('input[type="password"]').fill(await product.password('operator'));
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL('**/map');
  await page.goto(`${product.url}/wall`);
  await tilesAre(page, 'live', 8);
  await page.getByRole('button', { name: '演示值班员' }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await page.waitForURL('**/sign-in**');
  await page.close();
});
