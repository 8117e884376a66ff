/**
 * Installs what package-lock.json lists, Node 24 among it.
 *
 * npm's own record inside node_modules is written last and removed first, so an
 * installation that was interrupted is never mistaken for a whole one.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './folders.mjs';
import { step } from './progress.mjs';
import { Refusal } from './refusal.mjs';
import { run } from './run.mjs';
import { fingerprint, isStamped, stamp } from './stamps.mjs';

const MIN_NODE = 24;
const OUT_OF_STEP = /^npm error (Missing: \S+@[^ ]+ |Invalid: )/m;

export async function installDependencies(project = PROJECT) {
  const lock = readFileSync(join(project, 'package-lock.json'), 'utf8');
  const stampFile = join(project, 'node_modules', '.lianqin-setup', 'dependencies');
  const wanted = fingerprint(lock, process.platform, process.arch);
  if (isStamped(stampFile, wanted) && existsSync(recordOf(project))) return;

  if (!isInstalled(JSON.parse(lock), readRecord(project)))
    await step('installing packages', () => installPackages(project));
  await checkNode(project);
  stamp(stampFile, wanted);
}

/** Whether npm's record of what it installed is what the lock file asks for on this machine. */
export function isInstalled(lock, record, machine = process) {
  if (!record) return false;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = record.packages[path];
    if (found) return found.version === wanted.version && found.integrity === wanted.integrity;
    return wanted.optional === true && !isFor(wanted, machine);
  });
}

/** Whether an optional package names this machine. npm leaves out the others, and what only they need. */
function isFor({ os, cpu, libc }, { platform, arch }) {
  if (libc !== undefined || (os === undefined && cpu === undefined)) return false;
  return (os === undefined || os.includes(platform)) && (cpu === undefined || cpu.includes(arch));
}

function recordOf(project) {
  return join(project, 'node_modules', '.package-lock.json');
}

function readRecord(project) {
  try {
    return JSON.parse(readFileSync(recordOf(project), 'utf8'));
  } catch {
    // Nothing installed, or not to the end.
    return undefined;
  }
}

async function installPackages(project) {
  const clean = await npm(project, 'ci');
  if (clean.code === 0) return;
  // A registry that lacks the packages of foreign platforms makes `npm ci` refuse its own lock file: they are
  // "missing", with no version. `npm install` passes them over and takes every version from the lock file too.
  const onlyForeign = /^npm error Missing: \S+@ from lock file$/m.test(clean.stderr) && !OUT_OF_STEP.test(clean.stderr);
  const result = onlyForeign ? await npm(project, 'install', '--no-save') : clean;
  if (result.code !== 0) throw new Refusal(`the packages could not be installed; npm says\n${complaint(result)}`);
}

/** npm must not run on the Node that it is about to replace, so the one that runs npm already goes on. */
function npm(project, ...args) {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  const all = [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  return script ? run(node ?? process.execPath, [script, ...all], { cwd: project }) : run('npm', all, { cwd: project });
}

/** npm's first words: a page of usage follows them. */
function complaint({ stderr }) {
  const lines = stderr.split('\n').filter((line) => line.startsWith('npm error') && line !== 'npm error');
  return lines.length > 0 ? lines.slice(0, 6).join('\n') : stderr.trim();
}

async function checkNode(project) {
  const own = join(project, 'node_modules', '.bin', 'node');
  const first = existsSync(own) ? (await run(own, ['--version'])).stdout : process.version;
  const major = Number(/^v(\d+)/.exec(first)?.[1]);
  if (major >= MIN_NODE) return;
  const found = major ? `is ${first.trim()}` : 'does not run';
  throw new Refusal(
    `Node ${MIN_NODE} is needed, and the Node that comes first here ${found}: install it for this system`,
  );
}
