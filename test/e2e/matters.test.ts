/** The catalogue of matters edited at two desks: added at one, changed at both, and neither loses what was typed. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../fixtures/browser.ts';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { openConsole } from './site.ts';

const BOSS = { account: 'boss2', password: 'Guard-The-Street-5' };
let product: Product;
let browser: Browser;
let administrator: Client;
let one: Page;
let two: Page;

beforeAll(async () => {
  product = await startProduct();
  administrator = await product.signIn('admin');
  await administrator.ask('POST /api/people', { body: { ...BOSS, name: '赵管理', role: 'administrator' } });
  browser = await openBrowser();
  const admin = { account: 'admin', password: await product.password('admin') };
  one = await (await openConsole(browser, product, admin)).newPage();
  two = await (await openConsole(browser, product, BOSS)).newPage();
  for (const page of [one, two]) page.setDefaultTimeout(10_000);
  await Promise.all([one, two].map((page) => page.goto(`${product.url}/matters`)));
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

const dialog = (page: Page): Locator => page.getByRole('dialog');
const save = (page: Page) => dialog(page).getByRole('button', { name: '保存' }).click();

test('a matter is added with its limits in words and the fields it asks for', async () => {
  await one.getByRole('button', { name: '新增事项' }).click();
  const form = dialog(one);
  await form.getByLabel('大类代码').fill('09');
  await form.getByRole('textbox', { name: /^大类( \*)?$/ }).fill('其他');
  await form.getByLabel('小类代码').fill('01');
  await form.getByLabel('小类名称').fill('群租房');
  await form.getByLabel('签收').fill('尽快');
  await form.getByRole('button', { name: '增加一个字段' }).click();
  await form.getByLabel('字段名称').fill('居住人数');
  await form.getByRole('checkbox', { name: '必填' }).check();
  await save(one);
  await form.getByText('有 1 处需要改正').waitFor();
  await form.getByLabel('签收').fill('2工作日');
  await form.getByText('→ 2 工作日').waitFor();
  await save(one);
  await form.waitFor({ state: 'detached' });
  await two.getByRole('button', { name: '群租房' }).click();
  const side = two.getByRole('complementary');
  await side.getByText('居住人数').waitFor();
  await side.getByRole('region', { name: '修改记录' }).getByText('第 1 版').waitFor();
});

test('who changes it second is told what the first changed, and loses nothing', async () => {
  for (const page of [one, two]) {
    await page.getByRole('button', { name: '修改事项' }).click();
    await dialog(page)
      .getByLabel('小类名称')
      .fill(page === one ? '违规群租' : '群租房隐患');
  }
  await dialog(one).getByLabel('处置单位').fill('派出所');
  await save(one);
  await dialog(one).waitFor({ state: 'detached' });
  await dialog(two).getByText('第 2 版：小类名称、处置单位').waitFor();
  await dialog(two).getByText('两人都改了：小类名称').waitFor();
  await dialog(two).getByRole('button', { name: '在第 2 版上继续' }).click();
  expect(await dialog(two).getByLabel('小类名称').inputValue()).toBe('群租房隐患');
  expect(await dialog(two).getByLabel('处置单位').inputValue()).toBe('派出所');
  await save(two);
  await dialog(two).waitFor({ state: 'detached' });
  const history = one.getByRole('complementary').getByRole('region', { name: '修改记录' });
  await history.getByText('小类名称 违规群租 → 群租房隐患').waitFor();
});

test('one that ended stays readable, and is offered no more', async () => {
  await one.getByRole('button', { name: '停用事项' }).click();
  await one.getByRole('dialog').getByRole('button', { name: '停用事项' }).click();
  await two.getByRole('complementary').getByText('已停用').waitFor();
  const [matter] = await administrator.ask('GET /api/matters');
  expect(matter).toMatchObject({ disabled: true, version: 4 });
});
