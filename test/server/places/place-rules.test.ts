/** What a file of places says, row by row, before anything is kept. */
import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import type { PlaceKind } from '../../../config/contract/ground.ts';
import type { Grid } from '../../../config/contract/place.ts';
import { DEMO_GRIDS } from '../../../server/demo/demo-site.ts';
import { fromWgs84 } from '../../../server/geo/coordinates.ts';
import { hasPersonalNumber, personalColumns } from '../../../server/places/place-columns.rules.ts';
import { planPlaces } from '../../../server/places/place-plan.ts';

const BASE: Grid[] = DEMO_GRIDS.map((grid) => ({ ...grid, id: grid.code, line: '', baseGridIds: [], endedAtMs: null }));
const HEAD = ['编码', '地址', '经度', '纬度'];
const csv = (...rows: string[][]) => Buffer.from(rows.map((row) => row.join(',')).join('\r\n'));
const plan = (file: Buffer, kind: PlaceKind | null = 'address', fileName = 'a.csv') =>
  planPlaces(file, BASE, { fileName, kind, system: null });
const said = (file: Buffer, kind: PlaceKind | null = 'address') =>
  plan(file, kind).problems.map(({ code, row, field }) => [code, row, field]);
const HERE = ['113.3162', '23.0930'];

test('a sheet is read by its headings, below a title, with blank rows between', () => {
  const { drafts, problems } = plan(csv(['标准地址库'], HEAD, ['A1', '东门路1号', ...HERE], ['', '', '', '']));
  expect(problems).toEqual([]);
  expect(drafts).toMatchObject([
    { row: 3, kind: 'address', code: 'A1', name: '东门路1号', position: { longitude: 113.3162, latitude: 23.093 } },
  ]);
});

describe('what is wrong is said by row and column', () => {
  const row = (code: string, longitude: string, latitude = '23.0930') => [code, '东门路1号', longitude, latitude];
  test.each([
    ['no code', row('', '113.3162'), ['codeMissing', 2, '编码']],
    ['a number nobody can read', row('A1', '113°18′'), ['numberUnreadable', 2, '经度']],
    ['no longitude', row('A1', ''), ['positionMissing', 2, '经度']],
    ['longitude and latitude swapped', row('A1', '23.0930', '113.3162'), ['notDegrees', 2, '经度']],
    ['outside the street', row('A1', '113.4162'), ['outsideStreet', 2, '经度']],
    ['no address', ['A1', '', ...HERE], ['addressMissing', 2, '地址']],
    ['a phone number among the words', ['A1', '东门路1号 13800138000', ...HERE], ['personalNumber', 2, '地址']],
    ['a formula', ['A1', '=B1', ...HERE], ['formula', 2, '地址']],
    ['a long address', ['A1', '东'.repeat(201), ...HERE], ['tooLong', 2, '地址']],
  ])('%s', (_what, cells, expected) => {
    expect(said(csv(HEAD, cells))).toContainEqual(expected);
  });

  test('the same code twice names the other row', () => {
    const { problems, drafts } = plan(csv(HEAD, ['A1', '一号', ...HERE], ['A1', '二号', ...HERE]));
    expect(problems).toEqual([{ code: 'codeTwice', row: 3, field: '编码', detail: { code: 'A1', otherRow: 2 } }]);
    expect(drafts).toHaveLength(1);
  });

  test.each([
    ['部件', '4401050100300001', []],
    ['部件', '44010501003', [['componentCode', 2, '编码']]],
    ['部件', '4401050900300001', [['componentClass', 2, '编码']]],
    ['宠物', 'A1', [['kindUnknown', 2, '类型']]],
    ['', 'A1', [['kindMissing', 2, '类型']]],
  ])('of kind “%s” with code %s', (kind, code, expected) => {
    expect(said(csv(['编码', '名称', '类型', '经度', '纬度'], [code, '路灯', kind, ...HERE]), null)).toEqual(expected);
  });

  test('a sheet without positions names the headings that are missing', () => {
    const [problem] = plan(csv(['编码', '地址'], ['A1', '东门路1号'])).problems;
    expect(problem).toMatchObject({ code: 'headingMissing', detail: { headings: '经度、纬度' } });
  });
});

describe('what is about persons is refused', () => {
  test.each(['户主', '户主姓名', '身份证号', '联系电话', '居民人数', 'Phone', '业主', '法定代表人', '常住人口数'])(
    'a column %s',
    (column) => {
      const { problems, drafts } = plan(csv([...HEAD, column], ['A1', '东门路1号', ...HERE, '甲']));
      expect(problems).toMatchObject([{ code: 'personalColumn', field: column }]);
      expect(drafts).toEqual([]);
    },
  );
  test.each(['居民委员会', '所属社区', '层数', '单位名称', '出入口'])('a column %s is not', (column) => {
    expect(personalColumns([column])).toEqual([]);
  });
  test.each([
    ['13800138000', true],
    ['部件4401050100300001', false],
    ['11010519491231002X', true],
    ['110105194912310021', false],
  ])('%s: %s', (text, expected) => {
    expect(hasPersonalNumber(text)).toBe(expected);
  });
});

test('coordinates of another system are noticed, and converted where it is named', () => {
  const shifted = Array.from({ length: 8 }, (_, index) => {
    const [x, y] = fromWgs84([113.3145 + index * 0.0015, 23.0913 + index * 0.0001], 'bd09');
    return [`A${index}`, `东门路${index}号`, String(x), String(y)];
  });
  const file = csv(HEAD, ...shifted);
  expect(plan(file)).toMatchObject({ suspected: 'bd09', shifted: { code: 'shifted' } });
  const named = planPlaces(file, BASE, { fileName: 'a.csv', kind: 'address', system: 'bd09' });
  expect(named).toMatchObject({ suspected: null, problemCount: 0 });
  expect(named.drafts[0]?.position.longitude).toBeCloseTo(113.3145, 6);
});

test('a workbook keeps a code that is text, and says so of one that became a number', () => {
  const sheet = utils.aoa_to_sheet([
    ['部件编码', '名称', '经度', '纬度'],
    ['4401050100300001', '路灯', 113.3162, 23.093],
    [4401050100300002, '路灯', 113.3162, 23.093],
  ]);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '部件');
  const file = Buffer.from(write(book, { type: 'buffer', bookType: 'xlsx' }));
  const { drafts, problems } = plan(file, 'component', '部件.xlsx');
  expect(drafts).toMatchObject([{ code: '4401050100300001', category: '01' }]);
  expect(problems).toMatchObject([{ code: 'codeIsNumber', row: 3 }]);
});

test('outlines of GeoJSON are buildings, found by their middle', () => {
  const [x, y] = [113.3162, 23.093];
  const ring = [
    [x, y],
    [x + 0.0004, y],
    [x + 0.0004, y + 0.0002],
    [x, y + 0.0002],
    [x, y],
  ];
  const feature = { type: 'Feature', properties: { 楼栋编码: 'B1', 名称: '一号楼', 层数: 9 } };
  const collection = {
    type: 'FeatureCollection',
    features: [{ ...feature, geometry: { type: 'Polygon', coordinates: [ring] } }],
  };
  const { drafts, problems } = plan(Buffer.from(JSON.stringify(collection)), 'building', 'b.geojson');
  expect(problems).toEqual([]);
  expect(drafts).toMatchObject([{ code: 'B1', floors: 9, rings: [ring] }]);
  expect(drafts[0]?.position.longitude).toBeCloseTo(x + 0.0002, 7);
});
