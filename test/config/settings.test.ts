/** The settings: one manual, and whatever does not follow it is refused by name. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { environmentName, loadSettings } from '../../config/settings/load-settings.ts';
import { parseSettings, settingNames } from '../../config/settings/settings.ts';

const EMPTY_HOME = { XDG_CONFIG_HOME: '/none' };

test('the list of names that the set-up reads is that of the schema', () => {
  expect(JSON.parse(readFileSync('config/settings/names.json', 'utf8'))).toEqual(settingNames());
});

test('no two settings share a name in the environment', () => {
  const names = settingNames().map(environmentName);
  expect(new Set(names).size).toBe(names.length);
});

test('every mistake is reported at once, by its path', () => {
  const raw = {
    http: { port: -1, prot: 8080 },
    live: { reconnectMinMs: 9_000 },
    recording: { segmentMs: 3_600_000 },
    log: { level: 'loud' },
  };
  const mistakes = [
    'http.port: ',
    'http: ',
    'live.reconnectMaxMs: must not be below',
    'recording.segmentMs: ',
    'log.level: ',
  ];
  for (const mistake of mistakes) expect(() => parseSettings(raw)).toThrow(`\n  ${mistake}`);
});

test('an unknown name in the environment is refused by that name', () => {
  expect(() => loadSettings({ ...EMPTY_HOME, LIANQIN_HTTP_PRT: '1' })).toThrow(
    'LIANQIN_HTTP_PRT: no setting has this name',
  );
});

test('one half of a certificate is refused', () => {
  expect(() => loadSettings({ ...EMPTY_HOME, LIANQIN_HTTP_TLS_CERT: '/a.crt' })).toThrow(
    'http.tlsKey: tlsCert and tlsKey',
  );
});

test('what somebody gave is told from what is a default', () => {
  const { settings, named } = loadSettings({ ...EMPTY_HOME, LIANQIN_HTTP_PORT: '8080', LIANQIN_SITE_NAME: '42' });
  expect(settings).toMatchObject({ http: { port: 8080 }, site: { name: '42' } });
  expect([...named]).toEqual(['http.port', 'site.name']);
});

test('a settings file that was named must be there', () => {
  expect(() => loadSettings({ LIANQIN_SETTINGS_FILE: '/none.json' })).toThrow('there is no file /none.json');
});
