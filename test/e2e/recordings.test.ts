/** Recordings as an operator has them: the whole product, a real camera, a real browser, and programs that are not ours. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RecordedSpan, RecordingPlan, type Recordings } from '../../config/contract/recording.ts';
import { streetClips } from '../../config/setup/street-path.mjs';
import { openBrowser } from '../fixtures/browser.ts';
import { pictureWidth } from '../fixtures/in-page.js';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { addCameras, addPeople, OPERATOR, openConsole } from './site.ts';

const run = promisify(execFile);
const VERIFY = new URL('../../server/recordings/verify-export.main.ts', import.meta.url).pathname;

let cameras: RtspCameras;
let product: Product;
let operator: Client;
let cameraId: string;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const [gate = ''] = streetClips();
  cameras = await openRtspCameras({ mounts: { gate } });
  product = await startProduct({ environment: { LIANQIN_RECORDING_SEGMENT_MS: '5000' } });
  const administrator = await product.signIn('admin');
  await addPeople(administrator);
  [cameraId = ''] = await addCameras(administrator, cameras, ['gate'], { recording: RecordingPlan.parse({}) });
  operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  browser = await openBrowser();
  page = await (await openConsole(browser, product, OPERATOR)).newPage();
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

async function recordedSpans(): Promise<RecordedSpan[]> {
  const url = `${product.url}/api/recordings?cameraId=${cameraId}&fromMs=0&toMs=${Date.now() + 60_000}`;
  const answer = await fetch(url, { headers: { Cookie: `${operator.cookie.name}=${operator.cookie.value}` } });
  return ((await answer.json()) as Recordings).spans;
}

async function untilRecorded(seconds: number): Promise<RecordedSpan> {
  await expect
    .poll(async () => (await recordedSpans()).some(({ fromMs, toMs }) => toMs - fromMs > seconds * 1_000), {
      timeout: 60_000,
    })
    .toBe(true);
  const [span] = await recordedSpans();
  return span ?? { fromMs: 0, toMs: 0 };
}

test('what was recorded plays at the moment asked for, and goes on', async () => {
  const span = await untilRecorded(12);
  const at = span.fromMs + 4_000;
  await page.goto(`${product.url}/playback?camera=${cameraId}&at=${at}`);
  const video = page.locator('video[data-recording-of]');
  const shownMs = async () => Number(await video.getAttribute('data-at-ms'));
  await expect.poll(shownMs, { timeout: 20_000 }).toBeGreaterThan(at + 2_000);
  expect(await shownMs()).toBeLessThan(at + 20_000);
  await expect.poll(() => page.getByRole('slider').count()).toBe(1);
});

test('a small picture shows where the pointer rests on the timeline', async () => {
  await untilRecorded(12);
  const recorded = page.locator('[data-span]').last();
  const middle = async () => {
    const box = await recorded.boundingBox();
    return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
  };
  // Looked at closer until it is wide enough to point at; near midnight the day's end keeps it from staying in place.
  await expect
    .poll(
      async () => {
        const { x, y } = await middle();
        await page.mouse.move(x, y);
        await page.mouse.wheel(0, -100);
        return (await recorded.boundingBox())?.width ?? 0;
      },
      { timeout: 15_000 },
    )
    .toBeGreaterThan(30);
  const { x, y } = await middle();
  await page.mouse.move(x, y);
  const picture = page.locator('img[src*="/picture?atMs="]');
  await expect.poll(() => picture.evaluate(pictureWidth), { timeout: 15_000 }).toBe(768);
});

test('an export carries a manifest whose sums are right, and a change is found by whoever verifies it', async () => {
  const { fromMs } = await untilRecorded(12);
  const body = { cameraIds: [cameraId], fromMs: fromMs + 1_000, toMs: fromMs + 9_000, reason: '案件取证' };
  const made = await operator.ask('POST /api/exports', { body });
  const newest = async () => (await operator.ask('GET /api/exports')).find(({ id }) => id === made.id);
  await expect.poll(async () => (await newest())?.state, { timeout: 20_000 }).toBe('ready');
  const ready = await newest();
  expect(ready?.files).toHaveLength(2);
  const folder = await mkdtemp(join(tmpdir(), 'lianqin-export-'));
  for (const { name } of ready?.files ?? []) {
    const answer = await fetch(`${product.url}/api/exports/${made.id}/files/${encodeURIComponent(name)}`, {
      headers: { Cookie: `${operator.cookie.name}=${operator.cookie.value}` },
    });
    expect(answer.status).toBe(200);
    await writeFile(join(folder, name), Buffer.from(await answer.arrayBuffer()));
  }
  const { stdout } = await run(process.execPath, [VERIFY, folder]);
  expect(stdout).toContain('taken by 张值班');
  expect(stdout).toContain(ready?.files.at(-1)?.sha256);
  const [video] = ready?.files ?? [];
  const { stderr } = await run('ffmpeg', ['-v', 'error', '-i', join(folder, video?.name ?? ''), '-f', 'null', '-']);
  expect(stderr).toBe('');
  await writeFile(join(folder, video?.name ?? ''), 'changed');
  await expect(run(process.execPath, [VERIFY, folder])).rejects.toMatchObject({ code: 1 });
  await rm(folder, { recursive: true });
});

test('a power cut loses at most the last second, leaves a gap, and recording goes on by itself', async () => {
  await untilRecorded(12);
  const cutAtMs = Date.now();
  await product.kill();
  await product.startAgain();
  operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  await expect.poll(async () => (await recordedSpans()).length, { timeout: 60_000 }).toBe(2);
  const [before] = await recordedSpans();
  // A fragment is a second, one picture is held back, and this machine is busy.
  expect(cutAtMs - (before?.toMs ?? 0)).toBeLessThan(2_000);
});

test('who looked at which recording, and took what, is in the record', async () => {
  const administrator = await product.signIn('admin');
  await administrator.ask('POST /api/people', {
    body: { account: 'audit2', password: 'Guard-The-Street-5', name: '赵审计', role: 'auditor' },
  });
  const auditor = await product.signIn('audit2', 'Guard-The-Street-5');
  const entries = (await auditor.ask('GET /api/journal')).filter(({ kind }) =>
    ['viewing', 'recordingExport'].includes(kind),
  );
  expect(entries.map(({ kind, actor, body }) => [kind, actor.name, (body as { by: unknown }).by])).toEqual(
    expect.arrayContaining([
      ['viewing', '张值班', 'playback'],
      ['viewing', '张值班', 'download'],
      ['recordingExport', '张值班', expect.objectContaining({ name: '张值班' })],
    ]),
  );
});
