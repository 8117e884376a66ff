/** Speaking out of cameras through the server: rights, one at a time, what ends it, and the record. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TalkState } from '../../config/contract/talk.ts';
import { healthOf } from './camera-healths.ts';
import { type FakeNode, openFakeNode } from './fake-node.ts';
import {
  addPerson,
  type Caller,
  type ConsoleClient,
  firstCamera,
  heard,
  openTestApp,
  STRONG,
  type TestApp,
} from './open-test-app.ts';

let site: TestApp;
let node: FakeNode;
let admin: Caller;
let operator: Caller;
let cameraId: string;

beforeEach(async () => {
  site = await openTestApp();
  node = await openFakeNode(site.app);
  [admin, operator] = await Promise.all([site.as('admin'), site.as('operator')]);
  cameraId = (await firstCamera(admin)).id;
});
afterEach(async () => {
  await node[Symbol.asyncDispose]();
  await site[Symbol.asyncDispose]();
});

const OFFER = 'v=0\r\n';
const speak = (desk: ConsoleClient) => desk.emitWithAck('talk', { cameraId, offer: OFFER });
const askedOf = (name: string) => node.asked.filter((each) => each.name === name).map(({ input }) => input);
const record = async () => {
  const auditor = await site.as('auditor');
  return (await auditor.ask('GET /api/journal?kind=talk')).body;
};
const secondDesk = async (account = 'second') => {
  await addPerson(admin, { account, name: '李值班', role: 'operator' });
  return (await site.signIn(account, STRONG)).connect();
};
function statesAt(desk: ConsoleClient): TalkState[] {
  const states: TalkState[] = [];
  desk.on('talkState', (state) => states.push(state));
  return states;
}

test('a voice is handed to the node with its limit, and everybody who sees the camera hears who speaks', async () => {
  const [one, two] = await Promise.all([operator.connect(), admin.connect()]);
  const told = heard(two, 'talkState');
  expect(await speak(one)).toMatchObject({ ok: true, value: { answer: 'v=0\r\n', limitMs: 60_000 } });
  expect(await told).toMatchObject({ cameraId, speaker: { name: '演示值班员' }, ended: null });
  expect(askedOf('openTalk')).toEqual([{ talkId: expect.any(String), cameraId, offer: OFFER, limitMs: 60_000 }]);
  expect(await two.emitWithAck('talkStates', {})).toMatchObject({ ok: true, value: [{ cameraId }] });
});

test('the record says who spoke, out of what, from where, and from when to when', async () => {
  const one = await operator.connect();
  await speak(one);
  expect((await record())[0]).toMatchObject({ subject: cameraId, body: { cameraId, endedAtMs: null, ended: null } });
  await one.emitWithAck('talkEnd', { cameraId });
  expect((await record())[0]).toMatchObject({
    actor: { name: '演示值班员' },
    scope: { action: 'journal.read' },
    body: {
      cameraId,
      address: '127.0.0.1',
      startedAtMs: expect.any(Number),
      endedAtMs: expect.any(Number),
      ended: 'released',
    },
  });
  expect(askedOf('endTalk')).toEqual([{ talkId: askedOf('openTalk')[0].talkId }]);
});

test('somebody else is refused by the name of who speaks, an administrator too, until they let go', async () => {
  const [one, two] = await Promise.all([operator.connect(), admin.connect()]);
  await speak(one);
  expect(await speak(two)).toMatchObject({ failure: { code: 'TALK_HELD', detail: { name: '演示值班员' } } });
  await two.emitWithAck('talkEnd', { cameraId });
  expect(await speak(two)).toMatchObject({ ok: false });
  await one.emitWithAck('talkEnd', { cameraId });
  expect(await speak(two)).toMatchObject({ ok: true });
});

test('of two who press at the same moment one speaks', async () => {
  const desks = await Promise.all([operator.connect(), secondDesk()]);
  const outcomes = await Promise.all(desks.map(speak));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(askedOf('openTalk')).toHaveLength(1);
});

test('a desk that presses again goes on, and the time before is ended', async () => {
  const one = await operator.connect();
  await speak(one);
  expect(await speak(one)).toMatchObject({ ok: true });
  expect(askedOf('endTalk')).toEqual([{ talkId: askedOf('openTalk')[0].talkId }]);
});

test('a desk whose connection is lost says nothing more', async () => {
  const [one, two] = await Promise.all([operator.connect(), admin.connect()]);
  await speak(one);
  const states = statesAt(two);
  one.disconnect();
  await expect.poll(() => states.at(-1)).toMatchObject({ speaker: null, ended: 'deskLost' });
  await expect.poll(async () => (await record())[0]?.body).toMatchObject({ ended: 'deskLost' });
  await expect.poll(() => askedOf('endTalk')).toHaveLength(1);
});

test.each([
  ['the grant', () => admin.ask('PATCH /api/camera-grants/role-operator', { actions: ['camera.watch'] })],
  ['the right to watch', () => admin.ask('PATCH /api/camera-grants/role-operator', { actions: ['camera.talk'] })],
  ['the camera', () => admin.ask(`PATCH /api/cameras/${cameraId}`, { disabled: true })],
])('whoever loses %s is cut off', async (_, withdraw) => {
  const [one, two] = await Promise.all([operator.connect(), admin.connect()]);
  await speak(one);
  const states = statesAt(two);
  await withdraw();
  await expect.poll(() => states.at(-1)).toMatchObject({ speaker: null, ended: 'withdrawn' });
  await expect.poll(() => askedOf('endTalk')).toHaveLength(1);
});

test('a change that takes nothing away cuts nobody off', async () => {
  const one = await operator.connect();
  await speak(one);
  await admin.ask(`PATCH /api/cameras/${cameraId}`, { name: '改名' });
  await admin.ask('PATCH /api/camera-grants/role-operator', { actions: ['camera.watch', 'camera.talk'] });
  expect(await one.emitWithAck('talkStates', {})).toMatchObject({ value: [{ cameraId }] });
  expect(askedOf('endTalk')).toEqual([]);
});

test.each(['limit', 'cameraLost', 'deskLost'] as const)(
  'what the node ends by %s is told and recorded as that',
  async (why) => {
    const one = await operator.connect();
    const states = statesAt(one);
    await speak(one);
    node.socket.emit('talkEnded', { talkId: askedOf('openTalk')[0].talkId, why });
    await expect.poll(() => states.at(-1)).toMatchObject({ speaker: null, ended: why });
    await expect.poll(async () => (await record())[0]?.body).toMatchObject({ ended: why });
  },
);

test('it ends with a camera that goes offline, and with the node', async () => {
  const one = await operator.connect();
  const states = statesAt(one);
  await speak(one);
  node.socket.emit('cameraHealth', [healthOf(cameraId, { state: 'offline' })]);
  await expect.poll(() => states.at(-1)?.ended).toBe('cameraLost');
  await speak(one);
  node.socket.disconnect();
  await expect.poll(() => states.at(-1)?.ended).toBe('ended');
});

test('whoever may not speak, or not see this camera, is not even told whether it has a loudspeaker', async () => {
  const elsewhere = (await admin.ask('POST /api/camera-groups', { name: '别处' })).body.id;
  await addPerson(admin, { account: 'outsider', role: 'operator', cameraGroups: [elsewhere] });
  const outsider = await (await site.signIn('outsider', STRONG)).connect();
  const auditor = await (await site.as('auditor')).connect();
  for (const [desk, code] of [
    [outsider, 'CAMERA_NOT_FOUND'],
    [auditor, 'NOT_ALLOWED'],
  ] as const) {
    expect(await speak(desk)).toMatchObject({ failure: { code } });
    expect(await desk.emitWithAck('talkAsk', { cameraId })).toMatchObject({ failure: { code } });
  }
  expect([...askedOf('openTalk'), ...askedOf('askTalk')]).toEqual([]);
});

test('who speaks is told to nobody who does not see the camera', async () => {
  const elsewhere = (await admin.ask('POST /api/camera-groups', { name: '别处' })).body.id;
  await addPerson(admin, { account: 'outsider', role: 'operator', cameraGroups: [elsewhere] });
  const outsider = await (await site.signIn('outsider', STRONG)).connect();
  const states = statesAt(outsider);
  const [one, two] = await Promise.all([operator.connect(), admin.connect()]);
  const told = heard(two, 'talkState');
  await speak(one);
  await told;
  expect(await outsider.emitWithAck('talkStates', {})).toEqual({ ok: true, value: [] });
  expect(states).toEqual([]);
});

test('what a camera refuses is what the person hears; it holds nothing, and nothing is on record', async () => {
  const one = await operator.connect();
  node.stubborn.add(cameraId);
  expect(await one.emitWithAck('talkAsk', { cameraId })).toMatchObject({ failure: { code: 'TALK_NOT_OFFERED' } });
  expect(await speak(one)).toMatchObject({ failure: { code: 'TALK_NOT_OFFERED' } });
  expect(await one.emitWithAck('talkStates', {})).toEqual({ ok: true, value: [] });
  expect(await speak(await admin.connect())).toMatchObject({ failure: { code: 'TALK_NOT_OFFERED' } });
  expect(await record()).toEqual([]);
});
