/** The map in a real browser: what is drawn, filtered, laid over it and moved by somebody else. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_GRIDS } from '../../server/demo/demo-site.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { addPeople, COLLEAGUE, OPERATOR, openConsole } from './site.ts';

type Place = { longitude: number; latitude: number };

const POLICE = { account: 'police1', password: OPERATOR.password };
const CAMERA: Place = { longitude: 113.3165, latitude: 23.097 };
const FIRE: Place = { longitude: 113.3252, latitude: 23.0972 };
const OFFICER: Place = { longitude: 113.3252, latitude: 23.0928 };
/** So close together that they are one mark until the map is very near. */
const CROWD: Place = { longitude: 113.3208, latitude: 23.0965 };
/** A pin stands with its point at its place; this is the middle of what it shows. */
const PIN = { x: 0, y: -10 };
const AT_PLACE = { x: 0, y: 0 };
/** Where nothing stands. */
const GROUND: Place = { longitude: 113.317, latitude: 23.0945 };
const WITHIN = { timeout: 20_000 };
/** Of the map, clear of what lies over it. */
const MIDDLE = { x: 500, y: 200, width: 900, height: 700 };

let product: Product;
let browser: Browser;
let page: Page;
let scratch: Page;
let colleague: Client;
let fireId: string;
let onDutySinceMs: number;

beforeAll(async () => {
  product = await startProduct();
  const administrator = await product.signIn('admin');
  await addPeople(administrator);
  for (const body of DEMO_GRIDS) await administrator.ask('POST /api/grids', { body });
  await administrator.ask('POST /api/units', { body: { name: '派出所', kind: 'member' } });
  await administrator.ask('POST /api/people', {
    body: { ...POLICE, name: '王警官', role: 'unitOfficer', unit: '派出所' },
  });
  const [group] = await administrator.ask('GET /api/camera-groups');
  await administrator.ask('POST /api/cameras', {
    body: {
      ...{ name: '小学门口', groupId: group?.id ?? '', sourceUrl: 'rtsp://127.0.0.1:9/none' },
      ...{ analyse: false, position: CAMERA },
    },
  });
  colleague = await product.signIn(COLLEAGUE.account, COLLEAGUE.password);
  fireId = (await report('公园起火', FIRE, 'major')).id;
  for (const nth of [0, 1, 2]) await report(`积水 ${nth}`, { ...CROWD, longitude: CROWD.longitude + nth * 1e-5 });
  onDutySinceMs = await goOnDuty();
  browser = await openBrowser();
  const context = await openConsole(browser, product, OPERATOR);
  page = await context.newPage();
  scratch = await (await browser.newContext()).newPage();
  await page.goto(`${product.url}/map`);
  // A machine without a graphics card takes its time for the first picture.
  await map('[data-grids="6"][data-cameras="1"][data-incidents="4"][data-people="1"]').waitFor({ timeout: 120_000 });
}, 200_000);

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

test('what lies close together is one mark, and the rest are marks of their own', async () => {
  await map('[data-clusters="1"]').waitFor();
});

test('what is laid on the map is drawn, and less of it when less is shown', async () => {
  const withAll = await coloursOf(MIDDLE);
  await page.goto(`${product.url}/map?layers=grids`);
  await map('[data-grids="6"][data-cameras="0"][data-incidents="0"]').waitFor();
  await expect.poll(() => coloursOf(MIDDLE), WITHIN).toBeLessThan(withAll);
  const withGrids = await coloursOf(MIDDLE);
  await page.goto(`${product.url}/map?layers=`);
  await map('[data-grids="0"]').waitFor();
  await expect.poll(() => coloursOf(MIDDLE), WITHIN).toBeLessThan(withGrids);
  await page.goto(`${product.url}/map?layers=grids,cameras,incidents,people`);
  await map('[data-grids="6"][data-cameras="1"][data-incidents="4"][data-people="1"]').waitFor();
});

test('a filter is in the address, and holds after a reload', async () => {
  await page.getByRole('button', { name: '筛选', exact: true }).click();
  await page.getByLabel('文字').fill('起火');
  await map('[data-incidents="1"][data-clusters="0"]').waitFor();
  await expect.poll(() => new URL(page.url()).searchParams.get('q'), WITHIN).toBe('起火');
  await page.reload();
  await map('[data-ready="true"][data-incidents="1"]').waitFor();
  await page.getByText('符合筛选 1 件').waitFor();
  await page.getByRole('button', { name: '清除筛选' }).click();
  await map('[data-incidents="4"]').waitFor();
});

test('what a second operator reports and closes comes and goes without a reload', async () => {
  await page.evaluate('window.wasNotReloaded = true');
  const { id } = await report('新的井盖丢失', { longitude: 113.3165, latitude: 23.0925 });
  await map('[data-incidents="5"]').waitFor();
  await colleague.ask('POST /api/incidents/:incidentId/acts', {
    params: { incidentId: id },
    body: { act: 'cancel', note: '重复' },
  });
  await map('[data-incidents="4"]').waitFor();
  expect(await page.evaluate('window.wasNotReloaded')).toBe(true);
});

test('the heat map is laid over the street and taken off again', async () => {
  await page.getByRole('button', { name: '热力图' }).click();
  await page.getByRole('switch', { name: '显示事件热力图' }).check({ force: true });
  await page.locator('[data-heat-count]:not([data-heat-count="0"])').waitFor();
  expect(new URL(page.url()).searchParams.get('heat')).not.toBeNull();
  await page.getByRole('switch', { name: '显示事件热力图' }).uncheck({ force: true });
  await page.locator('[data-heat-count]').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
});

test('what is chosen on the map is chosen on the page of incidents', async () => {
  await page.getByRole('button', { name: '列表', exact: true }).click();
  await page.getByRole('button', { name: /公园起火/ }).click();
  await side('事件').locator(`[data-incident="${fireId}"]`).waitFor();
  await page.locator('a[href^="/incidents"]').first().click();
  await page.getByRole('table').getByRole('button', { name: '公园起火', pressed: true }).waitFor();
});

describe('of the whole street', () => {
  test('it is brought into view', openWhole);
  afterEach(() => page.keyboard.press('Escape'));

  test.each([
    ['摄像机', '小学门口', CAMERA, AT_PLACE],
    ['事件', '公园起火', FIRE, PIN],
    ['在岗人员', '王警官', OFFICER, PIN],
    ['网格', '东门路网格', GROUND, AT_PLACE],
  ])('a click on the map opens the card: %s', async (card, said, place, from) => {
    const { x, y } = await pixelOf(place);
    await page.mouse.click(x + from.x, y + from.y);
    await side(card).getByText(said).first().waitFor();
  });

  test('whose card is open has the way behind them drawn', async () => {
    const { x, y } = await pixelOf(OFFICER);
    // They came from the west.
    const behind = { x: x - 40, y: y - 10, width: 24, height: 20 };
    const before = await coloursOf(behind);
    await page.mouse.click(x + PIN.x, y + PIN.y);
    await map('[data-trail="3"]').waitFor();
    await expect.poll(() => coloursOf(behind), WITHIN).toBeGreaterThan(before);
  });
});

test('whoever went off duty is on the map of the moment when they were on it, and of now no more', async () => {
  const thenMs = Math.ceil(onDutySinceMs / 1_000) * 1_000;
  await expect.poll(() => Date.now(), WITHIN).toBeGreaterThan(thenMs);
  await map('[data-people="1"]').waitFor();
  const police = await product.signIn(POLICE.account, POLICE.password);
  await police.ask('POST /api/duty', { body: { state: 'offDuty' } });
  await map('[data-people="0"]').waitFor();
  await page.keyboard.press('Shift+T');
  await page.getByLabel('时刻', { exact: true }).fill(inShanghai(thenMs));
  await map('[data-people="1"]').waitFor();
  await page.getByPlaceholder('查找摄像机、事件、网格、单位、在岗人员或地址').fill('王警官');
  await page.getByRole('option', { name: '王警官' }).click();
  await side('在岗人员').getByText('派出所').waitFor();
});

/** As a field for date and time has it. */
function inShanghai(atMs: number): string {
  return new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19);
}

const map = (state: string) => page.locator(`[data-map][data-ready="true"]${state}`);
const side = (name: string) => page.getByRole('region', { name, exact: true });

async function openWhole(): Promise<void> {
  await page.goto(`${product.url}/map?layers=grids,cameras,incidents,people`);
  await map('[data-grids="6"][data-cameras="1"][data-incidents="4"][data-people="1"][data-trail="0"]').waitFor();
  // It is brought into view as a whole, which takes its time.
  let last = await pixelOf(CAMERA);
  const isStill = async () => {
    const [before, now] = [last, await pixelOf(CAMERA)];
    last = now;
    return Math.hypot(now.x - before.x, now.y - before.y) < 1;
  };
  await expect.poll(isStill, WITHIN).toBe(true);
}

/** Where it is drawn: a right click says in the address what place it hit, and two of them say the rest. */
async function pixelOf({ longitude, latitude }: Place): Promise<{ x: number; y: number }> {
  const [from, to] = [
    { x: 620, y: 320 },
    { x: 1_400, y: 860 },
  ];
  const [first, second] = [await placeUnder(from), await placeUnder(to)];
  const share = (at: number, one: number, other: number) => (at - one) / (other - one);
  await page.keyboard.press('Escape');
  await side('此处').waitFor({ state: 'detached' });
  return {
    x: from.x + share(longitude, first.longitude, second.longitude) * (to.x - from.x),
    y: from.y + share(latitude, first.latitude, second.latitude) * (to.y - from.y),
  };
}

async function placeUnder({ x, y }: { x: number; y: number }): Promise<Place> {
  const asked = () => new URL(page.url()).searchParams.get('at');
  const before = asked();
  await page.mouse.click(x, y, { button: 'right' });
  await expect.poll(() => ![null, before].includes(asked()), WITHIN).toBe(true);
  const [longitude = Number.NaN, latitude = Number.NaN] = asked()?.split(',').map(Number) ?? [];
  return { longitude, latitude };
}

function report(title: string, position: Place, level: 'general' | 'major' = 'general') {
  return colleague.ask('POST /api/incidents', { body: { title, position, level } });
}

async function goOnDuty(): Promise<number> {
  const police = await product.signIn(POLICE.account, POLICE.password);
  const { sinceMs } = await police.ask('POST /api/duty', { body: { state: 'available' } });
  const points = [0, 1, 2].map((nth) => ({
    ...{ atMs: sinceMs + nth, accuracyM: 8 },
    ...{ longitude: OFFICER.longitude - (2 - nth) * 0.0004, latitude: OFFICER.latitude },
  }));
  await police.ask('POST /api/duty/positions', { body: { points } });
  return sinceMs;
}

/** How many colours that part of the page has, as the browser shows it. */
async function coloursOf(clip: typeof MIDDLE): Promise<number> {
  const picture = await page.screenshot({ clip });
  return scratch.evaluate(`(async () => {
    const picture = await createImageBitmap(await (await fetch('data:image/png;base64,${picture.toString('base64')}')).blob());
    const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    pen.drawImage(picture, 0, 0);
    return new Set(new Uint32Array(pen.getImageData(0, 0, picture.width, picture.height).data.buffer)).size;
  })()`);
}
