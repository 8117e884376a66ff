/** A tour that stops at presets: the camera is sent there before it is shown, at a desk and on a big screen, and is taken from nobody. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecordingPlan } from '../../config/contract/recording.ts';
import { streetClips } from '../../config/setup/street-path.mjs';
import { openBrowser } from '../fixtures/browser.ts';
import { type FakeOnvifCamera, openFakeOnvifCamera } from '../fixtures/onvif/onvif-camera.ts';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { addCameras, addPeople, COLLEAGUE, OPERATOR, openConsole, tilesAre } from './site.ts';

let cameras: RtspCameras;
let device: FakeOnvifCamera;
let product: Product;
let administrator: Client;
let browser: Browser;
let page: Page;
let fixedId: string;
let domeId: string;

beforeAll(async () => {
  cameras = await openRtspCameras({ mounts: { dome: streetClips()[0] ?? '', fixed: streetClips()[1] ?? '' } });
  device = await openFakeOnvifCamera({
    profiles: [{ token: 'only', encoder: 'main', streamUri: cameras.urlOf('dome') }],
  });
  product = await startProduct({ environment: { LIANQIN_ONVIF_INTERFACES: 'lo' } });
  administrator = await product.signIn('admin');
  await addPeople(administrator);
  const recording = RecordingPlan.parse({ mode: 'off' });
  [fixedId = ''] = await addCameras(administrator, cameras, ['fixed'], { recording });
  [domeId = ''] = await addCameras(administrator, cameras, ['dome'], { onvifUrl: device.onvifUrl, recording });
  browser = await openBrowser();
  page = await (await openConsole(browser, product, OPERATOR)).newPage();
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await device?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

const shownNow = (on: Page) => on.locator('[data-tour] [data-now="true"] video').getAttribute('data-camera-id');
const goes = () => device.ptz.orders.filter((order) => order.startsWith('GotoPreset'));
const choose = async (label: string, option: string) => {
  await page.getByRole('dialog').getByLabel(label, { exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};

test('a preset is chosen for a stop of a camera that turns, and for no other', async () => {
  await page.goto(`${product.url}/wall?layout=2x2&slots=${fixedId},${domeId}`);
  await tilesAre(page, 'live', 2);
  await expect
    .poll(
      () =>
        administrator
          .ask('POST /api/cameras/:cameraId/presets', { params: { cameraId: domeId }, body: { name: '岗亭' } })
          .then(({ name }) => name),
      { timeout: 20_000 },
    )
    .toBe('岗亭');
  await page.keyboard.press('t');
  await page.getByRole('menuitem', { name: '新建轮巡' }).click();
  await page.getByRole('dialog').getByLabel('名称').fill('夜巡');
  await choose('添加摄像机', 'fixed');
  await choose('添加摄像机', 'dome');
  const stops = page.getByRole('list', { name: '轮巡内容' }).getByRole('listitem');
  await stops.nth(1).getByRole('combobox', { name: '预置位' }).waitFor();
  expect(await stops.nth(0).getByRole('combobox', { name: '预置位' }).count()).toBe(0);
  await choose('预置位', '岗亭');
  for (const index of [0, 1]) await stops.nth(index).getByLabel('停留（秒）').fill('6');
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  const [tour] = await operator.ask('GET /api/saved-items');
  expect(tour?.content).toMatchObject({
    steps: [
      { cameraId: fixedId, preset: null, seconds: 6 },
      { cameraId: domeId, preset: { token: 'preset_1', name: '岗亭' }, seconds: 6 },
    ],
  });
});

test('the camera is sent to the preset while the picture before it is still shown', async () => {
  await page.goto(`${product.url}/wall?layout=1x1&slots=${await tourSlot()}`);
  const looks: { shown: string | null; gone: number }[] = [];
  const look = async () => {
    // What was sent is counted first: a picture that is looked at later can only be a later one.
    const gone = goes().length;
    looks.push({ shown: await shownNow(page), gone });
    return looks.at(-1)?.shown;
  };
  await expect.poll(look, { timeout: 40_000, interval: 50 }).toBe(fixedId);
  await expect.poll(look, { timeout: 40_000, interval: 50 }).toBe(domeId);
  expect(looks.find(({ gone }) => gone === 1)?.shown).toBe(fixedId);
  expect(goes()).toEqual(['GotoPreset preset_1']);
  await page.locator('[data-tour]').getByText('夜巡 2/2 · 岗亭').waitFor();
});

test('a camera that a colleague is turning is not turned away, and the tile says who has it', async () => {
  await expect.poll(() => shownNow(page), { timeout: 40_000 }).toBe(fixedId);
  const colleague = await (await openConsole(browser, product, COLLEAGUE)).newPage();
  await colleague.goto(`${product.url}/wall?layout=1x1&slots=${domeId}`);
  await tilesAre(colleague, 'live', 1);
  await colleague.locator(`video[data-camera-id="${domeId}"]`).click();
  await colleague.keyboard.press('z');
  const panel = colleague.getByRole('complementary', { name: 'dome 的云台控制' });
  await panel.getByRole('button', { name: '向右', exact: true }).hover();
  await colleague.mouse.down();
  await expect.poll(() => device.ptz.orders.at(-1), { timeout: 10_000 }).toBe('ContinuousMove 0.5 0 0');
  const before = goes().length;
  await page.getByText('未转到“岗亭”：李值班正在控制云台').waitFor({ timeout: 40_000 });
  expect([await shownNow(page), goes().length]).toEqual([domeId, before]);
  await colleague.mouse.up();
  await colleague.context().close();
});

test('a tour stands still while its picture is turned, and takes nobody’s hand with it to the next', async () => {
  await expect.poll(() => shownNow(page), { timeout: 40_000 }).toBe(domeId);
  await page.keyboard.press('z');
  const panel = page.getByRole('complementary', { name: 'dome 的云台控制' });
  await page.locator('[data-tour]').getByRole('button', { name: '继续轮巡' }).waitFor();
  await panel.getByRole('button', { name: '向左', exact: true }).hover();
  await page.mouse.down();
  await expect.poll(() => device.ptz.orders.at(-1), { timeout: 10_000 }).toBe('ContinuousMove -0.5 0 0');
  await page.locator(`[data-tour] [data-ptz-holder="${domeId}"]`).waitFor();
  await page.mouse.up();
  await page.keyboard.press('p');
  await expect.poll(() => shownNow(page), { timeout: 40_000 }).toBe(fixedId);
  await panel.waitFor({ state: 'hidden' });
});

test('a tour on a big screen turns the camera for whoever sent it there', async () => {
  const hall = { account: 'hall', password: OPERATOR.password };
  await administrator.ask('POST /api/people', { body: { ...hall, name: '大厅屏', role: 'screen' } });
  const { id } = await administrator.ask('POST /api/saved-items', {
    body: {
      ...{ name: '大厅', shared: true },
      content: {
        kind: 'tour',
        steps: [{ cameraId: domeId, groupId: null, preset: { token: 'preset_1', name: '岗亭' }, seconds: 60 }],
      },
    },
  });
  const screen = await administrator.ask('POST /api/screens', { body: { name: '大厅主屏' } });
  const operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  await operator.ask('POST /api/screens/:screenId/show', {
    params: { screenId: screen.id },
    body: { content: { kind: 'wall', layout: '1x1', slots: [`tour:${id}`] } },
  });
  // The desk's own tour shows the same camera at the same preset, and is in nobody's way.
  const before = goes().length;
  const wall = await (await openConsole(browser, product, hall)).newPage();
  await wall.goto(product.url);
  await wall.getByRole('button', { name: '大厅主屏' }).click();
  await tilesAre(wall, 'live', 1);
  await wall.locator('[data-tour]').getByText('大厅 1/1 · 岗亭').waitFor({ timeout: 20_000 });
  expect(goes().length).toBeGreaterThan(before);
  await wall.context().close();
});

test('what the tour turned is in the log as the tour’s', async () => {
  await page.context().close();
  await administrator.ask('POST /api/people', {
    body: { account: 'audit', password: 'Guard-The-Street-5', name: '赵审计', role: 'auditor' },
  });
  const auditor = await product.signIn('audit', 'Guard-The-Street-5');
  const turned = async () =>
    (await auditor.ask('GET /api/journal')).filter(({ kind }) => kind === 'ptz').map(({ body }) => body);
  await expect.poll(turned).toContainEqual(expect.objectContaining({ cameraId: domeId, tour: '夜巡', ended: 'lost' }));
  const reader = await (
    await openConsole(browser, product, { account: 'audit', password: 'Guard-The-Street-5' })
  ).newPage();
  await reader.goto(`${product.url}/journal`);
  await reader.getByText('轮巡“夜巡”转动 dome', { exact: false }).first().waitFor();
});

async function tourSlot(): Promise<string> {
  const operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  const tour = (await operator.ask('GET /api/saved-items')).find(({ name }) => name === '夜巡');
  return `tour:${tour?.id}`;
}
