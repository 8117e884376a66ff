/** The device behind a camera: what it tells by itself becomes alerts, and its picture, outputs and restart are set from its form. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecordingPlan } from '../../config/contract/recording.ts';
import { streetClips } from '../../config/setup/street-path.mjs';
import { openBrowser } from '../fixtures/browser.ts';
import { type FakeOnvifCamera, openFakeOnvifCamera } from '../fixtures/onvif/onvif-camera.ts';
import { type Product, startProduct } from '../fixtures/product.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { addCameras, openConsole, tilesAre } from './site.ts';

let cameras: RtspCameras;
let device: FakeOnvifCamera;
let product: Product;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  cameras = await openRtspCameras({ mounts: { gate: streetClips()[0] ?? '' } });
  device = await openFakeOnvifCamera({
    profiles: [{ token: 'only', encoder: 'main', streamUri: cameras.urlOf('gate') }],
  });
  product = await startProduct({ environment: { LIANQIN_ONVIF_INTERFACES: 'lo' } });
  const administrator = await product.signIn('admin');
  const recording = RecordingPlan.parse({ mode: 'off' });
  await addCameras(administrator, cameras, ['gate'], { onvifUrl: device.onvifUrl, recording });
  browser = await openBrowser();
  const context = await openConsole(browser, product, { account: 'admin', password: await product.password('admin') });
  page = await context.newPage();
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await device?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

const subscriptions = () => expect.poll(() => device.events.subscriptions.size, { timeout: 20_000 });

test('a camera nobody asked about is not listened to', async () => {
  await page.goto(`${product.url}/wall`);
  await tilesAre(page, 'live', 1);
  await expect.poll(() => device.calls, { timeout: 20_000 }).toContain('Device GetRelayOutputs');
  expect(device.events.subscriptions.size).toBe(0);
});

test('asked for in its form it is listened to', async () => {
  await page.goto(`${product.url}/cameras`);
  await page.getByRole('button', { name: '修改 gate' }).click();
  await page.getByRole('switch', { name: '设备事件' }).press('Space');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('已保存 gate').waitFor();
  await subscriptions().toBe(1);
});

test.each([
  ['tns1:RuleEngine/LineDetector/Crossed', { ObjectId: '7' }, '越界'],
  ['tns1:RuleEngine/TamperDetector/Tamper', { IsTamper: 'true' }, '画面遮挡或移动'],
  ['tns1:Device/Trigger/DigitalInput', { LogicalState: 'true' }, '开关量输入'],
  ['tns1:RuleEngine/CellMotionDetector/Motion', { IsMotion: 'true' }, '移动侦测'],
])('%s is an alert', async (topic, data, words) => {
  await page.goto(`${product.url}/alerts`);
  device.happen({ topic, data });
  await page.getByText(words, { exact: true }).first().waitFor();
  const administrator = await product.signIn('admin');
  const [newest] = (await administrator.ask('GET /api/alerts')).toSorted((one, two) => two.raisedAtMs - one.raisedAtMs);
  expect(newest).toMatchObject({ state: 'new', hasPicture: true });
});

test('switched off again it is listened to no more', async () => {
  const administrator = await product.signIn('admin');
  const [camera] = await administrator.ask('GET /api/cameras');
  const params = { cameraId: camera?.id ?? '' };
  await administrator.ask('PATCH /api/cameras/:cameraId', { params, body: { deviceEvents: false } });
  await subscriptions().toBe(0);
});

const settings = () => page.getByRole('group', { name: '设备', exact: true });

test('the picture is set in the camera at once, and read back', async () => {
  await page.goto(`${product.url}/cameras`);
  await page.getByRole('button', { name: '修改 gate' }).click();
  const brightness = settings().getByRole('slider', { name: '亮度' });
  await brightness.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => device.imaging.settings.brightness).toBe(51);
  await settings().getByText('51', { exact: true }).waitFor();
  await settings().getByText('夜间（红外）').click();
  await expect.poll(() => device.imaging.settings.irCutFilter).toBe('OFF');
});

test('the encoder is set within what the camera offers, and read back', async () => {
  await settings().getByRole('button', { name: '编码设置…' }).click();
  const form = settings().getByRole('region', { name: 'gate 的编码设置' });
  await form.getByLabel('码率上限').fill('9000');
  await form.getByText('不在摄像机允许的范围内').waitFor();
  expect(await form.getByRole('button', { name: '应用到摄像机' }).isEnabled()).toBe(false);
  await form.getByLabel('码率上限').fill('2048');
  await form.getByLabel('帧率').fill('15');
  await form.getByLabel('关键帧间隔').fill('30');
  await form.getByRole('combobox', { name: '编码档次' }).click();
  await page.getByRole('option', { name: 'Main' }).click();
  await form.getByRole('combobox', { name: '尺寸' }).click();
  await page.getByRole('option', { name: '1280 × 720' }).click();
  await form.getByRole('button', { name: '应用到摄像机' }).click();
  await form.getByText('摄像机已采用新的设置').waitFor();
  expect(device.encoder('main')).toMatchObject({
    ...{ width: 1280, height: 720, profile: 'Main', framesPerSecond: 15, bitrateKbps: 2_048, govLength: 30 },
  });
});

test('an output is switched, and the camera restarted once that was confirmed', async () => {
  await settings().getByRole('button', { name: '接通' }).click();
  await expect.poll(() => device.device.relays.get('relay_1')).toBe(true);
  await settings().getByRole('button', { name: '重启摄像机' }).click();
  expect(device.device.reboots).toBe(0);
  await page.getByRole('button', { name: '确认重启' }).click();
  await expect.poll(() => device.device.reboots).toBe(1);
});

test('all of that is on record', async () => {
  const administrator = await product.signIn('admin');
  await administrator.ask('POST /api/people', {
    body: { account: 'audit', password: 'Guard-The-Street-5', name: '赵审计', role: 'auditor' },
  });
  const auditor = await product.signIn('audit', 'Guard-The-Street-5');
  const done = (await auditor.ask('GET /api/journal')).filter(({ kind }) => kind === 'cameraDevice');
  expect(done.map(({ body }) => body)).toMatchObject([
    { did: 'reboot' },
    { did: 'relay', relay: 'relay_1', isActive: true },
    { did: 'imaging', change: { irCutFilter: 'OFF' } },
    { did: 'imaging', change: { brightness: 51 } },
  ]);
});
