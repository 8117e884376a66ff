/** Cameras: their passwords stay inside, and what happens when they change group. */

import { expect, test } from 'vitest';
import { openFakeNode } from './fake-node.ts';
import { addPerson, type Caller, firstCamera, openTestApp, STRONG } from './open-test-app.ts';
import { inDatabase } from './test-database.ts';

const SECRET = 'Camera-Secret-1';

async function addCamera(admin: Caller, sourceUrl: string): Promise<{ id: string }> {
  const { groupId } = await firstCamera(admin);
  const { body } = await admin.ask('POST /api/cameras', { name: '新摄像机', groupId, sourceUrl });
  return body;
}

test('a password inside an address leaves the server only for the node, and is sealed at rest', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const admin = await site.as('admin');
  const camera = await addCamera(admin, `rtsp://root:${SECRET}@10.0.0.9/1`);
  expect(camera).toMatchObject({ sourceUrl: 'rtsp://10.0.0.9/1', username: 'root' });
  expect(JSON.stringify(camera)).not.toContain(SECRET);

  const tested = await admin.ask('POST /api/cameras/test', { sourceUrl: 'rtsp://10.0.0.10/1', cameraId: camera.id });
  expect(tested.body).toMatchObject({ codec: 'avc1.4d401f' });
  expect(await node.question('testCamera')).toEqual({
    sourceUrl: 'rtsp://10.0.0.10/1',
    username: 'root',
    password: SECRET,
    intake: 'rtsp',
    transport: 'auto',
  });

  const everything = await inDatabase(site.place, async (db) => [
    await db.selectFrom('cameras').selectAll().execute(),
    await db.selectFrom('journal').selectAll().execute(),
  ]);
  expect(JSON.stringify(everything)).toContain(camera.id);
  expect(JSON.stringify(everything)).not.toContain(SECRET);
});

test('a camera that pushes has a key of its own, which the node alone is told, and which can be renewed', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const admin = await site.as('admin');
  const { groupId } = await firstCamera(admin);
  const { body: camera } = await admin.ask('POST /api/cameras', { name: '执法记录仪', groupId, intake: 'push' });
  const keyOf = async (method: 'GET' | 'POST') =>
    (await admin.ask(`${method} /api/cameras/${camera.id}/stream-key`)).body.streamKey;
  const key = await keyOf('GET');
  expect(key).toMatch(/^[0-9a-f]{32}$/);
  expect(JSON.stringify(camera)).not.toContain(key);
  const carriedKey = async () =>
    ((await node.question('carry')) as { cameraId: string; streamKey: string }[]).find(
      ({ cameraId }) => cameraId === camera.id,
    )?.streamKey;
  await expect.poll(carriedKey).toBe(key);

  const renewed = await keyOf('POST');
  expect(renewed).not.toBe(key);
  await expect.poll(carriedKey).toBe(renewed);
  const kept = await inDatabase(site.place, (db) => db.selectFrom('cameras').selectAll().execute());
  expect(JSON.stringify(kept)).toContain(camera.id);
  expect(JSON.stringify(kept)).not.toContain(renewed);

  const { id: pulled } = await firstCamera(admin);
  expect((await admin.ask(`GET /api/cameras/${pulled}/stream-key`)).body.code).toBe('CAMERA_NOT_PUSHED');
});

test('who sends over WHIP needs no account, but is asked for the key by the node', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const answer = await fetch(`${site.app.url}/whip/some-camera`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/sdp', Authorization: 'Bearer 00ff', Origin: 'https://elsewhere.example' },
    body: 'v=0\r\n',
  });
  expect(answer.status).toBe(201);
  expect(answer.headers.get('location')).toMatch(/^\/whip\/some-camera\/./);
  expect(await node.question('whip')).toEqual({ cameraId: 'some-camera', streamKey: '00ff', offer: 'v=0\r\n' });
});

test.each([
  [{ groupId: 'none' }, 'GROUP_NOT_FOUND'],
  [{ gridId: 'none' }, 'GRID_NOT_FOUND'],
  [{ sourceUrl: 'http://10.0.0.1/' }, 'INVALID_REQUEST'],
])('a camera cannot be changed by %o', async (change, code) => {
  await using site = await openTestApp();
  const admin = await site.as('admin');
  const { id } = await firstCamera(admin);
  expect((await admin.ask(`PATCH /api/cameras/${id}`, change)).body.code).toBe(code);
});

test('who sees only the old group hears that the camera is gone, and its streams are taken back', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const admin = await site.as('admin');
  const { id: cameraId, groupId } = await firstCamera(admin);
  const { body: group } = await admin.ask('POST /api/camera-groups', { name: '内部' });
  const { id: personId } = await addPerson(admin, { account: 'zhang.san', cameraGroups: [groupId] });
  const socket = await (await site.signIn('zhang.san', STRONG)).connect();
  const heard: unknown[] = [];
  socket.on('committed', ({ subject, body }) => heard.push([subject, body]));

  await admin.ask(`PATCH /api/cameras/${cameraId}`, { groupId: group.id });

  expect(await node.question('withdraw')).toMatchObject({ personId, sessionId: null, cameraIds: [cameraId] });
  await socket.emitWithAck('touched', {});
  expect(heard).toEqual([[cameraId, null]]);
});

test('a removed camera is gone for everyone, and its alerts stay', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const admin = await site.as('admin');
  const { id } = await firstCamera(admin);
  await node.detect({ detectionId: 'd1', cameraId: id });
  const removed = await admin.ask(`DELETE /api/cameras/${id}`);
  expect(removed.status).toBe(200);
  expect((await admin.ask('GET /api/cameras')).body).toHaveLength(7);
  expect((await admin.ask('GET /api/alerts')).body).toMatchObject([{ cameraId: id }]);
  expect((await admin.ask(`DELETE /api/cameras/${id}`)).body.code).toBe('CAMERA_NOT_FOUND');
});

test('a disabled camera is not shown to anybody', async () => {
  await using site = await openTestApp();
  await using _node = await openFakeNode(site.app);
  const admin = await site.as('admin');
  const { id } = await firstCamera(admin);
  await admin.ask(`PATCH /api/cameras/${id}`, { disabled: true });
  expect((await admin.ask('POST /api/media-tokens', { cameraId: id })).body.code).toBe('CAMERA_DISABLED');
});

test('an encoder is looked at and set by the node, and that it was set is on record', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const admin = await site.as('admin');
  const auditor = await site.as('auditor');
  const { id } = await firstCamera(admin);
  await admin.ask(`PATCH /api/cameras/${id}`, { onvifUrl: 'http://10.0.0.9' });

  const preview = await admin.ask(`GET /api/cameras/${id}/encoder`);
  expect(preview.body).toMatchObject({ before: { profile: 'High' }, wanted: { profile: 'Baseline' } });
  const fit = await admin.ask(`POST /api/cameras/${id}/encoder`, {});
  expect(fit.body).toMatchObject({ after: { profile: 'Baseline' }, notTaken: ['govLength'] });
  expect(await node.question('fitEncoder')).toEqual({ cameraId: id });

  node.stubborn.add(id);
  expect((await admin.ask(`POST /api/cameras/${id}/encoder`, {})).body.code).toBe('CAMERA_REFUSED');
  const { body: entries } = await auditor.ask('GET /api/journal?kind=cameraEncoder');
  expect(entries).toMatchObject([
    { subject: id, body: { failure: { code: 'CAMERA_REFUSED' }, after: null } },
    { subject: id, body: { failure: null, before: { govLength: 100 }, notTaken: ['govLength'] } },
  ]);
});

test('one stream’s encoder is set by the node as it was asked for, and that it was, or would not be, is on record', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const admin = await site.as('admin');
  const { id } = await firstCamera(admin);
  const path = `/api/cameras/${id}/encoder-settings`;
  await admin.ask(`PATCH /api/cameras/${id}`, { onvifUrl: 'http://10.0.0.9', subSourceUrl: '' });
  expect((await admin.ask(`GET ${path}?quality=sub`)).body).toMatchObject({ detail: { field: 'quality' } });
  await admin.ask(`PATCH /api/cameras/${id}`, { subSourceUrl: 'rtsp://10.0.0.9/sub' });

  expect((await admin.ask(`GET ${path}?quality=sub`)).body).toMatchObject({ settings: { profile: 'High' } });
  const asked = { quality: 'sub', change: { govLength: 30 } };
  expect((await admin.ask(`PATCH ${path}`, asked)).body).toMatchObject({ after: { govLength: 30 }, notTaken: [] });
  expect(await node.question('setEncoder')).toEqual({ cameraId: id, ...asked });
  node.stubborn.add(id);
  expect((await admin.ask(`PATCH ${path}`, { change: { govLength: 30 } })).body.code).toBe('CAMERA_REFUSED');
  const { body: entries } = await (await site.as('auditor')).ask('GET /api/journal?kind=cameraEncoder');
  expect(entries).toMatchObject([
    { subject: id, body: { quality: 'main', failure: { code: 'CAMERA_REFUSED' } } },
    { subject: id, body: { quality: 'sub', failure: null, after: { govLength: 30 } } },
  ]);
});

test('without an ONVIF address nothing is asked of the node', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const admin = await site.as('admin');
  const { id } = await firstCamera(admin);
  expect((await admin.ask(`POST /api/cameras/${id}/encoder`, {})).body.code).toBe('ONVIF_NOT_OFFERED');
  expect(node.asked.map(({ name }) => name)).not.toContain('fitEncoder');
});
