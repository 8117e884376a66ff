/** What the end-to-end tests share: cameras of a server that is not ours, added as an administrator would, and consoles. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { AddCamera } from '../../config/contract/camera.ts';
import type { Client, Product } from '../fixtures/product.ts';
import type { RtspCameras } from '../fixtures/rtsp-cameras.ts';

export const OPERATOR = { account: 'duty', password: 'Guard-The-Street-7' };
export const COLLEAGUE = { account: 'second', password: 'Guard-The-Street-8' };
export const OUTSIDER = { account: 'other', password: 'Guard-The-Street-9' };

/** Two operators who may see every camera, and one of another unit who may see none of them. */
export async function addPeople(administrator: Client): Promise<void> {
  const elsewhere = await administrator.ask('POST /api/camera-groups', { body: { name: '别处' } });
  await administrator.ask('POST /api/people', { body: { ...OPERATOR, name: '张值班', role: 'operator' } });
  await administrator.ask('POST /api/people', { body: { ...COLLEAGUE, name: '李值班', role: 'operator' } });
  await administrator.ask('POST /api/people', {
    body: { ...OUTSIDER, name: '王外人', role: 'operator', cameraGroups: [elsewhere.id] },
  });
}

/** Answers the cameras' ids, in the order of the names. */
export async function addCameras(
  administrator: Client,
  cameras: RtspCameras,
  names: readonly string[],
  changes: Partial<AddCamera> = {},
): Promise<string[]> {
  const [group] = await administrator.ask('GET /api/camera-groups');
  const ids: string[] = [];
  for (const [index, name] of names.entries()) {
    const camera = await administrator.ask('POST /api/cameras', {
      body: {
        name,
        groupId: group?.id ?? '',
        rtspUrl: cameras.urlOf(name),
        analyse: false,
        position: { longitude: 113.32 + index * 0.0005, latitude: 23.095 },
        ...changes,
      },
    });
    ids.push(camera.id);
  }
  return ids;
}

/** A browser window of its own, signed in as that person. */
export async function openConsole(
  browser: Browser,
  product: Product,
  { account, password }: { account: string; password: string },
): Promise<BrowserContext> {
  const { cookie } = await product.signIn(account, password);
  const context = await browser.newContext({ viewport: { width: 1_920, height: 1_080 }, ignoreHTTPSErrors: true });
  await context.addCookies([{ ...cookie, url: product.url }]);
  return context;
}

export function tiles(page: Page) {
  return page.locator('video[data-camera-id]');
}

/** Waits until that many tiles say they are in that state. */
export async function tilesAre(page: Page, state: string, count: number): Promise<void> {
  await page.waitForFunction(
    `document.querySelectorAll('video[data-camera-id][data-state="${state}"]').length === ${count}`,
    undefined,
    { timeout: 45_000, polling: 100 },
  );
}

/** New pictures each tile has presented, by its own count, while the time passes. */
export async function presentedWhile(page: Page, seconds: number): Promise<number[]> {
  return page.evaluate<number[]>(`(async () => {
    const videos = [...document.querySelectorAll('video[data-camera-id]')];
    const presented = (video) => new Promise((resolve) => {
      const timer = setTimeout(() => resolve(-1), 5000);
      video.requestVideoFrameCallback((_, { presentedFrames }) => { clearTimeout(timer); resolve(presentedFrames); });
    });
    const before = await Promise.all(videos.map(presented));
    await new Promise((next) => setTimeout(next, ${seconds * 1_000}));
    const after = await Promise.all(videos.map(presented));
    return after.map((count, index) => count - before[index]);
  })()`);
}
