/** Two hundred cameras in the tree: long names, one group that is offline as a whole, and still found and walked through. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecordingPlan } from '../../config/contract/recording.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { type Product, startProduct } from '../fixtures/product.ts';
import { addPeople, OPERATOR, openConsole } from './site.ts';

const GROUPS = ['滨江社区', '沙园社区', '凤凰社区', '素社社区与海珠同创汇文化创意产业园联合管理片区'];
const IN_EACH = 50;
const OFFLINE = '沙园社区';
const nameOf = (group: string, nth: number) =>
  `${group}第${nth + 1}号路口东北角治安监控（云台，夜间补光，朝向人行天桥）`;
/** Where no camera answers. */
const NOWHERE = 'rtsp://127.0.0.1:9/none';
const WITHIN = { timeout: 60_000 };

let product: Product;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  product = await startProduct();
  const administrator = await product.signIn('admin');
  await addPeople(administrator);
  for (const group of GROUPS) {
    const { id: groupId } = await administrator.ask('POST /api/camera-groups', { body: { name: group } });
    // Of a camera that is not used nobody knows whether it would answer.
    const isAsked = group === OFFLINE;
    const recording = RecordingPlan.parse({ mode: isAsked ? 'always' : 'off' });
    for (let nth = 0; nth < IN_EACH; nth += 1) {
      await administrator.ask('POST /api/cameras', {
        body: { name: nameOf(group, nth), groupId, sourceUrl: NOWHERE, analyse: false, disabled: !isAsked, recording },
      });
    }
  }
  browser = await openBrowser();
  page = await (await openConsole(browser, product, OPERATOR)).newPage();
  await page.goto(`${product.url}/wall?layout=1x1&slots=`);
  await rows()
    .nth(GROUPS.length * IN_EACH - 1)
    .waitFor({ ...WITHIN, state: 'attached' });
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

const tree = () => page.getByRole('navigation', { name: '摄像机' });
const rows = () => tree().locator('li');
const heads = () => tree().locator('summary');

test('a group of which no camera answers says so, and the others do not', async () => {
  await heads().filter({ hasText: OFFLINE }).getByText(`全部离线（${IN_EACH}）`).waitFor(WITHIN);
  expect(await heads().getByText('全部离线').count()).toBe(1);
});

test('a long name is cut and said in full, and its state beside it is not pushed out', async () => {
  const [edge] = await tree().evaluateAll((navs) => navs.map((nav) => nav.getBoundingClientRect().right));
  const looks = await rows().evaluateAll((all) =>
    all.map((row) => {
      const [name, mark] = row.querySelectorAll('[data-row] > *');
      return {
        title: row.querySelector('[data-row]')?.getAttribute('title'),
        text: name?.textContent,
        isCut: (name?.scrollWidth ?? 0) > (name?.clientWidth ?? 0),
        height: row.clientHeight,
        right: mark?.getBoundingClientRect().right ?? Number.POSITIVE_INFINITY,
      };
    }),
  );
  expect(looks.filter(({ isCut }) => !isCut)).toEqual([]);
  expect(looks.filter(({ title, text }) => title !== text)).toEqual([]);
  expect(looks.filter(({ right }) => right > (edge ?? 0))).toEqual([]);
  expect(new Set(looks.map(({ height }) => height)).size).toBe(1);
  const head = heads().filter({ hasText: GROUPS[3] ?? '' });
  expect(await head.locator('[title]').first().getAttribute('title')).toBe(GROUPS[3]);
  expect((await head.boundingBox())?.height).toBe((await heads().first().boundingBox())?.height);
});

test('among all of them one is found by its number, and reached with the keyboard alone', async () => {
  await page.keyboard.press('/');
  await page.keyboard.type('凤凰社区第37号');
  await expect.poll(() => rows().count(), WITHIN).toBe(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect
    .poll(() => tree().locator('li [data-row]:focus').textContent(), WITHIN)
    .toContain(nameOf('凤凰社区', 36));
  await page.keyboard.press('Enter');
  await page.locator('[data-slot="1"] video').waitFor(WITHIN);
});

test('a group is folded away, and what is below it comes up', async () => {
  await tree().getByRole('textbox').fill('');
  await expect.poll(() => rows().count(), WITHIN).toBe(GROUPS.length * IN_EACH);
  await heads().first().focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => tree().locator('li:visible').count(), WITHIN).toBe((GROUPS.length - 1) * IN_EACH);
});
