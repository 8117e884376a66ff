/** Big screens: told what to show, on record; and what they say of themselves reaches those who drive them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScreenState } from '../../config/contract/screen.ts';
import { type Caller, type ConsoleClient, openTestApp, type TestApp } from './open-test-app.ts';

const WALL = { kind: 'wall', layout: '1x1', slots: ['a'] };
const VIEW = {
  bounds: { west: 113.3, south: 23.09, east: 113.33, north: 23.1 },
  search: { layers: 'grids,incidents', level: 'major' },
};

let site: TestApp;
let admin: Caller;
let operator: Caller;

beforeAll(async () => {
  site = await openTestApp();
  admin = await site.as('admin');
  operator = await site.as('operator');
});
afterAll(() => site[Symbol.asyncDispose]());

function statesTold(socket: ConsoleClient, isIt: (states: ScreenState[]) => boolean): Promise<ScreenState[]> {
  return new Promise((resolve) => {
    socket.on('screenStates', (states) => isIt(states) && resolve(states));
  });
}

test('what an operator sends is announced to the screen, and stands in the journal with their name', async () => {
  const { body: screen } = await admin.ask('POST /api/screens', { name: '指挥大厅左屏' });
  const socket = await operator.connect();
  const announced = new Promise((resolve) => {
    socket.on('committed', (entry) => entry.kind === 'screen' && entry.body?.content.kind === 'wall' && resolve(entry));
  });
  const { body: sent } = await operator.ask(`POST /api/screens/${screen.id}/show`, { content: WALL });
  expect(sent).toMatchObject({ name: '指挥大厅左屏', content: WALL });
  expect(await announced).toMatchObject({ subject: screen.id, actor: { name: sent.by.name }, body: { content: WALL } });
  expect((await operator.ask('GET /api/screens')).body).toContainEqual(sent);
});

test('a map is kept as it was looked at: what was in sight, which layers, what was filtered', async () => {
  const { body: screen } = await admin.ask('POST /api/screens', { name: '地图屏' });
  const content = { kind: 'map', view: VIEW };
  await operator.ask(`POST /api/screens/${screen.id}/show`, { content });
  const { body: screens } = await operator.ask('GET /api/screens');
  expect(screens.find(({ id }: { id: string }) => id === screen.id)).toMatchObject({ content });
});

test('a screen reads the tours it shows, also one that only its sender keeps, and no other', async () => {
  const steps = [{ cameraId: 'a', groupId: null, preset: null, seconds: 5 }];
  const keep = async (caller: Caller, name: string) =>
    (await caller.ask('POST /api/saved-items', { name, shared: false, content: { kind: 'tour', steps } })).body.id;
  const [own, unsent, anothers] = [
    await keep(operator, '夜巡'),
    await keep(operator, '早巡'),
    await keep(admin, '主任的'),
  ];
  const { body: screen } = await admin.ask('POST /api/screens', { name: '轮巡屏' });
  const tours = async () =>
    (await admin.ask(`GET /api/screens/${screen.id}/tours`)).body.map(({ id }: { id: string }) => id);
  const send = (...ids: string[]) =>
    operator.ask(`POST /api/screens/${screen.id}/show`, {
      content: { kind: 'wall', layout: '2x2', slots: ids.map((id) => `tour:${id}`) },
    });
  await send(own, anothers);
  expect(await tours()).toEqual([own]);
  await send(unsent);
  expect(await tours()).toEqual([unsent]);
  await operator.ask(`POST /api/screens/${screen.id}/show`, { content: { kind: 'nothing' } });
  expect(await tours()).toEqual([]);
});

test('a screen that reports is on for those who drive it, and off when its connection ends', async () => {
  const [desk, wall] = [await operator.connect(), await admin.connect()];
  const isOn = statesTold(desk, (states) => states.length === 1);
  const report = { screenId: 's', contentAtMs: 1, tiles: [{ slot: 0, cameraId: 'a', isLive: true }] };
  expect(await wall.emitWithAck('screenShows', report)).toEqual({ ok: true, value: {} });
  expect(await isOn).toMatchObject([report]);
  const isOff = statesTold(desk, (states) => states.length === 0);
  wall.disconnect();
  expect(await isOff).toEqual([]);
});

test('a screen that says nothing any more is off after a while', async () => {
  const [desk, wall] = [await operator.connect(), await admin.connect()];
  const isOn = statesTold(desk, (states) => states.length === 1);
  await wall.emitWithAck('screenShows', { screenId: 's', contentAtMs: 1, tiles: [] });
  await isOn;
  const isOff = statesTold(desk, (states) => states.length === 0);
  site.clock.advance(11_000);
  expect(await isOff).toEqual([]);
});

test.each([
  ['a wall of no known layout', { content: { ...WALL, layout: 'nine' } }, 'content.layout'],
  [
    'a map with its south above its north',
    { content: { kind: 'map', view: { ...VIEW, bounds: { ...VIEW.bounds, south: 24 } } } },
    'content.view.bounds.north',
  ],
  [
    'a map that says what the map’s address does not',
    { content: { kind: 'map', view: { ...VIEW, search: { colour: 'red' } } } },
    'content.view.search.colour',
  ],
  ['something a screen cannot show', { content: { kind: 'film' } }, 'content.kind'],
])('%s is refused by its field', async (_, what, field) => {
  const { body: screen } = await admin.ask('POST /api/screens', { name: '右屏' });
  const { status, body } = await operator.ask(`POST /api/screens/${screen.id}/show`, what);
  expect({ status, field: body.detail?.field }).toEqual({ status: 400, field });
});

test('a screen that was removed is told nothing', async () => {
  const { body: screen } = await admin.ask('POST /api/screens', { name: '旧屏' });
  await admin.ask(`DELETE /api/screens/${screen.id}`);
  expect((await operator.ask(`POST /api/screens/${screen.id}/show`, { content: WALL })).body.code).toBe(
    'SCREEN_NOT_FOUND',
  );
});
