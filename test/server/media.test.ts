/** Media through the door: what the node is told and asked, for whom, and what is written down about it. */
import { io } from 'socket.io-client';
import { expect, test } from 'vitest';
import { verifyMediaToken } from '../../config/kernel/media-token.ts';
import { healthOf } from './camera-healths.ts';
import { FAKE_MEDIA_PORT, openFakeNode } from './fake-node.ts';
import { firstCamera, heard, openTestApp } from './open-test-app.ts';

const SDP = { 'content-type': 'application/sdp' };

test('the node is told every enabled camera with its password, and again when one changes', async () => {
  await using site = await openTestApp();
  const admin = await site.as('admin');
  const { id } = await firstCamera(admin);
  await admin.ask(`PATCH /api/cameras/${id}`, { sourceUrl: 'rtsp://root:se%40cret@10.0.0.9/1' });
  await using node = await openFakeNode(site.app);
  const told = await node.question('carry');
  expect(told).toHaveLength(8);
  expect(told).toContainEqual(
    expect.objectContaining({ cameraId: id, sourceUrl: 'rtsp://10.0.0.9/1', username: 'root', password: 'se@cret' }),
  );

  node.asked.length = 0;
  await admin.ask(`PATCH /api/cameras/${id}`, { disabled: true });
  expect(await node.question('carry')).toHaveLength(7);
});

test('a console sees a camera through the node, and the viewing is written down from start to end', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const operator = await site.as('operator');
  const socket = await operator.connect();
  const { id: cameraId } = await firstCamera(operator);

  const opened = await socket.emitWithAck('openTransport', {});
  const transportId = opened.ok ? opened.value.transportId : '';
  const consumed = await socket.emitWithAck('consume', { transportId, cameraId, rtpCapabilities: {} });
  const consumerId = consumed.ok ? consumed.value.consumerId : '';
  site.clock.advance(5_000);
  await socket.emitWithAck('closeConsumer', { consumerId });
  await site.app.journal.settled();

  expect(await node.question('closeConsumer')).toEqual({ consumerId });
  const { body } = await (await site.as('auditor')).ask(`GET /api/journal?kind=viewing&subject=${cameraId}`);
  const [ended, started] = body;
  expect(started).toMatchObject({ actor: { name: '演示值班员' }, body: { by: 'webrtc', endedAtMs: null } });
  expect(ended.body.endedAtMs - ended.body.startedAtMs).toBe(5_000);
  expect(ended.body.viewingId).toBe(started.body.viewingId);
});

test('a connection cannot use what another one opened', async () => {
  await using site = await openTestApp();
  await using _node = await openFakeNode(site.app);
  const [one, two] = [await (await site.as('operator')).connect(), await (await site.as('admin')).connect()];
  const opened = await one.emitWithAck('openTransport', {});
  const transportId = opened.ok ? opened.value.transportId : '';
  const stolen = await two.emitWithAck('connectTransport', { transportId, dtlsParameters: {} });
  expect(stolen).toMatchObject({ ok: false, failure: { code: 'MEDIA_SESSION_NOT_FOUND' } });
});

test('an auditor may not watch', async () => {
  await using site = await openTestApp();
  await using _node = await openFakeNode(site.app);
  const socket = await (await site.as('auditor')).connect();
  expect(await socket.emitWithAck('openTransport', {})).toMatchObject({ failure: { code: 'NOT_ALLOWED' } });
});

test('when a console is gone, the node closes what it had open', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const socket = await (await site.as('operator')).connect();
  const opened = await socket.emitWithAck('openTransport', {});
  const { viewer } = await node.question('openTransport');
  socket.disconnect();
  expect(opened.ok).toBe(true);
  expect(await node.question('closeConnection')).toEqual({ connectionId: viewer.connectionId });
});

test('without a node every question about media says so, and consoles hear it come and go', async () => {
  await using site = await openTestApp();
  const operator = await site.as('operator');
  const socket = await operator.connect();
  const { id } = await firstCamera(operator);
  const away = await socket.emitWithAck('openTransport', {});
  const come = heard(socket, 'mediaReset');
  const node = await openFakeNode(site.app);
  expect(await come).toEqual({ available: true });
  const gone = heard(socket, 'mediaReset');
  await node[Symbol.asyncDispose]();
  expect(await gone).toEqual({ available: false });
  expect(away).toMatchObject({ ok: false, failure: { code: 'MEDIA_NODE_AWAY' } });
  expect((await operator.ask(`GET /api/cameras/${id}/picture`)).body.code).toBe('MEDIA_NODE_AWAY');
});

test('health reaches those who may see the camera, and stands in the snapshot and in what was missed', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const operator = await site.as('operator');
  const { id: cameraId } = await firstCamera(operator);
  const socket = await operator.connect();
  const told = heard(socket, 'cameraHealth');
  node.socket.emit('cameraHealth', [healthOf(cameraId)]);
  expect(await told).toMatchObject([{ cameraId, state: 'live' }]);
  const { body: snapshot } = await operator.ask('GET /api/snapshot');
  const { seq, healthStamp } = snapshot;
  const live = expect.objectContaining({ cameraId, state: 'live' });
  expect(snapshot.health).toContainEqual(live);
  const missed = async (since: number) => {
    const reply = await socket.emitWithAck('entriesAfter', { seq, healthStamp: since });
    return reply.ok && reply.value.health;
  };
  expect(await missed(healthStamp)).toEqual([]);
  expect(await missed(healthStamp - 1)).toEqual([live]);
  expect(await missed(0)).toContainEqual(live);
  node.socket.disconnect();
  await expect.poll(() => missed(healthStamp)).toContainEqual(expect.objectContaining({ cameraId, state: 'offline' }));
});

test('a media token names the node by the host the asker used, and carries their grant', async () => {
  await using site = await openTestApp();
  await using _node = await openFakeNode(site.app);
  const operator = await site.as('operator');
  const { id: cameraId } = await firstCamera(operator);
  const { body } = await operator.ask('POST /api/media-tokens', { cameraId });
  const grant = verifyMediaToken(body.token, 'live', { key: site.app.mediaTokenKey, nowMs: site.clock() });
  expect(grant).toMatchObject({ cameraId, action: 'live', expiresAtMs: site.clock() + 60_000 });
  expect(body.hlsUrl).toBe(`http://127.0.0.1:${FAKE_MEDIA_PORT}/hls/${cameraId}/index.m3u8?token=${body.token}`);
  expect(body.flvUrl).toBe(`http://127.0.0.1:${FAKE_MEDIA_PORT}/flv/${cameraId}.flv?token=${body.token}`);
});

test.each(['hls/CAMERA/index.m3u8', 'flv/CAMERA.flv'])('who asks here for /%s is sent on to the node', async (path) => {
  await using site = await openTestApp();
  await using _node = await openFakeNode(site.app);
  const operator = await site.as('operator');
  const { id: cameraId } = await firstCamera(operator);
  const asked = path.replace('CAMERA', cameraId);
  const { status, headers } = await operator.ask(`GET /${asked}`);
  expect(status).toBe(307);
  expect(headers.get('location')).toContain(`:${FAKE_MEDIA_PORT}/${asked}?token=`);
  expect((await site.nobody.ask(`GET /${asked}`)).status).toBe(401);
});

test('WHEP from a page of somebody else works with a token, and ends with it even when it has run out', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const operator = await site.as('operator');
  const { id: cameraId } = await firstCamera(operator);
  const { body: token } = await operator.ask('POST /api/media-tokens', { cameraId });
  const headers = { ...SDP, origin: 'https://elsewhere.example', authorization: `Bearer ${token.token}` };

  const opened = await site.nobody.ask(`POST ${token.whepUrl}`, 'v=0\r\n', headers);
  const location = opened.headers.get('location') ?? '';
  site.clock.advance(20 * 60_000);
  const late = await site.nobody.ask(`POST ${token.whepUrl}`, 'v=0\r\n', headers);
  const ended = await site.nobody.ask(`DELETE ${location}`, undefined, headers);

  expect(opened).toMatchObject({ status: 201, body: 'v=0\r\n' });
  expect(opened.headers.get('access-control-allow-origin')).toBe('*');
  expect(opened.headers.get('content-type')).toContain('application/sdp');
  expect(location).toMatch(new RegExp(`^/whep/${cameraId}/viewing-`));
  expect(late.body.code).toBe('MEDIA_TOKEN_EXPIRED');
  expect(ended.status).toBe(200);
  expect(await node.question('endWhep')).toEqual({ viewingId: location.split('/').at(-1) });
});

test('a browser that asks first is told that other pages may', async () => {
  await using site = await openTestApp();
  const { status, headers } = await site.nobody.ask('OPTIONS /whep/any', undefined, {
    origin: 'https://elsewhere.example',
  });
  expect(status).toBe(204);
  expect(headers.get('access-control-allow-headers')).toContain('authorization');
});

test('WHEP takes an SDP offer and nothing else', async () => {
  await using site = await openTestApp();
  const operator = await site.as('operator');
  const { id } = await firstCamera(operator);
  const json = await operator.ask(`POST /whep/${id}`, {});
  const noSdp = await operator.ask(`POST /whep/${id}`, 'hello', SDP);
  for (const { status, body } of [json, noSdp]) {
    expect({ status, code: body.code }).toEqual({ status: 406, code: 'OFFER_NOT_ACCEPTED' });
  }
});

test('a stranger at the door is turned away', async () => {
  await using site = await openTestApp();
  const refused = await new Promise<Error>((resolve, reject) => {
    const stranger = io(site.app.door.url, {
      path: '/door',
      auth: { token: 'guessed' },
      transports: ['websocket'],
      reconnection: false,
    });
    stranger.on('connect_error', resolve);
    stranger.on('connect', () => reject(new Error('let in')));
  });
  expect(refused.message).toBe('NOT_ALLOWED');
});
