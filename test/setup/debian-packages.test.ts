import { afterEach, expect, test, vi } from 'vitest';
import { installPackagesFor, requirePackages, type System } from '../../config/setup/debian-packages.mjs';

const RTSP_SERVER =
  'python3 python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly gstreamer1.0-libav'.split(
    ' ',
  );

const spoken = vi.spyOn(console, 'log').mockReturnValue();
afterEach(() => spoken.mockClear());

test('whoever may not install is told what to type for ffmpeg, and the start ends', async () => {
  const system = debian({ installed: RTSP_SERVER });

  await expect(installPackagesFor('start', { demoWanted: true }, system)).rejects.toThrow(
    'ffmpeg is missing: sudo apt-get install -y ffmpeg',
  );
  expect(system.commands).not.toContain('apt-get');
});

test('whoever may not install is told what to type for the demo street, and the start goes on', async () => {
  const system = debian({ installed: ['ffmpeg', ...RTSP_SERVER.slice(2)] });

  await expect(installPackagesFor('start', { demoWanted: true }, system)).resolves.toBe(false);
  expect(spoken.mock.lastCall?.[0]).toContain(
    'starting without the demo street: python3, python3-gi are missing: sudo apt-get install -y python3 python3-gi',
  );
});

test('a site without the demo street is not asked for its packages', async () => {
  await expect(installPackagesFor('start', { demoWanted: false }, debian({ installed: ['ffmpeg'] }))).resolves.toBe(
    false,
  );
  expect(spoken).not.toHaveBeenCalled();
});

test('root installs what is missing and nothing else', async () => {
  const system = debian({ installed: ['ffmpeg', ...RTSP_SERVER.slice(1)], isRoot: true });

  await expect(installPackagesFor('start', { demoWanted: true }, system)).resolves.toBe(true);
  expect(system.commands.filter((line) => line.includes('install'))).toEqual([
    'env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends python3',
  ]);
});

test('a sudo without a password is used, and package lists are fetched where there are none', async () => {
  const system = debian({ installed: RTSP_SERVER, sudo: true, hasLists: false });

  await expect(installPackagesFor('start', { demoWanted: true }, system)).resolves.toBe(true);
  expect(system.commands.filter((line) => line.startsWith('sudo')).map((line) => line.split(' ').at(-1))).toEqual([
    'true',
    'update',
    'ffmpeg',
  ]);
});

test('everything installed is one question to dpkg and no word', async () => {
  const system = debian({ installed: ['ffmpeg', ...RTSP_SERVER] });

  await expect(installPackagesFor('dev', { demoWanted: true }, system)).resolves.toBe(true);
  expect(system.commands).toHaveLength(1);
  expect(spoken).not.toHaveBeenCalled();
});

test('checking the code needs no package', async () => {
  const system = debian({ installed: [] });

  await installPackagesFor('check', { demoWanted: true }, system);

  expect(system.commands).toEqual([]);
});

test('a system without apt is asked for commands', async () => {
  const system = { ...debian({ installed: [] }), hasApt: false };

  await expect(installPackagesFor('start', { demoWanted: false }, system)).rejects.toThrow(
    'ffmpeg is missing: install what your system calls so',
  );
  await expect(
    requirePackages(['meson', 'libuv1-dev'], { ...system, hasCommand: () => true }),
  ).resolves.toBeUndefined();
});

type Fake = { installed: string[]; isRoot?: boolean; sudo?: boolean; hasLists?: boolean };

/** A Debian that answers and remembers what was asked of it. */
function debian({ installed, isRoot = false, sudo = false, hasLists = true }: Fake): System & { commands: string[] } {
  const present = new Set(installed);
  const commands: string[] = [];
  const answer = (code: number, stdout = '') => Promise.resolve({ code, stdout, stderr: '' });
  return {
    commands,
    isRoot,
    hasApt: true,
    hasCommand: () => false,
    hasLists: () => hasLists,
    run: (command, args) => {
      commands.push([command, ...args].join(' '));
      if (command === 'dpkg-query') return answer(0, [...present].map((name) => `installed ${name}`).join('\n'));
      if (command === 'sudo' && !sudo) return answer(1);
      const installing = args.indexOf('--no-install-recommends');
      if (installing >= 0) for (const name of args.slice(installing + 1)) present.add(name);
      return answer(0);
    },
  };
}
