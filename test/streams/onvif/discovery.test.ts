/** Devices are found over the loopback interface and over a range of its addresses; nothing here leaves this machine. */
import { expect, test } from 'vitest';
import { systemClock } from '../../../config/kernel/clock.ts';
import { uuidV7 } from '../../../config/kernel/new-id.ts';
import { DeviceSearches } from '../../../streams/onvif/discovery/device-searches.ts';
import { readProbeMatch } from '../../../streams/onvif/discovery/probe-match.ts';
import { openFakeOnvifCamera } from '../../fixtures/onvif/onvif-camera.ts';

function searches(interfaces = 'lo'): DeviceSearches {
  return new DeviceSearches({ clock: systemClock, newId: uuidV7(systemClock), interfaces });
}

async function done(all: DeviceSearches, searchId: string) {
  await expect.poll(() => all.state(searchId).isDone, { timeout: 20_000 }).toBe(true);
  return all.state(searchId);
}

test('two cameras that answer a probe are found with their name and model', async () => {
  await using gate = await openFakeOnvifCamera({ isDiscoverable: true, name: '东门', model: 'Dome 5' });
  await using square = await openFakeOnvifCamera({ isDiscoverable: true, name: '广场', model: 'Bullet 3' });
  const all = searches();
  const { searchId } = all.start({ byMulticast: true, range: '', port: 80 });
  const { found, failure } = await done(all, searchId);
  expect(failure).toBeNull();
  expect(found).toEqual(
    expect.arrayContaining([
      { onvifUrl: gate.onvifUrl, host: '127.0.0.1', name: 'Lianqin 东门', model: 'Dome 5' },
      { onvifUrl: square.onvifUrl, host: '127.0.0.1', name: 'Lianqin 广场', model: 'Bullet 3' },
    ]),
  );
});

test('a camera that announces nothing is found by its address, and no password is tried', async () => {
  await using camera = await openFakeOnvifCamera({ login: { username: 'a', password: 'b' } });
  const all = searches();
  const port = Number(new URL(camera.onvifUrl).port);
  const { searchId } = all.start({ byMulticast: false, range: '127.0.0.1-127.0.0.40', port });
  const { found, askedCount, addressCount } = await done(all, searchId);
  expect(found).toEqual([{ onvifUrl: camera.onvifUrl, host: '127.0.0.1', name: '', model: '' }]);
  expect([askedCount, addressCount]).toEqual([40, 40]);
  expect([camera.turnedAway, camera.calls]).toEqual([[], ['Device GetSystemDateAndTime']]);
});

test('a search without a network says so', async () => {
  const all = searches('nosuch0');
  const { searchId } = all.start({ byMulticast: true, range: '', port: 80 });
  expect((await done(all, searchId)).failure).toMatchObject({ code: 'SEARCH_NO_NETWORK' });
});

test('a search that goes on is answered instead of a second one, and forgotten after the next', async () => {
  const all = searches();
  const first = all.start({ byMulticast: false, range: '127.0.0.1', port: 9 });
  expect(all.start({ byMulticast: false, range: '127.0.0.2', port: 9 }).searchId).toBe(first.searchId);
  await done(all, first.searchId);
  all.start({ byMulticast: false, range: '127.0.0.2', port: 9 });
  expect(() => all.state(first.searchId)).toThrow('SEARCH_NOT_FOUND');
});

test.each([
  ['an answer to another question', '<a:RelatesTo>urn:uuid:other</a:RelatesTo><d:XAddrs>http://127.0.0.1/</d:XAddrs>'],
  ['an answer without an address', '<a:RelatesTo>urn:uuid:mine</a:RelatesTo><d:XAddrs> </d:XAddrs>'],
  ['an address of another kind', '<a:RelatesTo>urn:uuid:mine</a:RelatesTo><d:XAddrs>file:///etc/passwd</d:XAddrs>'],
  ['something too long', `<a:RelatesTo>mine</a:RelatesTo><d:XAddrs>http://127.0.0.1/</d:XAddrs>${' '.repeat(20_000)}`],
])('%s is passed over', (_, xml) => {
  expect(readProbeMatch(xml, 'mine', '127.0.0.1')).toBeUndefined();
});

test('of several addresses the one that answered is taken', () => {
  const xml = '<RelatesTo>urn:uuid:mine</RelatesTo><XAddrs>http://10.0.0.9/onvif http://127.0.0.1:81/onvif</XAddrs>';
  expect(readProbeMatch(xml, 'mine', '127.0.0.1')?.onvifUrl).toBe('http://127.0.0.1:81/onvif');
});
