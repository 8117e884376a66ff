/** Questions before, during and after the page's connection. */
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { asking, type ConsoleSocket } from '../../../client/src/realtime/console-socket.ts';

class FakeSocket extends EventEmitter {
  connected = false;
  timeout = () => ({ emitWithAck: async (name: string) => ({ ok: true, value: name }) });
}

let socket: FakeSocket;
const open = () => asking(socket as unknown as ConsoleSocket);
const codeOf = (answer: Promise<unknown>) => answer.catch((thrown: { code?: string }) => thrown.code);

beforeEach(() => {
  vi.useFakeTimers();
  socket = new FakeSocket();
});

afterEach(() => {
  vi.useRealTimers();
});

test('who asks while the page connects for the first time is answered when it has', async () => {
  const answer = open()('rtcCapabilities', {});
  await vi.advanceTimersByTimeAsync(1_000);
  socket.connected = true;
  socket.emit('connect');
  expect(await answer).toBe('rtcCapabilities');
});

test('who asks where nobody is to be reached hears it as soon as that is known, and at once after that', async () => {
  const ask = open();
  const first = codeOf(ask('rtcCapabilities', {}));
  socket.emit('connect_error', new Error('refused'));
  expect([await first, await codeOf(ask('rtcCapabilities', {}))]).toEqual(['SERVER_AWAY', 'SERVER_AWAY']);
});

test('a connection that never comes about is waited for five seconds', async () => {
  const heard = vi.fn();
  codeOf(open()('rtcCapabilities', {})).then(heard);
  await vi.advanceTimersByTimeAsync(4_999);
  expect(heard).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(heard).toHaveBeenCalledWith('SERVER_AWAY');
});
