/** Base maps: what the settings may say, what the console is told, and which hosts its pages may ask. */
import { expect, test } from 'vitest';
import { parseSettings } from '../../config/settings/settings.ts';
import { baseMapOf, originsOf } from '../../server/maps/base-map.rules.ts';
import { openTestApp } from './open-test-app.ts';

const settingsOf = (baseMap: object) => parseSettings({ baseMap }).baseMap;
const URL_ = 'https://tiles.example:8443/{z}/{x}/{y}.png';

test('none is the default', () => {
  expect(baseMapOf(settingsOf({}))).toBeNull();
  expect(originsOf(null)).toEqual([]);
});

test.each([
  [{ kind: 'raster' }, 'baseMap.url'],
  [{ kind: 'tianditu' }, 'baseMap.key'],
  [{ kind: 'raster', url: 'https://tiles.example/{z}/{x}.png' }, 'baseMap.url'],
  [{ kind: 'raster', url: 'javascript:{z}{x}{y}' }, 'baseMap.url'],
])('%j is refused by its field', (baseMap, field) => {
  expect(() => parseSettings({ baseMap })).toThrow(field);
});

test('天地图 has two layers on eight hosts, and none other may be asked', () => {
  const found = baseMapOf(settingsOf({ kind: 'tianditu', key: 'a b' }));
  expect(found).toMatchObject({ attribution: '天地图', system: 'wgs84', maxZoom: 18 });
  expect(found?.layers.map((hosts) => hosts.length)).toEqual([8, 8]);
  expect(found?.layers[1]?.[0]).toContain('LAYER=cva');
  expect(found?.layers[0]?.[0]).toContain('tk=a%20b');
  expect(originsOf(found)).toEqual(Array.from({ length: 8 }, (_, host) => `https://t${host}.tianditu.gov.cn`));
});

test('the content policy lets through exactly the host that is configured', async () => {
  await using site = await openTestApp({ settings: { baseMap: { kind: 'raster', url: URL_, system: 'gcj02' } } });
  await using plain = await openTestApp();
  const policyOf = async (url: string) =>
    (await fetch(`${url}/api/health`)).headers.get('content-security-policy') ?? '';
  const policy = await policyOf(site.app.url);
  for (const directive of ['img-src', 'connect-src']) {
    expect(policy.split(';').find((part) => part.startsWith(directive))).toContain('https://tiles.example:8443');
  }
  expect((await policyOf(plain.app.url)).includes('tiles.example')).toBe(false);
  const admin = await site.as('admin');
  expect((await admin.ask('GET /api/base-map')).body.baseMap).toMatchObject({ layers: [[URL_]], system: 'gcj02' });
});
