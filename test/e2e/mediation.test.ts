/**
 * Disputes at several desks and on a phone: a mediation from its registration to its end by different
 * hands, whom its words reach meanwhile, a case that is made confidential, and what is reported twice.
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AddMatter, DEFAULT_STAGE_LIMITS } from '../../config/contract/matter.ts';
import { ROUTES, type RouteInput, type RouteName } from '../../config/contract/routes.ts';
import { DEMO_GRIDS } from '../../server/demo/demo-site.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { addPeople, COLLEAGUE, OPERATOR, openConsole } from './site.ts';

const { password } = OPERATOR;
const MEDIATOR = { account: 'mediator', password, name: '孙调解', role: 'unitOfficer', unit: '司法所' } as const;
const POLICE = { account: 'police1', password, name: '王警官', role: 'unitOfficer', unit: '派出所' } as const;
const DISPUTE: AddMatter = {
  ...{ kind: 'event', code: '0801', bigClass: '08', bigClassName: '矛盾纠纷', name: '邻里纠纷', task: 'dispute' },
  ...{ level: 'general', standards: [], leadUnitName: '', supervisingUnitName: '', assistUnitNames: [], fields: [] },
  ...{ limits: DEFAULT_STAGE_LIMITS, inGrid: true, disabled: false },
};
const TITLE = '三号楼漏水纠纷';
const APPLICANT = { name: '赵甲方', phone: '13800001111' };
const RESPONDENT = { name: '钱乙方', phone: '13900002222' };
const SAID = '甲方称楼上漏水三个月';
const AGREED = '乙方十日内修好管道';
const VISITED = '管道已修好，甲方无异议';
/** Nobody outside the mediation may ever read one of these. */
const PRIVATE = [...Object.values(APPLICANT), ...Object.values(RESPONDENT), SAID, AGREED, VISITED];

/** In the page: ids of the incidents that it keeps for when there is no signal. */
const KEPT_INCIDENTS = `new Promise((resolve) => {
  const opening = indexedDB.open('lianqin-field');
  opening.onsuccess = () => {
    const asked = opening.result.transaction('sites').objectStore('sites').getAll();
    asked.onsuccess = () => resolve(asked.result.flatMap(({ incidents }) => incidents.map(({ id }) => id)));
  };
})`;
/** In the page: all that the browser keeps of the product. */
const EVERYTHING_KEPT = `(async () => {
  const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  const answer = (asked) => new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
  for (const { name } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name));
    for (const store of database.objectStoreNames)
      kept.push(JSON.stringify(await answer(database.transaction(store).objectStore(store).getAll())));
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) kept.push(request.url, await (await cache.match(request)).text());
  }
  return kept.join('\\n');
})()`;
const WORKER_STATE = `navigator.serviceWorker.getRegistration('/field').then((found) => found?.active?.state)`;
const ON_PHONE = '楼道堆物纠纷';

let product: Product;
let browser: Browser;
let operator: Client;
/** Of the command room: who registers, and a colleague who only names the mediator. */
let desk: Page;
let second: Page;
let mediator: Page;
/** Of a unit that assists: it has the incident, and no part in its mediation. */
let police: Page;
let phone: BrowserContext;
/** Of the mediator, on the phone. */
let page: Page;
/** Everything that the browsers of those outside the mediation were sent. */
const sentOutside: string[] = [];

beforeAll(async () => {
  product = await startProduct();
  const administrator = await product.signIn('admin');
  await addPeople(administrator);
  for (const body of DEMO_GRIDS.slice(0, 2)) await administrator.ask('POST /api/grids', { body });
  for (const name of ['司法所', '派出所'])
    await administrator.ask('POST /api/units', { body: { name, kind: 'member' } });
  for (const body of [MEDIATOR, POLICE]) await administrator.ask('POST /api/people', { body });
  await administrator.ask('POST /api/matters', { body: DISPUTE });
  operator = await product.signIn(OPERATOR.account, password);
  browser = await openBrowser();
  const open = async (who: { account: string; password: string }) => {
    const page = await (await openConsole(browser, product, who)).newPage();
    page.setDefaultTimeout(30_000);
    return page;
  };
  desk = await open(OPERATOR);
  second = await open(COLLEAGUE);
  mediator = await open(MEDIATOR);
  police = await open(POLICE);
  for (const page of [second, police]) listen(page);
  await Promise.all([desk, second, mediator, police].map((page) => page.goto(`${product.url}/incidents`)));
}, 90_000);

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

function listen(page: Page): void {
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => sentOutside.push(String(payload))));
  page.on('response', async (response) => {
    if (response.url().includes('/api/')) sentOutside.push(await response.text().catch(() => ''));
  });
}

const part = (page: Page): Locator => page.getByRole('region', { name: '矛盾纠纷调解' });
const acts = (page: Page): Locator => page.getByRole('region', { name: '操作' });
const choose = (page: Page, title: string) => page.getByRole('table').getByRole('button', { name: title }).click();
const known = async (title: string) => (await operator.ask('GET /api/incidents')).find((each) => each.title === title);

/** One step, as its form asks for it. */
async function step(page: Page, name: string, fill: (form: Locator) => Promise<void>): Promise<void> {
  await part(page).getByRole('button', { name, exact: true }).click();
  const form = part(page).getByRole('form', { name });
  await fill(form);
  await form.getByRole('button', { name, exact: true }).click();
  await form.waitFor({ state: 'detached' });
}

async function act(page: Page, name: string, note = ''): Promise<void> {
  await acts(page).getByRole('button', { name, exact: true }).first().click();
  const form = acts(page).getByRole('form', { name });
  await form.getByLabel('说明').fill(note);
  await form.getByRole('button', { name, exact: true }).click();
  await form.waitFor({ state: 'detached' });
}

async function openReport(title: string): Promise<Locator> {
  await desk.getByRole('button', { name: '上报事件' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('标题').fill(title);
  return dialog;
}

async function chooseUnit(label: string, name: string): Promise<void> {
  await acts(desk).getByLabel(label).click();
  await desk.getByRole('option', { name }).click();
  await desk.keyboard.press('Escape');
}

test('a dispute is registered, mediated, agreed, visited and closed, each step by whose it is', async () => {
  const dialog = await openReport(TITLE);
  await dialog.getByLabel('入格事项').click();
  await desk.getByRole('option', { name: /邻里纠纷/ }).click();
  await dialog.getByRole('button', { name: '上报', exact: true }).click();
  await step(desk, '登记当事人', async (form) => {
    await form.getByRole('button', { name: '登记当事人', exact: true }).click();
    await form.getByText('请填写').first().waitFor();
    for (const [nth, { name, phone }] of [APPLICANT, RESPONDENT].entries()) {
      await form.getByLabel('姓名').nth(nth).fill(name);
      await form.getByLabel('电话').nth(nth).fill(phone);
    }
  });
  await part(desk).getByText(RESPONDENT.phone).waitFor();

  await choose(second, TITLE);
  await step(second, '指派调解员', async (form) => {
    await form.getByLabel('调解员').click();
    await second.getByRole('option', { name: /孙调解/ }).click();
  });
  await part(second).getByText('已指派调解员').waitFor();
  await act(desk, '立案');
  await acts(desk).getByRole('button', { name: '派遣', exact: true }).click();
  await chooseUnit('主办单位', '司法所');
  await chooseUnit('协办单位', '派出所');
  await acts(desk).getByRole('form').getByRole('button', { name: '派遣', exact: true }).click();
  await choose(police, TITLE);
  await act(police, '签收');

  await choose(mediator, TITLE);
  await part(mediator).getByText(APPLICANT.phone).waitFor();
  await act(mediator, '签收');
  await step(mediator, '记录一次调解', async (form) => {
    await form.getByLabel('地点').fill('滨江社区调解室');
    await form.getByLabel('调解情况').fill(SAID);
    // What is being typed stays, whatever comes meanwhile.
    const remarked = { params: { incidentId: (await known(TITLE))?.id ?? '' } };
    await operator.ask('POST /api/incidents/:incidentId/acts', {
      ...remarked,
      body: { act: 'remark', note: '请抓紧' },
    });
    await mediator.getByRole('region', { name: '处置过程' }).getByText('请抓紧').waitFor();
    expect(await form.getByLabel('调解情况').inputValue()).toBe(SAID);
    await form.getByText('同意和解').click();
  });
  await part(desk).getByText(SAID).waitFor();
  await step(mediator, '达成协议', async (form) => {
    await form.getByLabel('协议内容').fill(AGREED);
    await form.getByLabel('履行期限').fill('2026-12-04');
  });
  await part(mediator).getByText('履行期限 2026-12-04').waitFor();
  // What was agreed is looked after before it is closed.
  expect(await part(mediator).getByRole('button', { name: '归档', exact: true }).count()).toBe(0);
  await step(desk, '记录回访', (form) => form.getByLabel('说明').fill(VISITED));
  await step(mediator, '归档', (form) => form.getByLabel('说明').fill('双方签字'));

  await act(mediator, '处置完毕', '已调解成功');
  await act(desk, '结案', '调解成功');
  await mediator.getByRole('article').getByText('已结案').waitFor();
  const log = desk.getByRole('region', { name: '处置过程' });
  await log.getByText('调解归档').waitFor();
  await log.getByText(/达成协议，履行期限/).waitFor();
});

test('its parties and its words reached nobody outside it, though the incident lies open before them', async () => {
  for (const page of [second, police]) {
    await part(page).getByText('已归档').waitFor();
    await part(page).getByText('当事人和调解内容只有登记人、调解员和主办经办人可见。').waitFor();
    const shown = await page.content();
    expect(PRIVATE.filter((secret) => shown.includes(secret))).toEqual([]);
  }
  const incidentId = (await known(TITLE))?.id ?? '';
  const routes = Object.keys(ROUTES).filter((route) => route.startsWith('GET ') && route.includes('/:incidentId'));
  for (const { account } of [COLLEAGUE, POLICE]) {
    const outsider = await product.signIn(account, COLLEAGUE.account === account ? COLLEAGUE.password : password);
    const view = await outsider.ask('GET /api/incidents/:incidentId/mediation', { params: { incidentId } });
    expect(view).toMatchObject({ status: { state: 'closed' }, mediation: null });
    const asked = [...routes, 'GET /api/incidents', 'GET /api/notices'] as RouteName[];
    for (const name of asked) {
      sentOutside.push(JSON.stringify(await outsider.ask(name, { params: { incidentId } }).catch(String)));
    }
  }
  const all = sentOutside.join('\n');
  expect(all.includes(TITLE)).toBe(true);
  expect(PRIVATE.filter((secret) => all.includes(secret))).toEqual([]);
  // Those in it are sent them by the same route.
  const inside = await operator.ask('GET /api/incidents/:incidentId/mediation', { params: { incidentId } });
  expect(PRIVATE.filter((secret) => !JSON.stringify(inside).includes(secret))).toEqual([]);
});

test('a case that is made confidential leaves, at once, a desk that may not see it', async () => {
  const title = '家庭纠纷，涉未成年人';
  const dialog = await openReport(title);
  await dialog.getByRole('button', { name: '上报', exact: true }).click();
  await choose(second, title);
  await second.getByRole('article', { name: title }).waitFor();
  await acts(desk).getByRole('button', { name: '更多操作' }).click();
  await desk.getByRole('menuitem', { name: '保密设置' }).click();
  const form = acts(desk).getByRole('form', { name: '保密设置' });
  await form.getByLabel('说明').fill('涉及未成年人');
  await form.getByRole('button', { name: '保密设置', exact: true }).click();

  await second.getByRole('article', { name: title }).waitFor({ state: 'detached' });
  await second.getByRole('table').getByRole('button', { name: title }).waitFor({ state: 'detached' });
  const incidentId = (await known(title))?.id ?? '';
  const colleague = await product.signIn(COLLEAGUE.account, COLLEAGUE.password);
  expect((await colleague.ask('GET /api/incidents')).map(({ id }) => id)).not.toContain(incidentId);
  const log = colleague.ask('GET /api/incidents/:incidentId/log', { params: { incidentId } });
  await expect(log).rejects.toMatchObject({ code: 'INCIDENT_NOT_FOUND' });
  await desk.getByRole('article', { name: title }).getByText('保密', { exact: true }).first().waitFor();
});

test('what is reported from the same place again is told to be alike, and merged into the first', async () => {
  const report = async (title: string) => {
    const dialog = await openReport(title);
    const map = dialog.locator('[data-map][data-ready="true"]');
    await map.waitFor();
    await map.click();
    await dialog.getByText(/^113\.\d{6}, 23\.\d{6}/).waitFor();
    return dialog;
  };
  const first = await report('噪声扰民纠纷');
  expect(await first.getByRole('region', { name: '附近 24 小时内的类似事件' }).count()).toBe(0);
  await first.getByRole('button', { name: '上报', exact: true }).click();
  await desk.getByRole('article', { name: '噪声扰民纠纷' }).waitFor();

  const again = await report('夜间唱歌吵人');
  const hint = again.getByRole('region', { name: '附近 24 小时内的类似事件' });
  await hint.getByRole('link', { name: /噪声扰民纠纷/ }).waitFor();
  await again.getByRole('button', { name: '上报', exact: true }).click();
  const article = desk.getByRole('article', { name: '夜间唱歌吵人' });
  await article.getByRole('region', { name: '附近 24 小时内的类似事件' }).getByText('噪声扰民纠纷').waitFor();
  await article.getByRole('button', { name: '并入此事件' }).click();
  const question = desk.getByRole('dialog').filter({ hasText: '并入后本事件不再单独办理' });
  await question.getByRole('button', { name: '并入此事件' }).click();
  await article.getByText('已并案').waitFor();
  const into = await known('噪声扰民纠纷');
  expect(await known('夜间唱歌吵人')).toMatchObject({ state: 'merged', mergedInto: { number: into?.number } });
  await choose(desk, '噪声扰民纠纷');
  await desk
    .getByRole('region', { name: '处置过程' })
    .getByText(/并入本案/)
    .waitFor();
});

const onPhone = () => page.getByRole('region', { name: '矛盾纠纷调解' });
const onPhoneId = async () => (await known(ON_PHONE))?.id ?? '';
const mediate = async (body: RouteInput<'POST /api/incidents/:incidentId/mediation'>) =>
  operator.ask('POST /api/incidents/:incidentId/mediation', { params: { incidentId: await onPhoneId() }, body });
const mediation = async () =>
  operator.ask('GET /api/incidents/:incidentId/mediation', { params: { incidentId: await onPhoneId() } });

async function personId(name: string): Promise<string> {
  const colleagues = await operator.ask('GET /api/colleagues');
  return colleagues.find((each) => each.name === name)?.personId ?? '';
}

/** Opens the form of a step, and fills it in. */
async function begin(name: string, fill: (form: Locator) => Promise<void>): Promise<Locator> {
  await onPhone().getByRole('button', { name, exact: true }).click();
  const form = page.getByRole('dialog', { name });
  await fill(form);
  return form;
}

async function end(form: Locator, name: string): Promise<void> {
  await form.getByRole('button', { name, exact: true }).click();
  await form.waitFor({ state: 'detached' });
}

test('who is to mediate finds the dispute on the phone, and its parties are called with a tap', async () => {
  await operator.ask('POST /api/incidents', { body: { title: ON_PHONE, task: 'dispute' } });
  const parties = [
    { ...APPLICANT, standing: 'applicant' as const },
    { ...RESPONDENT, standing: 'respondent' as const },
  ];
  await mediate({ act: 'register', parties });
  await mediate({ act: 'assign', version: 1, mediatorId: await personId(MEDIATOR.name) });
  phone = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'zh-CN' });
  page = await phone.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(product.url);
  await page.getByLabel('账号').fill(MEDIATOR.account);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('region', { name: '待调解' }).getByText(ON_PHONE).waitFor();
  await page.getByRole('navigation', { name: '页面' }).getByRole('link', { name: '通知' }).click();
  await page.getByRole('button', { name: new RegExp(`请您调解.*${ON_PHONE}`) }).click();
  const call = onPhone().getByRole('link', { name: `拨打${APPLICANT.name}的电话 ${APPLICANT.phone}` });
  expect(await call.getAttribute('href')).toBe(`tel:${APPLICANT.phone}`);
  await onPhone().getByText(RESPONDENT.phone).waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

test('a session is one, though its answer was lost; and without signal it is said that nothing can be sent', async () => {
  const name = '记录一次调解';
  const form = await begin(name, async (sheet) => {
    await sheet.getByRole('button', { name, exact: true }).click();
    expect(await sheet.getByText('请填写').count()).toBe(2);
    await sheet.getByLabel('地点').fill('二号楼门厅');
    await sheet.getByLabel('调解情况').fill(SAID);
    await sheet.getByText('同意和解').click();
  });
  await phone.setOffline(true);
  await form.getByText(/^离线，不能提交/).waitFor();
  expect(await form.getByRole('button', { name, exact: true }).isDisabled()).toBe(true);
  await phone.setOffline(false);
  await form.getByText(/^离线，不能提交/).waitFor({ state: 'detached' });
  expect(await form.getByLabel('调解情况').inputValue()).toBe(SAID);

  await phone.route(/\/mediation$/, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await form.getByRole('button', { name, exact: true }).click();
  await form.locator('[role=alert][data-code]').waitFor();
  await phone.unroute(/\/mediation$/);
  await end(form, name);
  await onPhone().getByText(SAID).waitFor();
  expect((await mediation()).mediation?.sessions).toMatchObject([{ said: SAID, result: 'agreed' }]);
});

test('who is told that a colleague changed it meanwhile may save all the same; then it is visited and closed', async () => {
  const name = '达成协议';
  const form = await begin(name, async (sheet) => {
    await sheet.getByLabel('协议内容').fill(AGREED);
    await sheet.getByLabel('履行期限').fill('2026-12-04');
  });
  const { mediation: before, status } = await mediation();
  const parties = [...(before?.parties ?? []), { name: '周相关', phone: '', standing: 'concerned' as const }];
  await mediate({ act: 'parties', version: status?.version ?? 0, parties });
  await onPhone().getByText('周相关').waitFor({ state: 'attached' });
  await form.getByRole('button', { name, exact: true }).click();
  await form.locator('[data-code="MEDIATION_CHANGED"]').waitFor();
  await end(form, name);
  await end(await begin('记录回访', (sheet) => sheet.getByLabel('说明').fill(VISITED)), '记录回访');
  await onPhone().getByText(VISITED).waitFor();
  await end(await begin('归档', (sheet) => sheet.getByLabel('说明').fill('双方签字')), '归档');
  await onPhone().getByText('已归档').waitFor();
  expect(await mediation()).toMatchObject({
    status: { state: 'closed', sessionCount: 1, visitCount: 1 },
    mediation: { agreement: { text: AGREED, by: { name: MEDIATOR.name } }, visits: [{ isKept: true, note: VISITED }] },
  });
});

test('the phone keeps the incident for when there is no signal, and nothing of its mediation', async () => {
  const kept = () => page.evaluate<string>(EVERYTHING_KEPT);
  await expect.poll(async () => (await kept()).includes('mediation.close'), { timeout: 15_000 }).toBe(true);
  const everything = await kept();
  expect(everything.includes(ON_PHONE)).toBe(true);
  expect(PRIVATE.filter((secret) => everything.includes(secret))).toEqual([]);

  await expect.poll(() => page.evaluate(WORKER_STATE), { timeout: 15_000 }).toBe('activated');
  await phone.setOffline(true);
  await page.goto(page.url());
  await page.getByText('离线时不能查看当事人和调解记录，联网后自动显示。').waitFor();
  const shown = await page.content();
  expect(shown.includes(ON_PHONE)).toBe(true);
  expect(PRIVATE.filter((secret) => shown.includes(secret))).toEqual([]);
  await phone.setOffline(false);
  await onPhone().getByText(VISITED).waitFor();
});

test('a dispute that is given to another mediator leaves the phone of the first at once', async () => {
  const title = '车位纠纷';
  const { id: incidentId } = await operator.ask('POST /api/incidents', { body: { title, task: 'dispute' } });
  const act = (body: RouteInput<'POST /api/incidents/:incidentId/mediation'>) =>
    operator.ask('POST /api/incidents/:incidentId/mediation', { params: { incidentId }, body });
  await act({ act: 'register', parties: [{ ...APPLICANT, standing: 'applicant' }] });
  await act({ act: 'assign', version: 1, mediatorId: await personId(MEDIATOR.name) });
  await page.getByRole('navigation', { name: '页面' }).getByRole('link', { name: '任务' }).click();
  await page.getByRole('link', { name: new RegExp(title) }).click();
  await onPhone().getByText(APPLICANT.phone).waitFor();
  const isKept = async () => (await page.evaluate<string[]>(KEPT_INCIDENTS)).includes(incidentId);
  await expect.poll(isKept, { timeout: 15_000 }).toBe(true);
  await act({ act: 'assign', version: 2, mediatorId: await personId(POLICE.name) });
  await page.getByText('这起事件已不在您的任务中').waitFor();
  expect((await page.content()).includes(APPLICANT.phone)).toBe(false);
  await expect.poll(isKept, { timeout: 15_000 }).toBe(false);
});
