/** What the end-to-end tests share: cameras of a server that is not ours, added as an administrator would, and consoles. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { AddCamera } from '../../config/contract/camera.ts';
import { streetClips } from '../../config/setup/street-path.mjs';
import type { Client, Product } from '../fixtures/product.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';

export const OPERATOR = { account: 'duty', password: 'Guard-The-Street-7' };
export const COLLEAGUE = { account: 'second', password: 'Guard-The-Street-8' };
export const OUTSIDER = { account: 'other', password: 'Guard-The-Street-9' };

/** Real cameras that play the street's clips, one for each name. */
export function openStreet(names: readonly string[], port = 0): Promise<RtspCameras> {
  const clips = streetClips();
  return openRtspCameras({ mounts: Object.fromEntries(names.map((name, index) => [name, clips[index] ?? ''])), port });
}

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
        sourceUrl: cameras.urlOf(name),
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

/** Waits until that many tiles say they are in that state; the test's own limit is the only clock. */
export async function tilesAre(page: Page, state: string, count: number): Promise<void> {
  const tiles = page.locator(`video[data-camera-id][data-state="${state}"]`);
  await expect.poll(() => tiles.count(), { timeout: 45_000, interval: 100 }).toBe(count);
}
