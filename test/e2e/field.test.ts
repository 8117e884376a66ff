/** The phone page in a real browser of a phone's size: without signal, with answers that are lost, and for two people. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_STAGE_LIMITS } from '../../config/contract/matter.ts';
import { DEMO_GRIDS } from '../../server/demo/demo-site.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { addPeople, OPERATOR, openConsole } from './site.ts';

const MEMBER = { account: 'zhao', password: OPERATOR.password, name: '赵网格' };
const OTHER = { account: 'qian', password: OPERATOR.password, name: '钱网格' };
const [[[longitude = 0, latitude = 0] = []] = []] = DEMO_GRIDS[0]?.rings ?? [];
const HERE = { longitude: longitude + 0.0003, latitude: latitude + 0.0003 };
/** In the page. */
const PHOTO = `(() => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [2400, 1800];
  const brush = canvas.getContext('2d');
  for (let x = 0; x < 2400; x += 40) {
    brush.fillStyle = 'hsl(' + x / 7 + ' 60% 50%)';
    brush.fillRect(x, 0, 40, 1800);
  }
  return canvas.toDataURL('image/jpeg').split(',')[1];
})()`;
const WORKER_STATE = `navigator.serviceWorker.getRegistration('/field').then((found) => found?.active?.state)`;
const KEPT_COUNT = `new Promise((resolve) => {
  const opening = indexedDB.open('lianqin-field');
  opening.onsuccess = () => {
    const asked = opening.result.transaction('sites').objectStore('sites').getAll();
    asked.onsuccess = () => resolve(asked.result[0]?.incidents.length ?? 0);
  };
})`;
let product: Product;
let operator: Client;
let browser: Browser;
let phone: BrowserContext;
let page: Page;
let folder: string;
let task: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianqin-field-'));
  product = await startProduct();
  const administrator = await product.signIn('admin');
  await addPeople(administrator);
  const grids = await Promise.all(DEMO_GRIDS.slice(0, 2).map((body) => administrator.ask('POST /api/grids', { body })));
  const unit = await administrator.ask('POST /api/units', { body: { name: '东门社区', kind: 'member' } });
  for (const person of [MEMBER, OTHER]) {
    const { id: personId } = await administrator.ask('POST /api/people', {
      body: { ...person, role: 'gridMember', unit: '东门社区' },
    });
    const body = { personId, part: person === MEMBER ? 'main' : 'assistant' } as const;
    await administrator.ask('POST /api/grids/:gridId/members', { params: { gridId: grids[0]?.id ?? '' }, body });
  }
  operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  task = await dispatched('路灯不亮', unit.id);
  browser = await openBrowser({
    args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  });
  phone = await browser.newContext({
    ...{ viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'zh-CN' },
    ...{ geolocation: HERE, permissions: ['geolocation', 'microphone'] },
  });
  page = await phone.newPage();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function dispatched(title: string, unitId: string): Promise<string> {
  const { id: incidentId } = await operator.ask('POST /api/incidents', { body: { title, position: HERE } });
  const params = { incidentId };
  await operator.ask('POST /api/incidents/:incidentId/acts', { params, body: { act: 'file' } });
  const dispatch = { act: 'dispatch' as const, leadUnitIds: [unitId] };
  await operator.ask('POST /api/incidents/:incidentId/acts', { params, body: dispatch });
  return incidentId;
}

async function signIn({ account, password }: { account: string; password: string }): Promise<void> {
  await page.getByLabel('账号').fill(account);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByText('已连接').waitFor();
}

/** As a camera makes it: larger than is sent. */
async function photo(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const text = await page.evaluate<string>(PHOTO);
  return { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(text, 'base64') };
}

const outbox = () => page.getByRole('button', { name: /待发送|已全部发送|被退回/ });
const tab = (name: string) => page.getByRole('navigation', { name: '页面' }).getByRole('link', { name }).click();
const titled = async (title: string) =>
  (await operator.ask('GET /api/incidents')).filter((each) => each.title === title);

async function report(title: string): Promise<void> {
  await tab('上报');
  await page.getByLabel('标题').fill(title);
  await page.getByText(/已定位/).waitFor();
}

/** Everything the phone must have to begin without signal. */
async function isReadyForOffline(): Promise<void> {
  await expect.poll(() => page.evaluate(WORKER_STATE), { timeout: 15_000 }).toBe('activated');
  const keptCount = () => page.evaluate<number>(KEPT_COUNT);
  await expect.poll(keptCount, { timeout: 10_000 }).toBeGreaterThan(0);
}

test('what is written without signal survives a reload and arrives once, though every answer is lost once', async () => {
  await page.goto(product.url);
  await signIn(MEMBER);
  expect(new URL(page.url()).pathname).toBe('/field');
  await page.getByRole('region', { name: '待签收' }).getByText('路灯不亮').waitFor();
  await isReadyForOffline();
  const desk = await (await openConsole(browser, product, OPERATOR)).newPage();
  await desk.goto(`${product.url}/incidents`);

  await phone.setOffline(true);
  await report('井盖缺失');
  await page.getByLabel('拍照').setInputFiles(await photo());
  await page.getByAltText('第 1 张图片').waitFor();
  await page.getByRole('button', { name: '上报', exact: true }).click();
  await page.getByRole('link', { name: /路灯不亮/ }).click();
  await page.getByRole('button', { name: '签收', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '签收', exact: true }).click();
  await page.getByText('待发送：签收').waitFor();
  await page.getByRole('button', { name: '到达现场', exact: true }).waitFor();

  await page.goto(`${product.url}/field`);
  await page.getByText('离线', { exact: true }).waitFor();
  await page.getByRole('region', { name: '处置中' }).getByText('路灯不亮').waitFor();
  expect(await outbox().textContent()).toBe('待发送 3');
  expect(await titled('井盖缺失')).toEqual([]);

  const lost = new Set<string>();
  await phone.route(/\/api\/incidents/, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (route.request().method() !== 'POST' || lost.has(pathname)) return route.continue();
    lost.add(pathname);
    await route.fetch();
    await route.abort('connectionreset');
  });
  await phone.setOffline(false);
  await page.getByRole('button', { name: '已全部发送' }).waitFor({ timeout: 30_000 });
  await phone.unroute(/\/api\/incidents/);
  expect(lost.size).toBe(3);

  await desk.getByText('井盖缺失').first().click();
  const picture = desk.getByRole('region', { name: '现场图片与录音' }).locator('img');
  await picture.waitFor();
  await expect.poll(() => picture.evaluate((img) => Reflect.get(img, 'naturalWidth'))).toBe(1_600);
  const [incident, ...more] = await titled('井盖缺失');
  expect(more).toEqual([]);
  expect(incident).toMatchObject({ source: 'gridMember', reporter: { name: MEMBER.name } });
  const params = { incidentId: incident?.id ?? '' };
  expect(await operator.ask('GET /api/incidents/:incidentId/evidence', { params })).toHaveLength(1);
  const { lines } = await operator.ask('GET /api/incidents/:incidentId/log', { params: { incidentId: task } });
  expect(lines.filter(({ act }) => act === 'accept')).toHaveLength(1);
});

test('a file that is no picture and one of 50 MB are refused in words, and nothing of them is kept', async () => {
  const large = join(folder, 'large.jpg');
  await writeFile(large, '');
  await truncate(large, 50_000_000);
  await report('测试附件');
  const text = { name: 'words.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a picture') };
  await page.getByLabel('拍照').setInputFiles(text);
  await page.getByText('“words.jpg”不是能打开的图片').waitFor();
  await page.getByLabel('拍照').setInputFiles(large);
  await page.getByText('“large.jpg”超过 30 MB').waitFor();
  expect(await page.getByRole('button', { name: '删除' }).count()).toBe(0);
  await page.getByLabel('标题').fill('');
});

test('a voice note is recorded, and heard at the desk', async () => {
  await tab('任务');
  await page.getByRole('link', { name: /路灯不亮/ }).click();
  await page.getByRole('button', { name: '反馈进展', exact: true }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: '录音' }).click();
  await form.getByText(/停止（1 /).click();
  await form.getByLabel('录音 1').waitFor();
  await form.getByLabel('说明').fill('正在抢修');
  await form.getByRole('button', { name: '反馈进展', exact: true }).click();
  // It goes away once everything is kept; until then all that was written before has been sent.
  await form.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: '已全部发送' }).waitFor();
  const evidence = await operator.ask('GET /api/incidents/:incidentId/evidence', { params: { incidentId: task } });
  expect(evidence).toMatchObject([{ kind: 'voice', by: { name: MEMBER.name } }]);
});

test('a place outside the street is said before, refused after, and put right on the phone', async () => {
  await phone.setGeolocation({ longitude: HERE.longitude + 0.2, latitude: HERE.latitude });
  await report('河道垃圾');
  await page.getByText(/在辖区外约/).waitFor();
  await page.getByRole('button', { name: '上报', exact: true }).click();
  await page.getByRole('button', { name: '被退回 1' }).click();
  const sheet = page.getByRole('dialog', { name: '待发送' });
  await sheet.getByText(/位置在辖区外约/).waitFor();
  await sheet.getByRole('button', { name: '修改' }).click();
  const form = page.getByRole('dialog', { name: '修改' });
  await form.getByRole('button', { name: '不用定位' }).click();
  await form.getByLabel('所属网格').selectOption({ index: 1 });
  await form.getByRole('button', { name: '保存并重新发送' }).click();
  await expect.poll(async () => (await titled('河道垃圾')).length).toBe(1);
  await sheet.getByText('已全部发送').waitFor();
  await page.keyboard.press('Escape');
  await phone.setGeolocation(HERE);
});

test('a matter that was taken out of the grids meanwhile is refused in words, and the report goes on under another', async () => {
  const administrator = await product.signIn('admin');
  const matter = await administrator.ask('POST /api/matters', {
    body: {
      ...{ kind: 'event', code: '0911', bigClass: '09', bigClassName: '其他', name: '乱贴广告', task: 'hazard' },
      ...{ standards: [], leadUnitName: '', supervisingUnitName: '', assistUnitNames: [], level: 'general' },
      ...{ limits: DEFAULT_STAGE_LIMITS, fields: [], inGrid: true, disabled: false },
    },
  });
  await page.reload();
  await page.getByText('已连接').waitFor();
  await report('电线杆贴满广告');
  await page.getByLabel('入格事项').selectOption({ label: '其他 · 乱贴广告' });
  await phone.setOffline(true);
  await page.getByRole('button', { name: '上报', exact: true }).click();
  await page.getByRole('button', { name: '待发送 1' }).waitFor();
  await administrator.ask('PATCH /api/matters/:matterId', {
    params: { matterId: matter.id },
    body: { version: matter.version, inGrid: false },
  });
  await phone.setOffline(false);
  await page.getByRole('button', { name: '被退回 1' }).click();
  const sheet = page.getByRole('dialog', { name: '待发送' });
  await sheet.getByText('“乱贴广告”不是入格事项').waitFor();
  await sheet.getByRole('button', { name: '修改' }).click();
  const form = page.getByRole('dialog', { name: '修改' });
  expect(await form.getByLabel('标题').inputValue()).toBe('电线杆贴满广告');
  await form.getByLabel('入格事项').selectOption({ index: 0 });
  await form.getByRole('button', { name: '保存并重新发送' }).click();
  await expect.poll(async () => await titled('电线杆贴满广告')).toMatchObject([{ matter: null }]);
  await sheet.getByText('已全部发送').waitFor();
  await page.keyboard.press('Escape');
});

test('who goes on duty shares where they are until they go off, also by a phone that is slow to learn the time', async () => {
  await page.evaluate('Date.now = ((now) => () => now.call(Date) - 2_000)(Date.now)');
  await page.getByRole('button', { name: '开始值守' }).click();
  await page.getByText('正在共享位置').waitFor();
  const onDuty = () => operator.ask('GET /api/duty');
  await expect.poll(onDuty).toMatchObject([{ name: MEMBER.name, state: 'available', position: HERE }]);
  await report('值守时上报');
  await page.getByLabel('标题').fill('');
  await page.getByRole('button', { name: '结束值守' }).click();
  await page.getByText('未共享位置').waitFor();
  await expect.poll(onDuty).toEqual([]);
  await page.reload();
  await page.getByText('已连接').waitFor();
});

test('the phone shows who is on duty and one’s own shifts, and what is changed shows at once', async () => {
  const administrator = await product.signIn('admin');
  const people = await administrator.ask('GET /api/roster/people');
  const idOf = (wanted: string) => people.find(({ name }) => name === wanted)?.personId ?? '';
  const hours = (from: number, to: number) => ({
    fromMs: Date.now() + from * 3_600_000,
    toMs: Date.now() + to * 3_600_000,
  });
  const shift = { unitId: null, place: '指挥室', focus: '', leaderId: idOf('张值班') };
  await tab('网格·值班');
  await page.getByText('现在没有排班').waitFor();
  const shifts = [
    { ...shift, ...hours(-2, 6), name: '白班', personIds: [] },
    { ...shift, ...hours(30, 40), name: '联勤班', personIds: [idOf(MEMBER.name)] },
  ];
  await administrator.ask('POST /api/roster/shifts', { body: { shifts } });
  await page.getByRole('region', { name: '正在值班' }).getByText('张值班').waitFor();
  const mine = page.getByRole('region', { name: '我的班次' });
  await mine.getByText('联勤班').waitFor();
  expect(await mine.getByText('白班').count()).toBe(0);
  expect(await mine.getByText(`张值班、${MEMBER.name}`).count()).toBe(1);
});

test('another person on the same phone neither sees nor sends what the first has written', async () => {
  await phone.route(/\/api\/incidents$/, (route) => route.abort('connectionreset'));
  await report('只属于赵网格');
  await page.getByRole('button', { name: '上报', exact: true }).click();
  await page.getByRole('button', { name: '待发送 1' }).waitFor();
  await page.getByRole('button', { name: '退出' }).click();
  await page.getByLabel('账号').waitFor();
  await phone.unroute(/\/api\/incidents$/);
  await signIn(OTHER);
  await page.getByRole('button', { name: '已全部发送' }).waitFor();
  const own = `钱网格的 ${randomUUID()}`;
  await report(own);
  await page.getByRole('button', { name: '上报', exact: true }).click();
  await expect.poll(async () => (await titled(own)).length).toBe(1);
  expect(await titled('只属于赵网格')).toEqual([]);
  await page.getByRole('button', { name: '退出' }).click();
  await page.getByLabel('账号').waitFor();
  await signIn(MEMBER);
  await expect.poll(async () => (await titled('只属于赵网格')).length).toBe(1);
});

test('a form of the phone has no serious fault of accessibility', async () => {
  await tab('上报');
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
