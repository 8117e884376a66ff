/**
 * Gets the mediasoup worker: the one that is named, a ready-made one, or one
 * compiled here from the package's own source. What was downloaded or compiled
 * is used only after it has shaken hands with a client like a browser's.
 */
import { accessSync, constants, existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { requirePackages } from './debian-packages.mjs';
import { cacheFolder, PROJECT } from './folders.mjs';
import { say, step } from './progress.mjs';
import { Refusal } from './refusal.mjs';
import { lastLines, run } from './run.mjs';
import { isStamped, stamp } from './stamps.mjs';
import { compileRecipe, compileWorker } from './worker/compile.mjs';
import { downloadWorker } from './worker/download.mjs';
import { workerPath } from './worker-path.mjs';
import { openWorkshop } from './workshop.mjs';

const READY_MADE = 'ready-made';

export async function installWorker(env = process.env) {
  if (env.MEDIASOUP_WORKER_BIN) return checkNamed(env.MEDIASOUP_WORKER_BIN);
  const path = workerPath({ env });
  const recipe = compileRecipe();
  if (existsSync(path) && [READY_MADE, recipe].some((made) => isStamped(stampOf(path), made))) return;

  // The client of the test handshake.
  await requirePackages(['openssl']);
  const workshop = await openWorkshop(join(cacheFolder(env), 'mediasoup-worker'));
  try {
    const made = (await tryReadyMade(workshop.folder)) ?? (await compileAndProve(workshop.folder));
    await mkdir(dirname(path), { recursive: true });
    await rename(made.binary, path);
    stamp(stampOf(path), made.isReadyMade ? READY_MADE : recipe);
  } finally {
    workshop.close();
  }
}

function checkNamed(path) {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    // Missing or not executable: one sentence fits both.
    throw new Refusal(`MEDIASOUP_WORKER_BIN names ${path}, and there is no program that can be run`);
  }
}

async function tryReadyMade(folder) {
  const binary = await step('fetching the ready-made mediasoup worker', () => downloadWorker(folder)).catch(explain);
  if (!binary) return undefined;
  const fault = await prove(binary);
  if (!fault) return { binary, isReadyMade: true };
  say(`the ready-made worker does not work here (${fault}); compiling one`);
  return undefined;
}

function explain(thrown) {
  say(`no ready-made worker (${thrown.message}); compiling one`);
}

async function compileAndProve(folder) {
  const binary = await step('compiling the mediasoup worker, once for this machine', () => compileWorker(folder));
  const fault = await prove(binary);
  if (fault) throw new Refusal(`the compiled mediasoup worker failed its test handshake: ${fault}`);
  return { binary, isReadyMade: false };
}

/** Answers what is wrong with a worker, or nothing. */
async function prove(binary) {
  const own = join(PROJECT, 'node_modules', '.bin', 'node');
  const node = existsSync(own) ? own : process.execPath;
  const result = await run(node, [join(PROJECT, 'config', 'setup', 'worker', 'prove.mjs'), binary], { cwd: PROJECT });
  return result.code === 0 ? undefined : lastLines(result, 1);
}

function stampOf(path) {
  return `${path}.made-from`;
}
