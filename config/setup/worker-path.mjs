/**
 * Where the mediasoup worker of this machine is.
 *
 * The folder's name holds all that a binary depends on, so a new version of the
 * package or of the system gets a worker of its own.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, PROJECT } from './folders.mjs';

export function workerPath({ env = process.env, cacheDir = cacheFolder(env) } = {}) {
  if (env.MEDIASOUP_WORKER_BIN) return env.MEDIASOUP_WORKER_BIN;
  return join(cacheDir, 'mediasoup-worker', workerKey(), 'mediasoup-worker');
}

function workerKey() {
  return [mediasoupVersion(), process.platform, process.arch, systemName()].filter(Boolean).join('-');
}

export function mediasoupVersion() {
  return JSON.parse(readFileSync(join(PROJECT, 'node_modules', 'mediasoup', 'package.json'), 'utf8')).version;
}

/** Such as debian-12: the libraries a compiled worker was linked with. */
function systemName() {
  try {
    const release = readFileSync('/etc/os-release', 'utf8');
    const value = (name) => new RegExp(`^${name}="?([^"\\n]*)`, 'm').exec(release)?.[1];
    return [value('ID'), value('VERSION_ID')].filter(Boolean).join('-');
  } catch {
    // Systems without this file are told apart by platform and architecture alone.
    return '';
  }
}
