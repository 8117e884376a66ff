/** A phone that pushes: made in the console, set up with what the console shows, seen on the wall; and told from the others. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../fixtures/browser.ts';
import { type Product, startProduct } from '../fixtures/product.ts';
import { sendWhip, type WhipSender } from '../fixtures/whip-sender.ts';
import { openConsole, tilesAre } from './site.ts';

let product: Product;
let browser: Browser;
let page: Page;
let sender: WhipSender | undefined;

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  const context = await openConsole(browser, product, { account: 'admin', password: await product.password('admin') });
  page = await context.newPage();
  await page.goto(`${product.url}/cameras`);
});

afterAll(async () => {
  await sender?.close();
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

const openForm = () => page.getByRole('button', { name: '修改 无人机' }).click();
const shown = (label: string) => page.getByLabel(label, { exact: true }).inputValue();

test('a camera that pushes is added without an address, and its form says where to send', async () => {
  await page.getByRole('button', { name: '新增摄像机' }).first().click();
  await page.getByRole('textbox', { name: '名称' }).fill('无人机');
  await page.getByText('设备推流', { exact: true }).click();
  await page.getByText('保存后生成推流地址和推流码', { exact: false }).waitFor();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('已新增 无人机').waitFor();
  await page.getByText('设备没有推流', { exact: false }).first().waitFor();
  await openForm();
  await expect.poll(() => shown('推流码'), { timeout: 10_000 }).toMatch(/^[0-9a-f]{32}$/);
  expect(await shown('RTMP 地址（已含推流码）')).toMatch(/^rtmp:\/\/127\.0\.0\.1:\d+\/live\/[0-9a-f]{32}$/);
  await expect.poll(() => shown('录像机拉流地址'), { timeout: 10_000 }).toMatch(/^rtsp:\/\/127\.0\.0\.1:\d+\/./);
  expect(await shown('WHIP 地址')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/whip\/./);
});

test('a device that is set up with it is live on the wall', async () => {
  sender = await sendWhip(await shown('WHIP 地址'), await shown('推流码'));
  expect(sender.said).toMatchObject({ status: 201 });
  await page.goto(`${product.url}/`);
  await tilesAre(page, 'live', 1);
});

test('a new key sends it away', async () => {
  await page.goto(`${product.url}/cameras`);
  await openForm();
  const before = await shown('推流码');
  await page.getByRole('button', { name: '更换推流码' }).click();
  await page.getByText('仍使用旧推流码的设备会立即断开', { exact: false }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: '更换推流码' }).last().click();
  await expect.poll(() => shown('推流码'), { timeout: 10_000 }).not.toBe(before);
  await page.keyboard.press('Escape');
  await page.getByText('设备没有推流', { exact: false }).first().waitFor();
});

test('the list says of a camera how it is taken, where that is not by our own RTSP client', async () => {
  const administrator = await product.signIn('admin');
  const [group] = await administrator.ask('GET /api/camera-groups');
  const old = { name: '老球机', groupId: group?.id ?? '', sourceUrl: 'http://127.0.0.1:1/old.flv' };
  await administrator.ask('POST /api/cameras', { body: { ...old, intake: 'compatibility' } });
  await page.goto(`${product.url}/cameras`);
  const marked = (name: string, mark: string) => page.getByRole('row', { name }).getByText(mark, { exact: true });
  await marked('老球机', '兼容模式').waitFor();
  await marked('无人机', '设备推流').waitFor();
});
