/** Devices on the network are found, signed in to, looked at and added as cameras that play. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { streetClips } from '../../config/setup/street-path.mjs';
import { openBrowser } from '../fixtures/browser.ts';
import { type FakeOnvifCamera, openFakeOnvifCamera } from '../fixtures/onvif/onvif-camera.ts';
import { type Product, startProduct } from '../fixtures/product.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { openConsole, tilesAre } from './site.ts';

const LOGIN = { username: 'viewer', password: 'Camera-Secret-1' };

let cameras: RtspCameras;
let gate: FakeOnvifCamera;
let other: FakeOnvifCamera;
let product: Product;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const [main = '', sub = ''] = streetClips();
  cameras = await openRtspCameras({
    mounts: { main, sub },
    login: { user: LOGIN.username, password: LOGIN.password, auth: 'digest' },
  });
  // As a device behind NAT says it: the host it is known by inside.
  const inside = (mount: string) => cameras.urlOf(mount).replace('127.0.0.1', '10.0.0.9');
  gate = await openFakeOnvifCamera({
    login: LOGIN,
    isDiscoverable: true,
    name: '东门',
    model: 'Dome 5',
    profiles: [
      { token: 'one', encoder: 'main', streamUri: inside('main') },
      { token: 'two', encoder: 'sub', streamUri: inside('sub') },
    ],
  });
  other = await openFakeOnvifCamera({
    login: { username: 'viewer', password: 'another' },
    isDiscoverable: true,
    name: '西门',
    model: 'Bullet 3',
  });
  product = await startProduct({ environment: { LIANQIN_ONVIF_INTERFACES: 'lo' } });
  const administrator = await product.signIn('admin');
  await administrator.ask('POST /api/camera-groups', { body: { name: '街面' } });
  browser = await openBrowser();
  const context = await openConsole(browser, product, { account: 'admin', password: await product.password('admin') });
  page = await context.newPage();
  await page.goto(`${product.url}/cameras`);
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await gate?.[Symbol.asyncDispose]();
  await other?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

const row = (camera: FakeOnvifCamera) => page.locator(`[data-device="${camera.onvifUrl}"]`);

test('a public range is refused before anything is asked', async () => {
  await page.getByRole('button', { name: '查找设备' }).click();
  await page.getByText('尚未查找').waitFor();
  await page.getByLabel('地址段（可选）').fill('8.8.8.0/24');
  await page.getByRole('button', { name: '开始查找' }).click();
  await page.getByText('只能查找内网地址', { exact: false }).waitFor();
  await page.getByLabel('地址段（可选）').fill('');
});

test('devices that answer are listed by their names', async () => {
  await page.getByRole('button', { name: '开始查找' }).click();
  await row(gate).getByText('Lianqin 东门').waitFor();
  await row(other).getByText('Bullet 3').waitFor();
  await page.getByText(/查找完成，找到 \d+ 台/).waitFor();
  expect([...gate.turnedAway, ...other.turnedAway]).toEqual([]);
});

test('of devices signed in to at once each says what it has, or why not', async () => {
  await page.getByLabel('选择 Lianqin 东门').check();
  await page.getByLabel('选择 Lianqin 西门').check();
  await page.getByLabel('用户名').fill(LOGIN.username);
  await page.getByLabel('密码', { exact: true }).fill(LOGIN.password);
  await page.getByRole('button', { name: '登录所选 2 台' }).click();
  await row(other).locator('[data-code="CAMERA_WRONG_PASSWORD"]').waitFor();
  await row(gate).getByText('1 路画面').waitFor();
  await row(gate).getByText('可控云台').waitFor();
  expect(await row(gate).getByLabel('主码流').first().inputValue()).toBe('one · H264 1920×1080');
  expect(await row(gate).getByLabel('子码流').first().inputValue()).toBe('two · H264 640×360');
});

test('a picture is shown before anything is added', async () => {
  await row(gate).getByRole('button', { name: '预览' }).click();
  await row(gate).getByAltText('Lianqin 东门 的预览画面').waitFor();
});

test('what is added has both streams and the ONVIF address, and plays', async () => {
  await row(gate).getByLabel('名称').fill('东门');
  await page.getByRole('combobox', { name: '分组' }).last().click();
  await page.getByRole('option', { name: '街面' }).click();
  await page.getByRole('button', { name: '添加 1 台摄像机' }).click();
  await page.getByText('已添加 1 台摄像机').waitFor();
  const administrator = await product.signIn('admin');
  const [camera] = await administrator.ask('GET /api/cameras');
  expect(camera).toMatchObject({
    name: '东门',
    sourceUrl: cameras.urlOf('main'),
    subSourceUrl: cameras.urlOf('sub'),
    onvifUrl: gate.onvifUrl,
    username: LOGIN.username,
  });
  await page.goto(`${product.url}/wall`);
  await tilesAre(page, 'live', 1);
  await page.goto(`${product.url}/cameras`);
  // Afterwards other streams of the device are taken without typing an address, or its password again.
  await page.getByRole('button', { name: '东门' }).first().click();
  await page.getByRole('button', { name: '从设备选择主、子码流' }).click();
  expect(await page.getByRole('combobox', { name: '主码流' }).inputValue()).toBe('one · H264 1920×1080');
  await page.getByRole('combobox', { name: '主码流' }).click();
  await page.getByRole('option', { name: 'two · H264 640×360' }).click();
  await page.getByRole('button', { name: '保存' }).first().click();
  const taken = async () => (await administrator.ask('GET /api/cameras'))[0];
  await expect.poll(taken).toMatchObject({ sourceUrl: cameras.urlOf('sub') });
  await page.getByRole('button', { name: '查找设备' }).click();
  await page.getByRole('button', { name: '开始查找' }).click();
  await row(gate).getByText('已添加').waitFor();
});
