/** The wall in an operator's hands: everything by keyboard, what is dragged, what is kept, and no picture that goes black for it. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type RecordedSpan, RecordingPlan } from '../../config/contract/recording.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { listenToSelection, markTiles, selectionsHeard, tilesThatStayed } from '../fixtures/in-page.js';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import type { RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { addCameras, addPeople, COLLEAGUE, OPERATOR, openConsole, openStreet, tilesAre } from './site.ts';

const NAMES = ['东门路口', '菜市场北口', '小学南门', '地铁站B出口'];
const MOUNTS = ['east', 'market', 'school', 'metro'];
/** Of the street's clips. */
const GOP_MS = 2_000;

let cameras: RtspCameras;
let product: Product;
let administrator: Client;
let browser: Browser;
let page: Page;
let cameraIds: string[];

beforeAll(async () => {
  cameras = await openStreet(MOUNTS);
  product = await startProduct();
  administrator = await product.signIn('admin');
  await addPeople(administrator);
  cameraIds = await addCameras(administrator, cameras, MOUNTS, { recording: RecordingPlan.parse({ mode: 'off' }) });
  for (const [index, cameraId] of cameraIds.entries()) {
    const body = { name: NAMES[index] ?? '', code: `4401050000132000${index}` };
    await administrator.ask('PATCH /api/cameras/:cameraId', { params: { cameraId }, body });
  }
  browser = await openBrowser();
  const context = await openConsole(browser, product, OPERATOR);
  page = await context.newPage();
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

beforeEach(async () => {
  await page.goto(`${product.url}/wall?layout=2x2&slots=${cameraIds.join(',')}`);
  await tilesAre(page, 'live', NAMES.length);
});

function cameraIn(slot: number): Promise<string | null> {
  return page.locator(`[data-slot="${slot}"] video`).getAttribute('data-camera-id');
}

function selectedSlot(): Locator {
  return page.locator('[data-slot][data-selected="true"]');
}

test('through every layout and every place the pictures are the same ones, and go on', async () => {
  await page.evaluate(markTiles);
  for (const key of ['Alt+Digit6', 'Alt+Digit8', 'Alt+Digit9', 'Alt+Shift+Digit3', 'Alt+Shift+Digit6', 'Alt+Digit4']) {
    await page.keyboard.press(key);
  }
  await page.keyboard.press('1');
  await page.keyboard.press('x');
  await page.keyboard.press('4');
  await page.keyboard.press('x');
  expect([await cameraIn(1), await cameraIn(4)]).toEqual([cameraIds[3], cameraIds[0]]);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  expect(await page.evaluate(tilesThatStayed)).toBe(NAMES.length);
  await tilesAre(page, 'live', NAMES.length);
});

test('what is enlarged stays what is in hand, whatever another window selects', async () => {
  const covered = () => page.locator('[data-slot][data-covered="true"] video').count();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await eventually(covered).toBe(NAMES.length - 1);
  const window = await page.context().newPage();
  await window.goto(`${product.url}/wall?layout=2x2&slots=${cameraIds.join(',')}`);
  await tilesAre(window, 'live', NAMES.length);
  await page.evaluate(listenToSelection);
  await window.keyboard.press('3');
  await eventually(() => page.evaluate(selectionsHeard)).toBeGreaterThan(0);
  await eventually(() => selectedSlot().getAttribute('data-slot')).toBe('1');
  await window.close();
  await page.bringToFront();
  await page.keyboard.press('Escape');
  await eventually(covered).toBe(0);
  await eventually(() => selectedSlot().getAttribute('data-slot')).toBe('3');
});

test('two presses of a tile’s button are no double click on its picture', async () => {
  const tile = page.locator('[data-slot="2"]', { has: page.locator('video') });
  await tile.hover();
  await tile.getByRole('button', { name: '放大', exact: true }).dblclick();
  await eventually(() => page.locator('[data-slot][data-covered="true"] video').count()).toBe(0);
});

test('pictures are dragged: one onto another changes places, a camera of the list takes a slot', async () => {
  await page
    .locator('[data-slot="1"]', { has: page.locator('video') })
    .dragTo(page.locator('[data-slot="4"]', { has: page.locator('video') }));
  await eventually(async () => [await cameraIn(1), await cameraIn(4)]).toEqual([cameraIds[3], cameraIds[0]]);
  await page.keyboard.press('1');
  await page.keyboard.press('Delete');
  await page
    .locator('nav[aria-label="摄像机"] li', { hasText: NAMES[3] ?? '' })
    .dragTo(page.locator('button', { hasText: '拖入摄像机' }));
  await eventually(() => cameraIn(1)).toBe(cameraIds[3]);
});

test('the help names keys of the wall and of the alerts beside it', async () => {
  await page.keyboard.press('Shift+?');
  const help = page.getByRole('dialog', { name: '快捷键' });
  for (const label of ['选择左侧画面', '拿起或放下所选画面（交换位置）', '放大时看左边', '把告警的摄像机放上电视墙'])
    await help.getByText(label).waitFor();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'hidden' });
});

test('the arrows follow what one sees, also past a large slot', async () => {
  await page.keyboard.press('Alt+Digit6');
  await page.keyboard.press('1');
  await page.keyboard.press('ArrowRight');
  await eventually(() => selectedSlot().getAttribute('data-slot')).toBe('2');
  await page.keyboard.press('ArrowLeft');
  await eventually(() => selectedSlot().getAttribute('data-slot')).toBe('1');
});

test('a picture is looked at closer by wheel and by key, where the pointer is, and whole again', async () => {
  const video = page.locator('[data-slot="2"] video');
  await video.hover({ position: { x: 10, y: 10 } });
  await page.mouse.wheel(0, -300);
  await eventually(() => styleOf(video)).toMatch(/translate\((?!0%).*scale\(1\.\d+\)/);
  await page.keyboard.press('2');
  await page.keyboard.press('Equal');
  await eventually(() => styleOf(video)).toMatch(/scale\(2\.\d+\)/);
  const before = await styleOf(video);
  await page.keyboard.press('Control+ArrowRight');
  await eventually(() => styleOf(video)).not.toBe(before);
  expect(await styleOf(video)).toMatch(/scale\(2\.\d+\)/);
  await page.keyboard.press('Backspace');
  await eventually(() => styleOf(video)).not.toMatch(/scale/);
});

test('a wall is kept under a name, opened by another operator once it is shared, and taken from them again', async () => {
  const context = await openConsole(browser, product, COLLEAGUE);
  const other = await context.newPage();
  await other.goto(`${product.url}/wall?layout=1x1&slots=`);
  await other.locator('[data-connection="online"]').waitFor();

  await page.keyboard.press('Control+s');
  await page.getByLabel('名称').fill('早高峰');
  await page.getByRole('switch').click();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await other.keyboard.press('w');
  await other.getByRole('menuitem', { name: '早高峰' }).click();
  await tilesAre(other, 'live', NAMES.length);
  await page.keyboard.press('w');
  await page.getByRole('button', { name: '删除“早高峰”' }).click();
  await page.getByRole('button', { name: '删除', exact: true }).click();
  await other.keyboard.press('w');
  await other.getByText('还没有保存过电视墙').waitFor();
  await context.close();
});

test('a camera is found by the initials of its name and put on the wall without a mouse', async () => {
  await page.keyboard.press('2');
  await page.keyboard.press('Delete');
  await page.keyboard.press('/');
  await page.keyboard.type('cscbk');
  await eventually(() => page.locator('nav[aria-label="摄像机"] li').count()).toBe(1);
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await eventually(() => cameraIn(2)).toBe(cameraIds[1]);
});

test('what is in hand on the wall is what the playback opens with', async () => {
  await page.keyboard.press('2');
  await eventually(() => selectedSlot().getAttribute('data-slot')).toBe('2');
  await page.getByRole('link', { name: '录像回放' }).click();
  await eventually(() => new URL(page.url()).searchParams.get('camera')).toBe(cameraIds[1]);
});

test('a whole branch goes onto the wall at once', async () => {
  await page.keyboard.press('Alt+Digit1');
  await page.locator('nav[aria-label="摄像机"] summary').first().hover();
  await page.getByRole('button', { name: /全部上墙/ }).click();
  await tilesAre(page, 'live', NAMES.length);
});

test('a starred camera is among one’s own', async () => {
  await page.locator('nav[aria-label="摄像机"] li').first().hover();
  await page.getByRole('button', { name: /^收藏/ }).first().click();
  await page.locator('nav[aria-label="摄像机"]').getByText('我的').click();
  await eventually(() => page.locator('nav[aria-label="摄像机"] li').count()).toBe(1);
  await page.locator('nav[aria-label="摄像机"]').getByText('分组', { exact: true }).click();
});

test('an incident beside the wall is dragged onto a slot, and brings its camera', async () => {
  await administrator.ask('POST /api/incidents', { body: { title: '占道经营', cameraId: cameraIds[2] ?? '' } });
  await page.getByLabel('右侧面板').getByText('事件').click();
  await page.getByText('占道经营').dragTo(page.locator('[data-slot="1"]'));
  await eventually(() => cameraIn(1)).toBe(cameraIds[2]);
  await page.getByLabel('右侧面板').getByText('告警').click();
});

test('a snapshot is a file with who took it, and stands in the journal', async () => {
  await page.keyboard.press('1');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('s')]);
  expect(download.suggestedFilename()).toMatch(/^东门路口_.*\.jpg$/);
  const { person } = await (await page.request.get(`${product.url}/api/session`)).json();
  const auditor = await auditorOf();
  await eventually(async () =>
    (await auditor.ask('GET /api/journal')).map(({ kind, actor, body }) => [kind, actor.personId, byOf(body)]),
  ).toContainEqual(['viewing', person.id, 'snapshot']);
});

test('an incident reported from a tile has the picture it was seen in, and an open one gets another with the minute before locked', async () => {
  const operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  const seenFrom = async (title: string) => {
    const incident = (await operator.ask('GET /api/incidents')).find((each) => each.title === title);
    const params = { incidentId: incident?.id ?? '' };
    const [evidence, log] = await Promise.all([
      operator.ask('GET /api/incidents/:incidentId/evidence', { params }),
      operator.ask('GET /api/incidents/:incidentId/log', { params }),
    ]);
    return { incident, pictures: evidence.map(({ kind, note }) => [kind, note]), lines: JSON.stringify(log.lines) };
  };
  await page.keyboard.press('2');
  await page.keyboard.press('r');
  const report = page.getByRole('dialog', { name: '上报事件' });
  await report.getByRole('img', { name: '菜市场北口 的画面' }).waitFor();
  await report.getByLabel('标题').fill('占道摆卖');
  await report.getByRole('button', { name: '上报', exact: true }).click();
  await report.waitFor({ state: 'hidden' });
  expect((await seenFrom('占道摆卖')).pictures).toEqual([['picture', '菜市场北口']]);

  // What is not recorded cannot be locked; the picture is of the last key frame, which may be older than the recording's first.
  const cameraId = cameraIds[1] ?? '';
  await administrator.ask('PATCH /api/cameras/:cameraId', {
    params: { cameraId },
    body: { recording: RecordingPlan.parse({ mode: 'always' }) },
  });
  const recorded = async () => {
    const range = `fromMs=${Date.now() - 60_000}&toMs=${Date.now() + 60_000}`;
    return (await page.request.get(`${product.url}/api/recordings?cameraId=${cameraId}&${range}`)).json();
  };
  const recordedMs = async () =>
    Math.max(0, ...(await recorded()).spans.map(({ fromMs, toMs }: RecordedSpan) => toMs - fromMs));
  await expect.poll(recordedMs, { timeout: 30_000 }).toBeGreaterThan(GOP_MS);

  await page.keyboard.press('Shift+S');
  const dialog = page.getByRole('dialog', { name: '把画面存入事件' });
  await dialog.getByRole('button', { name: /本摄像机的事件.*占道摆卖/ }).click();
  await dialog.getByRole('combobox', { name: '同时锁定录像' }).click();
  await page.getByRole('option', { name: '此前 1 分钟' }).click();
  await dialog.getByRole('button', { name: '存入事件' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const { incident, pictures, lines } = await seenFrom('占道摆卖');
  expect(pictures).toHaveLength(2);
  expect(lines).toContain('已锁定“菜市场北口”');
  const [lock] = await operator.ask('GET /api/recording-locks');
  expect(lock).toMatchObject({ cameraId: cameraIds[1], reason: `事件 ${incident?.number} 的证据` });
  expect((lock?.toMs ?? 0) - (lock?.fromMs ?? 0)).toBe(60_000);
});

test('a tour is stopped, moved on and back from the keyboard', async () => {
  const operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  const steps = cameraIds.map((cameraId) => ({ cameraId, groupId: null, preset: null, seconds: 3_600 }));
  const { id } = await operator.ask('POST /api/saved-items', {
    body: { name: '四处', shared: false, content: { kind: 'tour', steps } },
  });
  await page.goto(`${product.url}/wall?layout=1x1&slots=tour:${id}`);
  const at = (stop: number) => page.locator('[data-tour]').getByText(`四处 ${stop}/4`).waitFor({ timeout: 30_000 });
  await at(1);
  await page.keyboard.press('.');
  await at(2);
  // While its picture still lies under the second's, and again when that is gone.
  await page.keyboard.press(',');
  await at(1);
  await page.locator('[data-tour] video').nth(1).waitFor({ state: 'detached' });
  await page.keyboard.press('.');
  await at(2);
  await page.locator('[data-tour] video').nth(1).waitFor({ state: 'detached' });
  await page.keyboard.press(',');
  await at(1);
  await page.keyboard.press('p');
  await page.locator('[data-tour]').getByRole('button', { name: '继续轮巡' }).waitFor();
  await page.keyboard.press('p');
  await page.locator('[data-tour]').getByRole('button', { name: '暂停轮巡' }).waitFor();
});

test('the watermark over every picture names who is watching', async () => {
  const marks = page.locator('[data-watermark]');
  expect(await marks.count()).toBe(NAMES.length);
  expect(await marks.first().getAttribute('data-watermark')).toContain('张值班');
});

test('a camera that is deleted while it is watched leaves a slot that says so', async () => {
  const [groupOf] = await administrator.ask('GET /api/cameras');
  const gone = await administrator.ask('POST /api/cameras', {
    body: { name: '临时', groupId: groupOf?.groupId ?? '', sourceUrl: cameras.urlOf('east'), analyse: false },
  });
  await page.goto(`${product.url}/wall?layout=1x1&slots=${gone.id}`);
  await tilesAre(page, 'live', 1);
  await administrator.ask('DELETE /api/cameras/:cameraId', { params: { cameraId: gone.id } });
  await page.getByText('摄像机已删除或无权限').waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('Delete');
  await page.getByText('拖入摄像机').waitFor();
});

/** As the page wrote it. */
async function styleOf(video: Locator): Promise<string> {
  return (await video.getAttribute('style')) ?? '';
}

/** A loaded machine takes its time. */
function eventually<T>(look: () => Promise<T> | T) {
  return expect.poll(look, { timeout: 20_000, interval: 50 });
}

function byOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'by' in body ? body.by : undefined;
}

async function auditorOf(): Promise<Client> {
  await administrator.ask('POST /api/people', {
    body: { account: 'audit', name: '赵审计', role: 'auditor', password: OPERATOR.password },
  });
  return product.signIn('audit', OPERATOR.password);
}
