/** The site's own base map: tiles out of a PMTiles archive, a file or on a web server, as the console asks for them. */
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { openArchiveServer } from '../fixtures/archive-server.ts';
import { STREETS_BOUNDS, streetsArchive, streetsTiles } from '../fixtures/invented-streets.ts';
import { packArchive, type Tile } from '../fixtures/pmtiles.ts';
import { tilePicture } from '../fixtures/tile-server.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { type Caller, openTestApp } from './open-test-app.ts';

const PLACE = { z: 14, x: 13_348, y: 7_111 };
const AWAY = { code: 'BASE_MAP_AWAY', detail: { source: '街道.pmtiles' } };
const NO_MVT = { tileType: 2, tileCompression: 1, bounds: STREETS_BOUNDS };

function archiveFile(bytes: Uint8Array = streetsArchive('openmaptiles')): string {
  const path = join(temporaryFolder(), '街道.pmtiles');
  writeFileSync(path, bytes);
  return path;
}

async function openSite(baseMap: object): Promise<Caller & { url: string }> {
  const site = await openTestApp({ settings: { baseMap: { kind: 'pmtiles', ...baseMap } } });
  onTestFinished(() => site[Symbol.asyncDispose]());
  return { ...(await site.as('operator')), url: site.app.url };
}

/** As a browser: unpacked on its way where it is packed. */
async function tileOf({ url, cookie }: { url: string; cookie: string }, { z, x, y }: typeof PLACE, encoding = 'gzip') {
  const headers = { cookie, 'accept-encoding': encoding };
  const answer = await fetch(`${url}/api/base-map/tiles/${z}/${x}/${y}`, { headers });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

const storedTile = (tiles: readonly Tile[], { z, x, y }: typeof PLACE) =>
  Buffer.from(tiles.find((tile) => tile.z === z && tile.x === x && tile.y === y)?.bytes ?? []);

test('the console is told of vectors of this server, with zooms, bounds and whose they are', async () => {
  const caller = await openSite({ path: archiveFile() });
  expect((await caller.ask('GET /api/base-map')).body.baseMap).toEqual({
    ...{ kind: 'vector', schema: 'openmaptiles', from: '街道.pmtiles', attribution: '© 示例街道测绘' },
    ...{ minZoom: 9, maxZoom: 14, bounds: STREETS_BOUNDS, tiles: ['/api/base-map/tiles/{z}/{x}/{y}'] },
  });
});

test('a tile goes out packed as it is stored, and may be kept by that browser', async () => {
  const caller = await openSite({ path: archiveFile() });
  const { status, headers, bytes } = await tileOf(caller, PLACE);
  expect(status).toBe(200);
  expect(bytes).toEqual(gunzipSync(storedTile(streetsTiles('openmaptiles'), PLACE)));
  expect(Object.fromEntries(headers)).toMatchObject({
    ...{ 'content-type': 'application/vnd.mapbox-vector-tile', 'content-encoding': 'gzip' },
    ...{ 'cache-control': 'private, max-age=3600', vary: 'Accept-Encoding' },
  });
});

test('whoever cannot unpack gets it unpacked', async () => {
  const caller = await openSite({ path: archiveFile() });
  const { headers, bytes } = await tileOf(caller, PLACE, 'identity');
  expect(headers.get('content-encoding')).toBeNull();
  expect(bytes).toEqual(gunzipSync(storedTile(streetsTiles('openmaptiles'), PLACE)));
});

test('where the archive has nothing the answer is empty and no failure', async () => {
  const caller = await openSite({ path: archiveFile() });
  expect(await tileOf(caller, { z: 14, x: 0, y: 0 })).toMatchObject({ status: 204, bytes: Buffer.alloc(0) });
  expect(await tileOf(caller, { z: 20, x: 0, y: 0 })).toMatchObject({ status: 204 });
});

test.each([
  ['x', '3/8/0'],
  ['y', '3/0/8'],
  ['z', '27/0/0'],
  ['x', '3/-1/0'],
  ['y', '3/0/two'],
])('a tile that cannot be is refused by its %s: %s', async (field, place) => {
  const caller = await openSite({ path: archiveFile() });
  const { status, body } = await caller.ask(`GET /api/base-map/tiles/${place}`);
  expect({ status, code: body.code, field: body.detail.field }).toEqual({
    status: 400,
    code: 'INVALID_REQUEST',
    field,
  });
});

test('nobody gets a tile without an account, nor is there one on a site without an archive', async () => {
  const caller = await openSite({ path: archiveFile() });
  expect(await tileOf({ ...caller, cookie: '' }, PLACE)).toMatchObject({ status: 401 });
  await using plain = await openTestApp();
  const operator = await plain.as('operator');
  expect((await operator.ask('GET /api/base-map/tiles/0/0/0')).body.code).toBe('NOT_FOUND');
});

test('an archive of pictures is told as such, and its pictures go out as they are', async () => {
  const tiles = [{ ...PLACE, bytes: tilePicture() }];
  const caller = await openSite({ path: archiveFile(packArchive({ ...NO_MVT, tiles })), isDark: true });
  expect((await caller.ask('GET /api/base-map')).body.baseMap).toMatchObject({
    ...{ kind: 'raster', layers: [['/api/base-map/tiles/{z}/{x}/{y}']], system: 'wgs84' },
    ...{ minZoom: 14, maxZoom: 14, isDark: true, attribution: '' },
  });
  const { headers, bytes } = await tileOf(caller, PLACE);
  expect(bytes).toEqual(tilePicture());
  expect([headers.get('content-type'), headers.get('content-encoding')]).toEqual(['image/png', null]);
});

test('one that goes is named until it is back, and one that is put in its place is read anew', async () => {
  const path = archiveFile();
  const caller = await openSite({ path });
  await tileOf(caller, PLACE);
  renameSync(path, `${path}.gone`);
  expect(await caller.ask('GET /api/base-map')).toMatchObject({ status: 503, body: AWAY });
  const { z, x, y } = PLACE;
  expect(await caller.ask(`GET /api/base-map/tiles/${z}/${x}/${y}`)).toMatchObject({ status: 503, body: AWAY });

  const other = [{ ...PLACE, bytes: gzipSync('another map') }];
  writeFileSync(path, packArchive({ tiles: other, tileType: 1, tileCompression: 2, bounds: STREETS_BOUNDS }));
  expect((await tileOf(caller, PLACE)).bytes.toString()).toBe('another map');
  expect((await caller.ask('GET /api/base-map')).body.baseMap).toMatchObject({ minZoom: 14, attribution: '' });
});

test('one that is cut off in the middle is away, not half a tile', async () => {
  const bytes = streetsArchive('openmaptiles');
  const caller = await openSite({ path: archiveFile(bytes.subarray(0, bytes.length - 2_000)) });
  const statuses = await Promise.all(
    streetsTiles('openmaptiles').map(async (tile) => (await tileOf(caller, tile)).status),
  );
  expect(new Set(statuses)).toEqual(new Set([200, 503]));
});

test.each([
  ['is not there', '/none/街道.pmtiles', 'name a PMTiles archive, or set baseMap.kind to none'],
  ['is a folder', '/', 'is a folder; name the PMTiles archive in it'],
])('a start with an archive that %s ends with a sentence', async (_, path, words) => {
  await expect(openTestApp({ settings: { baseMap: { kind: 'pmtiles', path } } })).rejects.toThrow(
    expect.objectContaining({
      name: 'StartError',
      message: expect.stringMatching(`^baseMap\\.path: ${path} .*${words}`),
    }),
  );
});

test.each([
  ['is something else', Buffer.from('a picture, or a letter'), 'is no PMTiles archive that can be read'],
  ['is of the other schema', streetsArchive('protomaps'), 'set baseMap.schema to protomaps'],
  [
    'is of an older version',
    packArchive({ ...NO_MVT, tiles: [{ ...PLACE, bytes: tilePicture() }], specVersion: 2 }),
    'make it one of version 3',
  ],
])('a start with an archive that %s ends with a sentence', async (_, bytes, words) => {
  const path = archiveFile(bytes);
  await expect(openTestApp({ settings: { baseMap: { kind: 'pmtiles', path } } })).rejects.toThrow(
    expect.objectContaining({ name: 'StartError', message: expect.stringContaining(words) }),
  );
});

test('an archive on a web server is read by parts, and read anew when another lies there', async () => {
  await using host = await openArchiveServer(streetsArchive('openmaptiles'));
  const caller = await openSite({ url: host.url });
  expect((await caller.ask('GET /api/base-map')).body.baseMap).toMatchObject({ from: host.host, maxZoom: 14 });
  expect((await tileOf(caller, PLACE)).bytes).toEqual(gunzipSync(storedTile(streetsTiles('openmaptiles'), PLACE)));
  const other = [{ ...PLACE, bytes: gzipSync('another map') }];
  host.put(packArchive({ tiles: other, tileType: 1, tileCompression: 2, bounds: STREETS_BOUNDS }));
  expect((await tileOf(caller, PLACE)).bytes.toString()).toBe('another map');
});

test('a web server that is away, or gives no parts, is named; the product starts all the same', async () => {
  await using whole = await openArchiveServer(streetsArchive('openmaptiles'), { givesParts: false });
  const gone = await openArchiveServer(streetsArchive('openmaptiles'));
  await gone[Symbol.asyncDispose]();
  for (const { url, host } of [whole, gone]) {
    const caller = await openSite({ url });
    expect((await caller.ask('GET /api/base-map')).body).toEqual({ code: 'BASE_MAP_AWAY', detail: { source: host } });
  }
});
