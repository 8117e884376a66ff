/** Grids over the API: their codes and shapes, what is laid over them, their history, and who cares for them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GridVersion } from '../../../config/contract/grid-history.ts';
import type { GridMember } from '../../../config/contract/grid-member.ts';
import type { Grid, Rings } from '../../../config/contract/place.ts';
import { addPerson, type Caller, firstCamera, openTestApp, type TestApp } from '../open-test-app.ts';

let site: TestApp;
let admin: Caller;
let operator: Caller;

beforeAll(async () => {
  site = await openTestApp();
  [admin, operator] = await Promise.all([site.as('admin'), site.as('operator')]);
});
afterAll(() => site[Symbol.asyncDispose]());

const box = (west: number, south: number, east: number, north: number): Rings => [
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ].map(([x = 0, y = 0]) => [113.4 + x / 1_000, 23.2 + y / 1_000]),
];
const base = (code: string, rings: Rings) => ({ code, name: `网格${code}`, kind: 'base', community: '新区', rings });
const over = (code: string, baseGridIds: string[], line = '综治') => ({
  ...{ code, name: `专业${code}`, kind: 'governance', community: '新区', line, baseGridIds },
});
const grids = async (query = ''): Promise<Grid[]> => (await admin.ask(`GET /api/grids${query}`)).body;
const byCode = async (code: string): Promise<Grid> => {
  const grid = (await grids()).find((each) => each.code === code);
  if (!grid) throw new Error(`no grid ${code}`);
  return grid;
};

describe('a grid that may not be is refused, and says why', () => {
  const [outer = []] = box(0, 0, 1, 1);
  test.each([
    ['an open ring', base('440199001001', [outer.with(-1, [113.5, 23.2])]), { problem: 'open' }],
    ['next to no ground', base('440199001001', box(0, 0, 0.01, 0.01)), { problem: 'tooSmall' }],
    [
      'a ring that crosses itself',
      base('440199001001', [[0, 2, 1, 3, 0].map((index) => outer[index] ?? [0, 0])]),
      { problem: 'selfCrossing' },
    ],
    [
      'ground that is another grid’s',
      base('440199001001', [outer.map(([x, y]) => [x - 0.085, y - 0.107])]),
      { problem: 'overlap', other: '东门路网格（440105013001）' },
    ],
  ])('%s', async (_, body, detail) => {
    expect((await admin.ask('POST /api/grids', body)).body).toMatchObject({ code: 'GRID_SHAPE_WRONG', detail });
  });

  test('a code against the pattern, and one that is taken', async () => {
    const short = await admin.ask('POST /api/grids', base('44019900', box(0, 0, 1, 1)));
    expect(short.body).toMatchObject({ code: 'GRID_CODE_WRONG', detail: { code: '44019900' } });
    const taken = await admin.ask('POST /api/grids', base('440105013001', box(0, 0, 1, 1)));
    expect(taken).toMatchObject({ status: 409, body: { code: 'GRID_CODE_TAKEN', detail: { name: '东门路网格' } } });
  });

  test('one without corners is no grid', async () => {
    expect((await admin.ask('POST /api/grids', base('440199001001', []))).body).toMatchObject({
      code: 'INVALID_REQUEST',
      detail: { field: 'rings' },
    });
  });
});

test('a governance grid is the union of its base grids, and follows them', async () => {
  const west = (await admin.ask('POST /api/grids', base('440199002001', box(10, 0, 11, 1)))).body;
  const east = (await admin.ask('POST /api/grids', base('440199002002', box(11, 0, 12, 1)))).body;
  const { body: union } = await admin.ask('POST /api/grids', over('440199002901', [west.id, east.id]));
  expect(union.rings).toHaveLength(1);

  await admin.ask(`PATCH /api/grids/${east.id}`, { rings: box(11, 0, 13, 1) });
  const after = await byCode('440199002901');
  expect(Math.max(...after.rings.flat().map(([x]) => x))).toBeCloseTo(113.413, 6);
  await admin.ask(`PATCH /api/grids/${after.id}`, { baseGridIds: [west.id] });
  expect(Math.max(...(await byCode('440199002901')).rings.flat().map(([x]) => x))).toBeCloseTo(113.411, 6);
});

test('within a line a base grid is one governance grid’s; the refusal names both, and another line may', async () => {
  const only = (await admin.ask('POST /api/grids', base('440199003001', box(20, 0, 21, 1)))).body;
  await admin.ask('POST /api/grids', over('440199003901', [only.id]));
  const second = await admin.ask('POST /api/grids', over('440199003902', [only.id]));
  expect(second.body).toEqual({
    code: 'GRID_BASE_TAKEN',
    detail: { base: '网格440199003001（440199003001）', other: '专业440199003901（440199003901）', line: '综治' },
  });
  expect((await admin.ask('POST /api/grids', over('440199003902', [only.id], '消防'))).status).toBe(200);
});

test('a governance grid has no boundary of its own, a base grid no line', async () => {
  const governance = await byCode('440105013901');
  const answers = [
    await admin.ask(`PATCH /api/grids/${governance.id}`, { rings: box(0, 0, 1, 1) }),
    await admin.ask(`PATCH /api/grids/${(await byCode('440105013001')).id}`, { line: '消防' }),
    await admin.ask('POST /api/grids', over('440199003903', ['none'])),
  ];
  expect(answers.map(({ body }) => [body.code, body.detail.field])).toEqual([
    ['INVALID_REQUEST', 'rings'],
    ['INVALID_REQUEST', 'line'],
    ['GRID_BASE_WRONG', undefined],
  ]);
});

test('every state is kept with from and to, and the street is had as it was', async () => {
  const { id } = (await admin.ask('POST /api/grids', base('440199004001', box(30, 0, 31, 1)))).body;
  const bornAtMs = site.clock();
  site.clock.advance(1_000);
  await admin.ask(`PATCH /api/grids/${id}`, { name: '改名', rings: box(30, 0, 32, 1) });
  site.clock.advance(1_000);
  await admin.ask(`POST /api/grids/${id}/end`);

  const { body: history } = await admin.ask(`GET /api/grids/${id}/history`);
  expect(history.map(({ fromMs, toMs, changed, by }: GridVersion) => [fromMs - bornAtMs, toMs, changed, by])).toEqual([
    [2_000, null, ['endedAtMs'], '演示管理员'],
    [1_000, bornAtMs + 2_000, ['name', 'rings'], '演示管理员'],
    [0, bornAtMs + 1_000, [], '演示管理员'],
  ]);
  const nameAt = async (atMs: number) => (await grids(`?atMs=${atMs}`)).find((grid) => grid.id === id)?.name;
  expect([await nameAt(bornAtMs - 1), await nameAt(bornAtMs), await nameAt(bornAtMs + 1_999)]).toEqual([
    undefined,
    '网格440199004001',
    '改名',
  ]);
  expect((await grids()).some((grid) => grid.id === id)).toBe(false);
});

test('a grid that ended is gone for whom it concerned, and its code is never given again', async () => {
  await using fresh = await openTestApp();
  const [by, watcher] = await Promise.all([fresh.as('admin'), fresh.as('operator')]);
  const camera = await firstCamera(by);
  const gridId = camera.gridId ?? '';
  const ended: string[] = [];
  const socket = await watcher.connect();
  socket.on('committed', ({ kind, body }) => kind === 'grid' && body.endedAtMs !== null && ended.push(body.id));
  const { body: people } = await by.ask('GET /api/grid-candidates');
  await by.ask(`POST /api/grids/${gridId}/members`, { personId: people[0].personId, part: 'main' });

  expect((await by.ask(`POST /api/grids/${gridId}/end`)).status).toBe(200);
  expect((await firstCamera(by)).gridId).toBe(null);
  const { body: members } = await by.ask('GET /api/grid-members');
  expect(members.filter((member: GridMember) => member.gridId === gridId)).toEqual([]);
  const again = await by.ask('POST /api/grids', base('440105013001', box(0, 0, 1, 1)));
  expect(again.body.code).toBe('GRID_CODE_TAKEN');
  await expect.poll(() => ended).toEqual([gridId]);
  const { body: snapshot } = await by.ask('GET /api/snapshot');
  expect(snapshot.grids.map(({ id }: Grid) => id)).not.toContain(gridId);
});

test('the last base grid of a governance grid does not end', async () => {
  const only = await byCode('440199003001');
  expect((await admin.ask(`POST /api/grids/${only.id}/end`)).body).toMatchObject({
    code: 'GRID_LAST_BASE',
    detail: { code: '440199003901' },
  });
});

test('a boundary is looked over before it is kept, and nothing of that stays', async () => {
  const { id, rings } = await byCode('440105013001');
  const check = (body: object) => admin.ask('POST /api/grids/check', { community: '滨江社区', ...body });
  expect((await check({ gridId: id, rings })).body.problems).toEqual([]);
  const { body } = await check({ gridId: null, rings });
  expect(body.problems.map((each: { code: string; other: string }) => [each.code, each.other])).toEqual([
    ['overlap', '东门路网格（440105013001）'],
  ]);
  expect(body.squareMetres).toBeGreaterThan(100_000);
});

test('ground between a shape that is drawn and its neighbours is shown, and stands against nothing', async () => {
  await admin.ask('POST /api/grids', base('440199007001', box(40, 0, 41, 1)));
  await admin.ask('POST /api/grids', base('440199007002', box(40, 1, 42, 2)));
  await admin.ask('POST /api/grids', base('440199007003', box(41.02, -1, 42, 1)));
  const closing = box(40, -1, 41.02, 0);
  const { body } = await admin.ask('POST /api/grids/check', { gridId: null, community: '新区', rings: closing });
  expect(body.problems).toMatchObject([{ code: 'gap', other: expect.stringContaining('440199007') }]);
  expect(body.problems[0].squareMetres).toBeGreaterThan(100);
  expect((await admin.ask('POST /api/grids', base('440199007004', closing))).status).toBe(200);
});

test('a grid does not go to a community that it lies outside of', async () => {
  const { id, community } = await byCode('440105013001');
  const geometry = { type: 'Polygon', coordinates: box(60, 0, 61, 1) };
  const outline = { type: 'Feature', properties: { name: '远处社区' }, geometry };
  const file = Buffer.from(JSON.stringify({ type: 'FeatureCollection', features: [outline] })).toString('base64');
  await admin.ask('POST /api/grid-imports', { target: 'community', fileName: 'communities.geojson', file });
  const refused = await admin.ask(`PATCH /api/grids/${id}`, { community: '远处社区' });
  expect(refused.body).toMatchObject({ code: 'GRID_SHAPE_WRONG', detail: { problem: 'outsideCommunity' } });
  expect((await byCode('440105013001')).community).toBe(community);
});

test('members are main or assistant, and an account that is disabled cares for nothing', async () => {
  const { id } = await byCode('440105013004');
  const { body: candidates } = await admin.ask('GET /api/grid-candidates');
  const one = candidates[0];
  await admin.ask(`POST /api/grids/${id}/members`, { personId: one.personId, part: 'assistant' });
  const { body: members } = await admin.ask(`POST /api/grids/${id}/members`, { personId: one.personId, part: 'main' });
  expect(members).toEqual([{ gridId: id, personId: one.personId, name: one.name, part: 'main', isActive: true }]);
  expect((await admin.ask(`POST /api/grids/${id}/members`, { personId: 'none', part: 'main' })).body.code).toBe(
    'PERSON_NOT_FOUND',
  );
  const { id: personId } = await addPerson(admin, { account: 'left', name: '离岗人' });
  await admin.ask(`POST /api/grids/${id}/members`, { personId, part: 'assistant' });
  await admin.ask(`PATCH /api/people/${personId}`, { disabled: true });
  const { body: everywhere } = await operator.ask('GET /api/grid-members');
  const known = everywhere.filter(({ gridId }: GridMember) => gridId === id);
  expect(known.map((each: GridMember) => [each.name, each.isActive])).toEqual([
    [one.name, true],
    ['离岗人', false],
  ]);
  expect((await admin.ask(`DELETE /api/grids/${id}/members/${personId}`)).body).toHaveLength(1);
});

test('volunteers are registered by whom a street has: shops, firms, couriers, envoys and informants', async () => {
  const { id } = await byCode('440105013003');
  const kinds = ['property', 'business', 'enterprise', 'courier', 'safetyEnvoy', 'industryInformant'];
  const added: string[] = [];
  for (const kind of kinds) {
    added.push((await admin.ask(`POST /api/grids/${id}/volunteers`, { kind, name: kind, phone: '' })).body.id);
  }
  const { body } = await operator.ask(`GET /api/grids/${id}/volunteers`);
  expect(body.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual(kinds.toSorted());
  for (const volunteerId of added) await admin.ask(`DELETE /api/grid-volunteers/${volunteerId}`);
});

test('the phone of a volunteer is masked in lists and on the record; that it was shown whole is written down', async () => {
  const { id } = await byCode('440105013003');
  const volunteer = { kind: 'courier', name: '赵快递', phone: '13812345678' };
  const added = await admin.ask(`POST /api/grids/${id}/volunteers`, volunteer);
  expect((await operator.ask(`GET /api/grids/${id}/volunteers`)).body).toEqual([
    { ...volunteer, id: added.body.id, gridId: id, phone: '138****5678' },
  ]);
  expect((await operator.ask(`POST /api/grid-volunteers/${added.body.id}/phone`)).body.code).toBe('NOT_ALLOWED');
  expect((await admin.ask(`POST /api/grid-volunteers/${added.body.id}/phone`)).body).toEqual({ phone: '13812345678' });
  const auditor = await site.as('auditor');
  const { body: entries } = await auditor.ask(`GET /api/journal?subject=${added.body.id}`);
  expect(JSON.stringify(entries)).not.toContain('13812345678');
  await admin.ask(`DELETE /api/grid-volunteers/${added.body.id}`);
  expect((await operator.ask(`GET /api/grids/${id}/volunteers`)).body).toEqual([]);
});
