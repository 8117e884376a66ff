/**
 * One incident from a phone without signal, through two units and a return, a supervision
 * order and a check, for which there is no signal either, to its close: seen live by a
 * second operator, and found again, state by state, by the time machine.
 */
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import words from '../../client/src/i18n/zh-CN/incidents.ts';
import type { Incident } from '../../config/contract/incident.ts';
import { Moment } from '../../config/contract/moment.ts';
import type { RouteInput } from '../../config/contract/routes.ts';
import { DEMO_GRIDS } from '../../server/demo/demo-site.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { addPeople, COLLEAGUE, OPERATOR, openConsole } from './site.ts';

type Act = RouteInput<'POST /api/incidents/:incidentId/acts'>;

const { password } = OPERATOR;
const MEMBER = { account: 'zhao', password };
const [[[longitude = 0, latitude = 0] = []] = []] = DEMO_GRIDS[0]?.rings ?? [];
const HERE = { longitude: longitude + 0.0003, latitude: latitude + 0.0003 };
/** In the page. */
const WORKER_STATE = `navigator.serviceWorker.getRegistration('/field').then((found) => found?.active?.state)`;
const TITLE = '路口井盖缺失';

let product: Product;
let browser: Browser;
let phone: BrowserContext;
let page: Page;
let watching: Page;
let operator: Client;
let supervisor: Client;
let police: Client;
let patrol: Client;
let neighbour: Client;
let unitIds: { police: string; patrol: string };
/** How it stood after each act, and when. */
const states: { atMs: number; incident: Incident }[] = [];

beforeAll(async () => {
  product = await startProduct();
  const administrator = await product.signIn('admin');
  await addPeople(administrator);
  const [body] = DEMO_GRIDS;
  const grid = body && (await administrator.ask('POST /api/grids', { body }));
  const addUnit = (name: string) => administrator.ask('POST /api/units', { body: { name, kind: 'member' } });
  const addOne = async (account: string, role: 'gridMember' | 'unitOfficer' | 'supervisor', unit: string) =>
    administrator.ask('POST /api/people', { body: { account, password, name: account, role, unit } });
  unitIds = { police: (await addUnit('派出所')).id, patrol: (await addUnit('城管执法队')).id };
  await addOne('police1', 'unitOfficer', '派出所');
  await addOne('patrol1', 'unitOfficer', '城管执法队');
  await addOne('leader', 'supervisor', '');
  const addMember = async (account: string, part: 'main' | 'assistant') => {
    const { id: personId } = await addOne(account, 'gridMember', '');
    const params = { gridId: grid?.id ?? '' };
    await administrator.ask('POST /api/grids/:gridId/members', { params, body: { personId, part } });
  };
  await addMember(MEMBER.account, 'main');
  await addMember('qian', 'assistant');
  operator = await product.signIn(OPERATOR.account, password);
  [supervisor, police, patrol, neighbour] = [
    await product.signIn('leader', password),
    await product.signIn('police1', password),
    await product.signIn('patrol1', password),
    await product.signIn('qian', password),
  ];
  browser = await openBrowser();
  watching = await (await openConsole(browser, product, COLLEAGUE)).newPage();
  await watching.goto(`${product.url}/incidents`);
  phone = await browser.newContext({
    viewport: { width: 390, height: 844 },
    geolocation: HERE,
    permissions: ['geolocation'],
    hasTouch: true,
  });
  page = await phone.newPage();
  await page.goto(product.url);
  await page.getByLabel('账号').fill(MEMBER.account);
  await page.getByLabel('密码', { exact: true }).fill(MEMBER.password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByText('已连接').waitFor();
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

const sent = () => page.getByRole('button', { name: '已全部发送' }).waitFor();
const tab = (name: string) => page.getByRole('navigation', { name: '页面' }).getByRole('link', { name }).click();

async function stands(): Promise<Incident> {
  const incident = (await operator.ask('GET /api/incidents')).find(({ title }) => title === TITLE);
  if (!incident) throw new Error('it is not there');
  return incident;
}

async function keepState(): Promise<Incident> {
  const incident = await stands();
  states.push({ atMs: Date.now(), incident });
  return incident;
}

/** By a desk, and seen by the operator who looks on. */
async function act(who: Client, body: Act, seen: string): Promise<Incident> {
  const { id: incidentId } = await stands();
  await who.ask('POST /api/incidents/:incidentId/acts', { params: { incidentId }, body });
  await watching.getByRole('article').getByText(seen, { exact: true }).first().waitFor();
  return keepState();
}

/** What the phone is asked to look at on the spot, where there is no signal. */
async function checkWithoutSignal(): Promise<void> {
  await tab('任务');
  await page.getByRole('link', { name: new RegExp(TITLE) }).click();
  const say = (within: Page | Locator) => within.getByRole('button', { name: '反馈核查', exact: true }).click();
  await page.getByRole('button', { name: '反馈核查', exact: true }).waitFor();
  await phone.setOffline(true);
  await say(page);
  const form = page.getByRole('dialog');
  await form.getByLabel('说明').fill('现场已恢复');
  await say(form);
  await page.getByRole('button', { name: '待发送 1' }).waitFor();
  expect(await stands()).toMatchObject({ state: 'checking' });
  await phone.setOffline(false);
  await sent();
}

async function momentAt(atMs: number): Promise<Moment> {
  const { name, value } = operator.cookie;
  const answer = await fetch(`${product.url}/api/moments?atMs=${atMs}`, { headers: { cookie: `${name}=${value}` } });
  return Moment.parse(await answer.json());
}

test('it goes its whole way, seen live by a second operator', async () => {
  // The page has to have itself before it can do without signal.
  await expect.poll(() => page.evaluate(WORKER_STATE), { timeout: 15_000 }).toBe('activated');
  await phone.setOffline(true);
  await tab('上报');
  await page.getByLabel('标题').fill(TITLE);
  await page.getByText(/已定位/).waitFor();
  await page.getByRole('button', { name: '上报', exact: true }).click();
  await page.getByRole('button', { name: '待发送 1' }).waitFor();
  expect(await watching.getByText(TITLE).count()).toBe(0);
  await phone.setOffline(false);
  await sent();
  await watching.getByText(TITLE).first().click();
  await watching.getByRole('article').getByText('已上报', { exact: true }).first().waitFor();
  await keepState();

  await act(operator, { act: 'verify' }, '核实中');
  // Whoever reported it is not asked: the other member of the grid is.
  await act(neighbour, { act: 'verified', isSo: true, note: '现场情况如上报' }, '已上报');
  await act(operator, { act: 'file' }, '待派遣');
  await act(operator, { act: 'dispatch', leadUnitIds: [unitIds.police] }, '待签收');
  await act(police, { act: 'return', note: '属市政设施，建议由城管执法队处置' }, '待派遣');
  await act(operator, { act: 'dispatch', leadUnitIds: [unitIds.patrol], assistUnitIds: [unitIds.police] }, '待签收');
  await act(patrol, { act: 'accept' }, '处置中');
  const { supervisions } = await act(supervisor, { act: 'supervise', note: '群众多次反映，请加快' }, '处置中');
  await act(patrol, { act: 'reply', supervisionId: supervisions[0]?.id ?? '', note: '已到材料' }, '处置中');
  await act(patrol, { act: 'finish', note: '已更换井盖' }, '待核查');
  await act(operator, { act: 'check' }, '核查中');
  await checkWithoutSignal();
  await watching.getByRole('article').getByText('待核查', { exact: true }).first().waitFor();
  await keepState();
  expect(await act(operator, { act: 'close', note: '已办结' }, '已结案')).toMatchObject({
    ...{ state: 'closed', returnCount: 1 },
    supervisions: [{ reply: '已到材料' }],
  });
});

test('every step is in the command log', async () => {
  const { id: incidentId } = await stands();
  const { lines } = await operator.ask('GET /api/incidents/:incidentId/log', { params: { incidentId } });
  expect(lines.map(({ act }) => act)).toEqual([
    ...['report', 'verify', 'verified', 'file', 'dispatch', 'return', 'dispatch', 'accept', 'supervise', 'reply'],
    ...['finish', 'check', 'checked', 'close'],
  ]);
  const shown = watching.getByRole('region', { name: '处置过程' }).locator('ol > li');
  await expect.poll(() => shown.count(), { timeout: 10_000 }).toBe(lines.length);
});

test('the time machine shows each earlier state exactly, and nothing of it can be changed from there', async () => {
  for (const { atMs, incident } of states) expect((await momentAt(atMs)).incidents).toEqual([incident]);

  // The field holds whole seconds: a state that lasted over one.
  const second = (ms: number) => Math.ceil(ms / 1_000) * 1_000;
  const { id: incidentId } = await stands();
  const { lines } = await operator.ask('GET /api/incidents/:incidentId/log', { params: { incidentId } });
  const lasting = lines.find(({ atMs }, nth) => second(atMs) < (lines[nth + 1]?.atMs ?? 0));
  expect(lasting).toBeDefined();
  await watching.keyboard.press('Shift+T');
  const bar = watching.getByRole('region', { name: '时光机' });
  await bar.getByText(/^20\d\d年/).waitFor();
  const local = new Date(second(lasting?.atMs ?? 0) + 8 * 3_600_000).toISOString().slice(0, 19);
  await bar.getByLabel('正在读取').waitFor({ state: 'detached' });
  await bar.getByLabel('时刻', { exact: true }).fill(local);
  await expect.poll(() => bar.getByRole('strong').textContent(), { timeout: 15_000 }).toContain(local.slice(11));
  const word = words.state[lasting?.state ?? 'closed'];
  await watching.getByRole('article').getByText(word, { exact: true }).first().waitFor();
  expect(await watching.getByRole('button', { name: '上报事件' }).isDisabled()).toBe(true);
  await bar.getByRole('button', { name: '回到现在' }).click();
  await watching.getByRole('article').getByText('已结案', { exact: true }).first().waitFor();
});
