/** What a page has open when its connection breaks: kept for it, and for nobody else, until it is back or does not come back. */
import { io } from 'socket.io-client';
import { expect, test } from 'vitest';
import type { ResumeMedia } from '../../config/contract/events.ts';
import { openFakeNode } from './fake-node.ts';
import { type Caller, type ConsoleClient, firstCamera, heard, openTestApp, type TestApp } from './open-test-app.ts';

test('a page whose connection breaks goes on with what it still has, and the rest is closed', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const operator = await site.as('operator');
  const before = await comesWith(site, operator);
  const { transportId, consumerIds, cameraId } = await watch(before.socket, operator, 2);
  const [kept = '', given = ''] = consumerIds;
  await breaks(before.socket);
  node.asked.length = 0;

  const { mediaSessionId } = before;
  const { socket, isResumed } = await comesWith(site, operator, { mediaSessionId, consumerIds: [kept] });
  expect(isResumed).toBe(true);
  expect(await node.question('closeConsumer')).toEqual({ consumerId: given });
  expect(await socket.emitWithAck('resumeConsumer', { consumerId: given })).toMatchObject({ ok: false });
  expect(await socket.emitWithAck('resumeConsumer', { consumerId: kept })).toMatchObject({ ok: true });
  expect(await socket.emitWithAck('consume', { transportId, cameraId, rtpCapabilities: {} })).toMatchObject({
    ok: true,
  });
  expect(node.asked.filter(({ name }) => name === 'closeConnection')).toEqual([]);
  expect(await endedCount(site, cameraId)).toBe(1);
});

test('of what ended meanwhile it is told when it is back', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const operator = await site.as('operator');
  const before = await comesWith(site, operator);
  const { consumerIds, cameraId } = await watch(before.socket, operator, 1);
  const [consumerId = ''] = consumerIds;
  await breaks(before.socket);
  node.socket.emit('consumerClosed', { consumerId, connectionId: before.mediaSessionId, code: 'NOT_ALLOWED' });
  await expect.poll(() => endedCount(site, cameraId)).toBe(1);
  const back = await comesWith(site, operator, { mediaSessionId: before.mediaSessionId, consumerIds });
  expect(back.isResumed).toBe(true);
  await expect.poll(() => back.closed).toEqual([{ consumerId, code: 'MEDIA_SESSION_NOT_FOUND' }]);
});

test('nobody else comes back to it, and nobody after the node was gone', async () => {
  await using site = await openTestApp();
  const node = await openFakeNode(site.app);
  const operator = await site.as('operator');
  const before = await comesWith(site, operator);
  const { consumerIds } = await watch(before.socket, operator, 1);
  await breaks(before.socket);
  const wish = { mediaSessionId: before.mediaSessionId, consumerIds };
  const another = await comesWith(site, await site.as('operator'), wish);
  expect(another.isResumed).toBe(false);
  expect(another.mediaSessionId).not.toBe(before.mediaSessionId);
  await node[Symbol.asyncDispose]();
  await using _next = await openFakeNode(site.app);
  const late = await comesWith(site, operator, wish);
  expect(late).toMatchObject({ isResumed: false, available: true });
});

test('whose old connection the server still holds takes it over', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const operator = await site.as('operator');
  const before = await comesWith(site, operator);
  const { consumerIds } = await watch(before.socket, operator, 1);
  const ended = heard(before.socket, 'disconnect' as 'signedOut');
  const { mediaSessionId } = before;
  const { socket, isResumed } = await comesWith(site, operator, { mediaSessionId, consumerIds });
  expect(isResumed).toBe(true);
  expect(await ended).toBe('io server disconnect');
  const [consumerId = ''] = consumerIds;
  expect(await socket.emitWithAck('closeConsumer', { consumerId })).toMatchObject({ ok: true });
  expect(node.asked.filter(({ name }) => name === 'closeConnection')).toEqual([]);
});

test('of a page that does not come back everything is closed, and the record says when', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const operator = await site.as('operator');
  const { socket, mediaSessionId } = await comesWith(site, operator);
  const { cameraId, consumerIds } = await watch(socket, operator, 1);
  await breaks(socket);
  expect(await endedCount(site, cameraId)).toBe(0);
  expect(await node.question('closeConnection')).toEqual({ connectionId: mediaSessionId });
  expect(await endedCount(site, cameraId)).toBe(1);
  expect(await comesWith(site, operator, { mediaSessionId, consumerIds })).toMatchObject({ isResumed: false });
});

type Come = {
  socket: ConsoleClient;
  mediaSessionId: string;
  isResumed: boolean;
  available: boolean;
  closed: { consumerId: string; code: string }[];
};

async function comesWith({ app }: TestApp, { cookie }: Caller, media?: ResumeMedia): Promise<Come> {
  const socket: ConsoleClient = io(app.url, {
    path: '/realtime',
    transports: ['websocket'],
    reconnection: false,
    extraHeaders: { cookie },
    auth: { media },
  });
  const closed: Come['closed'] = [];
  socket.on('consumerClosed', (each) => closed.push(each));
  return { socket, closed, ...(await heard(socket, 'mediaSession')) };
}

async function watch(socket: ConsoleClient, caller: Caller, count: number) {
  const { id: cameraId } = await firstCamera(caller);
  const opened = await socket.emitWithAck('openTransport', {});
  const transportId = opened.ok ? opened.value.transportId : '';
  const consumerIds: string[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const consumed = await socket.emitWithAck('consume', { transportId, cameraId, rtpCapabilities: {} });
    consumerIds.push(consumed.ok ? consumed.value.consumerId : '');
  }
  return { transportId, consumerIds, cameraId };
}

/** Without a word, as where a network is lost. */
async function breaks(socket: ConsoleClient): Promise<void> {
  const gone = new Promise((resolve) => socket.once('disconnect', resolve));
  socket.io.engine.close();
  await gone;
}

async function endedCount(site: TestApp, cameraId: string): Promise<number> {
  await site.app.journal.settled();
  const { body } = await (await site.as('auditor')).ask(`GET /api/journal?kind=viewing&subject=${cameraId}`);
  return body.filter((entry: { body: { endedAtMs: number | null } }) => entry.body.endedAtMs !== null).length;
}
