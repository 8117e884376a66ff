/** The wall as an operator has it: the whole product, real cameras, a real browser. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../fixtures/browser.ts';
import {
  alarmColours,
  countSockets,
  hangFor,
  presentedWhile,
  socketsOpened,
  tracksShown,
} from '../fixtures/in-page.js';
import { childrenOf, isRunning } from '../fixtures/processes.ts';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import type { RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { addCameras, addPeople, OPERATOR, openConsole, openStreet, tilesAre } from './site.ts';

const NAMES = ['east', 'west', 'north', 'south', 'gate', 'square', 'market', 'bridge'];
const WATCHED_SECONDS = 10;
/** The street's clips have 15 pictures a second; a loaded two-core machine without GPU shows about half of them. */
const FEWEST_PICTURES = WATCHED_SECONDS * 15 * 0.4;

let cameras: RtspCameras;
let product: Product;
let administrator: Client;
let auditor: Client;
let cameraIds: string[];
let browser: Browser;

beforeAll(async () => {
  cameras = await openStreet(NAMES);
  product = await startProduct();
  administrator = await product.signIn('admin');
  await addPeople(administrator);
  await administrator.ask('POST /api/people', {
    body: { account: 'audit', name: '赵审计', role: 'auditor', password: OPERATOR.password },
  });
  auditor = await product.signIn('audit', OPERATOR.password);
  cameraIds = await addCameras(administrator, cameras, NAMES);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

async function openWall(search = ''): Promise<Page & AsyncDisposable> {
  const context = await openConsole(browser, product, OPERATOR);
  await context.addInitScript(countSockets);
  const page = await context.newPage();
  await page.goto(`${product.url}/wall${search}`);
  return Object.assign(page, { [Symbol.asyncDispose]: () => context.close() });
}

test.each([
  { by: 'webrtc', search: '' },
  { by: 'fmp4', search: '?video=fmp4' },
  { by: 'hls', search: '?video=hls' },
])(
  'eight tiles are live over $by, and each presents new pictures all the time',
  async ({ by, search }) => {
    await using page = await openWall(search);
    await tilesAre(page, 'live', NAMES.length);
    expect(await page.locator(`video[data-by="${by}"]`).count()).toBe(NAMES.length);
    const presented = await page.evaluate(presentedWhile, WATCHED_SECONDS);
    expect(presented).toHaveLength(NAMES.length);
    expect(Math.min(...presented)).toBeGreaterThan(FEWEST_PICTURES);
    await tilesAre(page, 'live', NAMES.length);
  },
  150_000,
);

test('a page that hangs until it is given up goes on with the same pictures, and nobody watched anew', async () => {
  await using page = await openWall();
  await tilesAre(page, 'live', NAMES.length);
  // Whoever watched before is gone, and nothing is changed over any more.
  await expect.poll(async () => (await watchedNow()).length).toBe(NAMES.length);
  const tracks = await page.evaluate(tracksShown);
  const sockets = await page.evaluate(socketsOpened);
  const viewings = await watchedNow();
  await page.evaluate(hangFor, 4.5);
  await expect.poll(() => page.evaluate(socketsOpened), { timeout: 20_000 }).toBeGreaterThan(sockets);
  await page.locator('[data-connection="online"]').first().waitFor();
  const presented = await page.evaluate(presentedWhile, WATCHED_SECONDS);
  expect(Math.min(...presented)).toBeGreaterThan(FEWEST_PICTURES);
  expect(await page.evaluate(tracksShown)).toEqual(tracks);
  expect(await watchedNow()).toEqual(viewings);
}, 60_000);

test('a page that is closed is watched no longer, at once', async () => {
  await using page = await openWall();
  await tilesAre(page, 'live', NAMES.length);
  await expect.poll(async () => (await watchedNow()).length).toBe(NAMES.length);
  const closedAtMs = performance.now();
  await page.close();
  await expect.poll(watchedNow).toEqual([]);
  // A connection that only breaks is kept for ten seconds.
  expect(performance.now() - closedAtMs).toBeLessThan(8_000);
});

test('a wall on which all is well has no pixel of the colours of alarms', async () => {
  await using page = await openWall();
  await page.getByRole('button', { name: '声音被阻止' }).click();
  await tilesAre(page, 'live', NAMES.length);
  await page.mouse.move(5, 5);
  const looks = async () => page.screenshot({ mask: [page.locator('video')], maskColor: '#000000' });
  // What has just been said about the cameras goes by itself.
  await expect.poll(async () => alarmPixels(page, await looks()), { timeout: 20_000 }).toEqual({});
});

test('cameras that die are said to be stalled, then offline, and come back by themselves within ten seconds', async () => {
  await using page = await openWall();
  await tilesAre(page, 'live', NAMES.length);
  await cameras.kill();
  await tilesAre(page, 'stalled', NAMES.length);
  await tilesAre(page, 'offline', NAMES.length);
  cameras = await openStreet(NAMES, cameras.port);
  const backAtMs = performance.now();
  await tilesAre(page, 'live', NAMES.length);
  expect(performance.now() - backAtMs).toBeLessThan(10_000);
}, 150_000);

test('a media node that is killed is started again: tiles come back, and no session or worker is left over', async () => {
  await using page = await openWall();
  await tilesAre(page, 'live', NAMES.length);
  const [node = 0] = await childrenOf(product.pid);
  const [worker = 0] = await childrenOf(node);
  process.kill(node, 'SIGKILL');
  await expect
    .poll(() => page.locator('video[data-state="live"]').count(), { interval: 50, timeout: 10_000 })
    .toBeLessThan(NAMES.length);
  await tilesAre(page, 'live', NAMES.length);
  await cameras.sessionsAre(NAMES.length);
  expect(await isRunning(worker)).toBe(false);
}, 120_000);

test('a player outside opens a camera with a token, over WHEP and over HLS, from a page of another origin', async () => {
  const operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  const elsewhere = await foreignPage();
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
  await page.addScriptTag({ path: 'test/fixtures/whep-player.js' });
  const { token, whepUrl, hlsUrl } = await operator.ask('POST /api/media-tokens', {
    body: { cameraId: cameraIds[0] ?? '' },
  });
  const played = await page.evaluate(
    `playWhep('${new URL(whepUrl, product.url)}', { Authorization: 'Bearer ${token}' }, 20)`,
  );
  expect(played).toMatchObject({ status: 201 });
  const playlist = await page.evaluate<string>(`fetch('${hlsUrl}').then((answer) => answer.text())`);
  expect(playlist).toMatch(/^#EXTM3U[\s\S]*CODECS="avc1\./);
  await page.close();
  elsewhere.close();
});

/** How many pixels of the picture are of each alarm colour, of those that are there at all. */
async function alarmPixels(page: Page, picture: Buffer): Promise<Record<string, number>> {
  const scratch = await browser.newPage();
  const colours = await page.evaluate(alarmColours);
  const counts = await scratch.evaluate(`(async () => {
    const picture = await createImageBitmap(await (await fetch('data:image/png;base64,${picture.toString('base64')}')).blob());
    const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    pen.drawImage(picture, 0, 0);
    const { data } = pen.getImageData(0, 0, picture.width, picture.height);
    const counts = {};
    for (const [name, colour] of ${JSON.stringify(colours)}) {
      const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.trim().slice(at, at + 2), 16));
      const near = (at) => Math.max(Math.abs(data[at] - red), Math.abs(data[at + 1] - green), Math.abs(data[at + 2] - blue)) < 12;
      let count = 0;
      for (let at = 0; at < data.length; at += 4) if (near(at)) count += 1;
      if (count > 0) counts[name] = count;
    }
    return counts;
  })()`);
  await scratch.close();
  return counts as Record<string, number>;
}

test('the journal holds who watched what, from when to when', async () => {
  const entries = await auditor.ask('GET /api/journal');
  const viewings = entries.filter(({ kind }) => kind === 'viewing');
  expect(viewings.map(({ actor }) => actor.name)).toContain('张值班');
  expect(viewings.some(({ body }) => (body as { endedAtMs: number | null }).endedAtMs !== null)).toBe(true);
});

/** The viewings that are not over. */
async function watchedNow(): Promise<string[]> {
  const entries = await auditor.ask('GET /api/journal', { query: { kind: 'viewing', limit: '500' } });
  const bodies = entries.map(({ body }) => body as { viewingId: string; endedAtMs: number | null });
  const ended = new Set(bodies.filter(({ endedAtMs }) => endedAtMs !== null).map(({ viewingId }) => viewingId));
  return bodies
    .map(({ viewingId }) => viewingId)
    .filter((viewingId) => !ended.has(viewingId))
    .toSorted();
}

function foreignPage(): Promise<Server> {
  const server = createServer((_, response) =>
    response.setHeader('Content-Type', 'text/html').end('<html lang="en"></html>'),
  );
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
