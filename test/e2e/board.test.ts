/** The dispatch board in a real browser: cards by stage, arrows and Enter, filters in the address, a past moment. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasEnded } from '../../config/contract/incident.ts';
import { parseSettings } from '../../config/settings/settings.ts';
import { makeDemoHistory } from '../../server/demo/history/demo-history.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { openConsole } from './site.ts';

/** The test's own limit is the only clock. */
const WITHIN = { timeout: 60_000 };

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
  await page.goto(`${product.url}/board`);
  await page.locator('[data-card]').first().waitFor();
});
afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

test('every open incident hangs on the board once, and nothing on it is hard to read', async () => {
  const open = (await supervisor.ask('GET /api/incidents')).filter((incident) => !hasEnded(incident));
  const counts = page.locator('[data-column]:not([data-column="closed"]) header b');
  const told = async () => (await counts.allTextContents()).reduce((sum, text) => sum + Number(text), 0);
  await expect.poll(told, WITHIN).toBe(open.length);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('arrows lead from card to card, Enter opens one, Escape leads back to it', async () => {
  const cards = page.locator('[data-card]');
  await cards.first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  const id = await cards.first().getAttribute('data-card');
  await expect.poll(() => page.evaluate('document.activeElement.dataset.card'), WITHIN).toBe(id);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').locator(`[data-incident="${id}"]`).waitFor();
  expect(new URL(page.url()).searchParams.get('incident')).toBe(id);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate('document.activeElement.dataset.card'), WITHIN).toBe(id);
});

test('a filter is in the address, and holds after a reload', async () => {
  await page.getByRole('switch', { name: '只看超时' }).check({ force: true });
  await expect.poll(() => new URL(page.url()).searchParams.get('overdue'), WITHIN).toBe('true');
  await expect.poll(() => page.locator('[data-card][data-overdue="false"]').count(), WITHIN).toBe(0);
  await page.reload();
  await page.getByRole('switch', { name: '只看超时', checked: true }).waitFor();
  await page.goto(`${product.url}/board`);
});

test('a past moment shows the board as it was, and nothing can be done there', async () => {
  await page.locator('[data-card]').first().waitFor();
  const patrol = await product.signIn('patrol');
  await patrol.ask('POST /api/duty', { body: { state: 'available' } });
  await page.getByText('外勤在岗 1 人').waitFor();
  await page.keyboard.press('Shift+T');
  // An hour ago nobody was in the field.
  await page.getByText('外勤在岗 0 人').waitFor();
  const card = page.locator('[data-column="handle"] [data-card]').first();
  const id = await card.getAttribute('data-card');
  await card.click();
  const more = page.locator(`[role="dialog"] [data-incident="${id}"]`).getByRole('button', { name: '更多操作' });
  await more.waitFor();
  expect(await more.isDisabled()).toBe(true);
});

test('a big screen shows the board, and what is reported now hangs on it without reloading', async () => {
  const administrator = await product.signIn('admin');
  const { id: screenId } = await administrator.ask('POST /api/screens', { body: { name: '大厅' } });
  const body = { content: { kind: 'board' } } as const;
  await supervisor.ask('POST /api/screens/:screenId/show', { params: { screenId }, body });
  await page.goto(`${product.url}/screen/${screenId}`);
  await page.getByRole('heading', { name: '调度看板' }).waitFor();
  await supervisor.ask('POST /api/incidents', { body: { title: '大厅可见的事件' } });
  await page.locator('[data-column="accept"]').getByText('大厅可见的事件').waitFor();
});
