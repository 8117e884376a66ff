/** An alert's whole way: from moving footage to two desks, to an incident, to both maps, and through a crash. */
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Alert } from '../../config/contract/alert.ts';
import { streetClips } from '../../config/setup/street-path.mjs';
import { openBrowser } from '../fixtures/browser.ts';
import { alertIds, countTones, pictureWidth, tonesStarted } from '../fixtures/in-page.js';
import { childrenOf, isRunning } from '../fixtures/processes.ts';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { addCameras, addPeople, COLLEAGUE, OPERATOR, OUTSIDER, openConsole } from './site.ts';

let cameras: RtspCameras;
let product: Product;
let administrator: Client;
let browser: Browser;
let desk: BrowserContext;
let colleague: BrowserContext;

beforeAll(async () => {
  cameras = await openRtspCameras({ mounts: { gate: streetClips()[1] ?? '' } });
  product = await startProduct({ environment: { LIANQIN_ALERTS_REPEAT_WINDOW_MS: '1000' } });
  administrator = await product.signIn('admin');
  await addPeople(administrator);
  browser = await openBrowser();
  desk = await openConsole(browser, product, OPERATOR);
  colleague = await openConsole(browser, product, COLLEAGUE);
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

async function open(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(countTones);
  await page.goto(`${product.url}${path}`);
  return page;
}

function row(page: Page, alertId: string) {
  return page.locator(`[data-alert-id="${alertId}"]`).first();
}

test('an alert reaches two desks with picture and sound, is answered once for both, and its incident is on both maps', async () => {
  const outsider = await openConsole(browser, product, OUTSIDER);
  const [one, two, unseeing, mapOne, mapTwo] = await Promise.all([
    open(desk, '/alerts'),
    open(colleague, '/alerts'),
    open(outsider, '/alerts'),
    open(desk, '/map'),
    open(colleague, '/map'),
  ]);
  for (const page of [one, two, unseeing]) await page.getByRole('button', { name: '声音被阻止' }).click();
  await addCameras(administrator, cameras, ['gate'], { analyse: true });

  const alert = await firstAlert();
  await Promise.all([row(one, alert.id).waitFor(), row(two, alert.id).waitFor()]);
  const picture = row(two, alert.id).locator('img').first();
  await picture.waitFor();
  expect(await picture.evaluate(pictureWidth)).toBeGreaterThan(100);
  for (const page of [one, two])
    await expect.poll(() => page.evaluate(tonesStarted), { timeout: 10_000 }).toBeGreaterThan(0);
  expect(await unseeing.locator('[data-alert-id]').count()).toBe(0);
  expect(await unseeing.evaluate(tonesStarted)).toBe(0);

  const operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  await operator.ask('POST /api/alerts/:alertId/acknowledge', { params: { alertId: alert.id } });
  await Promise.all(
    [one, two].map((page) => row(page, alert.id).and(page.locator('[data-state="acknowledged"]')).waitFor()),
  );

  await operator.ask('POST /api/alerts/:alertId/incident', {
    params: { alertId: alert.id },
    body: { title: '东门有人聚集' },
  });
  await Promise.all([mapOne, mapTwo].map((map) => map.locator('[data-incidents="1"]').waitFor()));
  await outsider.close();
  // Two maps that go on drawing every alert would take the processor from all that follows.
  await Promise.all([one, two, mapOne, mapTwo].map((page) => page.close()));
});

test('the alert and the incident it became are printed with their picture, and the incident with its log', async () => {
  const page = await desk.newPage();
  // The dialog of a printer would wait for a person.
  await page.addInitScript('window.print = () => {};');
  const { id, incidentId } = await alertOfIncident();
  const paper = page.locator('[data-report="ready"]');
  const print = async (article: string) => {
    await page.getByRole('article', { name: article }).getByRole('button', { name: '打印' }).click();
    await expect
      .poll(() => paper.locator('img').first().evaluate(pictureWidth), { timeout: 30_000 })
      .toBeGreaterThan(100);
    return paper.textContent();
  };
  await page.goto(`${product.url}/alerts`);
  await row(page, id).click();
  const alertPaper = await print('告警详情');
  for (const said of ['告警报告：移动侦测', 'gate', '张值班（duty）', '东门有人聚集'])
    expect(alertPaper).toContain(said);

  await page.goto(`${product.url}/incidents?incident=${incidentId}`);
  const incidentPaper = await print('东门有人聚集');
  for (const said of ['事件处置报告：东门有人聚集', '告警', '处置过程']) expect(incidentPaper).toContain(said);
  await page.emulateMedia({ media: 'print' });
  await paper.getByRole('heading', { name: '事件处置报告：东门有人聚集' }).waitFor();
  await page.close();
});

test('a source is shelved with an end and a reason, leaves the queue at both desks, and is taken back', async () => {
  const [one, two] = await Promise.all([open(desk, '/alerts'), open(colleague, '/alerts')]);
  const operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  const waiting = async () => (await operator.ask('GET /api/alerts')).find(({ state }) => state === 'new');
  await expect.poll(waiting, { timeout: 45_000 }).toBeDefined();
  const alert = await waiting();
  const id = alert?.id ?? '';
  await row(one, id).locator('button').first().click();
  await row(one, id).locator('[aria-current="true"]').waitFor();
  await one.getByRole('button', { name: '搁置告警' }).waitFor();
  await one.keyboard.press('d');
  const form = one.getByRole('dialog', { name: '搁置告警' });
  await form.getByText('搁置这个来源').click();
  await form.getByText('4 小时', { exact: true }).click();
  await form.getByLabel('搁置理由').fill('东门施工');
  await form.getByRole('button', { name: '搁置告警' }).click();
  for (const page of [one, two]) await row(page, id).waitFor({ state: 'detached' });
  await two.getByRole('button', { name: '查看', exact: true }).click();
  await row(two, id).and(two.locator('[data-shelved="true"]')).waitFor();
  await two.getByText('东门施工', { exact: false }).first().waitFor();
  await two.getByRole('list', { name: '已搁置的来源' }).getByRole('button', { name: '结束搁置' }).click();
  await row(one, id).waitFor();
  await Promise.all([one.close(), two.close()]);
});

test('an alert is answered without a mouse: found, acknowledged, looked at, put on the wall, closed', async () => {
  const page = await open(desk, '/alerts');
  const operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  const waiting = async () => (await operator.ask('GET /api/alerts')).filter(({ state }) => state === 'new');
  await expect.poll(async () => (await waiting()).length, { timeout: 45_000 }).toBeGreaterThan(0);
  const now = async (alertId: string) =>
    (await operator.ask('GET /api/alerts')).find(({ id }) => id === alertId)?.state;
  await page.locator('[data-alert-id]').first().waitFor();
  const inHand = () => page.locator('[data-alert-id]:has([aria-current="true"])').getAttribute('data-alert-id');
  await page.keyboard.press('j');
  // What nobody has answered stands above what somebody has in hand.
  const upToNew = async () => {
    const state = await now((await inHand()) ?? '');
    if (state !== 'new') await page.keyboard.press('k');
    return state;
  };
  await expect.poll(upToNew, { timeout: 20_000, interval: 300 }).toBe('new');
  const alertId = (await inHand()) ?? '';
  await page.keyboard.press('a');
  await expect.poll(() => now(alertId), { timeout: 20_000 }).toBe('acknowledged');
  await page.keyboard.press('Enter');
  const preview = page.getByRole('dialog', { name: '全屏查看画面' });
  await preview.locator('video[data-state="live"]').waitFor({ timeout: 30_000 });
  await page.keyboard.press('Escape');
  await preview.waitFor({ state: 'hidden' });
  await page.keyboard.press('c');
  const form = page.getByRole('dialog', { name: '关闭告警' });
  await form.waitFor();
  await page.keyboard.type('已核实');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => now(alertId), { timeout: 20_000 }).toBe('closed');
  await page.keyboard.press('j');
  await page.keyboard.press('o');
  await page.locator('video[data-camera-id][data-state="live"]').first().waitFor({ timeout: 30_000 });
  expect(new URL(page.url()).pathname).toBe('/wall');
  await page.close();
}, 150_000);

test('what the preview of an alert shows goes into its incident, and what the map shows of it does too', async () => {
  const page = await open(desk, '/alerts');
  const operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  const [incident] = (await operator.ask('GET /api/incidents')).filter(({ title }) => title === '东门有人聚集');
  await row(page, incident?.alertId ?? '').click();
  await page.keyboard.press('v');
  const preview = page.getByRole('dialog', { name: '全屏查看画面' });
  await preview.locator('video[data-state="live"]').waitFor({ timeout: 30_000 });
  // Escape closes what lies on top, and nothing under it.
  const action = preview.getByRole('button', { name: '把画面存入事件' });
  await action.focus();
  await action.press('Enter');
  const over = page.getByRole('dialog', { name: '把画面存入事件' });
  await over.getByRole('button', { name: /东门有人聚集/ }).waitFor();
  await page.keyboard.press('Escape');
  await over.waitFor({ state: 'hidden' });
  await preview.locator('video[data-state="live"]').waitFor();
  await keepInto('东门有人聚集', preview);
  await page.keyboard.press('Escape');
  await preview.waitFor({ state: 'hidden' });
  await page.getByRole('link', { name: '电子地图' }).click();
  await keepInto('东门有人聚集', page.locator('[data-map-side]'));
  const params = { incidentId: incident?.id ?? '' };
  const kept = await operator.ask('GET /api/incidents/:incidentId/evidence', { params });
  expect(kept.map(({ kind, note }) => [kind, note])).toEqual([
    ['picture', 'gate'],
    ['picture', 'gate'],
  ]);
  await page.close();
}, 150_000);

async function keepInto(title: string, tile: Locator): Promise<void> {
  const action = tile.getByRole('button', { name: '把画面存入事件' });
  await action.focus();
  await action.press('Enter');
  const dialog = tile.page().getByRole('dialog', { name: '把画面存入事件' });
  await dialog.getByRole('button', { name: new RegExp(title) }).click();
  await dialog.getByRole('button', { name: '存入事件', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

test('a server that is killed while alerts arrive loses none that was announced, and an open console shows each once', async () => {
  const page = await open(desk, '/alerts');
  await page.locator('[data-alert-id]').first().waitFor();
  const more = await openRtspCameras({
    mounts: Object.fromEntries(streetClips().map((clip, index) => [`extra${index}`, clip])),
  });
  await addCameras(administrator, more, ['extra0', 'extra2', 'extra3', 'extra6'], { analyse: true });
  await expect
    .poll(() => page.locator('[data-alert-id]').count(), { timeout: 45_000, interval: 50 })
    .toBeGreaterThanOrEqual(3);
  const announced = await page.evaluate(alertIds);
  const [node = 0] = await childrenOf(product.pid);
  await product.kill();
  await expect.poll(() => isRunning(node), { timeout: 10_000, interval: 50 }).toBe(false);
  await page.locator('[data-connection="lost"]').first().waitFor();
  await cameras.sessionsAre(0);
  await more.sessionsAre(0);
  await product.startAgain();
  await page.locator('[data-connection="online"]').first().waitFor({ timeout: 45_000 });

  const operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  const kept = new Set((await operator.ask('GET /api/alerts')).map(({ id }) => id));
  expect(announced.filter((id) => !kept.has(id))).toEqual([]);
  const shown = await page.evaluate(alertIds);
  expect(announced.map((id) => shown.filter((other) => other === id).length)).toEqual(announced.map(() => 1));
  await more[Symbol.asyncDispose]();
}, 150_000);

/** The one that was made an incident. */
async function alertOfIncident(): Promise<Alert> {
  const operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  const made = (await operator.ask('GET /api/alerts')).find(({ incidentId }) => incidentId !== null);
  if (!made) throw new Error('no alert was made an incident');
  return made;
}

async function firstAlert(): Promise<Alert> {
  const operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  for (;;) {
    const [alert] = await operator.ask('GET /api/alerts');
    if (alert?.hasPicture) return alert;
    await new Promise((next) => setTimeout(next, 200));
  }
}
