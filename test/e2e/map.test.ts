/** The map in a real browser: what is drawn, filtered, laid over it and moved by somebody else. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
const WITHIN = { timeout: 20_000 };

let product: Product;
let browser: Browser;
let page: Page;
let scratch: Page;
let colleague: Client;
let fireId: string;

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
  await goOnDuty();
  browser = await openBrowser();
  const context = await openConsole(browser, product, OPERATOR);
  page = await context.newPage();
  scratch = await (await browser.newContext()).newPage();
  await page.goto(`${product.url}/map`);
  await map('[data-grids="6"][data-cameras="1"][data-incidents="4"][data-people="1"]').waitFor();
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

test('what lies close together is one mark, and the rest are marks of their own', async () => {
  await map('[data-clusters="1"]').waitFor();
});

test('what is laid on the map is drawn, and less of it when less is shown', async () => {
  const withAll = await coloursOf();
  await page.goto(`${product.url}/map?layers=grids`);
  await map('[data-grids="6"][data-cameras="0"][data-incidents="0"]').waitFor();
  await expect.poll(coloursOf, WITHIN).toBeLessThan(withAll);
  const withGrids = await coloursOf();
  await page.goto(`${product.url}/map?layers=`);
  await map('[data-grids="0"]').waitFor();
  await expect.poll(coloursOf, WITHIN).toBeLessThan(withGrids);
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

const map = (state: string) => page.locator(`[data-map][data-ready="true"]${state}`);
const side = (name: string) => page.getByRole('region', { name, exact: true });

function report(title: string, position: Place, level: 'general' | 'major' = 'general') {
  return colleague.ask('POST /api/incidents', { body: { title, position, level } });
}

async function goOnDuty(): Promise<void> {
  const police = await product.signIn(POLICE.account, POLICE.password);
  const { sinceMs } = await police.ask('POST /api/duty', { body: { state: 'available' } });
  const points = [0, 1, 2].map((nth) => ({
    ...{ atMs: sinceMs + nth, accuracyM: 8 },
    ...{ longitude: OFFICER.longitude - (2 - nth) * 0.0004, latitude: OFFICER.latitude },
  }));
  await police.ask('POST /api/duty/positions', { body: { points } });
}

/** How many colours the middle of the map has, as the browser shows it. */
async function coloursOf(): Promise<number> {
  const picture = await page.screenshot({ clip: { x: 500, y: 200, width: 900, height: 700 } });
  return scratch.evaluate(`(async () => {
    const picture = await createImageBitmap(await (await fetch('data:image/png;base64,${picture.toString('base64')}')).blob());
    const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    pen.drawImage(picture, 0, 0);
    return new Set(new Uint32Array(pen.getImageData(0, 0, picture.width, picture.height).data.buffer)).size;
  })()`);
}
