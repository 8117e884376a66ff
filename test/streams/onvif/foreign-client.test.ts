/** Debian's libonvif against the fake camera, so that it does not only agree with our own client. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openFakeOnvifCamera } from '../../fixtures/onvif/onvif-camera.ts';

const run = promisify(execFile);
const LOGIN = { username: 'operator', password: 'right one' };
const SOURCE = new URL('../../fixtures/onvif/foreign-client.c', import.meta.url).pathname;

async function facts(onvifUrl: string, password = LOGIN.password): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'lianqin-foreign-'));
  try {
    const program = join(folder, 'client');
    await run('cc', ['-w', '-I/usr/include/libxml2', SOURCE, '-o', program, '-lonvif', '-lxml2', '-lcrypto']);
    const { stdout } = await run(program, [onvifUrl, LOGIN.username, password], { timeout: 30_000 });
    const lines = stdout.split('\n').filter((line) => line.includes(': '));
    return Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('a client that is not ours (libonvif) is told the same and obeyed', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  camera.ptz.presets.set('1', { name: 'first', place: { pan: 0.5, tilt: 0, zoom: 0 } });
  const told = await facts(camera.onvifUrl);
  expect(told).toMatchObject({
    time: 'told',
    capabilities: expect.stringContaining('/onvif/PTZ'),
    device: 'FAKE-0001',
    profile: 'profile_main',
    encoder: 'main',
    stream: expect.stringContaining('/Streaming/Channels/101'),
    sizes: '1920 x 1080',
    brightness: '50',
    move: 'taken',
    stop: 'taken',
    'set preset': 'taken',
    'go to preset': 'taken',
  });
  expect(camera.ptz.orders).toEqual(['ContinuousMove 0.5 0 0', 'Stop', 'GotoPreset 1']);
});

test('a client that is not ours is turned away with a wrong password', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  const told = await facts(camera.onvifUrl, 'wrong one');
  expect(told.device).toContain('NotAuthorized');
  expect(camera.turnedAway).toContain('Device GetDeviceInformation');
});
