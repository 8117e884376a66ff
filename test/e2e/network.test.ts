/** The network test, from a browser that reaches the media node and from one that is sent where nobody is. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../fixtures/browser.ts';
import { type Product, startProduct } from '../fixtures/product.ts';
import { addPeople, OPERATOR, openConsole } from './site.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function openTest(product: Product): Promise<Page> {
  await addPeople(await product.signIn('admin'));
  const context = await openConsole(browser, product, OPERATOR);
  const page = await context.newPage();
  await page.goto(product.url);
  await page.getByRole('button', { name: '当前人员：张值班' }).click();
  await page.getByRole('menuitem', { name: '网络自检' }).click();
  await page.locator('[data-verdict]').waitFor({ timeout: 20_000 });
  return page;
}

const row = (page: Page, way: string) => page.locator(`[data-way="${way}"]`);

test('where everything is open it says so, with the addresses and the times', async () => {
  await using product = await startProduct();
  const page = await openTest(product);
  expect(await page.locator('[data-verdict]').getAttribute('data-verdict')).toBe('good');
  for (const way of ['udp', 'tcp']) {
    expect(await row(page, way).getAttribute('data-outcome')).toBe('open');
    expect(await row(page, way).textContent()).toMatch(/127\.0\.0\.1:\d+.*\d+ 毫秒/s);
  }
  await page.context().close();
});

test('opened by its address it waits for the cameras, and tries fMP4 with one', async () => {
  await using product = await startProduct();
  const administrator = await product.signIn('admin');
  await addPeople(administrator);
  const camera = { name: '东门', sourceUrl: 'rtsp://127.0.0.1:9/east', analyse: false };
  const [group] = await administrator.ask('GET /api/camera-groups');
  await administrator.ask('POST /api/cameras', { body: { ...camera, groupId: group?.id ?? '' } });
  const page = await (await openConsole(browser, product, OPERATOR)).newPage();
  await page.goto(`${product.url}/network`);
  await page.locator('[data-verdict]').waitFor({ timeout: 20_000 });
  expect(await row(page, 'webSocket').getAttribute('data-outcome')).toBe('open');
  await page.context().close();
});

test('where the announced address leads nowhere it says which, and what to set', async () => {
  // Nobody is there, and nothing sent there leaves this machine.
  await using product = await startProduct({ environment: { LIANQIN_MEDIA_ANNOUNCED_ADDRESS: '127.9.9.9' } });
  const page = await openTest(product);
  expect(await page.locator('[data-verdict]').getAttribute('data-verdict')).toBe('nothing');
  expect(await row(page, 'udp').textContent()).toContain('127.9.9.9');
  await page.getByText('LIANQIN_MEDIA_ANNOUNCED_ADDRESS', { exact: false }).waitFor();
  await page.context().close();
});
