/** A camera with B-frames is set over ONVIF from its form: offered, shown, asked, done, and on record. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecordingPlan } from '../../config/contract/recording.ts';
import { streetClips, testClips } from '../../config/setup/street-path.mjs';
import { openBrowser } from '../fixtures/browser.ts';
import { type FakeOnvifCamera, openFakeOnvifCamera } from '../fixtures/onvif/onvif-camera.ts';
import { type Product, startProduct } from '../fixtures/product.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { addCameras, openConsole, tilesAre } from './site.ts';

const PASSWORD = 'Camera-Secret-1';
const AUDITOR = { account: 'audit', password: 'Guard-The-Street-6' };

let cameras: RtspCameras;
let device: FakeOnvifCamera;
let product: Product;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  cameras = await openRtspCameras({
    mounts: { reordered: testClips().reordered, plain: streetClips()[0] ?? '' },
    login: { user: 'viewer', password: PASSWORD, auth: 'digest' },
  });
  device = await openFakeOnvifCamera({
    login: { username: 'viewer', password: PASSWORD },
    profiles: [{ token: 'only', encoder: 'main', streamUri: 'rtsp://10.0.0.9/reordered' }],
  });
  product = await startProduct();
  const administrator = await product.signIn('admin');
  await administrator.ask('POST /api/people', { body: { ...AUDITOR, name: '赵审计', role: 'auditor' } });
  await addCameras(administrator, cameras, ['reordered'], {
    username: 'viewer',
    password: PASSWORD,
    recording: RecordingPlan.parse({ mode: 'off' }),
  });
  browser = await openBrowser();
  const context = await openConsole(browser, product, { account: 'admin', password: await product.password('admin') });
  page = await context.newPage();
  await page.goto(`${product.url}/cameras`);
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await device?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

const openForm = () => page.getByRole('button', { name: '修改 reordered' }).click();
const offer = () => page.getByRole('button', { name: '调整摄像机编码…' });
const panel = () => page.getByRole('region', { name: '调整 reordered 的编码' });
const setting = (name: string) => panel().locator(`[data-setting="${name}"] td`).allInnerTexts();

test('without an ONVIF address the form says what one would be good for', async () => {
  await openForm();
  await page.getByText('填写 ONVIF 地址并保存后', { exact: false }).waitFor();
  expect(await offer().count()).toBe(0);
});

test('a typed address is offered once it is saved', async () => {
  await page.getByLabel('ONVIF 地址（可选）').fill('10.0.0.9');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('请填写以 http:// 或 https:// 开头的地址', { exact: false }).waitFor();
  await page.getByLabel('ONVIF 地址（可选）').fill(device.onvifUrl);
  await page.getByText('ONVIF 地址保存后', { exact: false }).waitFor();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('已保存 reordered').waitFor();
  await openForm();
  await offer().waitFor();
});

test('what would change is shown, and nothing is set when the question is left', async () => {
  await offer().click();
  await panel().waitFor();
  expect(await setting('profile')).toEqual(['High', 'Baseline']);
  expect(await setting('anchorFrameDistance')).toEqual(['有（连续 2 帧）', '无']);
  expect(await setting('govLength')).toEqual(['100 帧（4 秒）', '50 帧（2 秒）']);
  await panel().getByRole('button', { name: '取消' }).click();
  await panel().waitFor({ state: 'detached' });
  expect(device.encoder('main').profile).toBe('High');
});

test('a camera that takes up nothing is caught at it', async () => {
  device.ignoreSettings();
  await offer().click();
  await panel().getByRole('button', { name: '应用到摄像机' }).click();
  await page.getByText('摄像机没有采用：编码档次、关键帧间隔、B 帧', { exact: false }).waitFor();
  await panel().getByRole('button', { name: '关闭' }).click();
  device.ignoreSettings(0);
});

test('a camera that is set says so, and who set it is on record', async () => {
  await offer().click();
  await panel().getByRole('button', { name: '应用到摄像机' }).click();
  await page.getByText('摄像机已采用新的设置').waitFor();
  expect(await setting('profile')).toEqual(['High', 'Baseline']);
  expect(device.encoder('main')).toMatchObject({ profile: 'Baseline', govLength: 50, anchorFrameDistance: 1 });
  const auditor = await product.signIn(AUDITOR.account, AUDITOR.password);
  const [entry] = (await auditor.ask('GET /api/journal')).filter(({ kind }) => kind === 'cameraEncoder');
  expect(entry).toMatchObject({
    actor: { name: expect.stringContaining('管理员') },
    body: { failure: null, notTaken: [], before: { profile: 'High' }, after: { profile: 'Baseline' } },
  });
});

test('what came of it stays to be read when the B-frames are gone', async () => {
  const administrator = await product.signIn('admin');
  const [camera] = await administrator.ask('GET /api/cameras');
  // In the place of a camera that does as it was told.
  await administrator.ask('PATCH /api/cameras/:cameraId', {
    params: { cameraId: camera?.id ?? '' },
    body: { sourceUrl: cameras.urlOf('plain') },
  });
  await page.getByText('视频含 B 帧', { exact: false }).first().waitFor({ state: 'detached' });
  expect(await page.getByText('摄像机已采用新的设置').isVisible()).toBe(true);
  await panel().getByRole('button', { name: '关闭' }).click();
  expect(await offer().count()).toBe(0);
  await administrator.ask('PATCH /api/cameras/:cameraId', {
    params: { cameraId: camera?.id ?? '' },
    body: { sourceUrl: cameras.urlOf('reordered') },
  });
});

test('who opens the camera on the wall has it asked for a key frame, unless one is about to come', async () => {
  const wall = await page.context().newPage();
  const asked = async () => {
    await wall.goto(`${product.url}/wall`);
    await tilesAre(wall, 'live', 1);
    return device.keyFrames;
  };
  await expect.poll(asked, { timeout: 60_000 }).toContain('only');
  await wall.close();
});
