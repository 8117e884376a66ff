/**
 * Builds the console, when something it is made of has changed.
 *
 * It is built beside the one that is served and takes its place when it is whole,
 * so that a build that fails leaves the old console standing.
 */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './folders.mjs';
import { step } from './progress.mjs';
import { Refusal } from './refusal.mjs';
import { lastLines, run } from './run.mjs';
import { fingerprint, isStamped, stamp } from './stamps.mjs';

const CLIENT = join(PROJECT, 'client');
const SOURCES = [
  'client/src',
  'client/public',
  'client/index.html',
  'client/report.html',
  'client/vite.config.ts',
  'client/page-code.ts',
  'config/contract',
  'package-lock.json',
];

export async function buildConsole() {
  const stampFile = join(PROJECT, 'node_modules', '.lianqin-setup', 'console');
  const wanted = fingerprint(...SOURCES.flatMap((path) => contents(join(PROJECT, path))));
  if (isStamped(stampFile, wanted) && existsSync(join(CLIENT, 'dist', 'index.html'))) return;
  await step('building the console', build);
  stamp(stampFile, wanted);
}

async function build() {
  const bin = join(PROJECT, 'node_modules', '.bin');
  const unfinished = join(CLIENT, 'dist.new');
  rmSync(unfinished, { recursive: true, force: true });
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, NODE_ENV: 'production' };
  const args = ['build', CLIENT, '--outDir', unfinished, '--logLevel', 'warn'];
  const result = await run(join(bin, 'vite'), args, { cwd: PROJECT, env });
  if (result.code !== 0) throw new Refusal(`the console could not be built; vite says\n${lastLines(result, 20)}`);
  rmSync(join(CLIENT, 'dist'), { recursive: true, force: true });
  renameSync(unfinished, join(CLIENT, 'dist'));
}

/** Name and text of every file at or below a path, in a fixed order. */
function contents(path) {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { withFileTypes: true })
      .sort((one, other) => (one.name < other.name ? -1 : 1))
      .flatMap(({ name }) => contents(join(path, name)));
  } catch (error) {
    if (error.code !== 'ENOTDIR') throw error;
    return [path.slice(PROJECT.length), readFileSync(path)];
  }
}
