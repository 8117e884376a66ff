import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environmentName, nearest, readNamedSettings } from '../../config/setup/settings-names.mjs';
import { runSetup } from './run-setup.ts';
import { temporaryFolder } from './temporary-folder.ts';

const NAMES = ['http.host', 'http.port', 'http.tlsCert', 'demo.street'];

test('a misspelt environment name is refused with the nearest known one', () => {
  const { code, said } = runSetup('start', { LIANQIN_HTTP_PROT: '8080' });

  expect(code).toBe(1);
  expect(said).toContain('LIANQIN_HTTP_PROT: no setting has this name; the nearest is LIANQIN_HTTP_PORT');
});

test('every unknown name is reported at once, from the environment and from the file', () => {
  const file = settingsFile({ http: { prot: 1 }, demo: { street: true }, colour: 'red' });

  const { code, said } = runSetup('start', { LIANQIN_SETTINGS_FILE: file, LIANQIN_HTTP_PROT: '1', LIANQIN_DEMO: '1' });

  expect(code).toBe(1);
  expect(said).toContain('LIANQIN_HTTP_PROT: ');
  expect(said).toContain('LIANQIN_DEMO: ');
  expect(said).toContain(`http.prot: no setting has this name; the nearest is http.port in ${file}`);
  expect(said).toContain('colour: ');
  expect(said).not.toContain('demo.street: ');
});

test('a settings file that is named and not there is refused', () => {
  const { code, said } = runSetup('start', { LIANQIN_SETTINGS_FILE: '/nowhere/settings.json' });

  expect(code).toBe(1);
  expect(said).toContain('LIANQIN_SETTINGS_FILE names /nowhere/settings.json, and there is no such file');
});

test('a settings file that is no JSON object is refused by its path', () => {
  const file = settingsFile([]);

  expect(() => readNamedSettings({ LIANQIN_SETTINGS_FILE: file }, NAMES)).toThrow(`${file} cannot be read as settings`);
});

test('a named port that is taken ends the start with one sentence', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => holder.once('listening', resolve));
  const address = holder.address();
  const port = typeof address === 'object' && address ? `${address.port}` : '';

  const { code, said } = runSetup('start', { LIANQIN_HTTP_PORT: port });
  holder.close();

  expect(code).toBe(1);
  expect(said).toBe(
    `[setup] port ${port} on 127.0.0.1 is taken: name another, or end the program that listens there\n`,
  );
});

test('an address that is not this machine’s ends the start with one sentence', () => {
  const { code, said } = runSetup('start', { LIANQIN_HTTP_PORT: '18080', LIANQIN_HTTP_HOST: '203.0.113.7' });

  expect(code).toBe(1);
  expect(said).toContain('port 18080 on 203.0.113.7 cannot be listened on');
});

test('a profile nobody knows is refused', () => {
  const { code, said } = runSetup('strat', {});

  expect(code).toBe(1);
  expect(said).toContain('setup.mjs takes one of check, start, dev, test, bench');
});

test('the environment wins over the file', () => {
  const file = settingsFile({ http: { port: 1, host: '::1' } });

  const settings = readNamedSettings({ LIANQIN_SETTINGS_FILE: file, LIANQIN_HTTP_PORT: '2' }, NAMES);

  expect(Object.fromEntries(settings)).toEqual({ 'http.port': '2', 'http.host': '::1' });
});

test('names that belong to no setting but to the set-up are known', () => {
  expect(() =>
    readNamedSettings({ LIANQIN_CACHE_DIR: '/tmp/cache', XDG_CONFIG_HOME: '/nowhere' }, NAMES),
  ).not.toThrow();
});

test('every word of a path is a word of the environment name', () => {
  expect(NAMES.map(environmentName)).toEqual([
    'LIANQIN_HTTP_HOST',
    'LIANQIN_HTTP_PORT',
    'LIANQIN_HTTP_TLS_CERT',
    'LIANQIN_DEMO_STREET',
  ]);
});

test('the nearest name is the one with the fewest letters changed', () => {
  expect(nearest('htp.host', NAMES)).toBe('http.host');
  expect(nearest('http.tlscert', NAMES)).toBe('http.tlsCert');
});

function settingsFile(content: unknown): string {
  const path = join(temporaryFolder(), 'settings.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}
