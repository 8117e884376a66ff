/** Sheets of codes, and imports over the API: all of it or nothing. */
import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import type { ImportProblem } from '../../../config/contract/grid-import.ts';
import type { Grid } from '../../../config/contract/place.ts';
import { DEMO_GRIDS } from '../../../server/demo/demo-site.ts';
import { fromWgs84 } from '../../../server/geo/coordinates.ts';
import { planImport } from '../../../server/grids/import/plan-import.ts';
import type { KnownSite } from '../../../server/grids/import/shape-plan.rules.ts';
import { openTestApp } from '../open-test-app.ts';

const HEAD = ['综治专业网格编码', '综治专业网格名称', '条线', '基础网格编码'];
const BASES: Grid[] = DEMO_GRIDS.map((grid) => ({
  ...grid,
  id: grid.code,
  line: '',
  baseGridIds: [],
  endedAtMs: null,
}));
const ONE = '440105013911';
const TWO = '440105013912';
const site = (more: Grid[] = []): KnownSite => ({
  grids: [...BASES, ...more],
  communities: [],
  codes: new Map([...BASES, ...more].map(({ code, name }) => [code, name])),
  patterns: { base: '\\d{12}', governance: '\\d{12}|\\d{20}' },
});
const over = (code: string, baseGridIds: string[], line = '综治'): Grid => ({
  ...{ id: `id${code}`, code, name: `专业${code}`, kind: 'governance', community: '滨江社区', line, baseGridIds },
  ...{ rings: BASES[0]?.rings ?? [], endedAtMs: null },
});
const csv = (...rows: string[][]) => Buffer.from(rows.map((row) => row.join(',')).join('\r\n'));
const plan = (file: Buffer, known = site()) =>
  planImport(file, known, { target: 'governance', system: null, fields: null });
const said = (problems: readonly ImportProblem[]) => problems.map(({ code, row }) => [code, row]);
const B = BASES.map(({ code }) => code);

test('blank cells inherit from above, several codes may stand in one cell, and the union is made', () => {
  const file = csv(
    HEAD,
    [ONE, '沿江', '综治', B[0] ?? ''],
    ['', '', '', `${B[1]}、${B[2]}`],
    [TWO, '校园', '', B[3] ?? ''],
  );
  const { preview, grids } = plan(file);
  expect(preview.problems).toEqual([]);
  expect(preview.items.map(({ code, name, line, baseCodes }) => [code, name, line, baseCodes])).toEqual([
    [ONE, '沿江', '综治', B.slice(0, 3)],
    [TWO, '校园', '综治', [B[3]]],
  ]);
  expect(grids.map(({ id, rings, community }) => [id, rings.length, community])).toEqual([
    ['', 1, '滨江社区'],
    ['', 1, '文教社区'],
  ]);
});

test('merged cells and a title above are read from XLSX', () => {
  const sheet = utils.aoa_to_sheet([
    ['综治专业网格与基础网格对应表'],
    HEAD,
    [ONE, '沿江', '综治', B[0]],
    [null, null, null, B[1]],
    [TWO, '校园', '综治', B[3]],
  ]);
  sheet['!merges'] = [
    { s: { r: 0, c: 0 }, e: { r: 0, c: 3 } },
    ...[0, 1, 2].map((c) => ({ s: { r: 2, c }, e: { r: 3, c } })),
  ];
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '对应表');
  const { preview } = plan(Buffer.from(write(book, { type: 'buffer', bookType: 'xlsx' })));
  expect(preview.problems).toEqual([]);
  expect(preview.items.map(({ row, baseCodes }) => [row, baseCodes])).toEqual([
    [3, [B[0], B[1]]],
    [5, [B[3]]],
  ]);
});

describe('what stands against a row is said by the row', () => {
  const row = (code: string, name: string, line: string, base = '') => [code, name, line, base];
  test.each<[string, string[][], Grid[], [string, number | null][]]>([
    ['a base grid that is unknown', [row(ONE, '甲', '综治', '440105013099')], [], [['baseUnknown', 2]]],
    ['no base grid', [row(ONE, '甲', '综治')], [], [['baseMissing', 2]]],
    ['no name', [row(ONE, '', '综治', B[0])], [], [['nameMissing', 2]]],
    ['no line', [row(ONE, '甲', '', B[0])], [], [['lineMissing', 2]]],
    ['no code', [row('', '甲', '综治', B[0])], [], [['codeMissing', 2]]],
    ['a code against the pattern', [row('44-1', '甲', '综治', B[0])], [], [['codeWrong', 2]]],
    ['the code of a base grid', [row(B[5] ?? '', '甲', '综治', B[0])], [], [['codeTaken', 2]]],
    [
      'a base grid twice in the sheet',
      [row(ONE, '甲', '综治', B[0]), row(TWO, '乙', '综治', B[0])],
      [],
      [['baseTwice', 3]],
    ],
    [
      'a base grid that another one of the line has',
      [row(ONE, '甲', '综治', B[0])],
      [over(TWO, [B[0] ?? ''])],
      [['baseTaken', 2]],
    ],
    [
      'rows of one code that differ',
      [row(ONE, '甲', '综治', B[0]), row(ONE, '乙', '综治', B[1])],
      [],
      [['rowsDiffer', 3]],
    ],
  ])('%s', (_, rows, more, expected) => {
    expect(said(plan(csv(HEAD, ...rows), site(more)).preview.problems)).toEqual(expected);
  });

  test.each<[string, Buffer, string]>([
    ['without the headings', csv(['a', 'b'], ['1', '2']), 'headingMissing'],
    ['that is empty', Buffer.from(''), 'empty'],
    ['of the old format', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0]), 'oldFormat'],
    ['of no kind', Buffer.from([0, 1, 2, 255, 0]), 'notReadable'],
  ])('a file %s', (_, file, code) => {
    expect(said(plan(file).preview.problems)).toEqual([[code, null]]);
  });
});

test('another line may have it, and what the sheet itself takes away is free', () => {
  const known = site([over(TWO, [B[0] ?? '', B[1] ?? ''])]);
  const other = csv(HEAD, [ONE, '甲', '消防', B[0] ?? '']);
  const moved = csv(HEAD, [ONE, '甲', '综治', B[0] ?? ''], [TWO, '乙', '综治', B[1] ?? '']);
  expect(plan(other, known).preview.problems).toEqual([]);
  expect(plan(moved, known).preview).toMatchObject({
    problems: [],
    items: [{ outcome: 'add' }, { outcome: 'update' }],
  });
});

describe('over the API', () => {
  const square = (west: number) => [
    [
      [113.4 + west, 23.2],
      [113.401 + west, 23.2],
      [113.401 + west, 23.201],
      [113.4 + west, 23.201],
      [113.4 + west, 23.2],
    ],
  ];
  const feature = (code: string, west: number) => ({
    ...{ type: 'Feature', properties: { code, name: code }, geometry: { type: 'Polygon', coordinates: square(west) } },
  });
  const body = (features: object[], more: object = {}) => ({
    ...{ target: 'base', fileName: 'grids.geojson', ...more },
    file: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })).toString('base64'),
  });

  test('a file with one bad shape leaves nothing, a good one is taken in whole', async () => {
    await using app = await openTestApp();
    const admin = await app.as('admin');
    const mixed = body([feature('440105013101', 0), feature('440105013102', 0.0005)]);
    const preview = await admin.ask('POST /api/grid-imports/preview', mixed);
    expect(said(preview.body.problems)).toEqual([['overlap', 1]]);
    const refused = await admin.ask('POST /api/grid-imports', mixed);
    expect(refused).toMatchObject({ status: 409, body: { code: 'GRID_IMPORT_REFUSED', detail: { count: 1 } } });
    expect((await admin.ask('GET /api/grids')).body).toHaveLength(8);

    const good = body([feature('440105013101', 0), feature('440105013102', 0.001)]);
    expect((await admin.ask('POST /api/grid-imports', good)).body).toEqual({ added: 2, updated: 0, same: 0 });
    expect((await admin.ask('POST /api/grid-imports', good)).body).toEqual({ added: 0, updated: 0, same: 2 });
    expect((await admin.ask('GET /api/grids')).body).toHaveLength(10);
  });

  test('GCJ-02 declared as WGS-84 is not taken in unless somebody agrees, and is converted when it is named', async () => {
    await using app = await openTestApp();
    const admin = await app.as('admin');
    const features = DEMO_GRIDS.map(({ code, name, community, rings }) => ({
      type: 'Feature',
      properties: { code, name, community },
      geometry: {
        type: 'Polygon',
        coordinates: rings.map((ring) => ring.map((corner) => fromWgs84(corner, 'gcj02'))),
      },
    }));
    const shifted = body(features);
    const { body: preview } = await admin.ask('POST /api/grid-imports/preview', shifted);
    expect(preview.suspected).toBe('gcj02');
    expect((await admin.ask('POST /api/grid-imports', shifted)).body.code).toBe('GRID_IMPORT_REFUSED');
    const named = await admin.ask('POST /api/grid-imports', body(features, { system: 'gcj02' }));
    expect(named.body).toMatchObject({ added: 0 });
    const { body: grids } = await admin.ask('GET /api/grids');
    const [corner] = grids.find((grid: Grid) => grid.code === DEMO_GRIDS[0]?.code).rings[0];
    expect([Math.round(corner[0] * 1e6), Math.round(corner[1] * 1e6)]).toEqual([113_314_200, 23_091_200]);
  });

  test('a file that says no community moves no grid out of its own', async () => {
    await using app = await openTestApp();
    const admin = await app.as('admin');
    const outline = { ...feature('', 0), properties: { name: '新社区' } };
    await admin.ask('POST /api/grid-imports', body([outline], { target: 'community' }));
    const inside = { code: '440105013101', name: '内', kind: 'base', community: '新社区', rings: square(0) };
    await admin.ask('POST /api/grids', inside);
    const moved = body([{ ...feature('440105013101', 0.01), properties: { code: '440105013101', name: '内' } }]);
    const { body: preview } = await admin.ask('POST /api/grid-imports/preview', moved);
    expect(said(preview.problems)).toEqual([['outsideCommunity', 1]]);
    expect((await admin.ask('POST /api/grid-imports', moved)).body.code).toBe('GRID_IMPORT_REFUSED');
  });

  test('outlines of communities are kept, and hold what is drawn in them', async () => {
    await using app = await openTestApp();
    const admin = await app.as('admin');
    const outline = { ...feature('', 0), properties: { name: '新社区' } };
    await admin.ask('POST /api/grid-imports', body([outline], { target: 'community' }));
    expect((await admin.ask('GET /api/communities')).body).toEqual([{ name: '新社区', rings: square(0) }]);
    const outside = { code: '440105013101', name: '外', kind: 'base', community: '新社区', rings: square(0.0005) };
    expect((await admin.ask('POST /api/grids', outside)).body).toMatchObject({
      code: 'GRID_SHAPE_WRONG',
      detail: { problem: 'outsideCommunity', other: '新社区' },
    });
  });

  test('governance grids follow base grids whose boundary comes from a file', async () => {
    await using app = await openTestApp();
    const admin = await app.as('admin');
    const [east] = DEMO_GRIDS.slice(2);
    const rings = east?.rings.map((ring) => ring.map(([x, y]) => [x > 113.327 ? x + 0.002 : x, y])) ?? [];
    const wider = {
      type: 'Feature',
      properties: { code: east?.code },
      geometry: { type: 'Polygon', coordinates: rings },
    };
    const north = DEMO_GRIDS[5];
    const moved = {
      ...{ type: 'Feature', properties: { code: north?.code } },
      geometry: {
        type: 'Polygon',
        coordinates: north?.rings.map((ring) => ring.map(([x, y]) => [x > 113.327 ? x + 0.002 : x, y])),
      },
    };
    const { body: taken } = await admin.ask('POST /api/grid-imports', body([wider, moved]));
    expect(taken).toEqual({ added: 0, updated: 2, same: 0 });
    const { body: grids } = await admin.ask('GET /api/grids');
    const union = grids.find(({ code }: Grid) => code === '440105013901');
    expect(Math.max(...union.rings.flat().map(([x]: number[]) => x))).toBeGreaterThan(113.329);
  });
});
