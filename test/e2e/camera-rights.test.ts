/**
 * Rights to cameras, seen where they count: an operator watches over WebRTC, WHEP and
 * HLS and looks at a recording; an administrator takes the right back, or its end passes.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CameraGrant } from '../../config/contract/camera-grant.ts';
import { type RecordedSpan, RecordingPlan, type Recordings } from '../../config/contract/recording.ts';
import { CameraAction } from '../../config/contract/rights.ts';
import { streetClips } from '../../config/setup/street-path.mjs';
import { openBrowser } from '../fixtures/browser.ts';
import { openWhep, packetsReceived } from '../fixtures/in-page.js';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { addCameras, addPeople, OPERATOR, openConsole, tilesAre } from './site.ts';

const WITHIN_MS = 5_000;

let cameras: RtspCameras;
let product: Product;
let administrator: Client;
let operator: Client;
let cameraId: string;
let browser: Browser;
let wall: Page;
let grant: CameraGrant;

beforeAll(async () => {
  const [gate = ''] = streetClips();
  cameras = await openRtspCameras({ mounts: { gate } });
  product = await startProduct({ environment: { LIANQIN_RECORDING_SEGMENT_MS: '5000' } });
  administrator = await product.signIn('admin');
  await addPeople(administrator);
  [cameraId = ''] = await addCameras(administrator, cameras, ['gate'], { recording: RecordingPlan.parse({}) });
  await administrator.ask('DELETE /api/camera-grants/:grantId', { params: { grantId: 'role-operator' } });
  grant = await administrator.ask('POST /api/camera-grants', {
    body: {
      ...{ to: { kind: 'role', role: 'operator' }, cameraGroups: 'all', untilMs: null },
      ...{ actions: CameraAction.options, exportsNeedApproval: false },
    },
  });
  operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  browser = await openBrowser();
  wall = await (await openConsole(browser, product, OPERATOR)).newPage();
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

const asOperator = () => ({ Cookie: `${operator.cookie.name}=${operator.cookie.value}` });
const give = (changes: Partial<CameraGrant>) =>
  administrator.ask('PATCH /api/camera-grants/:grantId', {
    params: { grantId: grant.id },
    body: { actions: [...CameraAction.options], untilMs: null, ...changes },
  });

async function watchOnTheWall(): Promise<void> {
  await wall.goto(`${product.url}/wall`);
  await tilesAre(wall, 'live', 1);
}

/** Answers the address of its playlist, which is good for as long as the viewing lives. */
async function watchOverHls(): Promise<string> {
  const { hlsUrl } = await operator.ask('POST /api/media-tokens', { body: { cameraId } });
  const index = await (await fetch(hlsUrl)).text();
  return new URL(index.trim().split('\n').at(-1) ?? '', hlsUrl).href;
}

async function recorded(): Promise<RecordedSpan> {
  const url = `${product.url}/api/recordings?cameraId=${cameraId}&fromMs=0&toMs=${Date.now() + 60_000}`;
  const read = async () => ((await (await fetch(url, { headers: asOperator() })).json()) as Recordings).spans;
  await expect
    .poll(async () => (await read()).some(({ fromMs, toMs }) => toMs - fromMs > 6_000), { timeout: 60_000 })
    .toBe(true);
  const [span] = await read();
  return span ?? { fromMs: 0, toMs: 0 };
}

/** Answers the address of the first file of it. */
async function lookAtRecording(): Promise<string> {
  const { hlsUrl } = await operator.ask('POST /api/playbacks', { body: { cameraId, ...(await recorded()) } });
  const playlist = await (await fetch(hlsUrl)).text();
  const [file = ''] = /v\/[\w-]+\/\d+\.mp4/.exec(playlist) ?? [];
  return new URL(file, hlsUrl).href;
}

/** A page that is not ours, playing over WHEP. */
async function watchOverWhep(): Promise<Page> {
  const page = await (await openConsole(browser, product, OPERATOR)).newPage();
  await page.goto(`${product.url}/api/health`);
  await page.evaluate(openWhep, `/whep/${cameraId}`);
  await expect.poll(() => packetsOf(page), { timeout: 20_000 }).toBeGreaterThan(20);
  return page;
}

function packetsOf(page: Page): Promise<number> {
  return page.evaluate(packetsReceived);
}

/** Whether nothing more comes: two looks a second apart say the same. */
async function isSilent(page: Page): Promise<boolean> {
  const before = await packetsOf(page);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)));
  return (await packetsOf(page)) === before;
}

test('a right that is taken back ends live, WHEP and HLS within 5 s, and leaves playback alone', async () => {
  await watchOnTheWall();
  const [hls, file, whep] = [await watchOverHls(), await lookAtRecording(), await watchOverWhep()];
  const isThere = async (url: string) => (await fetch(url, { headers: { Range: 'bytes=0-9' } })).ok;
  expect([await isThere(hls), await isThere(file), await isSilent(whep)]).toEqual([true, true, false]);

  await give({ actions: ['recording.view'] });
  const since = Date.now();
  await expect.poll(() => isThere(hls), { timeout: WITHIN_MS }).toBe(false);
  await wall.locator('video[data-state="noPermission"]').waitFor({ state: 'attached', timeout: WITHIN_MS });
  await expect.poll(() => isSilent(whep), { timeout: WITHIN_MS }).toBe(true);
  expect(Date.now() - since).toBeLessThan(WITHIN_MS);
  expect(await isThere(file)).toBe(true);
  expect(await wall.locator('article').textContent()).toContain('您没有“观看画面”的权限');

  await give({ actions: ['camera.watch'] });
  await expect.poll(() => isThere(file), { timeout: WITHIN_MS }).toBe(false);
  await whep.context().close();
});

test('given back, the picture comes again by itself; when its end passes it goes, and the tile says when that was', async () => {
  await give({});
  await watchOnTheWall();
  const hls = await watchOverHls();
  const untilMs = Date.now() + 3_000;
  await give({ untilMs });
  await wall.locator('video[data-state="noPermission"]').waitFor({ state: 'attached', timeout: 3_000 + WITHIN_MS });
  // Why is asked of the server, which takes a moment longer than the picture takes to go.
  await wall
    .locator('article')
    .getByText(/权限已于 \d{4}年\d\d月\d\d日 \d\d:\d\d:\d\d 到期/)
    .waitFor({ timeout: WITHIN_MS });
  expect((await fetch(hls)).ok).toBe(false);
  await give({});
  await tilesAre(wall, 'live', 1);
});
