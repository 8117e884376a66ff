/** Base maps: what the settings may say, what the console is told, and which hosts its pages may ask. */
import { expect, test } from 'vitest';
import { parseSettings } from '../../config/settings/settings.ts';
import { baseMapOf, originsOf } from '../../server/maps/base-map.rules.ts';
import { type ArchiveFacts, archiveProblem } from '../../server/maps/tile-archive.rules.ts';
import { openTestApp } from './open-test-app.ts';

const settingsOf = (baseMap: object) => parseSettings({ baseMap }).baseMap;
const told = (baseMap: object, archive: ArchiveFacts | null = null) => baseMapOf(settingsOf(baseMap), archive);
const PICTURES = 'https://tiles.example:8443/{z}/{x}/{y}.png';
const VECTORS = 'https://tiles.example:8443/{z}/{x}/{y}.pbf';
const REMOTE = 'https://maps.example/street.pmtiles';

test('none is the default', () => {
  expect(told({})).toBeNull();
  expect(originsOf(null)).toEqual([]);
});

test.each([
  [{ kind: 'raster' }, 'baseMap.url'],
  [{ kind: 'vector' }, 'baseMap.url'],
  [{ kind: 'tianditu' }, 'baseMap.key'],
  [{ kind: 'raster', url: 'https://tiles.example/{z}/{x}.png' }, 'baseMap.url'],
  [{ kind: 'raster', url: 'javascript:{z}{x}{y}' }, 'baseMap.url'],
  [{ kind: 'vector', url: 'https://tiles.example/tiles.json' }, 'baseMap.url'],
  [{ kind: 'vector', url: VECTORS, system: 'gcj02' }, 'baseMap.system'],
  [{ kind: 'pmtiles' }, 'baseMap.path'],
  [{ kind: 'pmtiles', path: '/maps/street.pmtiles', url: REMOTE }, 'baseMap.path'],
  [{ kind: 'pmtiles', url: 'ftp://maps.example/street.pmtiles' }, 'baseMap.url'],
  [{ kind: 'pmtiles', path: '/maps/street.pmtiles', system: 'bd09' }, 'baseMap.system'],
  [{ kind: 'vector', url: VECTORS, schema: 'shortbread' }, 'baseMap.schema'],
])('%j is refused by its field', (baseMap, field) => {
  expect(() => parseSettings({ baseMap })).toThrow(`${field}: `);
});

test('天地图 has two layers on eight hosts, and none other may be asked', () => {
  const found = told({ kind: 'tianditu', key: 'a b' });
  expect(found).toMatchObject({ kind: 'raster', attribution: '天地图', system: 'wgs84', maxZoom: 18 });
  const layers = found?.kind === 'raster' ? found.layers : [];
  expect(layers.map((hosts) => hosts.length)).toEqual([8, 8]);
  expect(layers[1]?.[0]).toContain('LAYER=cva');
  expect(layers[0]?.[0]).toContain('tk=a%20b');
  expect(originsOf(found)).toEqual(Array.from({ length: 8 }, (_, host) => `https://t${host}.tianditu.gov.cn`));
});

test('pictures are asked for to zoom 18 and vectors to 14, where nobody says otherwise', () => {
  expect(told({ kind: 'raster', url: PICTURES })).toMatchObject({ maxZoom: 18, from: 'tiles.example:8443' });
  expect(told({ kind: 'vector', url: VECTORS })).toMatchObject({ maxZoom: 14, from: 'tiles.example:8443' });
  expect(told({ kind: 'vector', url: VECTORS, maxZoom: 16 })).toMatchObject({ maxZoom: 16 });
});

test('vectors are told with their schema, and their host may be asked', () => {
  const found = told({ kind: 'vector', url: VECTORS, schema: 'protomaps' });
  expect(found).toMatchObject({ kind: 'vector', tiles: [VECTORS], schema: 'protomaps', bounds: null });
  expect(originsOf(found)).toEqual(['https://tiles.example:8443']);
});

const FACTS: ArchiveFacts = {
  ...{ name: 'street.pmtiles', specVersion: 3, tileType: 1, tileCompression: 2, internalCompression: 2 },
  ...{ minZoom: 3, maxZoom: 15, bounds: [113, 23, 114, 24], attribution: '', layerNames: [] },
};

test.each([
  ['an older version', { specVersion: 2 }, 'make it one of version 3'],
  ['tiles of a kind that nobody draws', { tileType: 6 }, 'neither MVT nor PNG'],
  ['tiles packed with brotli', { tileCompression: 3 }, 'pack it with gzip'],
  ['a directory packed with zstd', { internalCompression: 4 }, 'pack it with gzip'],
  ['layers of the other schema', { layerNames: ['earth', 'water', 'roads'] }, 'set baseMap.schema to protomaps'],
  ['layers of no schema', { layerNames: ['strassen'] }, 'the layers strassen, which are not those of openmaptiles'],
])('of an archive with %s it is said what to do', (_, changes, words) => {
  expect(archiveProblem({ ...FACTS, ...changes }, 'openmaptiles')).toContain(words);
});

test.each([
  ['does not tell its layers', {}],
  ['has the layers of its schema', { layerNames: ['water', 'transportation', 'contours'] }],
  ['holds pictures', { tileType: 4, tileCompression: 1, layerNames: ['earth', 'roads'] }],
])('an archive that %s is taken', (_, changes) => {
  expect(archiveProblem({ ...FACTS, ...changes }, 'openmaptiles')).toBeUndefined();
});

test.each([
  ['<a href="https://x.example">&copy; OpenStreetMap</a>  contributors', '', '© OpenStreetMap contributors'],
  ['&copy; OpenStreetMap', '示例测绘院', '示例测绘院'],
  [`${'图'.repeat(300)}`, '', '图'.repeat(200)],
])('of the attribution %j in an archive and %j in the settings, %j is shown', (own, set, shown) => {
  const found = told({ kind: 'pmtiles', url: REMOTE, attribution: set }, { ...FACTS, attribution: own });
  expect(found?.attribution).toBe(shown);
});

test('bounds that hold nothing are not told', () => {
  const bounds: ArchiveFacts['bounds'] = [0, 0, 0, 0];
  expect(told({ kind: 'pmtiles', url: REMOTE }, { ...FACTS, bounds })?.bounds).toBeNull();
  expect(told({ kind: 'pmtiles', url: REMOTE }, FACTS)?.bounds).toEqual([113, 23, 114, 24]);
});

const policyOf = async (url: string) => {
  const policy = (await fetch(`${url}/api/health`)).headers.get('content-security-policy') ?? '';
  return policy.replaceAll(new URL(url).host, 'site');
};

test.each([
  { kind: 'raster', url: PICTURES, system: 'gcj02' },
  { kind: 'vector', url: VECTORS },
])('the content policy lets through exactly the host that is configured: $kind', async (baseMap) => {
  await using site = await openTestApp({ settings: { baseMap } });
  await using plain = await openTestApp();
  const policy = await policyOf(site.app.url);
  for (const directive of ['img-src', 'connect-src']) {
    expect(policy.split(';').find((part) => part.startsWith(directive))).toContain('https://tiles.example:8443');
  }
  expect(await policyOf(plain.app.url)).toBe(policy.replaceAll(' https://tiles.example:8443', ''));
  const admin = await site.as('admin');
  expect((await admin.ask('GET /api/base-map')).body.baseMap).toMatchObject({ kind: baseMap.kind });
});

test('an archive somewhere else opens the content policy to nobody, for this server reads it', async () => {
  await using site = await openTestApp({ settings: { baseMap: { kind: 'pmtiles', url: REMOTE } } });
  expect(await policyOf(site.app.url)).not.toContain('maps.example');
});
