/**
 * The folder that holds everything a site has: database, pictures, keys.
 *
 * One running instance owns it. The lock is an open transaction on a file of its
 * own, because the system lets go of that whatever way the process ends.
 */
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartError } from '../start-error.ts';

export type DataFolder = { path: string } & Disposable;

export function openDataFolder(path: string): DataFolder {
  makeWritable(path);
  const lock = new DatabaseSync(join(path, 'in-use.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (thrown) {
    lock.close();
    throw new StartError(
      `The data folder ${path} is in use by another running instance; name another one with LIANQIN_DATA_DIR.`,
      { cause: thrown },
    );
  }
  return { path, [Symbol.dispose]: () => lock.close() };
}

function makeWritable(path: string): void {
  try {
    makeFolder(path);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    makeFolder(join(path, 'pictures'));
    makeFolder(join(path, 'keys'));
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw new StartError(`The data folder ${path} cannot be written to (${why}); name another with LIANQIN_DATA_DIR.`, {
      cause: thrown,
    });
  }
}

/** One level at a time: Node's own way to make parents never returns in places such as /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}
