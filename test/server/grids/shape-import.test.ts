/** Files of shapes, read and planned: every problem by its shape, and nothing that is no problem. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { GeoSystem, ImportProblem } from '../../../config/contract/grid-import.ts';
import type { Grid, Rings } from '../../../config/contract/place.ts';
import { type Corner, fromWgs84 } from '../../../server/geo/coordinates.ts';
import { gapsBetween } from '../../../server/geo/gaps.rules.ts';
import { planImport } from '../../../server/grids/import/plan-import.ts';
import { runImport } from '../../../server/grids/import/run-import.ts';
import type { KnownSite } from '../../../server/grids/import/shape-plan.rules.ts';
import { CGCS2000_114_PRJ, WGS84_PRJ, zip, zippedShapefile } from '../../fixtures/shapefile.ts';

const PATTERNS = { base: '\\d{12}|\\d{15}', governance: '\\d{12}|\\d{15}|\\d{20}' };
/** In hundredths of a degree of a thousandth: a side of 10 is a hundred metres. */
const box = (west: number, south: number, east: number, north: number): Corner[] =>
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ].map(([x = 0, y = 0]) => [113.32 + x / 10_000, 23.09 + y / 10_000]);
const CODE = (nth: number) => `4401050130${String(nth).padStart(2, '0')}`;
const feature = (nth: number, ring: readonly (readonly number[])[], properties: object = {}) => ({
  type: 'Feature',
  properties: { 网格编码: CODE(nth), 网格名称: `网格${nth}`, 社区: '东社区', ...properties },
  geometry: { type: 'Polygon', coordinates: [ring] },
});
const geoJson = (...features: object[]) => Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
const grid = (nth: number, ring: Corner[], more: Partial<Grid> = {}): Grid => ({
  ...{ id: `g${nth}`, code: CODE(nth), name: `网格${nth}`, kind: 'base', community: '东社区', rings: [ring] },
  ...{ line: '', baseGridIds: [], endedAtMs: null, ...more },
});
const site = (grids: Grid[] = [], more: Partial<KnownSite> = {}): KnownSite => ({
  ...{ grids, communities: [], patterns: PATTERNS, ...more },
  codes: more.codes ?? new Map(grids.map(({ code, name }) => [code, name])),
});
const plan = (file: Buffer, known = site(), system: GeoSystem | null = null) =>
  planImport(file, known, { target: 'base', system, fields: null });
const said = (problems: readonly ImportProblem[]) => problems.map(({ code, row }) => [code, row]);

describe('a shape that may not be is named with what is wrong with it', () => {
  const ring = box(0, 0, 10, 10);
  test.each([
    ['open', feature(1, ring.slice(0, -1).concat([[113.3, 23]]))],
    [
      'selfCrossing',
      feature(
        1,
        [0, 2, 1, 3, 0].map((index) => ring[index] ?? [0, 0]),
      ),
    ],
    ['tooSmall', feature(1, box(0, 0, 0.1, 0.1))],
    [
      'notDegrees',
      feature(
        1,
        ring.map(([x, y]) => [x * 10_000, y * 10_000]),
      ),
    ],
    ['notPolygon', { ...feature(1, ring), geometry: { type: 'Point', coordinates: [113, 23] } }],
    ['notPolygon', { ...feature(1, ring), geometry: null }],
    ['notPolygon', feature(1, [['a', 'b'] as never])],
    [
      'severalParts',
      { ...feature(1, ring), geometry: { type: 'MultiPolygon', coordinates: [[ring], [box(20, 0, 30, 10)]] } },
    ],
    ['codeMissing', feature(1, ring, { 网格编码: '' })],
    ['codeWrong', feature(1, ring, { 网格编码: '44-1' })],
    ['nameTooLong', feature(1, ring, { 网格名称: '长'.repeat(61) })],
  ])('%s', (code, shape) => {
    expect(said(plan(geoJson(feature(2, box(50, 50, 60, 60)), shape)).preview.problems)).toEqual([[code, 2]]);
  });

  test('a code that comes twice, and one that was another’s', () => {
    const twice = geoJson(feature(1, ring), feature(1, box(10, 0, 20, 10)));
    expect(said(plan(twice).preview.problems)).toEqual([['codeTwice', 2]]);
    const ended = site([], { codes: new Map([[CODE(1), '旧网格']]) });
    expect(said(plan(geoJson(feature(1, ring)), ended).preview.problems)).toEqual([['codeTaken', 1]]);
  });
});

test('a wrong winding is mended without a word, and a number is a code', () => {
  const { preview, grids } = plan(geoJson(feature(1, box(0, 0, 10, 10).toReversed(), { 网格编码: 440105013001 })));
  expect(preview.problems).toEqual([]);
  expect(grids[0]).toMatchObject({ code: '440105013001', rings: [box(0, 0, 10, 10)], community: '东社区' });
});

test('what the file calls its attributes can be said', () => {
  const odd = geoJson({ ...feature(1, box(0, 0, 10, 10)), properties: { F1: CODE(1), F2: '北门' } });
  expect(said(plan(odd).preview.problems)).toEqual([
    ['codeMissing', 1],
    ['nameMissing', 1],
  ]);
  const fields = { code: 'F1', name: 'F2', community: '' };
  const told = planImport(odd, site(), { target: 'base', system: null, fields });
  expect(told.preview).toMatchObject({
    problems: [],
    columns: ['F1', 'F2'],
    items: [{ name: '北门', outcome: 'add' }],
  });
});

describe('shapes among each other and among those that stay', () => {
  test('an overlap is measured, shown, and names the other', () => {
    const { preview } = plan(geoJson(feature(1, box(0, 0, 10, 10))), site([grid(2, box(9, 0, 20, 10))]));
    const [overlap] = preview.problems;
    expect(overlap).toMatchObject({ code: 'overlap', row: 1, detail: { other: `网格2（${CODE(2)}）` } });
    expect(overlap?.detail.squareMetres).toBeGreaterThan(1_000);
    expect(overlap?.rings).toHaveLength(1);
    expect(preview.items[0]?.outcome).toBe('bad');
  });

  test('one that is replaced does not overlap what it was', () => {
    const known = site([grid(1, box(0, 0, 10, 10)), grid(2, box(10, 0, 20, 10))]);
    const { preview, grids } = plan(geoJson(feature(1, box(0, 0, 10, 12))), known);
    expect([said(preview.problems), preview.items[0]?.outcome, grids[0]?.id]).toEqual([[], 'update', 'g1']);
  });

  test('what is as it was is left alone', () => {
    const { preview, grids } = plan(geoJson(feature(1, box(0, 0, 10, 10))), site([grid(1, box(0, 0, 10, 10))]));
    expect([preview.items[0]?.outcome, grids]).toEqual(['same', []]);
  });

  test('what lies outside its community is measured where its outline is known', () => {
    const known = site([], { communities: [{ name: '东社区', rings: [box(0, 0, 10, 10)] }] });
    expect(said(plan(geoJson(feature(1, box(5, 0, 15, 10))), known).preview.problems)).toEqual([
      ['outsideCommunity', 1],
    ]);
  });

  test('a gap is shown and may be agreed to; grids that meet have none', () => {
    const around = [box(0, 0, 30, 10), box(0, 20, 30, 30), box(0, 10, 10, 20), box(20.5, 10, 30, 20)];
    const withHole = [...around, box(10, 10, 20, 20)].map((ring, index) => feature(index + 1, ring));
    const { preview } = plan(geoJson(...withHole));
    expect(preview.problems.map(({ code }) => code)).toEqual(['gap']);
    expect(preview.items.every(({ outcome }) => outcome === 'add')).toBe(true);
  });
});

describe('gaps', () => {
  test.each<[string, Rings, number]>([
    ['grids that share a side', [box(0, 0, 10, 10), box(10, 0, 20, 10)], 0],
    ['a slit that opens to both sides', [box(0, 0, 10, 10), box(10.02, 0, 20, 10)], 1],
    ['a dent in the outline', [box(0, 0, 10, 10), box(10, 0, 20, 9.7)], 0],
    ['a place that is wide open', [box(0, 0, 10, 10), box(15, 0, 20, 10)], 0],
  ])('%s', (_, rings, count) => {
    expect(
      gapsBetween(
        rings.map((ring) => [ring]),
        5,
      ),
    ).toHaveLength(count);
  });
});

describe('coordinates in another datum than they are said to be in are noticed', () => {
  const layout = Array.from({ length: 9 }, (_, nth) =>
    box((nth % 3) * 10, Math.floor(nth / 3) * 10, (nth % 3) * 10 + 10, Math.floor(nth / 3) * 10 + 10),
  );
  const known = site(layout.map((ring, nth) => grid(nth, ring)));
  const shifted = (ring: readonly Corner[], system: GeoSystem) => ring.map((corner) => fromWgs84(corner, system));

  test.each(['gcj02', 'bd09'] as const)('known codes in %s', (system) => {
    const file = geoJson(...layout.slice(0, 3).map((ring, nth) => feature(nth, shifted(ring, system))));
    const { preview } = plan(file, known);
    expect(preview.suspected).toBe(system);
    expect(said(preview.problems)).toContainEqual(['shifted', null]);
    const converted = plan(file, known, system);
    expect(converted.preview).toMatchObject({ suspected: null, problems: [] });
  });

  test.each(['gcj02', 'bd09'] as const)('new grids that would meet the known ones, in %s', (system) => {
    const beside = geoJson(feature(50, shifted(box(30, 0, 40, 10), system)));
    expect(plan(beside, known).preview.suspected).toBe(system);
  });

  test('new grids inside a known community', () => {
    const community = site([], { communities: [{ name: '东社区', rings: [box(0, 0, 30, 30)] }] });
    const file = geoJson(...layout.map((ring, nth) => feature(nth, shifted(ring, 'gcj02'))));
    expect(plan(file, community).preview.suspected).toBe('gcj02');
  });

  test.each([
    ['what fits as it is', geoJson(...layout.map((ring, nth) => feature(nth, ring)))],
    ['new grids that meet the known ones', geoJson(feature(50, box(30, 0, 40, 10)))],
    ['what is far from all that is known', geoJson(feature(50, box(9_000, 0, 9_010, 10)))],
    ['a boundary that was moved by a block', geoJson(feature(0, box(-30, 0, 10, 10)))],
  ])('%s is not suspected', (_, file) => {
    expect(plan(file, known).preview.suspected).toBe(null);
  });

  test('WGS-84 said to be GCJ-02 is noticed as well', () => {
    const file = geoJson(...layout.map((ring, nth) => feature(nth, ring)));
    expect(plan(file, known, 'gcj02').preview.suspected).toBe('wgs84');
  });
});

describe('a zipped Shapefile', () => {
  const utf8 = (text: string) => Buffer.from(text);
  /** What Chinese offices write, without saying so: 东门 in GBK. */
  const GBK = Buffer.from([0xb6, 0xab, 0xc3, 0xc5]);
  const shapes = [{ ring: box(0, 0, 10, 10), attributes: { WGBM: utf8(CODE(1)), WGMC: GBK, SQMC: utf8('') } }];

  test('is read with its attributes, in GBK too', () => {
    const { preview } = plan(zippedShapefile(shapes, { prj: WGS84_PRJ }));
    expect(preview).toMatchObject({ problems: [], items: [{ code: CODE(1), name: '东门', outcome: 'add' }] });
    expect(preview.items[0]?.rings).toEqual([box(0, 0, 10, 10)]);
  });

  test('in metres of CGCS2000 comes to where it is', () => {
    const metres: [number, number][] = [
      [430_000, 2_554_000],
      [430_100, 2_554_000],
      [430_100, 2_554_100],
      [430_000, 2_554_100],
      [430_000, 2_554_000],
    ];
    const { preview } = plan(zippedShapefile([{ ...shapes[0], ring: metres } as never], { prj: CGCS2000_114_PRJ }));
    expect(preview.problems).toEqual([]);
    const [[corner = [0, 0]] = []] = preview.items[0]?.rings ?? [];
    // Seventy kilometres west of the middle meridian, 2554 km north of the equator.
    expect(corner.map((each) => each.toFixed(2))).toEqual(['113.32', '23.08']);
  });

  test('without a projection is refused, unless somebody says what it is in', () => {
    const file = zippedShapefile(shapes);
    expect(said(plan(file).preview.problems)).toEqual([['noProjection', null]]);
    expect(plan(file, site(), 'wgs84').preview.problems).toEqual([]);
  });

  test.each([
    ['oldDatum', zippedShapefile(shapes, { prj: WGS84_PRJ.replace('D_WGS_1984', 'D_Beijing_1954') })],
    ['noShapes', zip({ 'readme.txt': Buffer.from('x') })],
    ['notReadable', zip({ 'grids.shp': Buffer.from('no shape'), 'grids.prj': Buffer.from(WGS84_PRJ) })],
    ['notReadable', zippedShapefile(shapes, { prj: WGS84_PRJ }).subarray(0, 200)],
    ['notReadable', zip({ 'grids.shp': Buffer.alloc(41_000_000) })],
    ['notGeoJson', Buffer.from('{')],
    ['notGeoJson', Buffer.from('{"type":"Feature"}')],
    ['noShapes', geoJson()],
    ['notReadable', Buffer.from([0x1f, 0x8b, 1, 2])],
    [
      'otherCrs',
      Buffer.from('{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:3857"}},"features":[]}'),
    ],
  ])('what cannot be read is said to be %s', (code, file) => {
    expect(said(plan(file).preview.problems)).toEqual([[code, null]]);
  });
});

test('two thousand grids are planned in a thread of their own, and the loop goes on meanwhile', async () => {
  const features = Array.from({ length: 2_025 }, (_, nth) => {
    const [x, y] = [(nth % 45) * 10, Math.floor(nth / 45) * 10];
    const code = `440105013${String(nth).padStart(6, '0')}`;
    return { ...feature(0, box(x, y, x + 10, y + 10)), properties: { code, name: code } };
  });
  const file = gzipSync(geoJson(...features));
  let longestMs = 0;
  let beforeMs = performance.now();
  const timer = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - beforeMs);
    beforeMs = performance.now();
  }, 5);
  const { preview } = await runImport(file, site(), { target: 'base', system: null, fields: null });
  clearInterval(timer);
  expect([preview.problems, preview.items.length]).toEqual([[], 2_025]);
  expect(longestMs).toBeLessThan(500);
}, 60_000);
