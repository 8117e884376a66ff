/** A camera is turned from the console: pad, keys, picture and presets; what stops it; and two who want the same. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecordingPlan } from '../../config/contract/recording.ts';
import { streetClips } from '../../config/setup/street-path.mjs';
import { openBrowser } from '../fixtures/browser.ts';
import { holdGamepad, unplugGamepad } from '../fixtures/in-page.js';
import { type FakeOnvifCamera, openFakeOnvifCamera } from '../fixtures/onvif/onvif-camera.ts';
import { type Product, startProduct } from '../fixtures/product.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { addCameras, addPeople, COLLEAGUE, OPERATOR, openConsole, tilesAre } from './site.ts';

let cameras: RtspCameras;
let device: FakeOnvifCamera;
let product: Product;
let browser: Browser;
let page: Page;
let cameraId: string;

beforeAll(async () => {
  cameras = await openRtspCameras({ mounts: { dome: streetClips()[0] ?? '', fixed: streetClips()[1] ?? '' } });
  device = await openFakeOnvifCamera({
    profiles: [{ token: 'only', encoder: 'main', streamUri: cameras.urlOf('dome') }],
  });
  product = await startProduct({ environment: { LIANQIN_ONVIF_INTERFACES: 'lo' } });
  const administrator = await product.signIn('admin');
  await addPeople(administrator);
  const recording = RecordingPlan.parse({ mode: 'off' });
  [cameraId = ''] = await addCameras(administrator, cameras, ['dome'], { onvifUrl: device.onvifUrl, recording });
  await addCameras(administrator, cameras, ['fixed'], { recording });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await device?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

async function openWall(who: { account: string; password: string }): Promise<Page> {
  const wall = await (await openConsole(browser, product, who)).newPage();
  await wall.goto(`${product.url}/wall`);
  await tilesAre(wall, 'live', 2);
  return wall;
}

const tile = (on: Page) => on.locator(`video[data-camera-id="${cameraId}"]`);
const panel = (on: Page) => on.getByRole('complementary', { name: 'dome 的云台控制' });
const openPanel = async (on: Page) => {
  await tile(on).click();
  await on.keyboard.press('z');
  await panel(on).getByRole('button', { name: '向右', exact: true }).waitFor();
};
const moving = () => expect.poll(() => device.ptz.isMoving, { timeout: 10_000 });
const lastOrder = () => expect.poll(() => device.ptz.orders.at(-1), { timeout: 10_000 });
const hold = async (on: Page, name: string) => {
  await panel(on).getByRole('button', { name, exact: true }).hover();
  await on.mouse.down();
};

test('a fixed camera says that it does not turn', async () => {
  page = await openWall(OPERATOR);
  await page.locator('video[aria-label="fixed 的实时画面"]').click();
  await page.keyboard.press('z');
  await page.getByText('该摄像机不支持云台控制').waitFor();
  await page.keyboard.press('z');
});

test('a gamepad turns the camera by its stick; unplugged while it does, the camera stops', async () => {
  await openPanel(page);
  await page.evaluate(holdGamepad, { pan: 1, buttons: [] });
  await panel(page).getByText('手柄已连接').waitFor();
  await lastOrder().toBe('ContinuousMove 0.5 0 0');
  await page.evaluate(unplugGamepad);
  await moving().toBe(false);
  await panel(page).getByText('手柄已连接').waitFor({ state: 'detached' });
  await page.keyboard.press('z');
});

test('the pad turns the camera for as long as it is pressed', async () => {
  await openPanel(page);
  await hold(page, '右上');
  await moving().toBe(true);
  expect(device.ptz.orders.at(-1)).toBe('ContinuousMove 0.5 0.5 0');
  await page.mouse.up();
  await moving().toBe(false);
  expect(device.ptz.orders.at(-1)).toBe('Stop');
});

test('a key that is held turns it, and letting go stops it', async () => {
  await page.keyboard.down('Shift');
  await page.keyboard.down('ArrowLeft');
  await lastOrder().toBe('ContinuousMove -0.5 0 0');
  await page.keyboard.down('ArrowDown');
  await lastOrder().toBe('ContinuousMove -0.5 -0.5 0');
  await page.keyboard.up('ArrowLeft');
  await lastOrder().toBe('ContinuousMove 0 -0.5 0');
  await page.keyboard.up('Shift');
  await page.keyboard.up('ArrowDown');
  await lastOrder().toBe('Stop');
});

test('a drag on the picture turns it, the faster the farther', async () => {
  const box = await page.locator(`[data-ptz-surface="${cameraId}"]`).boundingBox();
  const { x, y, width, height } = box ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.75, y + height / 2, { steps: 4 });
  await lastOrder().toBe('ContinuousMove 0.5 0 0');
  await page.mouse.up();
  await lastOrder().toBe('Stop');
});

test('a box on the picture becomes the picture', async () => {
  await panel(page).getByRole('button', { name: '拉框放大' }).click();
  const box = await page.locator(`[data-ptz-surface="${cameraId}"]`).boundingBox();
  const { x, y, width, height } = box ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + width * 0.5, y + height * 0.25);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.9, y + height * 0.75, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => device.ptz.orders.at(-1)).toMatch(/^RelativeMove 0\.0\d+ 0 0\.2 at 0\.5\/0\.5$/);
  await panel(page).getByRole('button', { name: '拉框放大' }).click();
});

test('where the camera looks stands in numbers, and it goes where they are set, at the speed that is set', async () => {
  const place = panel(page).getByRole('form', { name: '坐标' });
  await place.getByLabel('水平').fill('-40');
  await place.getByLabel('变倍').fill('25');
  await place.getByRole('button', { name: '转到' }).click();
  await lastOrder().toMatch(/^AbsoluteMove -0\.4 \S+ 0\.25 at 0\.5\/0\.5$/);
  await expect.poll(() => place.getByLabel('变倍').inputValue(), { timeout: 15_000 }).toBe('25%');
  expect(device.ptz.place).toMatchObject({ pan: -0.4, zoom: 0.25 });
});

test('a preset is saved with its picture, gone to by press and by key, and renamed', async () => {
  await panel(page).getByLabel('新预置位名称').fill('岗亭');
  await panel(page).getByRole('button', { name: '存为预置位' }).click();
  const preset = panel(page).getByRole('button', { name: '转到 岗亭' });
  await preset.locator('img').waitFor();
  const width = () => page.evaluate(`document.querySelector('[data-preset] img')?.naturalWidth`);
  await expect.poll(width).toBeGreaterThan(0);
  const { place } = device.ptz;
  await panel(page).getByRole('button', { name: '归位' }).click();
  await expect.poll(() => device.ptz.place).not.toEqual(place);
  await preset.click();
  await expect.poll(() => device.ptz.place).toEqual(place);
  await page.keyboard.press('Shift+Home');
  await lastOrder().toBe('GotoHomePosition at 0.5/0.5');
  await page.keyboard.press('Shift+Digit1');
  await lastOrder().toBe('GotoPreset preset_1 at 0.5/0.5');
  await panel(page).getByRole('button', { name: '修改 岗亭' }).click();
  await panel(page).getByLabel('改名').fill('东岗亭');
  await page.keyboard.press('Enter');
  await panel(page).getByRole('button', { name: '转到 东岗亭' }).waitFor();
});

test('a patrol goes round by itself until somebody turns the camera', async () => {
  await panel(page).getByRole('button', { name: '加一站' }).click();
  const before = device.ptz.orders.length;
  await panel(page).getByRole('button', { name: '开始巡航' }).click();
  await panel(page).getByText('巡航中，由张值班启动', { exact: false }).waitFor();
  expect(device.ptz.orders.slice(before)).toContain('GotoPreset preset_1');
  await hold(page, '向左');
  await panel(page).getByRole('button', { name: '开始巡航' }).waitFor();
  await page.mouse.up();
  await moving().toBe(false);
});

test('a page that hangs does not leave the camera moving', async () => {
  await hold(page, '向右');
  await moving().toBe(true);
  const frozen = page.evaluate(() => {
    const until = performance.now() + 6_000;
    while (performance.now() < until);
  });
  await expect.poll(() => device.ptz.orders.at(-1), { timeout: 5_000 }).toBe('Stop');
  await frozen;
  await page.mouse.up();
  await moving().toBe(false);
});

test('a second person sees who turns it and waits; an administrator takes over, and the loser is told', async () => {
  const second = await openWall(COLLEAGUE);
  await hold(page, '向右');
  await moving().toBe(true);
  await second.locator(`[data-ptz-holder="${cameraId}"]`).getByText('张值班正在控制').waitFor();
  await openPanel(second);
  await second.locator('[role="complementary"], aside').getByText('张值班正在控制').first().waitFor();
  await hold(second, '向左');
  await second.getByText('张值班正在控制云台', { exact: false }).first().waitFor();
  await second.mouse.up();
  const chief = await openWall({ account: 'admin', password: await product.password('admin') });
  await openPanel(chief);
  await hold(chief, '向上');
  await lastOrder().toBe('ContinuousMove 0 0.5 0');
  await page.getByText('接管了 dome 的云台', { exact: false }).waitFor();
  await chief.mouse.up();
  await page.mouse.up();
  await Promise.all([second.context().close(), chief.context().close()]);
});

test('controls that are put away let the camera go at once, and the record says so', async () => {
  const administrator = await product.signIn('admin');
  await administrator.ask('POST /api/people', {
    body: { account: 'audit', password: 'Guard-The-Street-5', name: '赵审计', role: 'auditor' },
  });
  const auditor = await product.signIn('audit', 'Guard-The-Street-5');
  await expect.poll(() => page.locator(`[data-ptz-holder="${cameraId}"]`).count(), { timeout: 15_000 }).toBe(0);
  await hold(page, '向左');
  await moving().toBe(true);
  await page.mouse.up();
  await page.locator(`[data-ptz-holder="${cameraId}"]`).waitFor();
  await page.keyboard.press('z');
  const last = async () => (await auditor.ask('GET /api/journal')).find(({ kind }) => kind === 'ptz')?.body;
  await expect.poll(last).toMatchObject({ cameraId, ended: 'released' });
  await openPanel(page);
});

test('a desk that is gone leaves the camera standing still, and the record says who turned it', async () => {
  await expect.poll(() => page.locator(`[data-ptz-holder="${cameraId}"]`).count(), { timeout: 15_000 }).toBe(0);
  await hold(page, '向右');
  await moving().toBe(true);
  await page.context().close();
  await moving().toBe(false);
  const auditor = await product.signIn('audit', 'Guard-The-Street-5');
  const ended = async () => (await auditor.ask('GET /api/journal')).find(({ kind }) => kind === 'ptz');
  await expect.poll(ended).toMatchObject({
    actor: { name: '张值班' },
    subject: cameraId,
    body: { ended: 'lost', actions: [{ did: 'right', times: 1 }] },
  });
});
