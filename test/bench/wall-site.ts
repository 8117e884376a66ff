/**
 * The whole product with cameras that count what they send, and the real console on its
 * wall: signed in as an operator, as large as a monitor, in a browser of its own each time.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { openBrowser } from '../fixtures/browser.ts';
import { benchClip, type ClipShape, MAIN, WALL_SUB } from './bench-clips.ts';
import { type BenchSite, openBenchSite } from './bench-site.ts';
import { memoryKb } from './process-cost.ts';
import { openStampedCamera, type StampedCamera } from './stamped-camera.ts';
import { within } from './within.ts';

export const SHAPES: Readonly<Record<'main' | 'sub', ClipShape>> = { main: MAIN, sub: WALL_SUB };

type WallCamera = { id: string; main: StampedCamera; sub: StampedCamera };
export type WallSite = AsyncDisposable & {
  site: BenchSite;
  cameras: readonly WallCamera[];
  openWall(wall: { layout: string; slots: readonly string[] }): Promise<WallDesk>;
};
export type WallDesk = AsyncDisposable & {
  page: Page;
  /** One of the functions of wall-page.js. */
  call<Out>(name: string): Promise<Out>;
  /** Of the process that draws the page, after everything nobody holds any more was let go. */
  memory(): Promise<{ processMb: number; scriptMb: number }>;
};

const ANSWER_WITHIN_MS = 60_000;
const COLLECTED_AFTER_MS = 1_000;

export async function openWallSite(count: number): Promise<WallSite> {
  await using opening = new AsyncDisposableStack();
  const clips = { main: await benchClip(SHAPES.main), sub: await benchClip(SHAPES.sub) };
  const streams: Omit<WallCamera, 'id'>[] = [];
  for (let index = 0; index < count; index += 1) {
    streams.push({
      main: opening.use(await openStampedCamera(clips.main, SHAPES.main)),
      sub: opening.use(await openStampedCamera(clips.sub, SHAPES.sub)),
    });
  }
  const site = opening.use(
    // What nobody watches is not sent: the machine that plays the cameras is the one that shows them.
    await openBenchSite(
      streams.map(({ main, sub }) => ({ sourceUrl: main.url, subSourceUrl: sub.url, keepWarm: false })),
    ),
  );
  await site.told('idle');
  const cameras = streams.map((stream, index) => ({ id: site.cameraIds[index] ?? '', ...stream }));
  const open = opening.move();
  return {
    site,
    cameras,
    openWall: (wall) => openWallDesk(site, wall),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

type Wanted = Parameters<WallSite['openWall']>[0];

async function openWallDesk({ product, signIn }: BenchSite, { layout, slots }: Wanted): Promise<WallDesk> {
  await using opening = new AsyncDisposableStack();
  const browser = opening.use(await openBrowser());
  const context = await browser.newContext({ viewport: { width: 1_920, height: 1_080 }, bypassCSP: true });
  await context.addCookies([{ ...(await signIn()), url: product.url }]);
  const page = await context.newPage();
  page.on('pageerror', (thrown) => console.error(`the console: ${thrown.message}`));
  await page.goto(`${product.url}/wall?${new URLSearchParams({ layout, slots: slots.join(',') })}`);
  await page.locator('[data-connection="online"]').waitFor();
  await page.addScriptTag({ path: new URL('./wall-page.js', import.meta.url).pathname });
  const whole = await browser.newBrowserCDPSession();
  const inside = await context.newCDPSession(page);
  const open = opening.move();
  return {
    page,
    call: (name) => within(ANSWER_WITHIN_MS, `the console’s ${name}`, page.evaluate(`${name}()`)),
    memory: () => within(ANSWER_WITHIN_MS, 'the console’s memory', memoryOf(whole, inside)),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

/** Chromium keeps a second renderer in hand; the page's is the larger. */
async function memoryOf(whole: CDPSession, inside: CDPSession): Promise<{ processMb: number; scriptMb: number }> {
  await inside.send('HeapProfiler.collectGarbage');
  await sleep(COLLECTED_AFTER_MS);
  await inside.send('HeapProfiler.collectGarbage');
  const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => memoryKb([id]));
  const { usedSize } = await inside.send('Runtime.getHeapUsage');
  return { processMb: Math.max(...renderers) / 1_024, scriptMb: usedSize / 1_024 / 1_024 };
}
