/** Recordings as an operator has them: the whole product, a real camera, a real browser, and programs that are not ours. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RecordedSpan, RecordingPlan, type Recordings } from '../../config/contract/recording.ts';
import { streetClips } from '../../config/setup/street-path.mjs';
import { openBrowser } from '../fixtures/browser.ts';
import { pictureWidth, recordingsWhile } from '../fixtures/in-page.js';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { addCameras, addPeople, OPERATOR, openConsole } from './site.ts';

const run = promisify(execFile);
const NAMES = ['gate', 'east', 'south', 'west'];
const APPROVER = { account: 'head', password: 'Guard-The-Street-6' };
/** Of the demo street's first clip. */
const FRAMES_PER_SECOND = 15;
const VERIFY = new URL('../../server/recordings/verify-export.main.ts', import.meta.url).pathname;

let cameras: RtspCameras;
let product: Product;
let operator: Client;
let approver: Client;
let cameraId: string;
let cameraIds: string[];
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const [gate = ''] = streetClips();
  cameras = await openRtspCameras({ mounts: Object.fromEntries(NAMES.map((name) => [name, gate])) });
  product = await startProduct({
    environment: { LIANQIN_RECORDING_SEGMENT_MS: '5000', LIANQIN_RECORDING_EXPORT_NEEDS_APPROVAL: 'true' },
  });
  const administrator = await product.signIn('admin');
  await addPeople(administrator);
  await administrator.ask('POST /api/people', { body: { ...APPROVER, name: '李主任', role: 'administrator' } });
  approver = await product.signIn(APPROVER.account, APPROVER.password);
  cameraIds = await addCameras(administrator, cameras, NAMES, { recording: RecordingPlan.parse({}) });
  [cameraId = ''] = cameraIds;
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

/** The value, once it is the same for half a second. */
async function settled(read: () => Promise<number>): Promise<number> {
  let last = await read();
  let since = Date.now();
  await expect
    .poll(async () => {
      const now = await read();
      if (now !== last) since = Date.now();
      last = now;
      return Date.now() - since;
    })
    .toBeGreaterThan(500);
  return last;
}

async function downloaded(exportId: string, files: readonly { name: string }[]) {
  const path = await mkdtemp(join(tmpdir(), 'lianqin-export-'));
  for (const { name } of files) {
    const answer = await fetch(`${product.url}/api/exports/${exportId}/files/${encodeURIComponent(name)}`, {
      headers: { Cookie: `${operator.cookie.name}=${operator.cookie.value}` },
    });
    expect(answer.status).toBe(200);
    await writeFile(join(path, name), Buffer.from(await answer.arrayBuffer()));
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

const pictures = () => page.locator('video[data-recording-of]');
const slider = () => page.getByRole('slider');
const shownAll = (count: number) =>
  expect
    .poll(() => page.locator('video[data-recording-of][data-state="shown"]').count(), { timeout: 60_000 })
    .toBe(count);
const momentMs = async () => Number(await page.locator('[data-moment-ms]').getAttribute('data-moment-ms'));

async function openPlayback(ids: readonly string[], atMs: number): Promise<void> {
  await page.goto(`${product.url}/playback?camera=${encodeURIComponent(ids.join(','))}&at=${atMs}`);
  await page.locator('[data-moment-ms]').waitFor();
}

test('what was recorded plays at the moment asked for, and goes on', async () => {
  const span = await untilRecorded(12);
  const at = span.fromMs + 4_000;
  await openPlayback([cameraId], at);
  await expect.poll(momentMs, { timeout: 30_000 }).toBeGreaterThan(at + 2_000);
  await shownAll(1);
  expect(await slider().count()).toBe(1);
});

test('four cameras on one clock stay together', async () => {
  const { fromMs } = await untilRecorded(30);
  await openPlayback(cameraIds, fromMs + 4_000);
  await shownAll(4);
  // This machine does other things too: a stretch of three seconds without any of them is waited for.
  await expect
    .poll(
      async () => {
        const { widest, slowest } = await page.evaluate(recordingsWhile, 3);
        return slowest > 2_000 && widest < 300;
      },
      { timeout: 60_000, interval: 50 },
    )
    .toBe(true);
});

test('whoever cannot use a mouse or sees little can use it too', async () => {
  const { fromMs } = await untilRecorded(12);
  // The checker brings its own script, which the console's content policy rightly refuses.
  const context = await browser.newContext({ viewport: { width: 1_920, height: 1_080 }, bypassCSP: true });
  await context.addCookies([{ ...operator.cookie, url: product.url }]);
  const open = await context.newPage();
  await open.goto(`${product.url}/playback?camera=${encodeURIComponent(cameraIds.join(','))}&at=${fromMs + 5_000}`);
  await open.locator('[data-moment-ms]').waitFor();
  const { violations } = await new AxeBuilder({ page: open }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await context.close();
});

test('the timeline is looked at as close as ten seconds, by wheel and by keyboard', async () => {
  const { fromMs } = await untilRecorded(30);
  await openPlayback(cameraIds, fromMs + 10_000);
  await page.keyboard.press('Space');
  const length = async () =>
    Number(await slider().getAttribute('aria-valuemax')) - Number(await slider().getAttribute('aria-valuemin'));
  const box = await slider().boundingBox();
  await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + 40);
  await expect
    .poll(
      async () => {
        await page.mouse.wheel(0, -300);
        return length();
      },
      { timeout: 20_000 },
    )
    .toBe(10_000);
  await slider().focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(length).toBe(12_500);
  const before = await momentMs();
  await page.keyboard.press('ArrowRight');
  await expect.poll(momentMs).toBe(before + 125);
});

test('a small picture shows where the pointer rests on the timeline', async () => {
  const { fromMs } = await untilRecorded(12);
  await openPlayback([cameraId], fromMs + 6_000);
  const box = await slider().boundingBox();
  await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + 40);
  const picture = page.locator('img[src*="/picture?atMs="]');
  await expect.poll(() => picture.evaluate(pictureWidth), { timeout: 15_000 }).toBe(768);
});

test('a step goes to the very next picture, and a step back to the one before it', async () => {
  const { fromMs } = await untilRecorded(12);
  await openPlayback([cameraId], fromMs + 6_000);
  await shownAll(1);
  await page.keyboard.press('Space');
  const shownS = async () => Number(await pictures().getAttribute('data-shown-s'));
  const first = await settled(shownS);
  await page.keyboard.press('.');
  await expect
    .poll(async () => Math.round(((await shownS()) - first) * FRAMES_PER_SECOND), { timeout: 10_000 })
    .toBe(1);
  await settled(shownS);
  await page.keyboard.press(',');
  await expect
    .poll(async () => Math.round(((await shownS()) - first) * FRAMES_PER_SECOND), { timeout: 10_000 })
    .toBe(0);
});

test('it plays backwards, key frame by key frame', async () => {
  const { fromMs } = await untilRecorded(30);
  await openPlayback([cameraId], fromMs + 25_000);
  await shownAll(1);
  await page.keyboard.press('r');
  const shownMs = async () =>
    Number(await pictures().getAttribute('data-shown-s')) * 1_000 +
    Number(await pictures().getAttribute('data-offset-ms'));
  await expect.poll(shownMs, { timeout: 30_000 }).toBeLessThan(fromMs + 20_000);
});

test('a day without recordings says so, and leads to one that has some', async () => {
  await untilRecorded(12);
  await openPlayback(cameraIds, Date.now() - 2 * 24 * 3_600_000);
  const status = page.getByRole('status').filter({ hasText: '没有录像' }).first();
  await status.waitFor({ timeout: 20_000 });
  await page
    .getByRole('button', { name: /有录像的日子/ })
    .first()
    .click();
  await shownAll(4);
});

test('the next and the last alert or incident are found days away, and where there is none it says so', async () => {
  const DAY_MS = 86_400_000;
  const { reportedAtMs } = await operator.ask('POST /api/incidents', { body: { title: '路灯损坏', cameraId } });
  const moment = () => Number(new URL(page.url()).searchParams.get('at'));
  await page.goto(`${product.url}/playback?camera=${cameraId}&at=${reportedAtMs - 5 * DAY_MS}`);
  await page.getByText('没有录像').first().waitFor();
  await page.keyboard.press('n');
  // A little before it, so that one sees it come.
  await expect.poll(() => Math.abs(reportedAtMs - moment()), { timeout: 20_000 }).toBeLessThan(60_000);
  await page.goto(`${product.url}/playback?camera=${cameraId}&at=${reportedAtMs - 60 * DAY_MS}`);
  await page.getByText('没有录像').first().waitFor();
  await page.keyboard.press('p');
  await page.getByText('此方向 30 天内没有告警或事件').waitFor();
});

test('a marked range is locked until a day, and exported once another person lets it', async () => {
  const { fromMs } = await untilRecorded(30);
  await openPlayback([cameraId], fromMs + 5_000);
  await shownAll(1);
  await page.keyboard.press('Space');
  await page.keyboard.press('i');
  await page.keyboard.press('l');
  await page.keyboard.press('o');
  await page.getByRole('button', { name: '锁定取证' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('锁定至').fill('2099-12-31');
  await dialog.getByLabel('事由').fill('案件取证');
  await dialog.getByRole('button', { name: '锁定取证' }).click();
  await page.getByRole('tab', { name: '锁定记录' }).click();
  await page.getByText('锁定至 2099年12月31日 23:59:59').waitFor();

  await page.getByRole('button', { name: '导出', exact: true }).click();
  await dialog.getByLabel('另附水印副本').check();
  await dialog.getByLabel('事由').fill('移交派出所');
  await dialog.getByRole('button', { name: '导出' }).click();
  await page.getByRole('tab', { name: '导出记录' }).click();
  const asked = page.getByRole('listitem').filter({ hasText: '移交派出所' });
  await asked.getByText('待审批').waitFor();
  expect(await asked.getByRole('button', { name: '批准' }).count()).toBe(0);

  const second = await (await openConsole(browser, product, APPROVER)).newPage();
  await second.goto(`${product.url}/playback`);
  const waiting = second.getByRole('listitem').filter({ hasText: '移交派出所' });
  await waiting.getByRole('button', { name: '批准' }).click();
  await asked.getByText('已完成').waitFor({ timeout: 60_000 });
  await asked.getByText(/李主任 批准/).waitFor();
  const [newest] = await operator.ask('GET /api/exports');
  const [file, copy] = newest?.files ?? [];
  expect(newest?.files).toHaveLength(3);
  expect(copy?.name).toBe(file?.name.replace('.mp4', '_watermark.mp4'));
  await using folder = await downloaded(newest?.id ?? '', newest?.files ?? []);
  const { stdout } = await run(process.execPath, [VERIFY, folder.path]);
  expect(stdout.match(/^OK /gm)).toHaveLength(2);
  // The same pictures, as many, and other than they were.
  const framesOf = (name = '') =>
    run('ffmpeg', ['-v', 'error', '-i', join(folder.path, name), '-fps_mode', 'passthrough', '-f', 'framemd5', '-']);
  const [plain, marked] = await Promise.all([framesOf(file?.name), framesOf(copy?.name)]);
  const sums = (text: string) =>
    text
      .split('\n')
      .filter((line) => /^0,/.test(line))
      .map((line) => line.split(',')[5]);
  expect(sums(marked.stdout)).toHaveLength(sums(plain.stdout).length);
  expect(sums(marked.stdout)[0]).not.toBe(sums(plain.stdout)[0]);
});

test('what a playback shows goes into an incident with what was marked, and its log leads back to exactly that', async () => {
  const { fromMs } = await untilRecorded(12);
  const incident = await operator.ask('POST /api/incidents', { body: { title: '翻越护栏', cameraId } });
  const params = { incidentId: incident.id };
  await openPlayback([cameraId], fromMs + 6_000);
  await shownAll(1);
  await page.keyboard.press('Space');
  await page.keyboard.press('i');
  await page.keyboard.press('.');
  await settled(async () => Number(await pictures().getAttribute('data-shown-s')));
  const range = () => new URL(page.url()).searchParams;
  await expect.poll(() => range().get('from')).not.toBeNull();
  await page.keyboard.press('Shift+S');
  const dialog = page.getByRole('dialog', { name: '把画面存入事件' });
  await expect.poll(() => dialog.getByRole('img', { name: 'gate 的画面' }).evaluate(pictureWidth)).toBeGreaterThan(0);
  const shownMs =
    Number(await pictures().getAttribute('data-shown-s')) * 1_000 +
    Number(await pictures().getAttribute('data-offset-ms'));
  await dialog.getByRole('button', { name: /翻越护栏/ }).click();
  await dialog.getByRole('combobox', { name: '同时锁定录像' }).click();
  await page.getByRole('option', { name: /^标记的时段/ }).click();
  await dialog.getByRole('button', { name: '存入事件' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const [picture] = await operator.ask('GET /api/incidents/:incidentId/evidence', { params });
  expect(picture).toMatchObject({ kind: 'picture', note: 'gate' });
  expect(Math.abs((picture?.takenAtMs ?? 0) - shownMs)).toBeLessThan(1_000 / FRAMES_PER_SECOND);
  const [fromText, toText] = [range().get('from'), range().get('to')];
  const [lock] = await operator.ask('GET /api/recording-locks');
  expect([`${lock?.fromMs}`, `${lock?.toMs}`]).toEqual([fromText, toText]);

  await page.goto(`${product.url}/incidents?incident=${incident.id}`);
  await page.getByRole('link', { name: '回放这段录像' }).click();
  await page.locator('[data-moment-ms]').waitFor();
  expect([range().get('camera'), range().get('from'), range().get('to')]).toEqual([cameraId, fromText, toText]);
});

test('locking, exporting, the calendar and the layers are had from the keyboard and from the palette', async () => {
  const { fromMs } = await untilRecorded(12);
  await page.goto(
    `${product.url}/playback?camera=${cameraId}&at=${fromMs + 3_000}&from=${fromMs}&to=${fromMs + 5_000}`,
  );
  await shownAll(1);
  for (const [key, title] of [
    ['Shift+L', '锁定录像'],
    ['Shift+E', '导出录像'],
  ] as const) {
    await page.keyboard.press(key);
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  }
  await page.keyboard.press('d');
  await expect.poll(() => page.locator('[data-day]:focus').getAttribute('data-shown')).toBe('true');
  const alerts = page.getByRole('button', { name: '告警', exact: true, pressed: true });
  await alerts.waitFor();
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('输入要做的事').fill('时间轴图层：告警');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await alerts.waitFor({ state: 'detached' });
});

test('an export carries a manifest whose sums are right, and a change is found by whoever verifies it', async () => {
  const { fromMs } = await untilRecorded(12);
  const body = { cameraIds: [cameraId], fromMs: fromMs + 1_000, toMs: fromMs + 9_000, reason: '案件取证' };
  const made = await operator.ask('POST /api/exports', { body });
  const params = { exportId: made.id };
  await approver.ask('POST /api/exports/:exportId/decision', { params, body: { isApproved: true } });
  const newest = async () => (await operator.ask('GET /api/exports')).find(({ id }) => id === made.id);
  await expect.poll(async () => (await newest())?.state, { timeout: 20_000 }).toBe('ready');
  const ready = await newest();
  expect(ready?.files).toHaveLength(2);
  await using folder = await downloaded(made.id, ready?.files ?? []);
  const { stdout } = await run(process.execPath, [VERIFY, folder.path]);
  expect(stdout).toContain('taken by 张值班');
  expect(stdout).toContain(ready?.files.at(-1)?.sha256);
  const [video] = ready?.files ?? [];
  const { stderr } = await run('ffmpeg', [
    '-v',
    'error',
    '-i',
    join(folder.path, video?.name ?? ''),
    '-f',
    'null',
    '-',
  ]);
  expect(stderr).toBe('');
  await writeFile(join(folder.path, video?.name ?? ''), 'changed');
  await expect(run(process.execPath, [VERIFY, folder.path])).rejects.toMatchObject({ code: 1 });
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
    ['viewing', 'recordingExport', 'exportDownload'].includes(kind),
  );
  expect(entries.map(({ kind, actor, body }) => [kind, actor.name, (body as { by: unknown }).by])).toEqual(
    expect.arrayContaining([
      ['viewing', '张值班', 'playback'],
      ['viewing', '张值班', 'download'],
      ['recordingExport', '张值班', expect.objectContaining({ name: '张值班' })],
    ]),
  );
  const taken = entries.filter(({ kind }) => kind === 'exportDownload').map(({ body }) => body);
  expect(taken).toContainEqual(expect.objectContaining({ file: 'manifest.json', address: '127.0.0.1' }));
});

test('the auditor finds it in the console, prints it, and has the record verified', async () => {
  const context = await openConsole(browser, product, { account: 'audit2', password: 'Guard-The-Street-5' });
  const desk = await context.newPage();
  // The dialog of a printer would wait for a person.
  await desk.addInitScript('window.print = () => {};');
  await desk.goto(`${product.url}/journal`);
  const rows = desk.getByRole('region', { name: '审计记录' }).getByRole('row');
  await rows.nth(2).waitFor();
  await desk.getByRole('combobox', { name: '类别' }).click();
  await desk.getByRole('option', { name: '下载导出文件' }).click();
  const kinds = async () => new Set((await rows.allTextContents()).slice(1).map((row) => row.includes('下载导出文件')));
  await expect.poll(kinds, { timeout: 20_000 }).toEqual(new Set([true]));
  await desk.getByRole('button', { name: '打印' }).click();
  const paper = desk.locator('[data-report="ready"]');
  await paper.getByText('manifest.json').first().waitFor({ state: 'attached' });
  expect(await paper.textContent()).toContain('审计记录报告');
  await desk.getByRole('button', { name: '校验' }).click();
  const dialog = desk.getByRole('dialog', { name: '校验审计记录' });
  await dialog.getByRole('button', { name: '开始校验' }).click();
  await dialog.getByText(/完整：\d+ 条记录与写入时一致/).waitFor({ timeout: 60_000 });
  await context.close();
});
