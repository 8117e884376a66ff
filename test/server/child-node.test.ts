/** The media node as a child: told how to start, started again when it dies, gone when the server is. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NodeStart } from '../../config/contract/node.ts';
import { startChildNode } from '../../server/nodes/child-node.ts';

/** A child that calls a port and says its pid and what it was told; it ends with its channel, or not at all. */
const program = (port: number, atEnd: string) => `
  const socket = require('node:net').connect(${port}, '127.0.0.1');
  process.on('SIGTERM', () => {});
  process.on('message', ({ doorUrl }) => socket.write(JSON.stringify({ pid: process.pid, doorUrl }) + '\\n'));
  process.on('disconnect', () => ${atEnd});
  setInterval(() => {}, 1000);`;

let folder: string;
let listener: Server;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lianqin-test-'));
  listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
});
afterEach(() => {
  listener.close();
  rmSync(folder, { recursive: true, force: true });
});

function startWith(atEnd: string): AsyncDisposable {
  const address = listener.address();
  const entry = join(folder, 'node.cjs');
  writeFileSync(entry, program(typeof address === 'object' && address ? address.port : 0, atEnd));
  return startChildNode(entry, { doorUrl: 'http://door' } as NodeStart);
}

async function nextCall(): Promise<{ said: { pid: number; doorUrl: string }; socket: Socket }> {
  const [socket] = await once(listener, 'connection');
  const [line] = await once(createInterface(socket), 'line');
  return { said: JSON.parse(line), socket };
}

test('it is told how to start, and started again when it dies', async () => {
  await using _child = startWith('process.exit(0)');
  const first = await nextCall();
  process.kill(first.said.pid, 'SIGKILL');
  const second = await nextCall();
  expect(first.said.doorUrl).toBe('http://door');
  expect(second.said.pid).not.toBe(first.said.pid);
});

test.each([
  ['by itself when the channel ends', 'process.exit(0)'],
  ['by force when it does not', 'undefined'],
])('it is gone once it is closed: %s', async (_how, atEnd) => {
  const child = startWith(atEnd);
  const { said } = await nextCall();
  await child[Symbol.asyncDispose]();
  await child[Symbol.asyncDispose]();
  expect(() => process.kill(said.pid, 0)).toThrow('ESRCH');
});
