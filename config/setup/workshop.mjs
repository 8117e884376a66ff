/**
 * A folder to make things in, beside the place they will have: what is whole
 * moves there in one step, and the folder goes away however the set-up ends.
 */
import { rmSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

export async function openWorkshop(parent) {
  await mkdir(parent, { recursive: true });
  await clearAbandoned(parent);
  const folder = join(parent, `making-${process.pid}`);
  const close = () => {
    process.off('exit', close);
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', close);
  await mkdir(folder);
  return { folder, close };
}

/** A set-up that was killed outright left its folder behind. */
async function clearAbandoned(parent) {
  for (const name of await readdir(parent)) {
    const pid = /^making-(\d+)$/.exec(name)?.[1];
    if (pid && !isRunning(Number(pid))) await rm(join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // A process of somebody else's is running all the same.
    return thrown.code === 'EPERM';
  }
}
