/** The roster put up by an administrator, and one shift handed over to the next, each person at a desk of their own. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../fixtures/browser.ts';
import { type Product, startProduct } from '../fixtures/product.ts';
import { addPeople, COLLEAGUE, OPERATOR, openConsole } from './site.ts';

const MINUTE_MS = 60_000;

let product: Product;
let browser: Browser;
let office: Page;

beforeAll(async () => {
  product = await startProduct();
  await addPeople(await product.signIn('admin'));
  browser = await openBrowser();
  office = await deskOf({ account: 'admin', password: await product.password('admin') });
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

async function deskOf(who: { account: string; password: string }): Promise<Page> {
  const page = await (await openConsole(browser, product, who)).newPage();
  await page.goto(`${product.url}/roster`);
  await page.locator('[data-connection="online"]').waitFor();
  return page;
}

/** As a field of the site's zone holds it. */
const local = (atMs: number) =>
  new Date(atMs).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).replace(' ', 'T').slice(0, 16);

async function choose(within: Locator, field: string, option: RegExp): Promise<void> {
  await within.getByRole('combobox', { name: field }).click();
  await office.getByRole('option', { name: option }).click();
}

async function putUp(name: string, fromMs: number, toMs: number, leader: RegExp): Promise<void> {
  await office.getByRole('button', { name: '添加班次', exact: true }).click();
  const form = office.getByRole('form', { name: '添加班次' });
  await form.getByLabel('班次名称').fill(name);
  await form.getByLabel('开始时间').fill(local(fromMs));
  await form.getByLabel('结束时间').fill(local(toMs));
  await choose(form, '值班领导', leader);
  await form.getByRole('button', { name: '保存' }).click();
  await form.waitFor({ state: 'detached' });
}

const panelOf = (page: Page) => page.getByRole('complementary', { name: '交接班' });
const press = (page: Page, name: string) => panelOf(page).getByRole('button', { name }).click();
const agree = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name }).click();

test('a shift is put up, handed over, sent back with a reason and taken over, each seen at the other desk', async () => {
  const [leaves, comes] = [await deskOf(OPERATOR), await deskOf(COLLEAGUE)];
  await office.getByText('这一周还没有排班').waitFor();
  const endMs = Date.now() + 20 * MINUTE_MS;
  await putUp('早班', Date.now() - MINUTE_MS, endMs, /^张值班/);
  await putUp('晚班', endMs, endMs + 8 * 60 * MINUTE_MS, /^李值班/);

  await panelOf(leaves).getByText('未填写').waitFor();
  await panelOf(leaves).getByLabel('借用物品').fill('对讲机 2 号');
  await press(leaves, '保存草稿');
  await panelOf(comes).getByText('已填写，未签字').waitFor();
  await panelOf(comes).getByText('对讲机 2 号').waitFor();
  expect(await panelOf(comes).getByRole('button', { name: '签字交班' }).count()).toBe(0);

  await press(leaves, '签字交班');
  await agree(leaves, '签字交班');
  await panelOf(comes).getByText('已交班，待接班').waitFor();
  await panelOf(comes).getByLabel('备注').fill('执法记录仪没有登记');
  await press(comes, '退回补充');
  await panelOf(leaves)
    .getByText(/李值班 于 .* 退回：执法记录仪没有登记/)
    .waitFor();

  await panelOf(leaves).getByLabel('借用物品').fill('对讲机 2 号、执法记录仪 1 台');
  await press(leaves, '签字交班');
  await agree(leaves, '签字交班');
  await press(comes, '签字接班');
  await agree(comes, '签字接班');
  await panelOf(leaves)
    .getByText(/李值班 于 .* 接班/)
    .waitFor();
  await panelOf(office).getByText('对讲机 2 号、执法记录仪 1 台').waitFor();
  expect(await panelOf(office).getByText('已交接', { exact: true }).count()).toBe(1);
  await Promise.all([leaves, comes].map((page) => page.context().close()));
});

test('what somebody typed stays when a colleague of the same shift saves first', async () => {
  const fromMs = Date.now() + 60 * 24 * 60 * MINUTE_MS;
  const day = local(fromMs).slice(0, 10);
  await office.goto(`${product.url}/roster?day=${day}`);
  await putUp('远班', fromMs, fromMs + 60 * MINUTE_MS, /^张值班/);
  const desk = await deskOf(OPERATOR);
  for (const page of [office, desk]) {
    await page.goto(`${product.url}/roster?day=${day}`);
    await page.getByRole('button', { name: /^远班/ }).click();
  }
  await panelOf(desk).getByLabel('上级指示及落实').fill('我正在写');
  await panelOf(office).getByLabel('借用物品').fill('钥匙');
  await press(office, '保存草稿');
  await panelOf(desk).getByText('交接班刚被别人修改').waitFor();
  expect(await panelOf(desk).getByLabel('上级指示及落实').inputValue()).toBe('我正在写');
  await press(desk, '以最新内容为准继续填写');
  await press(desk, '保存草稿');
  await expect.poll(() => panelOf(office).getByLabel('上级指示及落实').inputValue()).toBe('我正在写');
  expect(await panelOf(office).getByLabel('借用物品').inputValue()).toBe('钥匙');
  await desk.context().close();
});

test('a rotation is looked at before it is put up, and what overlaps is said in words', async () => {
  await office.goto(`${product.url}/roster?day=2030-01-07`);
  const plan = async () => {
    await office.getByRole('button', { name: '轮班排班' }).click();
    const form = office.getByRole('form', { name: '轮班排班' });
    await form.getByLabel('从', { exact: false }).first().fill('2030-01-07');
    await form.getByLabel('到', { exact: false }).first().fill('2030-01-09');
    await choose(form, '值班领导', /^张值班/);
    return form;
  };
  const form = await plan();
  await form.getByRole('region', { name: '将排 6 个班次' }).waitFor();
  await form.getByRole('button', { name: '排 6 个班次' }).click();
  await form.waitFor({ state: 'detached' });
  await expect.poll(() => office.getByRole('article', { name: /^夜班 20:00–次日08:00/ }).count()).toBe(3);
  const again = await plan();
  await again.getByRole('button', { name: '排 6 个班次' }).click();
  await again
    .getByRole('alert')
    .getByText(/与已有的“白班”.*时间重叠/)
    .waitFor();
});
