/** The console's socket: who hears what, in which order, and what happens to those who ask nonsense. */
import { io } from 'socket.io-client';
import { expect, test } from 'vitest';
import type { SnapshotDocument } from '../../config/contract/events.ts';
import { wholeIncident } from '../../config/contract/incident-wire.ts';
import type { JournalEntry } from '../../config/contract/journal.ts';
import { openFakeNode } from './fake-node.ts';
import {
  addPerson,
  type ConsoleClient,
  firstCamera,
  heard,
  openTestApp,
  STRONG,
  type TestApp,
} from './open-test-app.ts';

/** Everything that is announced, as it comes. */
function listen(socket: ConsoleClient): JournalEntry[] {
  const entries: JournalEntry[] = [];
  socket.on('committed', (entry) => entries.push(entry));
  return entries;
}

async function openAlert(site: TestApp, cameraId: string): Promise<string> {
  await site.app.alerts.report({
    detectionId: `d-${site.app.journal.newestSeq}`,
    cameraId,
    kind: 'motion',
    level: 'warning',
    atMs: site.clock(),
    region: null,
    picture: null,
  });
  const operator = await site.as('operator');
  return (await operator.ask('GET /api/alerts')).body[0].id;
}

test('every operator hears an acknowledgement, and a second one is refused by code', async () => {
  await using site = await openTestApp();
  const [one, two] = [await site.as('operator'), await site.as('admin')];
  const alertId = await openAlert(site, (await firstCamera(one)).id);
  const [socketOne, socketTwo] = [await one.connect(), await two.connect()];
  const heardByBoth = Promise.all([heard(socketOne, 'committed'), heard(socketTwo, 'committed')]);

  const first = await one.ask(`POST /api/alerts/${alertId}/acknowledge`);
  const second = await two.ask(`POST /api/alerts/${alertId}/acknowledge`);

  expect(first.body).toMatchObject({ state: 'acknowledged', handler: { name: '演示值班员' } });
  for (const entry of await heardByBoth) {
    expect(entry).toMatchObject({ kind: 'alert', subject: alertId, body: { state: 'acknowledged' } });
  }
  expect(second).toMatchObject({ status: 409, body: { code: 'ALERT_CANNOT_MOVE' } });
});

test('who may not see a camera’s group hears, reads and opens nothing of it', async () => {
  await using site = await openTestApp();
  const admin = await site.as('admin');
  const { body: group } = await admin.ask('POST /api/camera-groups', { name: '内部' });
  await addPerson(admin, { account: 'zhang.san', cameraGroups: [group.id] });
  const zhang = await site.signIn('zhang.san', STRONG);
  const camera = await firstCamera(admin);
  const socket = await zhang.connect();
  const entries = listen(socket);

  const alertId = await openAlert(site, camera.id);
  const { body: snapshot } = await zhang.ask('GET /api/snapshot');
  const missed = await socket.emitWithAck('entriesAfter', { seq: 0 });

  expect(snapshot).toMatchObject({ cameras: [], alerts: [], health: [], cameraGroups: [group] });
  expect(missed).toMatchObject({ ok: true, value: { health: [] } });
  expect(JSON.stringify([missed, entries])).not.toContain(camera.id);
  expect((await zhang.ask('GET /api/cameras')).body).toEqual([]);
  expect((await zhang.ask('GET /api/alerts')).body).toEqual([]);
  const closed = [
    await zhang.ask(`POST /api/alerts/${alertId}/acknowledge`),
    await zhang.ask(`GET /api/alerts/${alertId}/picture`),
    await zhang.ask(`GET /api/cameras/${camera.id}/picture`),
    await zhang.ask(`GET /hls/${camera.id}/index.m3u8`),
    await zhang.ask(`POST /whep/${camera.id}`, 'v=0', { 'content-type': 'application/sdp' }),
    await zhang.ask('POST /api/media-tokens', { cameraId: camera.id }),
    await zhang.ask('POST /api/incidents', { title: '积水', cameraId: camera.id }),
  ].map(({ body }) => body.code);
  expect(closed).toEqual(['ALERT_NOT_FOUND', 'ALERT_NOT_FOUND', ...Array(5).fill('CAMERA_NOT_FOUND')]);
});

test('a snapshot is packed, in ASCII, and brings incidents whole', async () => {
  await using site = await openTestApp();
  const operator = await site.as('operator');
  for (let nth = 0; nth < 30; nth += 1) await operator.ask('POST /api/incidents', { title: `积水 ${nth}` });
  const headers = { cookie: operator.cookie };
  const answer = await fetch(`${site.app.url}/api/snapshot`, { headers });
  const text = await answer.text();
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  expect(text).toMatch(/^[ -~]*$/);
  const { incidents } = JSON.parse(text) as SnapshotDocument;
  expect(incidents.map(wholeIncident)).toEqual((await operator.ask('GET /api/incidents')).body);
});

test('who was away catches up with every entry once, in order', async () => {
  await using site = await openTestApp();
  const operator = await site.as('operator');
  const { body: snapshot } = await operator.ask('GET /api/snapshot');
  const titles = Array.from({ length: 20 }, (_, index) => `积水 ${index}`);
  await Promise.all(titles.map((title) => operator.ask('POST /api/incidents', { title })));

  const after = await operator.connect();
  const live = listen(after);
  const [missed] = await Promise.all([
    after.emitWithAck('entriesAfter', { seq: snapshot.seq }),
    operator.ask('POST /api/incidents', { title: '新' }),
  ]);

  const caughtUp = missed.ok ? missed.value.entries : [];
  const seqs = [...new Map([...caughtUp, ...live].map((entry) => [entry.seq, entry.subject])).keys()];
  expect(seqs).toEqual(seqs.toSorted((one, other) => one - other));
  expect(seqs.length).toBe(21);
  expect(missed).toMatchObject({ ok: true, value: { complete: true } });
});

test('more than one answer carries is said to be incomplete', async () => {
  await using site = await openTestApp();
  await site.app.journal.commit({ personId: null, name: '系统' }, async (change) => {
    for (let count = 0; count < 1_001; count += 1) {
      const scope = { action: 'journal.read', cameraGroupId: null } as const;
      change.record('signIn', 'somebody', scope, { outcome: 'refused', address: '' });
    }
  });
  const socket = await (await site.as('auditor')).connect();
  const missed = await socket.emitWithAck('entriesAfter', { seq: 0 });
  expect(missed).toMatchObject({ ok: true, value: { complete: false, seq: 1_000 } });
});

test('nobody connects without a session, and no page of somebody else does', async () => {
  await using site = await openTestApp();
  const operator = await site.as('operator');
  const refusal = (extraHeaders: Record<string, string>) =>
    new Promise<Error>((resolve) => {
      const socket = io(site.app.url, {
        path: '/realtime',
        transports: ['websocket'],
        reconnection: false,
        extraHeaders,
      });
      socket.on('connect_error', resolve);
    });
  expect(await refusal({})).toMatchObject({ message: 'NOT_SIGNED_IN', data: { code: 'NOT_SIGNED_IN' } });
  expect(await refusal({ cookie: operator.cookie, origin: 'http://evil.example' })).toBeInstanceOf(Error);
});

const JUNK = [undefined, null, 7, 'x', [], { seq: -1 }, { seq: 'x' }, { seq: 1, more: 1 }, { transportId: {} }];
test.each(JUNK)('junk %o is answered, not thrown', async (junk) => {
  await using site = await openTestApp();
  const socket = await (await site.as('operator')).connect();
  for (const name of ['entriesAfter', 'consume', 'connectTransport', 'resumeConsumer', 'closeConsumer']) {
    const reply = await socket.emitWithAck(name as 'entriesAfter', junk as never);
    expect(reply).toMatchObject({ ok: false, failure: { code: 'INVALID_REQUEST' } });
  }
  socket.emit('entriesAfter', junk as never, 'no function' as never);
  expect(await socket.emitWithAck('touched', {})).toEqual({ ok: true, value: {} });
});

test('who is signed out elsewhere is told and disconnected, and the node takes the streams back', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const operator = await site.as('operator');
  const socket = await operator.connect();
  const told = Promise.all([heard(socket, 'signedOut'), new Promise((resolve) => socket.on('disconnect', resolve))]);
  await operator.ask('DELETE /api/session');
  const [why] = await told;
  expect(why).toEqual({ code: 'SESSION_ENDED', detail: {} });
  expect(await node.question('withdraw')).toMatchObject({ cameraIds: null });
});

test('an idle desk is signed out though its socket talks, and a touched one is not', async () => {
  await using site = await openTestApp();
  const [idle, busy] = [await site.as('operator'), await site.as('admin')];
  const [idleSocket, busySocket] = [await idle.connect(), await busy.connect()];
  site.clock.advance(29 * 60_000);
  await idleSocket.emitWithAck('entriesAfter', { seq: 0 });
  await idle.ask('GET /api/snapshot');
  await busySocket.emitWithAck('touched', {});
  site.clock.advance(60_000);
  const told = heard(idleSocket, 'signedOut');
  await site.app.sessions.sweep();
  expect(await told).toMatchObject({ code: 'SESSION_ENDED' });
  expect(await busySocket.emitWithAck('touched', {})).toEqual({ ok: true, value: {} });
});

test('changed rights count at once: told, withdrawn, refused', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const admin = await site.as('admin');
  const camera = await firstCamera(admin);
  const { id } = await addPerson(admin, { account: 'zhang.san' });
  const socket = await (await site.signIn('zhang.san', STRONG)).connect();
  const told = heard(socket, 'rightsChanged');
  await admin.ask(`PATCH /api/people/${id}`, { cameraGroups: [] });
  await told;
  const withdrawn = await node.question('withdraw');
  const opened = await socket.emitWithAck('openTransport', {});
  const transportId = opened.ok ? opened.value.transportId : '';
  const asked = await socket.emitWithAck('consume', { transportId, cameraId: camera.id, rtpCapabilities: {} });
  expect(withdrawn).toMatchObject({ personId: id, sessionId: null });
  expect(withdrawn.cameraIds).toContain(camera.id);
  expect(asked).toMatchObject({ ok: false, failure: { code: 'NOT_ALLOWED' } });
});

test('whoever is taken off a grid is told and hears no more of it, and whoever is put on one does', async () => {
  await using site = await openTestApp();
  const [admin, operator, member] = await Promise.all(
    ['admin', 'operator', 'gridmember'].map((who) => site.signIn(who)),
  );
  if (!admin || !operator || !member) throw new Error('nobody is there');
  const { body: members } = await admin.ask('GET /api/grid-members');
  const { body: people } = await admin.ask('GET /api/people');
  const { id: personId } = people.find(({ account }: { account: string }) => account === 'gridmember');
  const { gridId } = members.find((each: { personId: string }) => each.personId === personId);
  const { body: grids } = await admin.ask('GET /api/grids');
  const { rings } = grids.find(({ id }: { id: string }) => id === gridId);
  const [longitude, latitude] = middleOf(rings[0]);
  const socket = await member.connect();
  const entries = listen(socket);
  const report = () => operator.ask('POST /api/incidents', { title: '路口积水', position: { longitude, latitude } });

  const taken = heard(socket, 'rightsChanged');
  await admin.ask(`DELETE /api/grids/${gridId}/members/${personId}`);
  await taken;
  await report();
  const given = heard(socket, 'rightsChanged');
  await admin.ask(`POST /api/grids/${gridId}/members`, { personId, part: 'main' });
  await given;
  const { body: seen } = await report();
  await expect
    .poll(() => entries.filter(({ kind }) => kind === 'incident').map(({ subject }) => subject))
    .toEqual([seen.id]);
});

function middleOf(ring: [number, number][]): [number, number] {
  const corners = ring.slice(1);
  const mean = (axis: 0 | 1) => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
  return [mean(0), mean(1)];
}

test('a console whose network lets no WebSocket through is served by polling', { timeout: 10_000 }, async () => {
  await using site = await openTestApp();
  const operator = await site.as('operator');
  const socket = io(site.app.url, {
    path: '/realtime',
    transports: ['polling'],
    extraHeaders: { Cookie: operator.cookie },
  });
  try {
    expect(await heard(socket, 'welcome')).toMatchObject({ seq: site.app.journal.newestSeq });
  } finally {
    socket.disconnect();
  }
});
