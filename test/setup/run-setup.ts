/** Runs the real set-up as npm does, with an environment that holds nothing of the person who runs the tests. */
import { spawnSync } from 'node:child_process';
import { temporaryFolder } from './temporary-folder.ts';

export function runSetup(profile: string, env: Record<string, string>): { code: number | null; said: string } {
  const nowhere = temporaryFolder();
  const result = spawnSync(process.execPath, ['config/setup/setup.mjs', profile], {
    encoding: 'utf8',
    env: { PATH: nowhere, HOME: nowhere, ...env },
  });
  return { code: result.status, said: result.stdout + result.stderr };
}
