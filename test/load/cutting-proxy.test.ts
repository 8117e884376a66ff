/** The failing network of the chaos, against a plain TCP server: it must do to connections what it says. */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CuttingProxy, openCuttingProxy } from './cutting-proxy.ts';

let camera: Server;
let proxy: CuttingProxy;
let atCamera: Socket;
let viewer: Socket;

beforeEach(async () => {
  camera = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
  await once(camera, 'listening');
  const address = camera.address();
  proxy = await openCuttingProxy(typeof address === 'object' && address ? address.port : 0);
  const came = once(camera, 'connection');
  viewer = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true });
  [atCamera] = await came;
});

afterEach(async () => {
  viewer.destroy();
  atCamera.destroy();
  await proxy[Symbol.asyncDispose]();
  camera.close();
});

async function heard(at: Socket): Promise<string> {
  const [bytes] = await once(at, 'data');
  return String(bytes);
}

test('what either side says reaches the other', async () => {
  viewer.write('question');
  expect(await heard(atCamera)).toBe('question');
  atCamera.write('answer');
  expect(await heard(viewer)).toBe('answer');
});

test('a cut ends both sides and refuses the next, until it is healed', async () => {
  const ends = Promise.all([once(viewer, 'error'), once(atCamera, 'error')]);
  proxy.cut();
  await ends;
  const refused = connect({ port: proxy.port, host: '127.0.0.1' });
  await once(refused, 'error');
  proxy.heal();
  const came = once(camera, 'connection');
  const again = connect({ port: proxy.port, host: '127.0.0.1' });
  await came;
  again.destroy();
});

test('a stalled connection stays, and what was said meanwhile comes when it is healed', async () => {
  proxy.stall();
  atCamera.write('late');
  const told = heard(viewer);
  // Something that does come proves that there was time for the other.
  const other = await openCuttingProxy(proxy.port);
  await other[Symbol.asyncDispose]();
  expect(viewer.bytesRead).toBe(0);
  proxy.heal();
  expect(await told).toBe('late');
});

test('after a half close the camera has said its last word and still hears', async () => {
  viewer.resume();
  const ended = once(viewer, 'end');
  proxy.halfClose();
  await ended;
  viewer.write('still here');
  expect(await heard(atCamera)).toBe('still here');
});

test('bytes are spoilt and lost exactly as many as was said', async () => {
  proxy.spoil(2, () => 0x78);
  atCamera.write('abcd');
  expect(await heard(viewer)).toBe('xxcd');
  proxy.swallow(3);
  atCamera.write('efgh');
  expect(await heard(viewer)).toBe('h');
});
