/**
 * The system packages each profile needs, found by one question to dpkg and
 * installed where the user may install. Elsewhere the person at the keyboard is
 * told exactly what to type.
 */
import { readdirSync } from 'node:fs';
import { say, step } from './progress.mjs';
import { Refusal } from './refusal.mjs';
import { isInPath, lastLines, run as runProgram } from './run.mjs';

const RTSP_SERVER = [
  'python3',
  'python3-gi',
  'gir1.2-gst-rtsp-server-1.0',
  'gstreamer1.0-plugins-good',
  'gstreamer1.0-plugins-bad',
  'gstreamer1.0-plugins-ugly',
  'gstreamer1.0-libav',
];
const TEST = [
  ...RTSP_SERVER,
  'gir1.2-gst-plugins-bad-1.0',
  'gstreamer1.0-tools',
  'gstreamer1.0-x',
  'gstreamer1.0-nice',
  'chromium',
  'fonts-noto-cjk',
  'iproute2',
  'openssl',
  'postgresql',
  'gcc',
  'libonvif-dev',
  'libxml2-dev',
  'libssl-dev',
];

/** Without the `needed` ones nothing works; without the `demo` ones only the demo street does not. */
const PACKAGES = {
  check: { needed: [], demo: [] },
  start: { needed: ['ffmpeg'], demo: RTSP_SERVER },
  dev: { needed: ['ffmpeg'], demo: RTSP_SERVER },
  test: { needed: ['ffmpeg', ...TEST], demo: [] },
  bench: { needed: ['ffmpeg', ...TEST, 'janus'], demo: [] },
};

/** The command that stands for a package where there is no dpkg to ask. */
const COMMANDS = {
  ffmpeg: 'ffmpeg',
  python3: 'python3',
  chromium: 'chromium',
  iproute2: 'ip',
  openssl: 'openssl',
  postgresql: 'pg_ctlcluster',
  gcc: 'cc',
  janus: 'janus',
  meson: 'meson',
  'ninja-build': 'ninja',
  'g++': 'g++',
  'pkg-config': 'pkg-config',
  'flatbuffers-compiler': 'flatc',
};

/** Answers whether the demo street can run. */
export async function installPackagesFor(profile, { demoWanted }, system = thisSystem) {
  const { needed, demo: demoPackages } = PACKAGES[profile];
  const demo = demoWanted ? demoPackages : [];
  if (needed.length + demo.length === 0) return false;
  const missing = await installMissing([...needed, ...demo], system);
  const missingNeeded = missing.filter((name) => needed.includes(name));
  if (missingNeeded.length > 0) throw new Refusal(whatToType(missingNeeded, missing, system));
  if (missing.length > 0) say(`starting without the demo street: ${whatToType(missing, missing, system)}`);
  return demoWanted && missing.length === 0;
}

/** For a step that finds out late what it needs. */
export async function requirePackages(names, system = thisSystem) {
  const missing = await installMissing(names, system);
  if (missing.length > 0) throw new Refusal(whatToType(missing, missing, system));
}

function whatToType(reason, missing, system) {
  const verb = reason.length === 1 ? 'is' : 'are';
  if (!system.hasApt) return `${reason.join(', ')} ${verb} missing: install what your system calls so`;
  return `${reason.join(', ')} ${verb} missing: sudo apt-get install -y ${missing.join(' ')}`;
}

async function installMissing(names, system) {
  const missing = await findMissing(names, system);
  if (missing.length === 0 || !system.hasApt) return missing;
  const asRoot = await rootPrefix(system);
  if (!asRoot) return missing;
  await step(`installing ${missing.join(', ')}`, () => aptInstall(missing, asRoot, system));
  return findMissing(missing, system);
}

async function findMissing(names, { run, hasApt, hasCommand }) {
  if (!hasApt) return names.filter((name) => name in COMMANDS && !hasCommand(COMMANDS[name]));
  // biome-ignore lint/suspicious/noTemplateCurlyInString: these placeholders are dpkg's own.
  const { stdout } = await run('dpkg-query', ['-W', '-f', '${db:Status-Status} ${Package}\\n', ...names]);
  const installed = new Set(stdout.split('\n'));
  return names.filter((name) => !installed.has(`installed ${name}`));
}

/** The words before a command that make it root's, or nothing where that cannot be done without a password. */
async function rootPrefix({ run, isRoot }) {
  if (isRoot) return [];
  return (await run('sudo', ['-n', 'true'])).code === 0 ? ['sudo', '-n'] : undefined;
}

async function aptInstall(names, asRoot, { run, hasLists }) {
  const apt = (...args) => {
    const [command, ...rest] = [
      ...asRoot,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      '-o',
      'DPkg::Lock::Timeout=300',
      ...args,
    ];
    return run(command, rest);
  };
  const install = () => apt('install', '-y', '--no-install-recommends', ...names);
  if (hasLists() && (await install()).code === 0) return;
  const update = await apt('update');
  const second = await install();
  if (second.code !== 0) say(`apt-get did not install them: ${lastLines(update.code === 0 ? second : update, 2)}`);
}

const thisSystem = {
  run: runProgram,
  isRoot: process.getuid?.() === 0,
  hasApt: isInPath('dpkg-query') && isInPath('apt-get'),
  hasCommand: (command) => isInPath(command),
  hasLists: () => readdirSync('/var/lib/apt/lists').some((name) => name.includes('_Packages')),
};
