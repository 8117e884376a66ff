/** Evaluation on a history of two days: figures, the cases behind them, tables, the report and the workbook; and the day on a big screen. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayOf, nextDay } from '../../config/contract/site-day.ts';
import { parseSettings } from '../../config/settings/settings.ts';
import { makeDemoHistory } from '../../server/demo/history/demo-history.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { openConsole } from './site.ts';

/** The test's own limit is the only clock. */
const WITHIN = { timeout: 60_000 };
/** A day or a month that has just begun has no cases yet. */
const TODAY = dayOf(Date.now(), 'Asia/Shanghai');
const YESTERDAY = nextDay(TODAY, -1);
const THREE_DAYS = { period: 'range', from: nextDay(TODAY, -2), to: TODAY } as const;

let product: Product;
let supervisor: Client;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianqin-data-'));
  const settings = parseSettings({ data: { dir: folder }, audit: { headsFile: join(folder, 'heads.jsonl') } });
  await makeDemoHistory(settings, { seed: 2, days: 2, nowMs: Date.now() });
  product = await startProduct({ folder });
  supervisor = await product.signIn('supervisor');
  browser = await openBrowser();
  const password = await product.password('supervisor');
  context = await openConsole(browser, product, { account: 'supervisor', password });
  page = await context.newPage();
  // The dialog of a printer would wait for a person.
  await page.addInitScript('window.print = () => {};');
});
afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

test('a figure opens the cases it is made of, as many as it says', async () => {
  const { street } = await supervisor.ask('GET /api/evaluation', { query: THREE_DAYS });
  const [over, under] = street.figures.filedInTime?.now ?? [0, 0];
  await page.goto(`${product.url}/evaluation?${new URLSearchParams(THREE_DAYS)}`);
  const card = page.locator('[data-indicator="filedInTime"]');
  await card.getByText(`${over} ÷ ${under}`).waitFor();
  await page.getByText('含演示数据').waitFor();

  await card.getByRole('button').click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText(`未达到 ${under - over}`).click();
  await expect.poll(() => drawer.locator('tbody tr').count(), WITHIN).toBe(under - over);
  expect(new URL(page.url()).searchParams.get('part')).toBe('miss');
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
});

test('a case behind a figure opens, whatever was chosen before, and the way back leads to that again', async () => {
  await page.goto(`${product.url}/incidents`);
  const rows = page.getByRole('table').locator('tbody tr button');
  const [first, second] = [await rows.nth(0).textContent(), await rows.nth(1).textContent()];
  await rows.nth(0).click();
  await page.getByRole('article', { name: first ?? '' }).waitFor();
  await rows.nth(1).click();
  await page.getByRole('article', { name: second ?? '' }).waitFor();
  await page.locator('a[href^="/evaluation"]').first().click();
  await page.getByText('日', { exact: true }).click();
  await page.getByRole('button', { name: '上一期' }).click();
  await page.locator('[data-indicator="closed"]').getByRole('button').click();
  const link = page.getByRole('dialog').locator('tbody a').last();
  const number = (await link.textContent()) ?? '';
  await link.click();
  await page.getByRole('article').getByText(number, { exact: true }).waitFor();
  await page.locator('a[href^="/incidents"]').first().waitFor();
  for (let back = 0; back < 3; back += 1) await page.goBack();
  await page.getByRole('article', { name: second ?? '' }).waitFor();
  await page.goBack();
  await page.getByRole('article', { name: first ?? '' }).waitFor();
});

test('a number of the tasks by grids opens the cases of that task in that grid', async () => {
  await page.goto(`${product.url}/evaluation?${new URLSearchParams(THREE_DAYS)}`);
  const matrix = page.getByRole('region', { name: '任务 × 网格' });
  const row = matrix.locator('tbody tr').filter({ hasText: '排除安全隐患' });
  const cell = row.locator('td[class*="heat"] button').first();
  const count = Number(await cell.textContent());
  await cell.click();
  const drawer = page.getByRole('dialog');
  await expect.poll(() => drawer.locator('tbody tr').count(), WITHIN).toBe(count);
  expect(new URL(page.url()).searchParams.get('task')).toBe('hazard');
  await drawer.getByText(/排除安全隐患 · /).waitFor();
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
});

test('the tables are sorted by the figure that is chosen, and the address keeps it', async () => {
  await page.getByText('人员', { exact: true }).last().click();
  await page.getByRole('button', { name: '按有效上报数排序' }).click();
  const counts = async () =>
    (await page.locator('table').last().locator('tbody tr td:nth-child(2)').allTextContents()).map(
      (text) => Number(text) || 0,
    );
  await expect.poll(counts, WITHIN).toSatisfy((told: number[]) => told.length > 5 && isFalling(told));
  await page.reload();
  await page.locator('th[aria-sort="descending"]').getByText('有效上报数').waitFor();
});

test('the report on paper names site, period and how each figure is reckoned', async () => {
  await page.getByRole('button', { name: '打印报告' }).click();
  const report = page.locator('[data-report]');
  const said = await report.textContent();
  expect(said).toContain('示范街综治中心');
  expect(said).toContain('结案期限＝处置到期时刻＋核查时限');
  await page.emulateMedia({ media: 'print' });
  await report.getByRole('heading', { name: '社会治理研判考核报告' }).waitFor();
  await page.emulateMedia({ media: 'screen' });
});

test('the workbook is one, and a period nobody knows is refused by name', async () => {
  const sheet = await context.request.get(`${product.url}/api/evaluation-sheets/evaluation.xlsx?period=week`);
  expect((await sheet.body()).subarray(0, 2).toString()).toBe('PK');
  const refused = await context.request.get(`${product.url}/api/evaluation?period=decade`);
  expect(await refused.json()).toMatchObject({ code: 'INVALID_REQUEST', detail: { field: 'period' } });
});

test('a period without anything says so', async () => {
  await page.goto(`${product.url}/evaluation?period=month&day=2020-01-05`);
  await page.getByText('本期没有可统计的事件').waitFor();
});

test('nothing on the page keeps anybody out', async () => {
  await page.goto(`${product.url}/evaluation?period=day&day=${YESTERDAY}`);
  await page.locator('[data-indicator="valid"]').waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test('a big screen shows the day, and what is reported now is on it without reloading', async () => {
  const administrator = await product.signIn('admin');
  const { id: screenId } = await administrator.ask('POST /api/screens', { body: { name: '大厅' } });
  const body = { content: { kind: 'overview' } } as const;
  await supervisor.ask('POST /api/screens/:screenId/show', { params: { screenId }, body });
  await page.goto(`${product.url}/screen/${screenId}`);
  await page.getByRole('heading', { name: '今日态势' }).waitFor();
  const shown = page.locator('dl > div').first().locator('dd');
  const before = Number(await shown.textContent());
  await supervisor.ask('POST /api/incidents', { body: { title: '大厅可见的事件' } });
  await expect.poll(async () => Number(await shown.textContent()), WITHIN).toBe(before + 1);
  await page.getByText('大厅可见的事件').waitFor();
});

function isFalling(numbers: readonly number[]): boolean {
  return numbers.every((each, index) => index === 0 || each <= (numbers[index - 1] ?? 0));
}
