/** The media node as the process it is: it ends with the server that started it, whenever that is. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { START } from '../fixtures/media-node.ts';

const PROGRAM = new URL('../../streams/main.ts', import.meta.url).pathname;

test.each([0, 300, 3_000])(
  'a server that is gone %i ms after it started the node takes it with it',
  async (afterMs) => {
    const folder = await mkdtemp(join(tmpdir(), 'lianqin-node-'));
    const child = fork(PROGRAM, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const ended = once(child, 'exit');
    child.send({ ...START, recording: { ...START.recording, folder }, doorUrl: 'http://127.0.0.1:9' });
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    child.disconnect();
    expect(await ended).toEqual([0, null]);
    await rm(folder, { recursive: true });
  },
);
