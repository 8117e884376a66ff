/** An operator's browser with the page of the bench (bench-page.js), which is built here from the console's own files. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { openBrowser } from '../fixtures/browser.ts';
import type { BenchSite } from './bench-site.ts';
import type { CameraPace } from './stamped-camera.ts';
import { within } from './within.ts';

/** Its number is the camera's count; -1 where it could not be read. */
export type ShownPicture = { number: number; atMs: number };
export type Watched = { clickedAtMs: number; pictures: ShownPicture[] };
export type WatchWish = {
  cameraId: string;
  forced?: 'hls';
  onKeptTransport?: boolean;
  /** From the click; it ends at the first picture where this is left out. */
  forMs?: number;
  /** It ends already when it shows what this camera sent after the click. */
  untilLive?: CameraPace;
};

export type BenchDesk = AsyncDisposable & {
  /** Resolves with when it was clicked, and each picture it showed. */
  watch(wish: WatchWish): Promise<Watched>;
  openWall(cameraIds: readonly string[]): Promise<{ clickedAtMs: number; shownAtMs: number[] }>;
};

/** Longer than the page itself waits for a picture. */
const ANSWER_WITHIN_MS = 45_000;
const LOADED_AFTER_MS = 1_000;

export async function openBenchDesk({ product, cookie }: BenchSite): Promise<BenchDesk> {
  await using opening = new AsyncDisposableStack();
  const script = await buildPage();
  const browser = opening.use(await openBrowser());
  const context = await browser.newContext({ viewport: { width: 1_920, height: 1_080 }, bypassCSP: true });
  await context.addCookies([{ ...cookie, url: product.url }]);
  const page = await context.newPage();
  page.on('pageerror', (thrown) => console.error(`the page of the bench: ${thrown.message}`));
  // Of the product's own address: Chromium lets a page that came from nowhere reach no loopback socket.
  await page.goto(`${product.url}/api/health`);
  await page.setContent(PAGE);
  await page.addScriptTag({ content: script });
  await call(page, 'connect');
  await sleep(LOADED_AFTER_MS);
  const open = opening.move();
  return {
    watch: (wish) => call(page, 'watch', wish),
    openWall: (cameraIds) => call(page, 'openWall', cameraIds),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

/** Four tiles in a row, all of them in sight. */
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><style>
body { margin: 0; display: grid; grid-template-columns: repeat(4, 480px); grid-auto-rows: 270px }
video { width: 480px; height: 270px }
</style><body></body></html>`;

function call<Out>(page: Page, name: string, input: unknown = null): Promise<Out> {
  return within(ANSWER_WITHIN_MS, `the page’s ${name}`, page.evaluate<Out>(`${name}(${JSON.stringify(input)})`));
}

async function buildPage(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    // A library is left what a page has not.
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'chrome120',
      lib: { entry: new URL('./bench-page.js', import.meta.url).pathname, formats: ['iife'], name: 'benchPage' },
    },
  });
  const chunks = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
  const [script, ...more] = chunks.filter((chunk) => chunk.type === 'chunk');
  if (!script || more.length > 0) throw new Error('the page of the bench is not one script');
  return script.code;
}
