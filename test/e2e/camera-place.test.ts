/** A camera's place and view, dragged on the map in a real browser. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Camera } from '../../config/contract/camera.ts';
import { DEMO_GRIDS } from '../../server/demo/demo-site.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { addPeople, OPERATOR, openConsole } from './site.ts';

const CONFIGURER = { account: 'setup', password: OPERATOR.password };
const NAME = '小学门口';
const START = { longitude: 113.3208, latitude: 23.0962 };
const WITHIN = { timeout: 20_000 };

let product: Product;
let browser: Browser;
let administrator: Client;
let page: Page;
let cameraId: string;

beforeAll(async () => {
  product = await startProduct();
  administrator = await product.signIn('admin');
  await addPeople(administrator);
  await administrator.ask('POST /api/people', { body: { ...CONFIGURER, name: '赵设备', role: 'administrator' } });
  for (const body of DEMO_GRIDS) await administrator.ask('POST /api/grids', { body });
  const [group] = await administrator.ask('GET /api/camera-groups');
  const camera = await administrator.ask('POST /api/cameras', {
    body: { name: NAME, groupId: group?.id ?? '', sourceUrl: 'rtsp://127.0.0.1:9/none', analyse: false },
  });
  cameraId = camera.id;
  browser = await openBrowser();
  page = await (await openConsole(browser, product, CONFIGURER)).newPage();
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

beforeEach(async () => {
  await change({ position: START, bearingDegrees: 350, viewAngleDegrees: 60, viewReachMetres: 120, disabled: false });
  await openCard(page);
});

test('what is dragged is drawn and written beside the map at once, saved when asked, and there after a reload', async () => {
  await edit();
  await drag('position', 140, -70);
  await drag('aim', 90, 60);
  await drag('right', 40, 30);
  const typed = await numbers();
  await page.getByRole('button', { name: '保存位置' }).click();
  await page.getByText(`已保存 ${NAME} 的位置与视野`).waitFor();
  const { position, bearingDegrees, viewAngleDegrees, viewReachMetres } = await saved();
  expect([position?.longitude, position?.latitude, bearingDegrees, viewAngleDegrees, viewReachMetres]).toEqual(typed);
  expect(position?.longitude).toBeGreaterThan(START.longitude);
  expect(position?.latitude).toBeGreaterThan(START.latitude);
  expect(bearingDegrees).toBeLessThan(180);
  expect(viewAngleDegrees).toBeGreaterThan(60);

  await page.reload();
  await openCard(page);
  await edit();
  expect(await numbers()).toEqual(typed);
});

test('Escape leaves everything as it was', async () => {
  await edit();
  await drag('position', 100, 0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '调整位置与视野' }).waitFor();
  expect(await saved()).toMatchObject({ position: START, bearingDegrees: 350 });
});

test('without a mouse it is moved with the arrow keys, typed and saved with Enter', async () => {
  await edit();
  await page.getByRole('button', { name: '转动朝向，改可视距离' }).press('Shift+ArrowRight');
  await expect.poll(async () => (await numbers())[2], WITHIN).toBe(0);
  await page.getByLabel('视角', { exact: true }).fill('90');
  await page.getByLabel('视角', { exact: true }).press('Enter');
  await expect.poll(saved, WITHIN).toMatchObject({ bearingDegrees: 0, viewAngleDegrees: 90, position: START });
});

test('what cannot be is said at its field, and is not saved', async () => {
  await edit();
  await page.getByLabel('视角', { exact: true }).fill('4');
  await page.getByText('视角应在 5 到 360 度之间').waitFor();
  expect(await page.getByRole('button', { name: '保存位置' }).isDisabled()).toBe(true);
});

test('what somebody else saved meanwhile is told, and kept where it was not changed here', async () => {
  await edit();
  await page.getByLabel('视角', { exact: true }).fill('100');
  await change({ bearingDegrees: 45 });
  await page.getByText('此摄像机刚被他人修改').waitFor();
  await page.getByText('对方改了：朝向').waitFor();
  expect(await page.getByRole('button', { name: '保存位置' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: '以最新内容为准继续' }).click();
  await page.getByRole('button', { name: '保存位置' }).click();
  await expect.poll(saved, WITHIN).toMatchObject({ bearingDegrees: 45, viewAngleDegrees: 100 });
});

test('a camera without a place gets one by a click on the map', async () => {
  await page.goto('about:blank');
  await change({ position: null });
  await page.goto(`${product.url}/map`);
  await page.locator('[data-map][data-ready="true"][data-cameras="0"]').waitFor();
  await find(page);
  await edit();
  await page.getByText('尚无位置').waitFor();
  await page.mouse.click(1_000, 600);
  await page.locator('[data-handle="position"]').waitFor();
  await page.getByRole('button', { name: '保存位置' }).click();
  await expect.poll(async () => (await saved()).position, WITHIN).not.toBeNull();
});

test('a camera that cannot play says why at its mark and on its card', async () => {
  await change({ disabled: true });
  await side(page).getByText('该摄像机已停用').first().waitFor();
  await edit();
  const mark = await middleOf('position');
  await page.keyboard.press('Escape');
  await page.locator('[data-handle]').first().waitFor({ state: 'detached' });
  await page.mouse.move(mark.x + 1, mark.y + 1);
  await page.getByRole('tooltip').getByText('该摄像机已停用').waitFor();
});

test('whoever may not configure it is offered no change', async () => {
  const context = await openConsole(browser, product, OPERATOR);
  const other = await context.newPage();
  await openCard(other);
  await side(other).getByRole('button', { name: '在电视墙打开' }).waitFor();
  expect(await other.getByRole('button', { name: '调整位置与视野' }).count()).toBe(0);
  await context.close();
});

const side = (on: Page) => on.getByRole('region', { name: '摄像机', exact: true });

async function openCard(on: Page): Promise<void> {
  await on.goto(`${product.url}/map`);
  await on.locator('[data-map][data-ready="true"][data-cameras="1"]').waitFor();
  await find(on);
}

async function find(on: Page): Promise<void> {
  await on.getByPlaceholder(/^查找摄像机/).fill(NAME);
  await on.getByRole('option', { name: new RegExp(NAME) }).click();
  await side(on).waitFor();
}

async function edit(): Promise<void> {
  await page.getByRole('button', { name: '调整位置与视野' }).click();
  await page.getByRole('form', { name: '调整位置与视野' }).waitFor();
}

async function drag(handle: string, right: number, down: number): Promise<void> {
  const { x, y } = await middleOf(handle);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + right, y + down, { steps: 5 });
  await page.mouse.up();
}

async function middleOf(handle: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(`[data-handle="${handle}"]`).boundingBox();
  if (!box) throw new Error(`no handle ${handle}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** As they stand beside the map. */
async function numbers(): Promise<number[]> {
  const fields = page.getByRole('form', { name: '调整位置与视野' }).getByRole('textbox');
  const texts = await Promise.all((await fields.all()).map((field) => field.inputValue()));
  return texts.map((text) => Number.parseFloat(text));
}

function change(body: Partial<Camera>): Promise<Camera> {
  const { id: _, ...changes } = body;
  return administrator.ask('PATCH /api/cameras/:cameraId', { params: { cameraId }, body: changes });
}

async function saved(): Promise<Camera> {
  const camera = (await administrator.ask('GET /api/cameras')).find(({ id }) => id === cameraId);
  if (!camera) throw new Error('no camera');
  return camera;
}
