/** Speaking out of a camera from the console: what the microphone hears is what the camera heard, for as long as it is held. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecordingPlan } from '../../config/contract/recording.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { newHeardSound } from '../fixtures/heard-sound.ts';
import { keepConnections, soundHeard } from '../fixtures/in-page.js';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { type SpokenTone, writeSpokenTone } from '../fixtures/spoken-tone.ts';
import { addCameras, addPeople, COLLEAGUE, OPERATOR, openConsole, tilesAre } from './site.ts';

const TONE_HZ = 1_000;
const PICTURE = '320x240@5:200';
const AUDITOR = { account: 'audit', password: 'Guard-The-Street-6' };

const heard = newHeardSound();
let tone: SpokenTone;
let cameras: RtspCameras;
let product: Product;
let administrator: Client;
let auditor: Client;
let browser: Browser;
let page: Page;
let gateId: string;

beforeAll(async () => {
  tone = await writeSpokenTone(TONE_HZ);
  cameras = await openRtspCameras({
    live: { gate: PICTURE, mute: PICTURE },
    audio: { mute: 'pcma' },
    speakers: { gate: `pcma:${heard.path}` },
  });
  product = await startProduct();
  administrator = await product.signIn('admin');
  await addPeople(administrator);
  await administrator.ask('POST /api/people', { body: { ...AUDITOR, name: '赵审计', role: 'auditor' } });
  auditor = await product.signIn(AUDITOR.account, AUDITOR.password);
  const recording = RecordingPlan.parse({ mode: 'off' });
  [gateId = ''] = await addCameras(administrator, cameras, ['gate', 'mute'], { recording, audio: true });
  browser = await openBrowser({ args: tone.browserArgs });
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
  await heard[Symbol.asyncDispose]();
  await tone?.[Symbol.asyncDispose]();
});

async function openWall(who: { account: string; password: string }, permissions: string[]): Promise<Page> {
  const context = await openConsole(browser, product, who);
  await context.grantPermissions(permissions, { origin: product.url });
  const wall = await context.newPage();
  await wall.addInitScript(keepConnections);
  await wall.goto(`${product.url}/wall`);
  await tilesAre(wall, 'live', 2);
  return wall;
}

const tile = (name: string, on = page) =>
  on.locator('article', { has: on.locator(`video[aria-label="${name} 的实时画面"]`) });
const turnTo = (name: string, on = page) => tile(name, on).locator('video').click();
const button = (name: string, on = page) => tile(name, on).getByRole('button', { name: '按住喊话' });
const onAir = (on = page) => tile('gate', on).getByText('正在喊话', { exact: true });
const talks = async () =>
  (await auditor.ask('GET /api/journal')).filter(({ kind }) => kind === 'talk').map(({ body }) => body);

test('a camera with a loudspeaker offers it once somebody turns to it, and one without does not', async () => {
  page = await openWall(OPERATOR, ['microphone']);
  await turnTo('gate');
  await button('gate').waitFor();
  await turnTo('mute');
  await tile('mute').getByRole('button', { name: 'mute 的运行指标' }).hover();
  await page.getByText('不提供').waitFor();
  expect(await button('mute').count()).toBe(0);
});

test('what is said while the button is held is heard by the camera, and ends when it is let go', async () => {
  await turnTo('gate');
  await button('gate').hover();
  await page.mouse.down();
  await onAir().waitFor();
  expect(
    await tile('gate')
      .getByText(/^0:0\d \/ 1:00$/)
      .count(),
  ).toBe(1);
  await expect.poll(() => heard.toneShare(TONE_HZ), { timeout: 20_000 }).toBeGreaterThan(0.5);
  expect(await talks()).toEqual([expect.objectContaining({ cameraId: gateId, endedAtMs: null })]);
  await page.mouse.up();
  await onAir().waitFor({ state: 'detached' });
  await expect.poll(talks).toContainEqual(expect.objectContaining({ cameraId: gateId, ended: 'released' }));
});

test('a key that is held does the same, and so does the menu until it is ended', async () => {
  const before = await heard.seconds();
  await page.keyboard.down('h');
  await onAir().waitFor();
  await expect.poll(() => heard.seconds()).toBeGreaterThan(before);
  await page.keyboard.up('h');
  await onAir().waitFor({ state: 'detached' });

  await tile('gate').locator('video').click({ button: 'right' });
  await page.getByRole('menuitem', { name: '喊话' }).click();
  await onAir().waitFor();
  await tile('gate').getByRole('button', { name: '结束', exact: true }).click();
  await onAir().waitFor({ state: 'detached' });
});

test('the sound of cameras is off while one speaks, and back afterwards', async () => {
  const hears = async () => (await page.evaluate(soundHeard)).codecs.length > 0;
  await tile('mute').getByRole('button', { name: '打开或关闭该画面的声音' }).click();
  await expect.poll(hears, { timeout: 15_000 }).toBe(true);
  await turnTo('gate');
  await page.keyboard.down('h');
  await onAir().waitFor();
  await expect.poll(hears).toBe(false);
  await page.keyboard.up('h');
  await expect.poll(hears, { timeout: 15_000 }).toBe(true);
});

test('others see by name who speaks, and may not speak into it meanwhile', async () => {
  const other = await openWall(COLLEAGUE, ['microphone']);
  await turnTo('gate', other);
  await button('gate', other).waitFor();
  await page.keyboard.down('h');
  await tile('gate', other).getByText('张值班正在喊话').waitFor();
  expect(await tile('gate', other).getByRole('button', { name: '张值班正在喊话' }).isDisabled()).toBe(true);
  await page.keyboard.up('h');
  await button('gate', other).waitFor();
  await other.context().close();
});

test('whoever loses the right is off the air and told why', async () => {
  await page.keyboard.down('h');
  await onAir().waitFor();
  await administrator.ask('PATCH /api/camera-grants/:grantId', {
    params: { grantId: 'role-operator' },
    body: { actions: ['camera.watch'] },
  });
  await page.getByText('喊话已结束').waitFor();
  await onAir().waitFor({ state: 'detached' });
  expect(await button('gate').count()).toBe(0);
  await page.keyboard.up('h');
  await expect.poll(talks).toContainEqual(expect.objectContaining({ cameraId: gateId, ended: 'withdrawn' }));
  await administrator.ask('PATCH /api/camera-grants/:grantId', {
    params: { grantId: 'role-operator' },
    body: { actions: ['camera.watch', 'camera.talk'] },
  });
});

test('a desk that is closed while it speaks is off the air', async () => {
  const other = await openWall(COLLEAGUE, ['microphone']);
  await turnTo('gate', other);
  await button('gate', other).waitFor();
  await other.keyboard.down('h');
  await tile('gate').getByText('李值班正在喊话').waitFor();
  await other.context().close();
  await tile('gate').getByText('李值班正在喊话').waitFor({ state: 'detached', timeout: 10_000 });
  await expect.poll(async () => (await talks())[0]).toMatchObject({ endedAtMs: expect.any(Number) });
});

test('a microphone that may not be used is said in words, and nothing is on the air', async () => {
  const before = (await talks()).length;
  const other = await openWall(COLLEAGUE, []);
  await turnTo('gate', other);
  await button('gate', other).hover();
  await other.mouse.down();
  await other.getByText('浏览器未获准使用麦克风').waitFor();
  await onAir(other).waitFor({ state: 'detached' });
  await other.mouse.up();
  expect(await talks()).toHaveLength(before);
  await other.context().close();
});
