/** Runs other programs for the set-up and gives back what they said. Never throws for what they answer. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NOT_FOUND = 127;

/** `onLine` sees standard output as it comes. A program that is not there ends as 127, as in a shell. */
export function run(command, args, { cwd, env, onLine } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { stdout: '', stderr: '' };
    let unfinished = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said.stdout += text;
      if (!onLine) return;
      const lines = (unfinished + text).split('\n');
      unfinished = lines.pop();
      lines.forEach(onLine);
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said.stderr += text;
    });
    child.on('error', (error) => resolve({ code: NOT_FOUND, ...said, stderr: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, ...said }));
  });
}

/** The end of what a program said, where its complaint is. */
export function lastLines({ stdout, stderr }, count = 8) {
  return (stderr.trim() || stdout.trim()).split('\n').slice(-count).join('\n');
}

export function isInPath(command, env = process.env) {
  return (env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      // Not in this folder.
      return false;
    }
  });
}
