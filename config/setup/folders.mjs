/** Where the set-up keeps what it made: the cache for things any checkout may use, node_modules for the rest. */
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export function cacheFolder(env = process.env) {
  return env.LIANQIN_CACHE_DIR || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'lianqin');
}
