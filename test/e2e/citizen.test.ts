/** A sign is set up and read by somebody else’s decoder; a citizen reports at it without an account and follows the receipt. */
import { AxeBuilder } from '@axe-core/playwright';
import jsqr from 'jsqr';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../fixtures/browser.ts';
import { type Product, startProduct } from '../fixtures/product.ts';
import { addPeople, openConsole } from './site.ts';

const SIDE_PX = 330;
const DRAWN = `async (svg) => {
  const picture = new Image();
  picture.src = 'data:image/svg+xml;utf8,' + encodeURIComponent(new XMLSerializer().serializeToString(svg));
  await picture.decode();
  const context = new OffscreenCanvas(${SIDE_PX}, ${SIDE_PX}).getContext('2d');
  context.drawImage(picture, 0, 0, ${SIDE_PX}, ${SIDE_PX});
  return [...context.getImageData(0, 0, ${SIDE_PX}, ${SIDE_PX}).data];
}`;

let product: Product;
let browser: Browser;
let desk: Page;
let phone: Page;
let address: string;

beforeAll(async () => {
  product = await startProduct({ environment: { LIANQIN_DEMO_STREET: 'true' } });
  await addPeople(await product.signIn('admin'));
  browser = await openBrowser();
  const admin = { account: 'admin', password: await product.password('admin') };
  desk = await (await openConsole(browser, product, admin)).newPage();
  const pocket = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', bypassCSP: true });
  phone = await pocket.newPage();
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

test('the sign of a new report point leads to its page', async () => {
  await desk.goto(`${product.url}/grids`);
  await desk.getByRole('button', { name: '市民上报点' }).click();
  await desk.getByText('还没有上报点').waitFor();
  await desk.getByRole('button', { name: '新增上报点' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.getByText('请填写名称').waitFor();
  await dialog.getByText('请在地图上点选位置').waitFor();
  await dialog.getByLabel('名称').fill('东门灯杆 12');
  await dialog.locator('[data-map][data-ready="true"]').click();
  await dialog.getByRole('button', { name: '保存' }).click();
  const sign = desk.getByRole('article', { name: '东门灯杆 12' });
  await sign.waitFor();

  address = (await sign.getByRole('img').getAttribute('aria-label')) ?? '';
  // Drawn as a phone would see it.
  const pixels = await desk.evaluate<number[]>(`(${DRAWN})(document.querySelector('[data-sign] svg'))`);
  expect(jsqr.default(new Uint8ClampedArray(pixels), SIDE_PX, SIDE_PX)?.data).toBe(address);
});

test('a citizen reports there, and it is at the desk', async () => {
  await phone.goto(address);
  await phone.getByText('东门灯杆 12').waitFor();
  await phone.getByRole('button', { name: '上报', exact: true }).click();
  await phone.getByText('请选择是什么事').waitFor();
  await phone.getByText('安全隐患').click();
  await phone.getByLabel('说说情况').fill('消防通道被电动车堵住了');
  await phone.reload();
  expect(await phone.getByLabel('说说情况').inputValue()).toBe('消防通道被电动车堵住了');

  await phone.context().setOffline(true);
  await phone.getByRole('button', { name: '上报', exact: true }).click();
  await phone.getByText('连不上网络').waitFor();
  await phone.context().setOffline(false);
  await phone.getByRole('button', { name: '上报', exact: true }).click();
  await phone.getByText('已收到，谢谢您').waitFor();
  await phone.getByText('已收到，等待核实').waitFor();

  await desk.goto(`${product.url}/incidents`);
  await desk.getByRole('button', { name: '安全隐患：东门灯杆 12' }).click();
  const detail = desk.getByRole('article');
  await detail.getByText('消防通道被电动车堵住了').first().waitFor();
  await desk.getByRole('region', { name: '操作' }).getByRole('button', { name: '立案', exact: true }).click();
  await desk.getByRole('form', { name: '立案' }).getByRole('button', { name: '立案', exact: true }).click();

  await expect
    .poll(async () => {
      await phone.getByRole('button', { name: '刷新进度' }).click();
      return phone.locator('[aria-current="step"]').textContent();
    })
    .toBe('正在办理');
  expect(await phone.locator('main').textContent()).not.toContain('演示');
});

test('it can be used by everyone', async () => {
  for (const path of [new URL(phone.url()).pathname + new URL(phone.url()).search, new URL(address).pathname]) {
    await phone.goto(`${product.url}${path}`);
    await phone.getByRole('button').first().waitFor();
    const { violations } = await new AxeBuilder({ page: phone }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
});
