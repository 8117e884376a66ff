/** What a tile says of a camera that WebRTC cannot carry as it is, and of a picture that does not move yet. */
import type { Browser, BrowserContext, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecordingPlan } from '../../config/contract/recording.ts';
import { testClips } from '../../config/setup/street-path.mjs';
import { openBrowser } from '../fixtures/browser.ts';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { addCameras, addPeople, OPERATOR, openConsole, tilesAre } from './site.ts';

let cameras: RtspCameras;
let product: Product;
let administrator: Client;
let browser: Browser;
let context: BrowserContext;
let ids: { hevc: string; reordered: string };

beforeAll(async () => {
  const { h265, reordered } = testClips();
  cameras = await openRtspCameras({ mounts: { hevc: h265, reordered } });
  product = await startProduct();
  administrator = await product.signIn('admin');
  await addPeople(administrator);
  const [hevc = '', second = ''] = await addCameras(administrator, cameras, ['hevc', 'reordered'], {
    recording: RecordingPlan.parse({ mode: 'off' }),
  });
  ids = { hevc, reordered: second };
  browser = await openBrowser();
  context = await openConsole(browser, product, OPERATOR);
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

test('both cameras are there', async () => {
  const states = async () => (await administrator.ask('GET /api/cameras/health')).map(({ state }) => state);
  await expect.poll(states, { timeout: 30_000 }).toEqual(['live', 'live']);
});

async function openTile(cameraId: string, prepare: (page: Page) => Promise<void> = async () => {}): Promise<Page> {
  const page = await context.newPage();
  await prepare(page);
  await page.goto(`${product.url}/wall?layout=1x1&slots=${cameraId}`);
  return page;
}

test('a camera of H.265 comes transcoded to a browser that cannot play it, and its tile says so', async () => {
  const page = await openTile(ids.hevc);
  await tilesAre(page, 'live', 1);
  await page.getByText('WebRTC · 转码 H.264').waitFor();
  await page.close();
});

test('a camera with B-frames comes untouched, and its tile says so', async () => {
  const page = await openTile(ids.reordered);
  await tilesAre(page, 'live', 1);
  await page.getByText('fMP4 · 含 B 帧').waitFor();
  await page.close();
});

test('a picture that cannot be decoded costs its tile a moment, and it is live again by itself', async () => {
  const sockets: WebSocketRoute[] = [];
  let isToBeSpoilt = false;
  const page = await openTile(ids.reordered, (page) =>
    page.routeWebSocket(/\/fmp4\//, (socket) => {
      sockets.push(socket);
      socket.connectToServer().onMessage((message) => {
        socket.send(isToBeSpoilt && typeof message !== 'string' ? Buffer.alloc(message.length, 0xff) : message);
        isToBeSpoilt &&= typeof message === 'string';
      });
    }),
  );
  await tilesAre(page, 'live', 1);
  const before = sockets.length;
  isToBeSpoilt = true;
  await expect.poll(() => sockets.length, { timeout: 20_000 }).toBe(before + 1);
  await tilesAre(page, 'live', 1);
  await page.close();
});

test('until the camera moves, its tile shows the last picture, and how old it is', async () => {
  const page = await openTile(ids.reordered, (page) =>
    page.routeWebSocket(/\/fmp4\//, () => {
      // It opens, and nothing ever comes over it.
    }),
  );
  const tile = page.getByRole('article', { name: 'reordered' });
  await tile.getByAltText('reordered 最后收到的画面').waitFor();
  const age = tile.getByText(/秒前的画面/);
  const secondsOf = async () => Number(/\d+/.exec((await age.textContent()) ?? '')?.[0]);
  const first = await secondsOf();
  await expect.poll(secondsOf).toBeGreaterThan(first);
  expect(await tile.getAttribute('data-shown')).toBe('false');
  await page.close();
});
