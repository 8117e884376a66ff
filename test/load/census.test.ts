/** The count that chaos is judged by: it must see what is left over. */
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { differences, holdingsOf } from './census.ts';

test('a listener, a UDP socket, a recording and a child that are left open are each named', async () => {
  const before = holdingsOf('it', process.pid);
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const datagrams = createSocket('udp4').bind(0, '127.0.0.1');
  await once(datagrams, 'listening');
  const recording = await open(join(mkdtempSync(join(tmpdir(), 'lianqin-census-')), 'one.part'), 'w');
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  await once(child, 'spawn');
  expect(differences(before, holdingsOf('it', process.pid))).toEqual(
    expect.arrayContaining([
      'it: process sleep: 0 before, 1 after',
      'it: recording file: 0 before, 1 after',
      'it: tcp listening: 0 before, 1 after',
      'it: udp: 0 before, 1 after',
    ]),
  );
  child.kill();
  await Promise.all([once(child, 'exit'), recording.close(), once(datagrams.close(), 'close')]);
  listener.close();
  await once(listener, 'close');
  expect(differences(before, holdingsOf('it', process.pid))).toEqual([]);
});

test('connections kept for the next question are no difference, more of them are', () => {
  expect(differences({ 'server: tcp': 2 }, { 'server: tcp': 4 })).toEqual([]);
  expect(differences({ 'server: tcp': 2 }, { 'server: tcp': 5 })).toEqual(['server: tcp: 2 before, 5 after']);
});
