/** People and their sessions, by the hands of an administrator and before the eyes of whom it concerns. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../fixtures/browser.ts';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { addPeople, OPERATOR } from './site.ts';

let product: Product;
let administrator: Client;
let browser: Browser;

beforeAll(async () => {
  product = await startProduct({ environment: { LIANQIN_ACCOUNTS_IDLE_SIGN_OUT_MS: '6000' } });
  administrator = await product.signIn('admin');
  await addPeople(administrator);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

async function signInByForm(
  { account, password }: { account: string; password: string },
  { wall = false } = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1_920, height: 1_080 } });
  const page = await context.newPage();
  await page.goto(`${product.url}/wall`);
  await page.getByLabel('账号').fill(account);
  await page.locator('input[type="password"]').fill(password);
  if (wall) await page.getByLabel('此屏为大屏', { exact: false }).check();
  await page.getByRole('button', { name: '登录' }).click();
  await page.locator('[data-connection="online"]').waitFor();
  return page;
}

/** On a screen that is never signed out for being idle, so that only what is tested signs anybody out. */
async function openPeople(): Promise<Page> {
  const page = await signInByForm({ account: 'admin', password: await product.password('admin') }, { wall: true });
  await page.goto(`${product.url}/people`);
  return page;
}

test('a desk nobody touches is signed out and told why; a wall stays', async () => {
  const [desk, wall] = [await signInByForm(OPERATOR), await signInByForm(OPERATOR, { wall: true })];
  await desk.waitForURL('**/sign-in**');
  await desk.getByRole('alert').waitFor();
  expect(new URL(wall.url()).pathname).toBe('/wall');
  expect(await wall.locator('[data-connection="online"]').count()).toBe(1);
  await Promise.all([desk, wall].map((page) => page.context().close()));
});

test('whose sessions are ended, and who is disabled, is signed out at once, and the disabled cannot come back', async () => {
  const wall = await signInByForm(OPERATOR, { wall: true });
  const people = await openPeople();
  await people.getByRole('button', { name: '强制退出 张值班' }).click();
  await people.getByRole('dialog').getByRole('button', { name: '强制退出' }).click();
  await wall.waitForURL('**/sign-in**');

  const again = await signInByForm(OPERATOR, { wall: true });
  await people.getByRole('button', { name: '修改 张值班' }).click();
  await people.getByRole('dialog').getByRole('switch', { name: '停用此账号' }).check();
  await people.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await again.waitForURL('**/sign-in**');
  await expect(product.signIn(OPERATOR.account, OPERATOR.password)).rejects.toThrow('ACCOUNT_DISABLED');
  await Promise.all([wall, again, people].map((page) => page.context().close()));
});

test('a person gets a post, of those in use or a new one, and is found by it', async () => {
  const people = await openPeople();
  await people.getByRole('button', { name: '修改 张值班' }).click();
  const dialog = people.getByRole('dialog');
  await dialog.getByLabel('岗位').fill('夜班派遣员');
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.waitFor({ state: 'detached' });
  await people.getByRole('searchbox').fill('夜班派遣');
  await people.locator('tr[data-account]').nth(1).waitFor({ state: 'detached' });
  expect(await people.locator('tr[data-account]').textContent()).toMatch(/张值班[\s\S]*夜班派遣员/);
  await people.getByRole('searchbox').fill('');
  await people.getByRole('button', { name: '修改 李值班' }).click();
  await people.getByRole('dialog').getByLabel('岗位').fill('夜班');
  await people.getByRole('option', { name: '夜班派遣员' }).waitFor();
  await people.context().close();
});

test('a person changes the own password in the console and signs in with the new one', async () => {
  const page = await openPeople();
  await page.getByRole('button', { name: '系统管理员' }).first().click();
  await page.getByRole('menuitem', { name: '修改密码' }).click();
  const dialog = page.getByRole('dialog');
  const [before, after, again] = await dialog.locator('input[type="password"]').all();
  await before?.fill(await product.password('admin'));
  await after?.fill('Another-Street-2026');
  await again?.fill('Another-Street-2026');
  await again?.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await product.signIn('admin', 'Another-Street-2026');
  await page.context().close();
});
