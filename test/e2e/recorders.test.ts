/** A recorder is added once with all its channels, and what it holds is seen on the timeline and played beside our own recordings. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RecordedSpan, RecordingPlan, type Recordings } from '../../config/contract/recording.ts';
import { dayOf, nextDay } from '../../config/contract/site-day.ts';
import { streetClips } from '../../config/setup/street-path.mjs';
import { openBrowser } from '../fixtures/browser.ts';
import { colourAt } from '../fixtures/in-page.js';
import { type FakeOnvifCamera, openFakeOnvifCamera } from '../fixtures/onvif/onvif-camera.ts';
import { openReplayServer, type ReplayServer } from '../fixtures/onvif/replay-server.ts';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { addPeople, OPERATOR, OUTSIDER, openConsole } from './site.ts';

const LOGIN = { username: 'viewer', password: 'Recorder-Secret-1' };
const MINUTE_MS = 60_000;
/** The recorder's band, as it is drawn. */
const HELD = [0x9a, 0x86, 0xc8];
const DAY_MS = 24 * 60 * MINUTE_MS;
/** On a day on which we recorded nothing. */
const EARLIER = { fromMs: Date.now() - 2 * DAY_MS, toMs: Date.now() - 2 * DAY_MS + 10 * MINUTE_MS };
const SPAN = { fromMs: Date.now() - 30 * MINUTE_MS, toMs: Date.now() - 10 * MINUTE_MS };

let cameras: RtspCameras;
let replay: ReplayServer;
let recorder: FakeOnvifCamera;
let product: Product;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const [main = '', sub = ''] = streetClips();
  const login = { user: LOGIN.username, password: LOGIN.password, auth: 'digest' as const };
  cameras = await openRtspCameras({ mounts: { main1: main, sub1: sub, main2: sub, sub2: main }, login });
  replay = await openReplayServer({
    recordings: { one: { clip: main, spans: [EARLIER, SPAN] }, two: { clip: sub, spans: [SPAN] } },
    login: LOGIN,
  });
  const channel = (number: number, title?: string) =>
    ['main', 'sub'].map((encoder) => ({
      ...{ token: `${encoder}${number}`, encoder, source: `source${number}` },
      streamUri: cameras.urlOf(`${encoder}${number}`).replace('127.0.0.1', '10.0.0.9'),
      ...(title && { title }),
    }));
  recorder = await openFakeOnvifCamera({
    ...{ login: LOGIN, isDiscoverable: true, name: 'NVR', model: 'NVR 8', ptz: null },
    profiles: [...channel(1, '东门'), ...channel(2)],
    recordings: [
      { token: 'r1', sourceId: '', profileToken: 'main1', spans: [EARLIER, SPAN], replayUri: replay.urlOf('one') },
      { token: 'r2', sourceId: '', profileToken: 'main2', spans: [SPAN], replayUri: replay.urlOf('two') },
    ],
  });
  product = await startProduct({ environment: { LIANQIN_ONVIF_INTERFACES: 'lo' } });
  const administrator = await product.signIn('admin');
  await administrator.ask('POST /api/camera-groups', { body: { name: '街面' } });
  await addPeople(administrator);
  browser = await openBrowser();
  const context = await openConsole(browser, product, { account: 'admin', password: await product.password('admin') });
  page = await context.newPage();
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await recorder?.[Symbol.asyncDispose]();
  await replay?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

const device = () => page.locator(`[data-device="${recorder.onvifUrl}"]`);
const momentMs = async () => Number(await page.locator('[data-moment-ms]').getAttribute('data-moment-ms'));
const video = () => page.locator('video[data-recording-of]');
/** The moment of the picture that is shown, by the player's own reckoning. */
const pictureMs = () =>
  video().evaluate((element) => {
    const { currentTime, dataset } = element as unknown as { currentTime: number; dataset: { offsetMs?: string } };
    return Number(dataset.offsetMs) + currentTime * 1_000;
  });

async function find(): Promise<void> {
  await page.goto(`${product.url}/cameras`);
  await page.getByRole('button', { name: '查找设备' }).click();
  await page.getByRole('button', { name: '开始查找' }).click();
  await device().waitFor();
}

async function signIn(): Promise<void> {
  await device().getByRole('checkbox').first().check();
  await page.getByLabel('用户名').fill(LOGIN.username);
  await page.getByLabel('密码', { exact: true }).fill(LOGIN.password);
  await page.getByRole('button', { name: '登录所选 1 台' }).click();
}

async function camerasOfSite() {
  return (await product.signIn('admin')).ask('GET /api/cameras');
}

/** The answer's status, and what it says. */
async function read(client: Client, route: string, query: { cameraId: string; fromMs: number; toMs: number }) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) parameters.set(name, `${value}`);
  const headers = { Cookie: `${client.cookie.name}=${client.cookie.value}` };
  const answer = await fetch(`${product.url}${route}?${parameters}`, { headers });
  return { status: answer.status, body: await answer.json() };
}

async function openPlayback(atMs: number): Promise<void> {
  const [gate] = (await camerasOfSite()).filter(({ sourceToken }) => sourceToken === 'source1');
  await page.goto(`${product.url}/playback?camera=${gate?.id}&at=${atMs}`);
  await page.locator('[data-moment-ms]').waitFor();
}

test('a recorder brings all its channels at once, each by its name and with both streams', async () => {
  await find();
  await signIn();
  await device().getByText('2 路画面').waitFor();
  await page.getByRole('combobox', { name: '分组' }).last().click();
  await page.getByRole('option', { name: '街面' }).click();
  await page.getByRole('button', { name: '添加 2 台摄像机' }).click();
  await page.getByText('已添加 2 台摄像机').waitFor();
  const added = (await camerasOfSite()).toSorted((one, other) => one.sourceToken.localeCompare(other.sourceToken));
  expect(added).toMatchObject([
    { name: '东门', sourceToken: 'source1', sourceUrl: cameras.urlOf('main1'), subSourceUrl: cameras.urlOf('sub1') },
    { name: 'Lianqin NVR 2', sourceToken: 'source2', sourceUrl: cameras.urlOf('main2') },
  ]);
  const host = new URL(recorder.onvifUrl).host;
  await expect.poll(() => page.locator('[data-camera]').getByText(`录像机 ${host}`).count()).toBe(2);
});

test('added again, a recorder brings only what is new', async () => {
  const administrator = await product.signIn('admin');
  const second = (await camerasOfSite()).find(({ sourceToken }) => sourceToken === 'source2');
  await administrator.ask('DELETE /api/cameras/:cameraId', { params: { cameraId: second?.id ?? '' } });
  await find();
  await signIn();
  await page.getByRole('button', { name: '添加 1 台摄像机' }).waitFor();
  expect(await device().locator('[data-channel="source1"]').getByRole('checkbox').isDisabled()).toBe(true);
});

test('the timeline shows what the recorder holds, in a band of its own', async () => {
  await openPlayback(SPAN.fromMs + 5 * MINUTE_MS);
  await page.getByText('录像机', { exact: true }).first().waitFor();
  const canvas = page.getByRole('slider');
  const height = (await canvas.boundingBox())?.height ?? 0;
  await expect.poll(() => canvas.evaluate(colourAt, { share: 0.5, y: height - 4 })).toEqual(HELD);
});

test('the calendar rings the days the recorder reaches, and leads there from a day without anything', async () => {
  const first = dayOf(EARLIER.fromMs, 'Asia/Shanghai');
  await openPlayback(EARLIER.fromMs - 2 * DAY_MS);
  const dayInSheet = (day: string, state: string) => page.locator(`[data-day="${day}"]${state}`);
  await page.getByText(`${nextDay(first, -2)} 没有录像`).waitFor();
  await page.getByRole('button', { name: `后一个有录像的日子：${first}` }).click();
  const ringed = dayInSheet(first, '[data-held="true"][data-recorded="false"][data-shown="true"]');
  await ringed.getByText('可能有录像').waitFor({ state: 'attached' });
  // On the first of a month the day before is on another sheet.
  const before = dayInSheet(nextDay(first, -1), '');
  if (!first.endsWith('-01')) expect(await before.getAttribute('data-held')).toBe('false');
});

test('where we recorded nothing the recorder’s pictures play, at the time they were taken', async () => {
  const atMs = SPAN.fromMs + 5 * MINUTE_MS;
  await openPlayback(atMs);
  await page.locator('[data-source="recorder"] video[data-state="shown"]').waitFor({ timeout: 45_000 });
  await expect.poll(momentMs, { timeout: 45_000 }).toBeGreaterThan(atMs + 14_000);
  await expect
    .poll(async () => Math.abs((await pictureMs()) - (await momentMs())), { timeout: 20_000 })
    .toBeLessThan(300);
  await expect.poll(() => replay.sessions).toBeLessThanOrEqual(1);
});

test('nobody without the right sees what a recorder holds, or plays it', async () => {
  const [gate] = await camerasOfSite();
  const cameraId = gate?.id ?? '';
  const outsider = await product.signIn(OUTSIDER.account, OUTSIDER.password);
  const query = { cameraId, fromMs: SPAN.fromMs, toMs: SPAN.toMs };
  expect(await read(outsider, '/api/recordings/recorder', query)).toMatchObject({ body: { code: 'CAMERA_NOT_FOUND' } });
  await expect(outsider.ask('POST /api/playbacks', { body: { ...query, source: 'recorder' } })).rejects.toThrow(
    'CAMERA_NOT_FOUND',
  );
  const operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  expect(await read(operator, '/api/recordings/recorder', query)).toMatchObject({ body: { hasRecorder: true } });
});

test('a recorder that does not answer is said so, and our own recordings play', async () => {
  const administrator = await product.signIn('admin');
  const [gate] = await camerasOfSite();
  const cameraId = gate?.id ?? '';
  await administrator.ask('PATCH /api/cameras/:cameraId', {
    params: { cameraId },
    body: { recording: RecordingPlan.parse({ mode: 'always' }), keepWarm: true },
  });
  const startedMs = Date.now();
  const span = async (): Promise<RecordedSpan> => {
    const query = { cameraId, fromMs: startedMs - MINUTE_MS, toMs: Date.now() + MINUTE_MS };
    const { body } = await read(administrator, '/api/recordings', query);
    return (body as Recordings).spans[0] ?? { fromMs: 0, toMs: 0 };
  };
  await expect
    .poll(async () => (await span()).toMs - (await span()).fromMs, { timeout: 60_000 })
    .toBeGreaterThan(8_000);
  recorder.refuse('FindRecordings', {
    code: 'Receiver',
    subcodes: ['ter:Action'],
    reason: 'Disk failure',
    status: 500,
  });
  await openPlayback((await span()).fromMs + 2_000);
  await page.getByText('录像机没有应答', { exact: false }).first().waitFor({ timeout: 30_000 });
  await page.locator('[data-source="own"] video[data-state="shown"]').waitFor({ timeout: 45_000 });
});
