/** An incident at two desks: reported and dispatched at one, accepted and handled at another, closed at the first. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../fixtures/browser.ts';
import { type Product, startProduct } from '../fixtures/product.ts';
import { addPeople, OPERATOR, openConsole } from './site.ts';

const POLICE = { account: 'police1', password: OPERATOR.password };
let product: Product;
let browser: Browser;
let desk: Page;
let unit: Page;

beforeAll(async () => {
  product = await startProduct();
  const administrator = await product.signIn('admin');
  await addPeople(administrator);
  await administrator.ask('POST /api/units', { body: { name: '派出所', kind: 'member' } });
  await administrator.ask('POST /api/units', { body: { name: '司法所', kind: 'member' } });
  const officer = { ...POLICE, name: '王警官', role: 'unitOfficer', unit: '派出所' } as const;
  await administrator.ask('POST /api/people', { body: officer });
  browser = await openBrowser();
  desk = await (await openConsole(browser, product, OPERATOR)).newPage();
  unit = await (await openConsole(browser, product, POLICE)).newPage();
  await Promise.all([desk, unit].map((page) => page.goto(`${product.url}/incidents`)));
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

/** Chooses an act and does it, with words where it asks for them. */
async function act(page: Page, name: string, note?: string): Promise<void> {
  const acts = page.getByRole('region', { name: '操作' });
  await acts.getByRole('button', { name, exact: true }).first().click();
  const form = acts.getByRole('form', { name });
  if (note !== undefined) await form.getByLabel('说明').fill(note);
  await form.getByRole('button', { name, exact: true }).click();
  await form.waitFor({ state: 'detached' });
}

test('what one desk dispatches another sees at once, handles, and the first closes', async () => {
  await unit.getByText('没有待本单位办理的事件').waitFor();
  await desk.getByRole('button', { name: '上报事件' }).click();
  await desk.getByRole('dialog').getByLabel('标题').fill('东门路口人员聚集');
  await desk.getByRole('dialog').getByRole('button', { name: '上报', exact: true }).click();
  await act(desk, '立案');
  const acts = desk.getByRole('region', { name: '操作' });
  await acts.getByRole('button', { name: '派遣', exact: true }).click();
  await acts.getByRole('form').getByRole('button', { name: '派遣', exact: true }).click();
  await acts.getByText('请填写').waitFor();
  await acts.getByLabel('主办单位').click();
  await desk.getByRole('option', { name: '派出所' }).click();
  await desk.keyboard.press('Escape');
  await acts.getByRole('form').getByRole('button', { name: '派遣', exact: true }).click();

  await unit.getByText('待本单位办理 1').waitFor();
  await unit
    .getByRole('row', { name: '东门路口人员聚集' })
    .getByRole('cell', { name: '待签收', exact: true })
    .last()
    .waitFor();
  await unit.getByRole('button', { name: '1 条未读通知' }).click();
  await unit.getByText('新任务').click();
  await act(unit, '签收');
  await desk.getByRole('article').getByText('处置中').waitFor();
  await unit.getByRole('row', { name: '东门路口人员聚集' }).getByRole('cell', { name: '处置中' }).last().waitFor();
  await act(unit, '处置完毕', '已疏散');
  await unit.getByText('没有待本单位办理的事件').waitFor();
  await act(desk, '结案', '现场已恢复');

  await unit.getByRole('article').getByText('已结案').waitFor();
  const log = desk.getByRole('region', { name: '处置过程' });
  await log.getByText('现场已恢复').waitFor();
  expect(await log.locator('ol > li').count()).toBe(6);
});

test('of a hundred incidents those in sight are drawn, and one that is asked for is brought there', async () => {
  const operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  const titles = Array.from({ length: 100 }, (_, nth) => `积水 ${nth}`);
  const ids: string[] = [];
  for (const title of titles) ids.push((await operator.ask('POST /api/incidents', { body: { title } })).id);
  const table = desk.getByRole('table');
  await table.getByRole('button', { name: '积水 99', exact: true }).waitFor();
  const rows = table.locator('tbody tr button');
  expect(await rows.count()).toBeLessThan(70);
  expect(await table.getAttribute('aria-rowcount')).toBe('101');

  await rows.first().hover();
  await desk.mouse.wheel(0, 100_000);
  await table.getByRole('button', { name: '积水 0', exact: true }).waitFor();
  expect(await rows.count()).toBeLessThan(70);

  await desk.goto(`${product.url}/incidents?incident=${ids[50]}`);
  const chosen = table.getByRole('button', { name: '积水 50', exact: true });
  await chosen.waitFor();
  expect(await chosen.getAttribute('aria-pressed')).toBe('true');
});

test('one that ended before the two hundred closed last opens by its address and is found by its words', async () => {
  const operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  const end = async (title: string) => {
    const { id: incidentId } = await operator.ask('POST /api/incidents', { body: { title, address: `${title}门前` } });
    await operator.ask('POST /api/incidents/:incidentId/acts', {
      params: { incidentId },
      body: { act: 'cancel', note: '误报' },
    });
    return incidentId;
  };
  const old = await end('旧仓库');
  for (let nth = 0; nth < 200; nth += 1) await end(`误报 ${nth}`);

  await desk.goto(`${product.url}/incidents?incident=${old}`);
  await desk.getByRole('article', { name: '旧仓库' }).getByText('已作废').waitFor();
  await desk.getByRole('radiogroup', { name: '状态' }).getByText('已结', { exact: true }).click();
  const table = desk.getByRole('table');
  await table.getByRole('button', { name: '误报 199', exact: true }).waitFor();
  expect(await table.getByRole('button', { name: '旧仓库', exact: true }).count()).toBe(0);
  await desk.getByRole('searchbox').fill('旧仓库门前');
  await table.getByRole('button', { name: '旧仓库', exact: true }).waitFor();
  await desk.getByText('符合条件的已结事件已全部列出。').waitFor();
  await desk.goto(`${product.url}/incidents?incident=none`);
  await desk.getByRole('region', { name: '详情' }).getByText('找不到该事件').waitFor();
});

test('a plan that fits is taken up at one desk, ticked at another, and both see how far it is', async () => {
  const administrator = await product.signIn('admin');
  const steps = ['疏散人群', '设置警戒'].map((text) => ({ text, unitName: '', minutes: null }));
  await administrator.ask('POST /api/plans', {
    body: { name: '聚集预案', matterIds: [], levels: [], steps, disabled: false },
  });
  const officer = await product.signIn(POLICE.account, POLICE.password);
  const incident = await officer.ask('POST /api/incidents', { body: { title: '广场人员聚集' } });
  await Promise.all([desk, unit].map((page) => page.goto(`${product.url}/incidents?incident=${incident.id}`)));
  await desk.getByRole('region', { name: '适用的预案' }).getByRole('button', { name: '启用' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: '启用' }).click();
  const lists = [desk, unit].map((page) => page.getByRole('region', { name: '聚集预案' }));
  for (const list of lists) await list.getByText('0/2').waitFor();
  await desk.getByRole('checkbox', { name: '完成“疏散人群”' }).click();
  await desk.getByLabel('说明（可不填）').fill('已疏散');
  await desk.getByRole('dialog').getByRole('button', { name: '完成' }).click();
  for (const list of lists) await list.getByText('1/2').waitFor();
  await unit.getByRole('region', { name: '处置过程' }).getByText('完成：疏散人群').waitFor();
});
