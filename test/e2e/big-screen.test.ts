/** A second browser is a big screen, and the first one drives it: walls, tours, and the news of what it shows. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_GRIDS } from '../../server/demo/demo-site.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { turnsTaken, watchTurns } from '../fixtures/in-page.js';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import type { RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { addCameras, addPeople, OPERATOR, openConsole, openStreet, tilesAre } from './site.ts';

const MOUNTS = ['east', 'market', 'school'];
/** Two maps in one browser, drawn without a graphics card. */
const DRAWN = { timeout: 90_000 };
const HALL = { account: 'hall', password: OPERATOR.password };

let cameras: RtspCameras;
let product: Product;
let administrator: Client;
let browser: Browser;
let desk: Page;
let screen: Page;
let cameraIds: string[];

beforeAll(async () => {
  cameras = await openStreet(MOUNTS);
  product = await startProduct();
  administrator = await product.signIn('admin');
  await addPeople(administrator);
  await administrator.ask('POST /api/people', { body: { ...HALL, name: '大厅屏', role: 'screen' } });
  await administrator.ask('POST /api/screens', { body: { name: '大厅主屏' } });
  cameraIds = await addCameras(administrator, cameras, MOUNTS);
  browser = await openBrowser();
  desk = await (await openConsole(browser, product, OPERATOR)).newPage();
  screen = await (await openConsole(browser, product, HALL)).newPage();
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

const condition = (value: string) => desk.locator(`[data-condition="${value}"]`).waitFor();
const shownOn = (page: Page) =>
  page
    .locator('video[data-camera-id]')
    .evaluateAll((videos) => videos.map((video) => video.dataset.cameraId).toSorted());

test('a screen machine signs in, says which screen it is, and waits', async () => {
  await desk.goto(`${product.url}/wall?layout=1x1&slots=`);
  await desk.getByLabel('右侧面板').getByText('大屏').click();
  await condition('off');
  await screen.goto(product.url);
  await screen.getByRole('button', { name: '大厅主屏' }).click();
  await screen.getByText('等待值守台投放画面').waitFor();
  await condition('on');
});

test('the wall of the desk is sent to the screen, which says that it shows it', async () => {
  await desk.goto(`${product.url}/wall?layout=2x2&slots=${cameraIds.join(',')}`);
  await tilesAre(desk, 'live', MOUNTS.length);
  await desk.getByRole('button', { name: '投放当前电视墙' }).click();
  await tilesAre(screen, 'live', MOUNTS.length);
  await condition('on');
  await desk.getByText('实时 3/3').waitFor();
});

test('a camera that is dragged onto the screen’s card fills the screen, and its picture is not opened anew', async () => {
  await screen.locator('video[data-camera-id]').evaluateAll((videos) => {
    for (const video of videos) video.dataset.openedBefore = 'true';
  });
  await desk
    .locator('nav[aria-label="摄像机"] li')
    .nth(1)
    .dragTo(desk.getByRole('article', { name: '大厅主屏' }));
  await expect.poll(() => shownOn(screen), { timeout: 20_000 }).toHaveLength(1);
  await tilesAre(screen, 'live', 1);
  expect(await screen.locator('video[data-opened-before]').count()).toBe(1);
});

test('a tour goes on on the screen, also one that is shared with nobody: each next picture is there before the last one goes', async () => {
  const steps = cameraIds.map((cameraId) => ({ cameraId, groupId: null, seconds: 4 }));
  const operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  await operator.ask('POST /api/saved-items', {
    body: { name: '三处', shared: false, content: { kind: 'tour', steps } },
  });
  // What is nobody else's is announced to nobody, not even to another desk of one's own.
  await desk.reload();
  await desk.getByRole('button', { name: '其他', exact: true }).click();
  await desk.getByRole('menuitem', { name: '轮巡“三处”' }).click();
  await screen.locator('[data-now="true"] video').waitFor();
  await screen.evaluate(watchTurns);
  const turns = () => screen.evaluate(turnsTaken);
  const seen = async () => new Set((await turns()).map(({ cameraId }) => cameraId)).size;
  await expect.poll(seen, { timeout: 60_000 }).toBe(MOUNTS.length);
  expect((await turns()).filter(({ isThere }) => !isThere)).toEqual([]);
});

test('the screen cannot do what a desk does', async () => {
  const [first] = await (await product.signIn(HALL.account, HALL.password)).ask('GET /api/screens');
  const hall = await product.signIn(HALL.account, HALL.password);
  await expect(
    hall.ask('POST /api/screens/:screenId/show', {
      params: { screenId: first?.id ?? '' },
      body: { content: { kind: 'nothing' } },
    }),
  ).rejects.toThrow(/NOT_ALLOWED/);
});

test('a screen that is switched off is seen to be off, and shows the same when it is back', async () => {
  await screen.goto('about:blank');
  await condition('off');
  await screen.goto(product.url);
  await expect.poll(() => screen.locator('[data-tour]').count(), { timeout: 20_000 }).toBe(1);
  await condition('on');
});

test('a scene brings back the desk, the big screen and the window beside it, and says what it did not reach', async () => {
  await desk.goto(`${product.url}/wall?layout=1x1&slots=${cameraIds[0]}`);
  await condition('on');
  await desk.getByRole('button', { name: '投放当前电视墙' }).click();
  await screen.locator('[data-tour]').waitFor({ state: 'detached' });
  await desk.getByText('实时 1/1').waitFor();
  const [beside] = await Promise.all([
    desk.waitForEvent('popup'),
    desk.getByRole('button', { name: '在新窗口中打开（其他显示器）' }).click(),
  ]);
  await tilesAre(beside, 'live', 1);
  await desk.keyboard.press('Control+Shift+S');
  await desk.getByText('1 分屏 · 大屏 1 块 · 新窗口 1 个').waitFor();
  await desk.getByLabel('名称').fill('早班');
  await desk.getByRole('button', { name: '保存', exact: true }).click();
  await desk.getByRole('dialog').waitFor({ state: 'detached' });

  await desk.goto(`${product.url}/wall?layout=2x2&slots=${cameraIds.join(',')}`);
  await desk.getByRole('button', { name: '投放当前电视墙' }).click();
  await expect.poll(() => shownOn(screen), { timeout: 20_000 }).toHaveLength(MOUNTS.length);
  await beside.goto(`${product.url}/pop-out?layout=1x1&slots=${cameraIds[1]}`);
  await tilesAre(beside, 'live', 1);
  await desk.keyboard.press('Shift+W');
  await desk.getByRole('menuitem', { name: '早班' }).click();
  await desk.getByText('大屏 1 块、新窗口 1 个均已送达').waitFor();
  for (const page of [desk, screen, beside]) {
    await expect.poll(() => shownOn(page), { timeout: 20_000 }).toEqual([cameraIds[0]]);
  }

  await screen.goto('about:blank');
  await condition('off');
  await desk.keyboard.press('Shift+W');
  await desk.getByRole('menuitem', { name: '早班' }).click();
  await desk.getByText('大厅主屏：未开启，开启后显示').waitFor();
  await beside.close();
});

test('a shared wall is removed only after a question', async () => {
  const operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  const content = { kind: 'wall' as const, layout: '1x1', slots: [cameraIds[0] ?? null] };
  await operator.ask('POST /api/saved-items', { body: { name: '共享墙', shared: true, content } });
  await desk.reload();
  await desk.locator('[data-connection="online"]').waitFor();
  await desk.keyboard.press('w');
  const remove = desk.getByRole('button', { name: '删除“共享墙”' });
  await remove.click();
  await desk.getByText('“共享墙”是共享的').waitFor();
  await desk.getByRole('button', { name: '取消' }).click();
  expect((await operator.ask('GET /api/saved-items')).map(({ name }) => name)).toContain('共享墙');
  await remove.click();
  await desk.getByRole('button', { name: '删除', exact: true }).click();
  await remove.waitFor({ state: 'detached' });
  expect((await operator.ask('GET /api/saved-items')).map(({ name }) => name)).not.toContain('共享墙');
});

test('the map is sent as the desk looks at it: all that is in sight there, its layers and its filter', async () => {
  for (const body of DEMO_GRIDS) await administrator.ask('POST /api/grids', { body });
  await screen.goto(product.url);
  await desk.goto(`${product.url}/map?layers=grids,cameras&level=major`);
  await desk.locator('[data-map][data-ready="true"][data-cameras="3"]').waitFor(DRAWN);
  await desk.getByRole('button', { name: '放大', exact: true }).click();
  const hall = desk.getByRole('menuitem', { name: '大厅主屏' });
  // Nothing is sent while the connection is away, which two maps on one processor bring about.
  await expect
    .poll(async () => {
      await desk.locator('[data-connection="online"]').waitFor();
      await desk.keyboard.press('Shift+B');
      return hall.isVisible();
    }, DRAWN)
    .toBe(true);
  await hall.press('Enter');
  await screen.locator('[data-map][data-cameras="3"][data-incidents="0"][data-north]').waitFor(DRAWN);
  await screen.getByText('符合筛选 0 件').waitFor();
  const { west, south, east, north } = await sentBounds();
  const sight = await sightOfScreen();
  expect([sight.west, sight.south]).toEqual([atMost(west), atMost(south)]);
  expect([-sight.east, -sight.north]).toEqual([atMost(-east), atMost(-north)]);
  // Of one of its sides no more than that, whatever the screen's shape.
  const [aside, above] = [(sight.east - sight.west) / (east - west), (sight.north - sight.south) / (north - south)];
  expect(Math.min(aside, above)).toBeCloseTo(1, 2);
}, 240_000);

test('the map that is sent next, from the palette, takes its place without the map being opened anew', async () => {
  await screen.locator('[data-map]').evaluate((map) => map.setAttribute('data-opened-before', 'true'));
  const { west } = await sightOfScreen();
  await desk.getByRole('button', { name: '缩小', exact: true }).click();
  await desk.keyboard.press('Control+k');
  await desk.getByPlaceholder('输入要做的事').fill('投放当前地图到');
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('Enter');
  await expect.poll(async () => (await sightOfScreen()).west, DRAWN).toBeLessThan(west);
  expect(await screen.locator('[data-opened-before]').count()).toBe(1);
}, 240_000);

const atMost = (most: number) => expect.toSatisfy((value: number) => value <= most + 1e-6, `at most ${most}`);

async function sentBounds() {
  const [told] = await administrator.ask('GET /api/screens');
  const bounds = told?.content.kind === 'map' ? told.content.view?.bounds : undefined;
  return bounds ?? expect.fail('no map was sent');
}

async function sightOfScreen() {
  const map = screen.locator('[data-map]');
  const side = async (name: string) => Number(await map.getAttribute(`data-${name}`));
  return { west: await side('west'), south: await side('south'), east: await side('east'), north: await side('north') };
}
