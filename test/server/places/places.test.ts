/** Places over the API: looked over, taken in as a whole, found again, and asked what is here. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, openTestApp, type TestApp } from '../open-test-app.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test reads the answer it expects, and fails where it is another
type Sent = { status: number; body: any };

const HEAD = '编码,地址,经度,纬度';
const spot = (index: number) => `${113.3145 + (index % 100) * 0.00003},${23.0915 + Math.floor(index / 100) * 0.000005}`;
const lines = (from: number, to: number, street = '测试路') =>
  Array.from({ length: to - from }, (_, index) => `T${from + index},${street}${from + index}号,${spot(from + index)}`);
const sheet = (...rows: string[]) => [HEAD, ...rows].join('\n');

let site: TestApp;
let admin: Caller;
let auditor: Caller;

beforeAll(async () => {
  site = await openTestApp();
  admin = await site.as('admin');
  auditor = await site.as('auditor');
});
afterAll(() => site[Symbol.asyncDispose]());

const send = async (what: 'preview' | 'take', file: string, query: Record<string, string> = {}): Promise<Sent> => {
  const asked = new URLSearchParams({ kind: 'address', fileName: 'dz.csv', ...query });
  const path = what === 'preview' ? '/api/place-imports/preview' : '/api/place-imports';
  const response = await fetch(`${site.app.url}${path}?${asked}`, {
    method: 'POST',
    body: file,
    headers: { cookie: admin.cookie },
  });
  return { status: response.status, body: await response.json() };
};
const layerRows = async () => (await auditor.ask('GET /api/journal?kind=placeLayer&limit=1000')).body;
const find = async (q: string) => (await admin.ask(`GET /api/places?q=${encodeURIComponent(q)}`)).body;

test('the demo street has all four kinds, each marked as made up', async () => {
  const { body } = await admin.ask('GET /api/place-layers');
  expect(body.map(({ kind, count }: { kind: string; count: number }) => [kind, count])).toEqual([
    ['address', 240],
    ['building', 120],
    ['component', 120],
    ['organisation', 42],
  ]);
  const { places } = await find('演示区 东门路1号');
  expect(places[0]).toMatchObject({ kind: 'address', address: '演示区示范街道滨江社区东门路1号' });
});

test('a preview keeps nothing, and a file with a problem is refused as a whole', async () => {
  const before = (await layerRows()).length;
  const file = sheet(...lines(0, 3), 'T9,测试路9号,abc,23.09');
  expect((await send('preview', file)).body).toMatchObject({
    counts: [{ kind: 'address', added: 3, changed: 0, same: 0, gone: 240 }],
    problems: [{ code: 'numberUnreadable', row: 5, field: '经度', detail: { value: 'abc' } }],
  });
  expect(await send('take', file)).toEqual({
    status: 409,
    body: { code: 'PLACE_IMPORT_REFUSED', detail: { count: 1 } },
  });
  expect((await find('测试路')).places).toEqual([]);
  expect((await layerRows()).length).toBe(before);
});

test('again by code: new, changed, same, gone, with one row on the record for each import', async () => {
  const before = (await layerRows()).length;
  expect((await send('take', sheet(...lines(0, 4)))).body.counts).toMatchObject([{ added: 4, changed: 0, same: 0 }]);
  const again = sheet(...lines(0, 2), ...lines(2, 3, '新名路'), ...lines(4, 5));
  expect((await send('take', again)).body.counts).toEqual([
    { kind: 'address', added: 1, changed: 1, same: 2, gone: 241 },
  ]);
  const rows = await layerRows();
  expect(rows.length).toBe(before + 2);
  expect(rows[0]).toMatchObject({
    subject: 'address',
    actor: { name: '演示管理员' },
    body: { count: 245, last: { did: 'imported', fileName: 'dz.csv', added: 1, changed: 1, same: 2, removed: 0 } },
  });
  const [place] = (await find('新名路')).places;
  expect(place).toMatchObject({ code: 'T2', address: '新名路2号' });
  expect((await admin.ask(`GET /api/places/${place.id}`)).body).toMatchObject({ code: 'T2', rings: [] });
  expect((await admin.ask('GET /api/places/none')).body.code).toBe('PLACE_NOT_FOUND');
});

test('what the file has no more is removed only where that was asked for', async () => {
  await send('take', sheet(...lines(0, 3)), { removesGone: 'true' });
  expect((await find('测试路')).places.map(({ code }: { code: string }) => code)).toEqual(['T0', 'T1', 'T2']);
  expect((await find('东门路1号 之一')).places).toEqual([]);
});

test('words are sought in name, address and code, and what means all in a query means itself', async () => {
  expect((await find('t1')).places.map(({ code }: { code: string }) => code)).toContain('T1');
  expect((await find('示范街道 校前路 1号楼')).places[0]).toMatchObject({ kind: 'building', name: '校前路1号楼' });
  expect((await find('%')).places).toEqual([]);
  const { places, isCut } = await find('演示区');
  expect([places.length, isCut]).toEqual([50, true]);
});

describe('what is here', () => {
  const here = (longitude: number, latitude: number) =>
    admin.ask(`GET /api/places/here?longitude=${longitude}&latitude=${latitude}`).then(({ body }) => body);

  test('in a house: the house, its address, what is around, the grid and who answers for it', async () => {
    const [building] = (await find('菜市街1号楼')).places;
    const { longitude, latitude } = building.position;
    const found = await here(longitude, latitude);
    expect(found).toMatchObject({
      building: { name: '菜市街1号楼', floors: 3 },
      grid: { name: '菜市场网格' },
      community: '滨江社区',
      members: [{ name: '演示网格员' }],
    });
    expect(found.components[0].awayM).toBeGreaterThan(0);
    expect(found.components[0].awayM).toBeLessThan(100);
    expect(found.organisations).toContainEqual(expect.objectContaining({ name: '演示菜市街便利店' }));
  });

  test('far from everything there is nothing, and no grid', async () => {
    expect(await here(113.5, 23.2)).toEqual({
      ...{ address: null, building: null, components: [], organisations: [], grid: null, community: '', members: [] },
    });
  });
});

test('bounds tell what lies in them, outlines with it', async () => {
  const { body } = await admin.ask(
    'GET /api/places/in-view?west=113.3142&south=23.0907&east=113.3186&north=23.0951&kinds=building',
  );
  expect(body.isCut).toBe(false);
  expect(body.places.length).toBeGreaterThan(10);
  expect(body.places[0].rings[0]).toHaveLength(5);
});

test('a layer is emptied with a reason, and only by who may edit grids', async () => {
  const operator = await site.as('operator');
  expect((await operator.ask('POST /api/place-layers/component/remove', { reason: '重做' })).status).toBe(403);
  expect((await admin.ask('POST /api/place-layers/component/remove', { reason: '' })).body.code).toBe(
    'INVALID_REQUEST',
  );
  expect((await admin.ask('POST /api/place-layers/component/remove', { reason: '全部重新普查' })).body).toMatchObject({
    count: 0,
    last: { did: 'removed', count: 120, reason: '全部重新普查', byName: '演示管理员' },
  });
  const { body } = await operator.ask('GET /api/place-layers');
  expect(body[2]).toMatchObject({ kind: 'component', count: 0 });
});

test('fifty thousand addresses come in, and each is found again', async () => {
  const file = sheet(...lines(0, 50_000));
  expect((await send('take', file, { removesGone: 'true' })).status).toBe(200);
  expect((await find('测试路49999')).places[0].code).toBe('T49999');
  expect((await find('T31')).places[0].code).toBe('T31');
  expect((await find('没有这样的路')).places).toEqual([]);
});
