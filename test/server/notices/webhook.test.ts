/** Notices that are sent on: to a real service on this machine, which is slow to take them. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Incident, IncidentLog } from '../../../config/contract/incident.ts';
import type { Notice } from '../../../config/contract/notice.ts';
import type { Unit } from '../../../config/contract/unit.ts';
import type { WebhookMessage } from '../../../server/notices/webhook.rules.ts';
import { addPerson, type Caller, openTestApp, type TestApp } from '../open-test-app.ts';

const SECRET = 'between us';
const AFTER_MS = 30_000;
const MINUTE = 60_000;

let service: Server;
let taken: { headers: IncomingHttpHeaders; body: string }[];
let answers: number[];
let site: TestApp;
let operator: Caller;
let police: Caller;

beforeEach(async () => {
  taken = [];
  answers = [];
  service = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    taken.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
    response.writeHead(answers.shift() ?? 200).end();
  });
  service.listen(0, '127.0.0.1');
  await once(service, 'listening');
  site = await openSite();
  operator = await site.as('operator');
  police = await site.signIn('police');
});
afterEach(async () => {
  await site[Symbol.asyncDispose]();
  service.close();
});

function openSite(folder?: string) {
  const { port } = service.address() as AddressInfo;
  const notices = { webhookUrl: `http://127.0.0.1:${port}/sms`, webhookSecret: SECRET, webhookAfterMs: AFTER_MS };
  const accounts = { idleSignOutMs: 30 * 24 * 60 * MINUTE, sessionMaxMs: 30 * 24 * 60 * MINUTE };
  return openTestApp({ settings: { notices, accounts }, ...(folder !== undefined && { folder, clock: site.clock }) });
}

async function dispatched(what: object = {}, by = operator, leads = ['派出所']): Promise<Incident> {
  const { body: units } = await by.ask('GET /api/units');
  const leadUnitIds = (units as Unit[]).filter(({ name }) => leads.includes(name)).map(({ id }) => id);
  const { body } = await by.ask('POST /api/incidents', { title: '路口有人聚集', ...what });
  const act = (each: object) => by.ask(`POST /api/incidents/${body.id}/acts`, each);
  await act({ act: 'file' });
  return (await act({ act: 'dispatch', leadUnitIds })).body;
}

const later = async (ms: number) => {
  site.clock.advance(ms);
  await site.app.webhook.look();
};
const messages = (): WebhookMessage[] => taken.map(({ body }) => JSON.parse(body));
const toldOf = async ({ id }: Incident): Promise<IncidentLog['notices']> =>
  (await operator.ask(`GET /api/incidents/${id}/log`)).body.notices;

test('what is unread after its wait is sent on once, signed, and the log says so', async () => {
  const incident = await dispatched();
  await later(AFTER_MS - 1);
  expect(taken).toEqual([]);
  await later(1);
  const [{ headers, body } = { headers: {}, body: '' }] = taken;
  expect(JSON.parse(body)).toMatchObject({
    ...{ kind: 'assigned', incidentNumber: incident.number, drill: false },
    text: `【联勤】新任务：${incident.number} 路口有人聚集`,
    to: { unit: '派出所', name: expect.any(String), phone: expect.any(String) },
  });
  expect(headers['x-lianqin-signature']).toBe(`sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`);
  expect(headers['idempotency-key']).toBe(JSON.parse(body).id);
  const count = taken.length;
  await later(60 * MINUTE);
  expect(taken).toHaveLength(count);
  expect((await toldOf(incident)).every(({ sentOnAtMs }) => sentOnAtMs !== null)).toBe(true);
});

test('what was read in the console meanwhile is not sent on', async () => {
  await dispatched();
  const { body: own } = await police.ask('GET /api/notices');
  for (const { id } of own as Notice[]) await police.ask(`POST /api/notices/${id}/read`);
  await later(AFTER_MS);
  expect(messages().filter(({ to }) => to.personId === (own as Notice[])[0]?.to.personId)).toEqual([]);
});

test('what one unit has read is sent on to the others that were told in the same act', async () => {
  await dispatched({}, operator, ['派出所', '城管执法队']);
  const { body: own } = await police.ask('GET /api/notices');
  for (const { id } of own as Notice[]) await police.ask(`POST /api/notices/${id}/read`);
  await later(AFTER_MS);
  expect(messages().map(({ to }) => to.unit)).toEqual(['城管执法队']);
});

test('a service that refuses is asked again, with the same id, also after a restart', async () => {
  answers = Array(50).fill(503);
  const incident = await dispatched();
  await later(AFTER_MS);
  const first = messages().map(({ id }) => id);
  expect(first.length).toBeGreaterThan(0);
  expect((await toldOf(incident)).some(({ sentOnAtMs }) => sentOnAtMs !== null)).toBe(false);

  await site.app[Symbol.asyncDispose]();
  taken.length = 0;
  answers = [];
  const again = await openSite(site.folder);
  site.clock.advance(10_000);
  await again.app.webhook.look();
  expect(
    messages()
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(first.toSorted());
  site = again;
});

test('what nobody takes for a day is given up, and the log says why', async () => {
  answers = Array(1_000).fill(503);
  const incident = await dispatched();
  for (let hour = 0; hour < 30; hour += 1) await later(60 * MINUTE);
  const count = taken.length;
  await later(24 * 60 * MINUTE);
  expect(taken).toHaveLength(count);
  const assigned = (await toldOf(incident)).filter(({ kind }) => kind === 'assigned');
  expect(assigned.map(({ sendingFailure }) => sendingFailure)).toEqual(assigned.map(() => 'HTTP 503'));
});

test('whoever is called to a conference is told where it is, but of a confidential case not even that', async () => {
  const supervisor = await site.signIn('supervisor');
  await addPerson(await site.as('admin'), { account: 'deputy', name: '副班长', role: 'supervisor' });
  for (const confidential of [false, true]) {
    const { id } = await dispatched({ title: '工地纠纷', confidential }, supervisor);
    await supervisor.ask(`POST /api/incidents/${id}/acts`, { act: 'confer', place: '三楼会议室' });
  }
  await later(AFTER_MS);
  const called = messages().filter(({ kind }) => kind === 'conference');
  const [open, confided] = [true, false].map((isOpen) => called.filter(({ text }) => text.includes('工地') === isOpen));
  expect([open?.length, confided?.length].every((count) => (count ?? 0) > 0)).toBe(true);
  for (const { text } of open ?? []) expect(text).toMatch(/【联勤】会商：\S+ 工地纠纷，地点：三楼会议室$/);
  for (const { text } of confided ?? []) expect(text).not.toContain('三楼');
});

test('of a confidential case no words leave, and a drill is named as one', async () => {
  await dispatched({ title: '某某家庭纠纷', confidential: true, drill: true }, await site.signIn('supervisor'));
  site.clock.advance(2 * 60 * MINUTE);
  await site.app.clocks.look();
  await later(AFTER_MS);
  expect(messages().length).toBeGreaterThan(0);
  for (const { text } of messages()) {
    expect(text).toContain('【演练】');
    expect(text).not.toContain('某某');
  }
});
