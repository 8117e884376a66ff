/** Walls, lists and favourites that people keep: who sees them, who changes them, and what of it is on record. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SavedContent } from '../../config/contract/saved.ts';
import { addPerson, type Caller, openTestApp, STRONG, type TestApp } from './open-test-app.ts';

const WALL = { kind: 'wall', layout: '2x2', slots: ['a', null, 'b'] };

let site: TestApp;
let admin: Caller;
let operator: Caller;
let colleague: Caller;

beforeAll(async () => {
  site = await openTestApp();
  admin = await site.as('admin');
  operator = await site.as('operator');
  await addPerson(admin, { account: 'second', name: '李值班', role: 'operator' });
  colleague = await site.signIn('second', STRONG);
});
afterAll(() => site[Symbol.asyncDispose]());

const save = (by: Caller, what: object) => by.ask('POST /api/saved-items', what);
const namesSeenBy = async (by: Caller) =>
  (await by.ask('GET /api/saved-items')).body.map(({ name }: { name: string }) => name);

test('what a person keeps for themselves nobody else sees, and it is on no record', async () => {
  const before = site.app.journal.newestSeq;
  const { status } = await save(operator, { name: '我的夜班', content: WALL });
  expect(status).toBe(200);
  expect(await namesSeenBy(operator)).toContain('我的夜班');
  expect(await namesSeenBy(colleague)).not.toContain('我的夜班');
  expect(site.app.journal.newestSeq).toBe(before);
});

test('what is shared everybody who watches sees at once, and it is on record', async () => {
  const socket = await colleague.connect();
  const announced = new Promise((resolve) => {
    socket.on('committed', (entry) => entry.kind === 'savedItem' && resolve(entry));
  });
  const { body } = await save(operator, { name: '早高峰', shared: true, content: WALL });
  expect(await announced).toMatchObject({ subject: body.id, body: { name: '早高峰', content: WALL } });
  expect(await namesSeenBy(colleague)).toContain('早高峰');
});

test('what is no longer shared is taken from the others', async () => {
  const { body } = await save(operator, { name: '临时', shared: true, content: WALL });
  await operator.ask(`PATCH /api/saved-items/${body.id}`, { shared: false });
  expect(await namesSeenBy(colleague)).not.toContain('临时');
  const [last] = (await site.app.journal.entriesAfter(site.app.journal.newestSeq - 1, 1)).map(({ body }) => body);
  expect(last).toBeNull();
});

test('what others keep for themselves cannot be changed or removed, as if it were not there', async () => {
  const { body } = await save(operator, { name: '自留', content: WALL });
  for (const route of [`PATCH /api/saved-items/${body.id}`, `DELETE /api/saved-items/${body.id}`]) {
    expect((await colleague.ask(route, {})).body.code).toBe('SAVED_NOT_FOUND');
  }
  expect(await namesSeenBy(operator)).toContain('自留');
});

test('a shared wall is changed by whoever may share', async () => {
  const { body } = await save(operator, { name: '广场', shared: true, content: WALL });
  const changed = await colleague.ask(`PATCH /api/saved-items/${body.id}`, { name: '广场夜间' });
  expect(changed.body).toMatchObject({ name: '广场夜间', owner: body.owner });
  await colleague.ask(`DELETE /api/saved-items/${body.id}`);
  expect(await namesSeenBy(operator)).not.toContain('广场夜间');
});

const TOUR = { kind: 'tour', steps: [{ cameraId: 'a', groupId: null, seconds: 10 }] };
const tourAt = (step: object) => ({ ...TOUR, steps: [{ ...TOUR.steps[0], ...step }] });

test('a tour stops at presets of its cameras; one from before there were any stops at none', async () => {
  const preset = { token: '1', name: '东门' };
  const { body } = await save(operator, { name: '夜巡', content: tourAt({ preset }) });
  expect(body.content.steps).toEqual([{ cameraId: 'a', groupId: null, preset, seconds: 10 }]);
  expect(SavedContent.parse(TOUR)).toMatchObject({ steps: [{ cameraId: 'a', preset: null }] });
});

test.each([
  ['a layout that is none', { name: 'x', content: { ...WALL, layout: '9' } }, 'content.layout'],
  ['no name', { name: ' ', content: WALL }, 'name'],
  [
    'a group at a preset',
    { name: 'x', content: tourAt({ cameraId: null, groupId: 'g', preset: { token: '1', name: '' } }) },
    'content.steps.0.preset',
  ],
  [
    'a preset without a token',
    { name: 'x', content: tourAt({ preset: { token: '', name: '' } }) },
    'content.steps.0.preset.token',
  ],
  ['favourites for everybody', { name: 'x', shared: true, content: { kind: 'favourites', cameraIds: [] } }, 'shared'],
])('%s is refused by its field', async (_, what, field) => {
  const { status, body } = await save(operator, what);
  expect({ status, body }).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST', detail: { field } } });
});

test('a wall does not become a list', async () => {
  const { body } = await save(operator, { name: '墙', content: WALL });
  const { status } = await operator.ask(`PATCH /api/saved-items/${body.id}`, {
    content: { kind: 'cameraList', cameraIds: [] },
  });
  expect(status).toBe(400);
});

test('a scene keeps what the wall, the screens and the windows show, and nothing that none of them could', async () => {
  const wall = { ...WALL, slots: ['a'] };
  const scene = {
    kind: 'scene',
    wall,
    screens: [
      { screenId: 'hall', content: { kind: 'map' } },
      { screenId: 'side', content: wall },
    ],
    popOuts: [wall],
  };
  const { body } = await save(operator, { name: '早班', shared: true, content: scene });
  expect(body.content).toEqual(scene);
  const { body: refused } = await save(operator, {
    name: '错',
    content: { ...scene, screens: [{ screenId: 'hall', content: scene }] },
  });
  expect(refused.code).toBe('INVALID_REQUEST');
});
