/**
 * The media node that comes with the server: a process of its own, started again
 * whenever it ends.
 *
 * The IPC channel is its lifeline: it carries one message, and the node ends
 * itself when the channel does, however the server went.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { NodeStart } from '../../config/contract/node.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { cacheFolder } from '../../config/setup/folders.mjs';

const log = newLogger('child-node');
const RESTART_MIN_MS = 500;
const RESTART_MAX_MS = 5_000;
/** A node that lived this long was well; the next pause starts small again. */
const WELL_AFTER_MS = 10_000;
const CLOSE_WITHIN_MS = 2_000;
/** What was compiled at an earlier start is read: it starts sooner, and without the compiler it is 20 MB smaller. */
export const COMPILED = join(cacheFolder(), 'compiled');

export function startChildNode(entry: string, start: NodeStart): AsyncDisposable {
  let child: ChildProcess | undefined;
  let restartTimer: NodeJS.Timeout | undefined;
  let pauseMs = RESTART_MIN_MS;
  let closing = false;

  const begin = () => {
    const startedAt = performance.now();
    const begun = fork(entry, [], {
      execPath: process.execPath,
      execArgv: [],
      env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
      stdio: ['ignore', 2, 'inherit', 'ipc'],
    });
    child = begun;
    let isOver = false;
    const over = (why: object) => {
      if (isOver) return;
      isOver = true;
      child = undefined;
      if (closing) return;
      if (performance.now() - startedAt > WELL_AFTER_MS) pauseMs = RESTART_MIN_MS;
      log.error({ ...why, pauseMs }, 'media node ended and will be started again');
      restartTimer = setTimeout(begin, pauseMs);
      pauseMs = Math.min(pauseMs * 2, RESTART_MAX_MS);
    };
    begun.on('error', (err) => over({ err }));
    begun.on('exit', (exitCode, signal) => over({ exitCode, signal }));
    begun.send(start, (err) => {
      if (err) log.warn({ err }, 'media node was not told how to start');
    });
  };

  begin();
  return {
    [Symbol.asyncDispose]: async () => {
      closing = true;
      clearTimeout(restartTimer);
      if (child) await end(child);
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  if (child.connected) child.disconnect();
  const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_WITHIN_MS);
  await ended;
  clearTimeout(timer);
}
