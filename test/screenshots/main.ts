/**
 * `npm run screenshots`: every workspace in both languages, as the README shows them.
 *
 * Of the demo street with a month of its history, which takes some minutes to make; or of a copy of
 * the data folder that is named. Names of screens after it take those alone.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { RecordingPlan } from '../../config/contract/recording.ts';
import { parseSettings } from '../../config/settings/settings.ts';
import { makeDemoHistory } from '../../server/demo/history/demo-history.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { type Product, startProduct } from '../fixtures/product.ts';

type Screen = {
  name: string;
  account: string;
  path: string | ((product: Product) => Promise<string>);
  ready: (page: Page) => Promise<void>;
  isPhone?: boolean;
  /** Fills a whole monitor, without the console's header. */
  isBare?: boolean;
};

const FOLDER = new URL('../../client/screenshots', import.meta.url).pathname;
const WIDTH = 1_280;
const LANGUAGES = ['zh-CN', 'en-US'] as const;
const HISTORY = { seed: 5, days: 31 };
const BACK_MS = 60_000;
const SETTLES_MS = 20_000;
const HALL = '大厅主屏';
const ENVIRONMENT = { LIANQIN_DEMO_STREET: 'true', LIANQIN_ANALYSIS_FRAMES_PER_SECOND: '1' };

const live = (count: number) => (page: Page) =>
  page
    .locator('video[data-state="live"]')
    .nth(count - 1)
    .waitFor({ timeout: 90_000 });
/** Of a product that has just begun pictures come late, and say so. */
const settled = (count: number) => async (page: Page) => {
  await live(count)(page);
  await sleep(SETTLES_MS);
};
const played = (count: number) => (page: Page) =>
  page
    .locator('[data-recording-of][data-state="shown"]')
    .nth(count - 1)
    .waitFor({ timeout: 90_000 });
const mapDrawn = (page: Page) => page.locator('[data-map][data-ready="true"]').first().waitFor();
const rows = (page: Page) => page.getByRole('row').nth(2).waitFor();
const figures = (page: Page) => page.locator('main table').first().waitFor();
const tested = (page: Page) => page.locator('[data-verdict]').waitFor();
const loaded = async () => {};

const SCREENS: readonly Screen[] = [
  { name: 'wall', account: 'operator', path: '/wall', ready: settled(8) },
  { name: 'playback', account: 'operator', path: lastMinutes, ready: played(4) },
  { name: 'screen', account: 'operator', path: bigScreen, ready: live(4), isBare: true },
  { name: 'map', account: 'operator', path: '/map', ready: mapDrawn },
  { name: 'today', account: 'supervisor', path: '/today', ready: mapDrawn },
  { name: 'alerts', account: 'operator', path: '/alerts', ready: live(1) },
  { name: 'incidents', account: 'operator', path: '/incidents', ready: rows },
  { name: 'board', account: 'operator', path: '/board', ready: loaded },
  { name: 'roster', account: 'supervisor', path: '/roster', ready: rows },
  { name: 'evaluation', account: 'supervisor', path: '/evaluation', ready: figures },
  { name: 'matters', account: 'supervisor', path: '/matters', ready: rows },
  { name: 'cameras', account: 'admin', path: '/cameras', ready: rows },
  { name: 'grids', account: 'admin', path: '/grids', ready: mapDrawn },
  { name: 'places', account: 'admin', path: '/grids/places', ready: loaded },
  { name: 'report-points', account: 'admin', path: '/report-points', ready: loaded },
  { name: 'people', account: 'admin', path: '/people', ready: rows },
  { name: 'journal', account: 'auditor', path: '/journal', ready: rows },
  { name: 'network', account: 'operator', path: '/network', ready: tested },
  { name: 'field', account: 'gridmember', path: '/field', ready: loaded, isPhone: true },
];

const scratch = mkdtempSync(join(tmpdir(), 'lianqin-screenshots-'));
try {
  const data = join(scratch, 'data');
  const [, , given, ...only] = process.argv;
  const screens = SCREENS.filter(({ name }) => only.length === 0 || only.includes(name));
  if (given === undefined) await makeHistory(data);
  else cpSync(given, data, { recursive: true });
  await using product = await startProduct({ environment: ENVIRONMENT, folder: data });
  const browser = await openBrowser();
  try {
    for (const language of LANGUAGES) {
      mkdirSync(join(FOLDER, language), { recursive: true });
      for (const screen of screens) await take(browser, product, { screen, language });
    }
  } finally {
    await browser.close();
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function makeHistory(dir: string): Promise<void> {
  console.log('making a month of history …');
  const settings = parseSettings({ data: { dir }, audit: { headsFile: join(dir, 'heads.jsonl') } });
  await makeDemoHistory(settings, { ...HISTORY, nowMs: Date.now() });
}

/** Four cameras, as they were a minute ago; recordings begin with the product. */
async function lastMinutes(product: Product): Promise<string> {
  const [administrator, operator] = [await product.signIn('admin'), await product.signIn('operator')];
  const ids = (await operator.ask('GET /api/cameras')).slice(0, 4).map(({ id }) => id);
  for (const cameraId of ids) {
    const body = { recording: RecordingPlan.parse({ mode: 'always' }) };
    await administrator.ask('PATCH /api/cameras/:cameraId', { params: { cameraId }, body });
  }
  const sinceMs = Date.now() - 10 * BACK_MS;
  while (true) {
    const query = { cameraId: ids[0] ?? '', fromMs: String(sinceMs), toMs: String(Date.now()) };
    const { spans } = await operator.ask('GET /api/recordings', { query });
    if (spans.some(({ fromMs, toMs }) => toMs - fromMs > BACK_MS)) break;
    await sleep(1_000);
  }
  return `/playback?${new URLSearchParams({ camera: ids.join(','), at: String(Date.now() - BACK_MS / 2) })}`;
}

/** A wall of four on a big screen. */
async function bigScreen(product: Product): Promise<string> {
  const [administrator, operator] = [await product.signIn('admin'), await product.signIn('operator')];
  const slots = (await operator.ask('GET /api/cameras')).slice(0, 4).map(({ id }) => id);
  const known = (await administrator.ask('GET /api/screens')).find(({ name }) => name === HALL);
  const { id: screenId } = known ?? (await administrator.ask('POST /api/screens', { body: { name: HALL } }));
  const content = { kind: 'wall' as const, layout: '2x2', slots };
  await operator.ask('POST /api/screens/:screenId/show', { params: { screenId }, body: { content } });
  return `/screen/${screenId}`;
}

async function take(
  browser: Browser,
  product: Product,
  { screen, language }: { screen: Screen; language: (typeof LANGUAGES)[number] },
): Promise<void> {
  const { name, account, path, ready, isPhone = false, isBare = false } = screen;
  const { cookie } = await product.signIn(account);
  const viewport = isPhone ? { width: 390, height: 844 } : { width: 1_920, height: 1_080 };
  const context = await browser.newContext({ viewport, locale: language });
  await context.addCookies([{ ...cookie, url: product.url }]);
  const page = await context.newPage();
  await page.addInitScript({ content: `localStorage.setItem('lianqin.language', '${language}')` });
  await page.goto(`${product.url}${typeof path === 'string' ? path : await path(product)}`);
  await ready(page);
  if (!isPhone && !isBare) await page.locator('[data-connection="online"]').waitFor();
  await page.waitForLoadState('networkidle', { timeout: 10_000 }).catch(() => {
    // A page with news that never ends is as still as it gets.
  });
  const picture = join(scratch, `${name}.png`);
  await page.screenshot({ path: picture, animations: 'disabled', timeout: 120_000 });
  await context.close();
  const to = join(FOLDER, language, `${name}.webp`);
  const scale = `scale='min(${WIDTH},iw)':-2:flags=lanczos`;
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', '-i', picture, '-vf', scale, '-quality', '80', to]);
  console.log(`${language} ${name}`);
}
