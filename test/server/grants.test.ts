/** Grants given, changed, taken back and run out: who hears of it, and which streams are taken back. */
import { expect, test } from 'vitest';
import { openFakeNode } from './fake-node.ts';
import { addPerson, type Caller, firstCamera, heard, openTestApp, STRONG, type TestApp } from './open-test-app.ts';

const UNIT = { to: { kind: 'unit', unit: '巡防队' }, cameraGroups: 'all', untilMs: null };

/** An operator of a unit that alone gives them their rights. */
async function guardOf(site: TestApp, admin: Caller): Promise<{ guard: Caller; personId: string }> {
  const { id: personId } = await addPerson(admin, { account: 'guard', unit: '巡防队' });
  await admin.ask('DELETE /api/camera-grants/role-operator');
  return { guard: await site.signIn('guard', STRONG), personId };
}

test('a site that changed nothing has what its roles could always do', async () => {
  await using site = await openTestApp();
  const { body } = await (await site.as('admin')).ask('GET /api/camera-grants');
  expect(body.map(({ id, actions }: { id: string; actions: string[] }) => [id, actions.length])).toEqual([
    ['role-administrator', 7],
    ['role-operator', 6],
    ['role-screen', 1],
    ['role-supervisor', 6],
  ]);
});

test('a grant counts at once, is told to whom it concerns, and is on record', async () => {
  await using site = await openTestApp();
  const admin = await site.as('admin');
  const { guard } = await guardOf(site, admin);
  const socket = await guard.connect();
  const told = heard(socket, 'rightsChanged');
  const { body: grant } = await admin.ask('POST /api/camera-grants', { ...UNIT, actions: ['camera.watch'] });
  await told;
  const session = await guard.ask('GET /api/session');
  const [entry] = (await (await site.as('auditor')).ask('GET /api/journal?kind=cameraGrant')).body;
  expect(session.body.person.cameraRights.held).toMatchObject({ 'camera.watch': 'all', 'camera.ptz': [] });
  expect(entry).toMatchObject({
    subject: grant.id,
    actor: { name: '演示管理员' },
    body: { actions: ['camera.watch'] },
  });
});

test('a grant that changes takes back exactly the streams that lost their right', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const admin = await site.as('admin');
  const { personId } = await guardOf(site, admin);
  const actions = ['camera.watch', 'recording.view', 'recording.export'];
  const { body: grant } = await admin.ask('POST /api/camera-grants', { ...UNIT, actions });
  const camera = await firstCamera(admin);
  const { body: others } = await admin.ask('POST /api/camera-groups', { name: '别处' });
  await admin.ask(`PATCH /api/cameras/${camera.id}`, { groupId: others.id });
  node.asked.length = 0;

  await admin.ask(`PATCH /api/camera-grants/${grant.id}`, { actions: ['camera.watch', 'recording.export'] });
  const ofPlayback = await node.question('withdraw');
  await site.app.journal.settled();
  node.asked.length = 0;
  await admin.ask(`PATCH /api/camera-grants/${grant.id}`, { actions, cameraGroups: [camera.groupId] });
  const ofGroup = await node.question('withdraw');

  expect(ofPlayback).toMatchObject({ personId, sessionId: null, of: ['playback', 'playbackSound'] });
  expect(ofPlayback.cameraIds).toHaveLength(8);
  expect(ofGroup).toEqual({
    personId,
    sessionId: null,
    cameraIds: [camera.id],
    of: ['live', 'playback', 'playbackSound', 'download'],
  });
});

test('when the end of a grant passes, its streams are taken back and it is said when it ended', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const admin = await site.as('admin');
  const { guard } = await guardOf(site, admin);
  const camera = await firstCamera(admin);
  const socket = await guard.connect();
  const untilMs = site.clock() + 200;
  const given = heard(socket, 'rightsChanged');
  await admin.ask('POST /api/camera-grants', { ...UNIT, actions: ['camera.watch'], untilMs });
  await given;
  node.asked.length = 0;
  const ended = heard(socket, 'rightsChanged');
  site.clock.advance(200);
  await ended;

  expect(await node.question('withdraw')).toMatchObject({ cameraIds: expect.arrayContaining([camera.id]) });
  const { body } = await guard.ask('POST /api/media-tokens', { cameraId: camera.id });
  expect(body).toEqual({ code: 'RIGHT_ENDED', detail: { action: 'camera.watch', atMs: untilMs } });
  const { body: session } = await guard.ask('GET /api/session');
  expect(session.person.cameraRights.ended).toMatchObject([{ actions: ['camera.watch'], untilMs }]);
});

test('what ran out for one group is refused with the time it ended, where the action is held elsewhere', async () => {
  await using site = await openTestApp();
  await using _node = await openFakeNode(site.app);
  const admin = await site.as('admin');
  const { guard } = await guardOf(site, admin);
  const camera = await firstCamera(admin);
  const { body: others } = await admin.ask('POST /api/camera-groups', { name: '别处' });
  const untilMs = site.clock() + 60_000;
  await admin.ask('POST /api/camera-grants', { ...UNIT, actions: ['camera.watch'], cameraGroups: [others.id] });
  await admin.ask('POST /api/camera-grants', { ...UNIT, actions: ['camera.watch'], untilMs });
  site.clock.advance(60_000);
  const { status, body } = await guard.ask('POST /api/media-tokens', { cameraId: camera.id });
  expect({ status, body }).toEqual({
    status: 403,
    body: { code: 'RIGHT_ENDED', detail: { action: 'camera.watch', atMs: untilMs } },
  });
});

test('what a token opens after its right went is taken back when the node tells of it', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const admin = await site.as('admin');
  const { guard, personId } = await guardOf(site, admin);
  const camera = await firstCamera(admin);
  const { body: grant } = await admin.ask('POST /api/camera-grants', {
    ...UNIT,
    actions: ['camera.watch', 'recording.view', 'recording.export'],
  });
  const { body: token } = await guard.ask('POST /api/media-tokens', { cameraId: camera.id });
  const { sessionId } = JSON.parse(Buffer.from(token.token.split('.')[0], 'base64url').toString());
  node.asked.length = 0;
  await admin.ask(`DELETE /api/camera-grants/${grant.id}`);
  await node.question('withdraw');
  node.asked.length = 0;
  node.socket.emit('viewingStarted', {
    ...{ viewingId: 'late', cameraId: camera.id, by: 'hls', address: '', atMs: site.clock(), range: null },
    viewer: { personId, sessionId, connectionId: '' },
  });
  expect(await node.question('withdraw')).toEqual({ personId, sessionId, cameraIds: [camera.id], of: ['live'] });
});

test.each([
  [{ untilMs: 5 }, 'INVALID_REQUEST'],
  [{ cameraGroups: ['none'] }, 'GROUP_NOT_FOUND'],
  [{ actions: ['people.manage'] }, 'INVALID_REQUEST'],
])('a grant cannot be given with %o', async (wrong, code) => {
  await using site = await openTestApp();
  const { body } = await (await site.as('admin')).ask('POST /api/camera-grants', { ...UNIT, actions: [], ...wrong });
  expect(body.code).toBe(code);
});

test('a grant that is gone is said to be', async () => {
  await using site = await openTestApp();
  const admin = await site.as('admin');
  const changed = await admin.ask('PATCH /api/camera-grants/none', { actions: [] });
  const removed = await admin.ask('DELETE /api/camera-grants/none');
  expect([changed.body.code, removed.body.code]).toEqual(['CAMERA_GRANT_NOT_FOUND', 'CAMERA_GRANT_NOT_FOUND']);
});

test('rights never enter the record of a person', async () => {
  await using site = await openTestApp();
  const operator = await site.as('operator');
  const oldPassword = site.passwordOf('operator');
  await operator.ask('POST /api/session/password', { oldPassword, newPassword: STRONG });
  const [entry] = (await (await site.as('auditor')).ask('GET /api/journal?kind=person')).body;
  expect(entry.body).toMatchObject({ account: 'operator' });
  expect(entry.body).not.toHaveProperty('cameraRights');
});
