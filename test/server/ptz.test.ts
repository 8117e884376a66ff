/** Turning cameras through the server: rights, the lock, what stops, presets, patrols and the record. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PtzState } from '../../config/contract/ptz.ts';
import { PtzService } from '../../server/ptz/ptz.service.ts';
import * as turningStore from '../../server/ptz/ptz-turning.store.ts';
import { type FakeNode, openFakeNode } from './fake-node.ts';
import { addPerson, type Caller, firstCamera, heard, openTestApp, STRONG, type TestApp } from './open-test-app.ts';
import { inDatabase } from './test-database.ts';

const RIGHT = { do: 'move', pan: 0.5, tilt: 0, zoom: 0 } as const;

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

const ordersAtNode = () => node.asked.filter(({ name }) => name === 'ptz').map(({ input }) => input.order.do);
const journalOf = async (kind: string) => {
  const auditor = await site.as('auditor');
  const { body } = await auditor.ask(`GET /api/journal?kind=${kind}`);
  return body;
};

test('an order reaches the node, and everybody who sees the camera hears who turns it', async () => {
  const [one, two] = await Promise.all([operator.connect(), admin.connect()]);
  const told = heard(two, 'ptzState');
  expect(await one.emitWithAck('ptz', { cameraId, order: RIGHT })).toEqual({ ok: true, value: {} });
  expect(await told).toMatchObject({ cameraId, holder: { role: 'operator', name: expect.any(String) }, patrol: null });
  expect(await node.question('ptz')).toEqual({ cameraId, order: { ...RIGHT, focus: 0 } });
  expect(await two.emitWithAck('ptzStates', {})).toMatchObject({ ok: true, value: [{ cameraId }] });
});

test('a camera goes to a place at a speed, and tells where it looks', async () => {
  const one = await operator.connect();
  const order = { do: 'place', pan: 0.5, tilt: -0.1, zoom: 0.2, speed: 0.3 } as const;
  expect(await one.emitWithAck('ptz', { cameraId, order })).toEqual({ ok: true, value: {} });
  expect(await node.question('ptz')).toEqual({ cameraId, order });
  const { body } = await operator.ask(`GET /api/cameras/${cameraId}/ptz-place`);
  expect(body).toEqual({ pan: 0.5, tilt: -0.1, zoom: 0.2 });
  const beyond = { ...order, zoom: -0.1 };
  expect(await one.emitWithAck('ptz', { cameraId, order: beyond })).toMatchObject({
    failure: { code: 'INVALID_REQUEST' },
  });
});

test('an equal is refused by name, and an administrator takes over, with a stop in between', async () => {
  await addPerson(admin, { account: 'second', name: '李值班', role: 'operator' });
  const second = await site.signIn('second', STRONG);
  const [one, two, chief] = await Promise.all([operator.connect(), second.connect(), admin.connect()]);
  await one.emitWithAck('ptz', { cameraId, order: RIGHT });
  expect(await two.emitWithAck('ptz', { cameraId, order: RIGHT })).toMatchObject({
    ok: false,
    failure: { code: 'PTZ_HELD', detail: { name: expect.any(String) } },
  });
  const lost = heard(one, 'ptzState');
  await chief.emitWithAck('ptz', { cameraId, order: RIGHT });
  expect((await lost).holder?.role).toBe('administrator');
  expect(ordersAtNode()).toEqual(['move', 'stop', 'move']);
  expect(await one.emitWithAck('ptz', { cameraId, order: { do: 'stop' } })).toMatchObject({ ok: false });
});

test('a desk whose connection is lost leaves nothing moving and holds nothing', async () => {
  const [one, two] = await Promise.all([operator.connect(), admin.connect()]);
  await one.emitWithAck('ptz', { cameraId, order: RIGHT });
  const states: PtzState[] = [];
  two.on('ptzState', (state) => states.push(state));
  one.disconnect();
  await expect.poll(ordersAtNode).toEqual(['move', 'stop']);
  await expect.poll(() => states.at(-1)?.holder).toBeNull();
  await expect
    .poll(async () => (await journalOf('ptz'))[0]?.body)
    .toMatchObject({ ended: 'lost', actions: [{ did: 'right', times: 1 }] });
});

test('the record says who turned what, from when to when, by what', async () => {
  const one = await operator.connect();
  for (const order of [RIGHT, RIGHT, { do: 'stop' } as const, RIGHT, { do: 'home' } as const]) {
    await one.emitWithAck('ptz', { cameraId, order });
  }
  await one.emitWithAck('ptzRelease', { cameraId });
  const [end, begin] = await journalOf('ptz');
  expect(begin).toMatchObject({ subject: cameraId, body: { endedAtMs: null, actions: [] } });
  expect(end).toMatchObject({
    actor: { personId: expect.any(String) },
    body: {
      cameraId,
      ended: 'released',
      address: '127.0.0.1',
      isPatrol: false,
      endedAtMs: expect.any(Number),
      actions: [
        { did: 'right', times: 2 },
        { did: 'home', times: 1 },
      ],
    },
  });
});

test('whoever may not turn cameras, or not see this one, turns nothing', async () => {
  const elsewhere = (await admin.ask('POST /api/camera-groups', { name: '别处' })).body.id;
  await addPerson(admin, { account: 'outsider', role: 'operator', cameraGroups: [elsewhere] });
  const outsider = await (await site.signIn('outsider', STRONG)).connect();
  const auditor = await (await site.as('auditor')).connect();
  expect(await outsider.emitWithAck('ptz', { cameraId, order: RIGHT })).toMatchObject({
    failure: { code: 'CAMERA_NOT_FOUND' },
  });
  expect(await auditor.emitWithAck('ptz', { cameraId, order: RIGHT })).toMatchObject({
    failure: { code: 'NOT_ALLOWED' },
  });
  expect(ordersAtNode()).toEqual([]);
});

test('what the camera answers is what the person hears', async () => {
  const one = await operator.connect();
  node.stubborn.add(cameraId);
  expect(await one.emitWithAck('ptz', { cameraId, order: RIGHT })).toMatchObject({
    failure: { code: 'CAMERA_TIMEOUT' },
  });
});

test('an order without bounds is refused', async () => {
  const one = await operator.connect();
  const wild = { cameraId, order: { ...RIGHT, pan: 4 } };
  expect(await one.emitWithAck('ptz', wild)).toMatchObject({ failure: { code: 'INVALID_REQUEST' } });
});

test('a preset has a name and a picture, is renamed and removed, and all of it is on record', async () => {
  const path = `/api/cameras/${cameraId}/presets`;
  const { body: preset } = await operator.ask(`POST ${path}`, { name: '东门' });
  expect(preset).toEqual({ token: '1', name: '东门', hasPicture: true });
  const picture = await operator.ask(`GET ${path}/1/picture`);
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  await operator.ask(`PATCH ${path}/1`, { name: '东门岗亭' });
  expect((await operator.ask(`GET ${path}`)).body).toEqual([{ token: '1', name: '东门岗亭', hasPicture: true }]);
  expect((await operator.ask(`PATCH ${path}/9`, { name: '无' })).body.code).toBe('PRESET_NOT_FOUND');
  await operator.ask(`DELETE ${path}/1`);
  expect((await operator.ask(`GET ${path}`)).body).toEqual([]);
  expect((await journalOf('ptzPreset')).map(({ body }: { body: { name: string } }) => body.name)).toEqual([
    null,
    '东门岗亭',
    '东门',
  ]);
});

test('a patrol goes to its first preset, says so, and ends when somebody turns the camera', async () => {
  const path = `/api/cameras/${cameraId}`;
  await operator.ask(`POST ${path}/presets`, { name: '东门' });
  const one = await operator.connect();
  expect(await one.emitWithAck('ptzPatrol', { cameraId, runs: true })).toMatchObject({
    failure: { code: 'INVALID_REQUEST' },
  });
  await operator.ask(`POST ${path}/patrol`, { stops: [{ presetToken: '1', dwellS: 5 }] });
  const states: PtzState[] = [];
  one.on('ptzState', (state) => states.push(state));
  await one.emitWithAck('ptzPatrol', { cameraId, runs: true });
  await expect.poll(() => states.at(-1)?.patrol).toMatchObject({ presetToken: '1', failure: null });
  await one.emitWithAck('ptz', { cameraId, order: RIGHT });
  await expect.poll(() => states.at(-1)?.patrol).toBeNull();
  expect(ordersAtNode()).toEqual(['preset', 'move']);
});

/** A patrol that nobody holds the camera of any more. */
const onPatrol = async () => {
  const path = `/api/cameras/${cameraId}`;
  await operator.ask(`POST ${path}/presets`, { name: '东门' });
  await operator.ask(`POST ${path}/patrol`, { stops: [{ presetToken: '1', dwellS: 5 }] });
  const one = await operator.connect();
  await one.emitWithAck('ptzPatrol', { cameraId, runs: true });
  await one.emitWithAck('ptzRelease', { cameraId });
  return one;
};
const patrolsOnRecord = async () =>
  (await journalOf('ptz'))
    .map(({ body }: { body: { isPatrol: boolean } }) => body)
    .filter(({ isPatrol }: { isPatrol: boolean }) => isPatrol);

test.each([
  ['its camera is disabled', () => admin.ask(`PATCH /api/cameras/${cameraId}`, { disabled: true })],
  ['its camera is removed', () => admin.ask(`DELETE /api/cameras/${cameraId}`)],
  [
    'whoever started it may turn cameras no longer',
    async () => {
      const { body: people } = await admin.ask('GET /api/people');
      const { id } = people.find(({ role }: { role: string }) => role === 'operator');
      await admin.ask(`PATCH /api/people/${id}`, { role: 'auditor' });
    },
  ],
])('a patrol ends when %s', async (_, happens) => {
  await onPatrol();
  const watcher = await admin.connect();
  expect(await watcher.emitWithAck('ptzStates', {})).toMatchObject({ value: [{ cameraId, patrol: {} }] });
  await happens();
  await expect.poll(() => watcher.emitWithAck('ptzStates', {})).toEqual({ ok: true, value: [] });
  await expect.poll(patrolsOnRecord).toMatchObject([{ ended: 'withdrawn' }, { ended: null }]);
});

test('a patrol that a crash cut short is ended in the record by the next start', async () => {
  await onPatrol();
  await expect.poll(patrolsOnRecord).toHaveLength(1);
  const open = await inDatabase(site.place, turningStore.all);
  await site.app[Symbol.asyncDispose]();
  expect(await inDatabase(site.place, turningStore.all)).toEqual([]);
  // As a crash leaves it.
  await inDatabase(site.place, async (db) => {
    for (const turning of open) await turningStore.add(db, turning);
  });
  site.clock.advance(60_000);
  await using again = await openTestApp({ folder: site.folder, clock: site.clock });
  const auditor = await again.signIn('auditor', site.passwordOf('auditor'));
  const { body } = await auditor.ask('GET /api/journal?kind=ptz');
  const ended = { isPatrol: true, ended: 'ended', endedAtMs: site.clock() };
  expect(body).toContainEqual(
    expect.objectContaining({
      actor: expect.objectContaining({ name: '演示值班员' }),
      body: expect.objectContaining(ended),
    }),
  );
});

test('the record says how long a patrol went on, and from where it was started', async () => {
  const one = await onPatrol();
  site.clock.advance(60_000);
  await one.emitWithAck('ptzPatrol', { cameraId, runs: false });
  await expect.poll(patrolsOnRecord).toHaveLength(2);
  const [end] = await patrolsOnRecord();
  expect(end).toMatchObject({ ended: 'released', address: '127.0.0.1', startedAtMs: end.endedAtMs - 60_000 });
});

test('a preset that is removed is no longer gone to', async () => {
  const path = `/api/cameras/${cameraId}`;
  await operator.ask(`POST ${path}/presets`, { name: '东门' });
  await operator.ask(`POST ${path}/patrol`, { stops: [{ presetToken: '1', dwellS: 5 }] });
  await operator.ask(`DELETE ${path}/presets/1`);
  expect((await operator.ask(`GET ${path}/patrol`)).body).toEqual({ stops: [] });
});

test('who does nothing for a while holds it no longer', async () => {
  const camera = await firstCamera(admin);
  const { body: people } = await admin.ask('GET /api/people');
  const ptz = new PtzService({
    journal: site.app.journal,
    cameras: { permitted: async () => camera, watchable: async () => camera },
    presets: { patrol: async () => ({ stops: [] }) },
    saved: { tourStop: async () => ({ tour: '', seconds: 3 }) },
    screens: { senderOfTour: async () => people[0] },
    node: { ptz: async () => ({}), ptzPlace: async () => null },
    clock: site.clock,
    holdMs: 30,
  });
  await ptz.order(cameraId, { do: 'home' }, { person: people[0], connectionId: 'desk', address: '127.0.0.1' });
  expect(ptz.states()).toHaveLength(1);
  await expect.poll(() => ptz.states()).toEqual([]);
  await site.app.journal.settled();
  expect((await journalOf('ptz'))[0].body.ended).toBe('idle');
});

/** A tour that stops at this preset of the camera, kept by that person. */
const keepTour = async (by: Caller, { token = '1', shared = true, seconds = 10 } = {}): Promise<string> => {
  const steps = [{ cameraId, groupId: null, preset: { token, name: '东门' }, seconds }];
  const { body } = await by.ask('POST /api/saved-items', { name: '夜巡', shared, content: { kind: 'tour', steps } });
  return body.id;
};
const stopOf = (tourId: string, changes: object = {}) => ({
  ...{ tourId, runId: 'slot-1', cameraId, presetToken: '1' },
  ...changes,
});

test('a tour sends a camera to its preset and holds it for nobody: a hand turns it at once', async () => {
  const tourId = await keepTour(operator);
  const [one, two] = await Promise.all([operator.connect(), admin.connect()]);
  expect(await one.emitWithAck('ptzTour', stopOf(tourId))).toEqual({ ok: true, value: {} });
  expect(await node.question('ptz')).toEqual({ cameraId, order: { do: 'preset', token: '1' } });
  expect(await one.emitWithAck('ptzStates', {})).toEqual({ ok: true, value: [] });
  expect(await two.emitWithAck('ptz', { cameraId, order: RIGHT })).toEqual({ ok: true, value: {} });
});

test('a tour takes a camera from no hand, not even from that of a lower role or of the same person', async () => {
  const tourId = await keepTour(operator);
  const [one, chief] = await Promise.all([operator.connect(), admin.connect()]);
  await one.emitWithAck('ptz', { cameraId, order: RIGHT });
  for (const desk of [one, chief]) {
    expect(await desk.emitWithAck('ptzTour', stopOf(tourId))).toMatchObject({
      failure: { code: 'PTZ_HELD', detail: { name: expect.any(String) } },
    });
  }
  expect(ordersAtNode()).toEqual(['move']);
  await one.emitWithAck('ptzRelease', { cameraId });
  expect(await chief.emitWithAck('ptzTour', stopOf(tourId))).toEqual({ ok: true, value: {} });
});

test('a tour does not end a patrol', async () => {
  const tourId = await keepTour(operator);
  const one = await onPatrol();
  expect(await one.emitWithAck('ptzTour', stopOf(tourId))).toMatchObject({ failure: { code: 'PTZ_ON_PATROL' } });
});

test('while one slot shows a camera at its preset another slot does not turn it away, until its desk is gone', async () => {
  const [tourId, otherId] = [await keepTour(operator), await keepTour(operator, { token: '2' })];
  const [one, two] = await Promise.all([operator.connect(), admin.connect()]);
  await one.emitWithAck('ptzTour', stopOf(tourId));
  const away = stopOf(otherId, { presetToken: '2' });
  for (const [desk, runId] of [
    [one, 'slot-2'],
    [two, 'slot-1'],
  ] as const) {
    expect(await desk.emitWithAck('ptzTour', { ...away, runId })).toMatchObject({
      failure: { code: 'PTZ_ON_TOUR', detail: { name: '夜巡' } },
    });
  }
  expect(await one.emitWithAck('ptzTour', stopOf(tourId))).toEqual({ ok: true, value: {} });
  one.disconnect();
  await expect.poll(() => two.emitWithAck('ptzTour', away)).toEqual({ ok: true, value: {} });
});

test('two desks that show the same preset share it', async () => {
  const tourId = await keepTour(operator);
  const [one, two] = await Promise.all([operator.connect(), admin.connect()]);
  for (const desk of [one, two]) {
    expect(await desk.emitWithAck('ptzTour', stopOf(tourId))).toEqual({ ok: true, value: {} });
  }
});

test('a tour sends a camera only where it stops, and only a tour one sees', async () => {
  const [tourId, own] = [await keepTour(operator), await keepTour(operator, { shared: false })];
  const [one, two] = await Promise.all([operator.connect(), admin.connect()]);
  expect(await one.emitWithAck('ptzTour', stopOf(tourId, { presetToken: '2' }))).toMatchObject({
    failure: { code: 'PRESET_NOT_FOUND' },
  });
  expect(await two.emitWithAck('ptzTour', stopOf(own))).toMatchObject({ failure: { code: 'SAVED_NOT_FOUND' } });
  expect(ordersAtNode()).toEqual([]);
});

test('whoever may not turn a camera has no tour turn it', async () => {
  const tourId = await keepTour(operator);
  const elsewhere = (await admin.ask('POST /api/camera-groups', { name: '别处' })).body.id;
  await addPerson(admin, { account: 'outsider', role: 'operator', cameraGroups: [elsewhere] });
  const outsider = await (await site.signIn('outsider', STRONG)).connect();
  const auditor = await (await site.as('auditor')).connect();
  expect(await outsider.emitWithAck('ptzTour', stopOf(tourId))).toMatchObject({
    failure: { code: 'CAMERA_NOT_FOUND' },
  });
  expect(await auditor.emitWithAck('ptzTour', stopOf(tourId))).toMatchObject({ failure: { code: 'NOT_ALLOWED' } });
  expect(ordersAtNode()).toEqual([]);
});

/** A big screen that was sent a tour by that person, and the machine behind it. */
const screenWith = async (by: Caller, tourId: string) => {
  const { body: screen } = await admin.ask('POST /api/screens', { name: '大厅主屏' });
  const send = (who: Caller, ...slots: string[]) =>
    who.ask(`POST /api/screens/${screen.id}/show`, { content: { kind: 'wall', layout: '1x1', slots } });
  await send(by, `tour:${tourId}`);
  await addPerson(admin, { account: 'hall', name: '大厅屏', role: 'screen' });
  const hall = await (await site.signIn('hall', STRONG)).connect();
  return { hall, send, stop: stopOf(tourId, { screenId: screen.id }) };
};

test('on a big screen a tour turns by the right of whoever sent it there, and under their name', async () => {
  const { hall, stop } = await screenWith(operator, await keepTour(admin));
  expect(await hall.emitWithAck('ptzTour', stop)).toEqual({ ok: true, value: {} });
  expect(await node.question('ptz')).toEqual({ cameraId, order: { do: 'preset', token: '1' } });
  await expect.poll(() => journalOf('ptz')).toHaveLength(1);
  const [entry] = await journalOf('ptz');
  const { body: session } = await operator.ask('GET /api/session');
  expect(entry).toMatchObject({ actor: { personId: session.person.id }, body: { tour: '夜巡' } });
});

test('a big screen turns nothing of its own, and nothing for a tour it does not show', async () => {
  const tourId = await keepTour(operator);
  const { hall, send, stop } = await screenWith(operator, tourId);
  const refused = { failure: { code: 'NOT_ALLOWED' } };
  expect(await hall.emitWithAck('ptzTour', stopOf(tourId))).toMatchObject(refused);
  expect(await hall.emitWithAck('ptz', { cameraId, order: RIGHT })).toMatchObject(refused);
  await send(operator, cameraId);
  expect(await hall.emitWithAck('ptzTour', stop)).toMatchObject(refused);
  expect(ordersAtNode()).toEqual([]);
});

test('a tour on a big screen turns no more when whoever sent it may not, or is gone', async () => {
  const second = await addPerson(admin, { account: 'second', name: '李值班', role: 'operator' });
  const { hall, stop } = await screenWith(await site.signIn('second', STRONG), await keepTour(operator));
  expect(await hall.emitWithAck('ptzTour', stop)).toEqual({ ok: true, value: {} });
  await admin.ask(`PATCH /api/people/${second.id}`, { role: 'auditor' });
  expect(await hall.emitWithAck('ptzTour', stop)).toMatchObject({ failure: { code: 'NOT_ALLOWED' } });
  await admin.ask(`PATCH /api/people/${second.id}`, { role: 'operator' });
  expect(await hall.emitWithAck('ptzTour', stop)).toEqual({ ok: true, value: {} });
  await admin.ask(`PATCH /api/people/${second.id}`, { disabled: true });
  expect(await hall.emitWithAck('ptzTour', stop)).toMatchObject({ failure: { code: 'NOT_ALLOWED' } });
});

test('whoever looks at a big screen’s page at a desk turns by their own right alone', async () => {
  const { stop } = await screenWith(operator, await keepTour(operator));
  const elsewhere = (await admin.ask('POST /api/camera-groups', { name: '别处' })).body.id;
  await addPerson(admin, { account: 'outsider', role: 'operator', cameraGroups: [elsewhere] });
  const outsider = await (await site.signIn('outsider', STRONG)).connect();
  expect(await outsider.emitWithAck('ptzTour', stop)).toMatchObject({ failure: { code: 'CAMERA_NOT_FOUND' } });
});

test('a big screen has no camera turned that it may not watch', async () => {
  const { hall, stop } = await screenWith(operator, await keepTour(operator));
  const elsewhere = (await admin.ask('POST /api/camera-groups', { name: '别处' })).body.id;
  await admin.ask(`PATCH /api/cameras/${cameraId}`, { groupId: elsewhere });
  const { body: people } = await admin.ask('GET /api/people');
  const screenMan = people.find(({ account }: { account: string }) => account === 'hall');
  const groups = (await admin.ask('GET /api/camera-groups')).body.map(({ id }: { id: string }) => id);
  await admin.ask(`PATCH /api/people/${screenMan.id}`, {
    cameraGroups: groups.filter((id: string) => id !== elsewhere),
  });
  expect(await hall.emitWithAck('ptzTour', stop)).toMatchObject({ failure: { code: 'CAMERA_NOT_FOUND' } });
  expect(ordersAtNode()).toEqual([]);
});

test('what a tour turns is on record as the tour’s: one turning, however often it comes round', async () => {
  const tourId = await keepTour(operator);
  const one = await operator.connect();
  for (const _ of [1, 2, 3]) await one.emitWithAck('ptzTour', stopOf(tourId));
  one.disconnect();
  await expect.poll(() => journalOf('ptz')).toHaveLength(2);
  const [end, begin] = await journalOf('ptz');
  expect(begin).toMatchObject({ subject: cameraId, body: { tour: '夜巡', endedAtMs: null } });
  expect(end.body).toMatchObject({ tour: '夜巡', ended: 'lost', actions: [{ did: 'preset', times: 3 }] });
});

test('a tour that comes no more is over on record', async () => {
  const camera = await firstCamera(admin);
  const { body: people } = await admin.ask('GET /api/people');
  const ptz = new PtzService({
    journal: site.app.journal,
    cameras: { permitted: async () => camera, watchable: async () => camera },
    presets: { patrol: async () => ({ stops: [] }) },
    saved: { tourStop: async () => ({ tour: '夜巡', seconds: 3 }) },
    screens: { senderOfTour: async () => people[0] },
    node: { ptz: async () => ({}), ptzPlace: async () => null },
    clock: site.clock,
    tourRestMs: 30,
  });
  await ptz.goForTour(stopOf('any'), { person: people[0], connectionId: 'desk', address: '127.0.0.1' });
  await expect.poll(async () => (await journalOf('ptz'))[0]?.body.ended).toBe('idle');
});
