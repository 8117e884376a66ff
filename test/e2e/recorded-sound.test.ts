/** Recorded sound as an operator has it: the whole product, real cameras, a real browser. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecordingPlan, type Recordings } from '../../config/contract/recording.ts';
import { streetClips } from '../../config/setup/street-path.mjs';
import { openBrowser } from '../fixtures/browser.ts';
import { recordedSoundHeard } from '../fixtures/in-page.js';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { addCameras, addPeople, OPERATOR, openConsole } from './site.ts';

const run = promisify(execFile);
const AUDITOR = { account: 'audit', password: 'Guard-The-Street-6' };
/** Of the tick the cameras give each second. */
const TICK_HZ = 440;
const SOUNDS = { aac: 'aac', pcma: 'pcma', opus: 'opus' } as const;

let cameras: RtspCameras;
let product: Product;
let administrator: Client;
let operator: Client;
let auditor: Client;
let ids: Record<string, string>;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const [clip = ''] = streetClips();
  const names = [...Object.keys(SOUNDS), 'silent'];
  cameras = await openRtspCameras({ mounts: Object.fromEntries(names.map((name) => [name, clip])), audio: SOUNDS });
  product = await startProduct({ environment: { LIANQIN_RECORDING_SEGMENT_MS: '5000' } });
  administrator = await product.signIn('admin');
  await addPeople(administrator);
  await administrator.ask('POST /api/people', { body: { ...AUDITOR, name: '赵审计', role: 'auditor' } });
  auditor = await product.signIn(AUDITOR.account, AUDITOR.password);
  operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  const how = { audio: true, recordAudio: true, recording: RecordingPlan.parse({}) };
  const added = await addCameras(administrator, cameras, names, how);
  ids = Object.fromEntries(names.map((name, index) => [name, added[index] ?? '']));
  browser = await openBrowser();
  page = await (await openConsole(browser, product, OPERATOR)).newPage();
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

async function recordings(name: string): Promise<Recordings> {
  const url = `${product.url}/api/recordings?cameraId=${ids[name]}&fromMs=0&toMs=${Date.now() + 60_000}`;
  const answer = await fetch(url, { headers: { Cookie: `${operator.cookie.name}=${operator.cookie.value}` } });
  return (await answer.json()) as Recordings;
}

async function soundFrom(name: string, seconds: number): Promise<number> {
  const longest = async () =>
    (await recordings(name)).sounding.find(({ fromMs, toMs }) => toMs - fromMs > seconds * 1_000);
  await expect.poll(async () => (await longest()) !== undefined, { timeout: 60_000 }).toBe(true);
  return (await longest())?.fromMs ?? 0;
}

async function openPlayback(name: string, atMs: number): Promise<void> {
  await page.goto(`${product.url}/playback?camera=${ids[name]}&at=${atMs}`);
  await page.locator('video[data-recording-of][data-state="shown"]').waitFor({ timeout: 60_000 });
}

const listen = () => page.getByRole('button', { name: '打开或关闭该画面的声音' });
const isMuted = async () => (await page.evaluate(recordedSoundHeard, 0)).isMuted;

test.each(Object.keys(SOUNDS))(
  'the recorded sound of %s is heard when it is asked for, and who listened is on record',
  async (name) => {
    await openPlayback(name, (await soundFrom(name, 20)) + 2_000);
    await expect.poll(() => listen().count()).toBe(1);
    expect(await page.evaluate(recordedSoundHeard, 0)).toMatchObject({ bytes: 0, isMuted: true });
    await page.keyboard.press('m');
    await expect.poll(() => listen().getAttribute('aria-pressed')).toBe('true');
    await expect.poll(isMuted, { timeout: 30_000 }).toBe(false);
    const { hz, bytes } = await page.evaluate(recordedSoundHeard, 4);
    expect(bytes).toBeGreaterThan(0);
    expect(Math.abs(hz - TICK_HZ)).toBeLessThan(30);
    const bodies = async () => (await auditor.ask('GET /api/journal')).map(({ body }) => body);
    await expect.poll(bodies).toContainEqual(expect.objectContaining({ cameraId: ids[name], by: 'playbackSound' }));
  },
);

test('it is silent at another speed, and while the time stands still', async () => {
  await openPlayback('pcma', (await soundFrom('pcma', 20)) + 2_000);
  await listen().click();
  await expect.poll(isMuted, { timeout: 30_000 }).toBe(false);
  await page.keyboard.press(']');
  await expect.poll(isMuted).toBe(true);
  await page.getByText('1× 正放时有声').waitFor();
  await page.keyboard.press('[');
  await expect.poll(isMuted, { timeout: 30_000 }).toBe(false);
  await page.keyboard.press('Space');
  await expect.poll(isMuted).toBe(true);
});

test('a camera whose sound was not recorded says so', async () => {
  await soundFrom('pcma', 8);
  const [span] = (await recordings('silent')).spans;
  await openPlayback('silent', (span?.fromMs ?? 0) + 1_000);
  const button = page.getByRole('button', { name: '没有录下声音' });
  await button.waitFor();
  expect(await button.isDisabled()).toBe(true);
});

test('where sound was switched on in between, the picture plays on and the sound begins', async () => {
  const params = { cameraId: ids.opus ?? '' };
  await administrator.ask('PATCH /api/cameras/:cameraId', { params, body: { recordAudio: false } });
  const stretches = async () => (await recordings('opus')).sounding;
  const before = (await stretches()).length;
  await expect
    .poll(async () => Date.now() - ((await stretches()).at(-1)?.toMs ?? 0), { timeout: 60_000 })
    .toBeGreaterThan(12_000);
  await administrator.ask('PATCH /api/cameras/:cameraId', { params, body: { recordAudio: true } });
  await expect.poll(async () => (await stretches()).length, { timeout: 60_000 }).toBe(before + 1);
  const again = (await stretches()).at(-1)?.fromMs ?? 0;
  await expect
    .poll(async () => ((await stretches()).at(-1)?.toMs ?? 0) - again, { timeout: 60_000 })
    .toBeGreaterThan(15_000);
  await openPlayback('opus', again - 4_000);
  await listen().click();
  await page.getByText('此刻没有录下声音').waitFor();
  await expect.poll(isMuted, { timeout: 30_000 }).toBe(false);
  expect(Math.abs((await page.evaluate(recordedSoundHeard, 4)).hz - TICK_HZ)).toBeLessThan(30);
});

test('an export has the sound, its marked copy too, and the manifest says so', async () => {
  const fromMs = await soundFrom('pcma', 12);
  const body = {
    cameraIds: [ids.pcma ?? ''],
    fromMs: fromMs + 1_000,
    toMs: fromMs + 9_000,
    reason: '案件取证',
    withWatermark: true,
  };
  const made = await operator.ask('POST /api/exports', { body });
  const newest = async () => (await operator.ask('GET /api/exports')).find(({ id }) => id === made.id);
  await expect.poll(async () => (await newest())?.state, { timeout: 60_000 }).toBe('ready');
  const files = (await newest())?.files ?? [];
  const folder = await mkdtemp(join(tmpdir(), 'lianqin-export-'));
  for (const { name } of files) {
    const answer = await fetch(`${product.url}/api/exports/${made.id}/files/${encodeURIComponent(name)}`, {
      headers: { Cookie: `${operator.cookie.name}=${operator.cookie.value}` },
    });
    await writeFile(join(folder, name), Buffer.from(await answer.arrayBuffer()));
  }
  const codecsOf = async (name = '') => {
    const entries = ['-show_entries', 'stream=codec_name,duration', '-of', 'json'];
    const { stdout } = await run('ffprobe', ['-v', 'error', ...entries, join(folder, name)]);
    const streams: { codec_name: string; duration: string }[] = JSON.parse(stdout).streams;
    const [pictures, sound] = streams.map(({ duration }) => Number(duration));
    expect(Math.abs((pictures ?? 0) - (sound ?? 99))).toBeLessThan(0.15);
    return streams.map(({ codec_name }) => codec_name);
  };
  expect(await codecsOf(files[0]?.name)).toEqual(['h264', 'flac']);
  expect(await codecsOf(files[1]?.name)).toEqual(['h264', 'aac']);
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  expect(manifest.files[0].withSound).toHaveLength(1);
  await rm(folder, { recursive: true });
});
