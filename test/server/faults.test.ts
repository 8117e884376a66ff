/** Faults of the equipment through the whole server: from what a node says to the alert in the queue. */
import { expect, test } from 'vitest';
import type { Alert } from '../../config/contract/alert.ts';
import type { CameraHealth } from '../../config/contract/camera.ts';
import { healthOf } from './camera-healths.ts';
import { type FakeNode, openFakeNode } from './fake-node.ts';
import { addPerson, type Caller, firstCamera, openTestApp, STRONG, type TestApp } from './open-test-app.ts';

const OFFLINE = { state: 'offline', cause: { code: 'CAMERA_UNREACHABLE', detail: {} } } as const;

async function alertsOf(caller: Caller): Promise<Alert[]> {
  return (await caller.ask('GET /api/alerts')).body;
}

/** The node says it, and so much time passes that it counts. */
function say(site: TestApp, node: FakeNode, cameraId: string, known: Partial<CameraHealth>, forMs = 60_000): void {
  node.socket.emit('cameraHealth', [healthOf(cameraId, { sinceMs: site.clock(), ...known })]);
  site.clock.advance(forMs);
}

function becomes(caller: Caller, expected: Partial<Alert>[]): Promise<void> {
  return expect.poll(() => alertsOf(caller), { timeout: 10_000 }).toMatchObject(expected);
}

test('a camera that is offline is one alert with its cause; when it is back, the alert says so and stays', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const operator = await site.as('operator');
  const { id: cameraId, groupId } = await firstCamera(operator);
  say(site, node, cameraId, OFFLINE);
  const scope = { action: 'alert.view' as const, cameraGroupId: groupId };
  const cause = OFFLINE.cause;
  await becomes(operator, [
    { kind: 'cameraOffline', level: 'warning', state: 'new', cameraId, cause, recoveredAtMs: null, scope },
  ]);
  say(site, node, cameraId, { state: 'live' });
  await becomes(operator, [{ kind: 'cameraOffline', state: 'new', recoveredAtMs: expect.any(Number) }]);
  say(site, node, cameraId, OFFLINE);
  await becomes(operator, [{ kind: 'cameraOffline', recoveredAtMs: null, repeatCount: 2 }]);
});

test('a fault that goes on is not told again to whoever closed its alert', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const operator = await site.as('operator');
  const [closed, other] = (await operator.ask('GET /api/cameras')).body;
  say(site, node, closed.id, OFFLINE);
  await becomes(operator, [{ state: 'new' }]);
  const [alert] = await alertsOf(operator);
  await operator.ask(`POST /api/alerts/${alert?.id}/close`, { result: 'confirmed' });
  // Another camera that goes and comes shows that everything was looked at meanwhile.
  say(site, node, other.id, OFFLINE);
  await becomes(operator, [{ cameraId: other.id }, { state: 'closed' }]);
  say(site, node, other.id, { state: 'live' });
  await becomes(operator, [{ recoveredAtMs: expect.any(Number) }, { kind: 'cameraOffline', state: 'closed' }]);
});

test('a camera that is switched off, or that nobody needs, is no alert', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const [admin, operator] = [await site.as('admin'), await site.as('operator')];
  const [off, unneeded, missed] = (await admin.ask('GET /api/cameras')).body;
  await admin.ask(`PATCH /api/cameras/${off.id}`, { disabled: true });
  say(site, node, off.id, OFFLINE, 0);
  say(site, node, unneeded.id, { ...OFFLINE, isNeeded: false }, 0);
  say(site, node, missed.id, OFFLINE, 0);
  site.clock.advance(60_000);
  await becomes(operator, [{ cameraId: missed.id }]);
});

test('a node that goes is one critical alert for everybody, and none of its cameras is judged', async () => {
  await using site = await openTestApp();
  const node = await openFakeNode(site.app);
  const operator = await site.as('operator');
  const admin = await site.as('admin');
  await addPerson(admin, { account: 'elsewhere', cameraGroups: [] });
  const { id: cameraId } = await firstCamera(operator);
  say(site, node, cameraId, { state: 'live' });
  await node[Symbol.asyncDispose]();
  await expect.poll(async () => (await site.nobody.ask('GET /api/health')).body.mediaNode).toBe('away');
  site.clock.advance(60_000);
  const lost = { kind: 'nodeLost', level: 'critical', cameraId: null, cause: { code: 'MEDIA_NODE_AWAY' } };
  await expect.poll(() => alertsOf(operator), { timeout: 10_000 }).toMatchObject([lost]);
  expect(await alertsOf(await site.signIn('elsewhere', STRONG))).toMatchObject([lost]);

  await using _back = await openFakeNode(site.app);
  await becomes(operator, [{ kind: 'nodeLost', recoveredAtMs: expect.any(Number) }]);
});

test('a fault outlives a restart as one alert, and is over when the camera is back after it', async () => {
  await using site = await openTestApp();
  const password = site.passwordOf('operator');
  {
    await using node = await openFakeNode(site.app);
    const operator = await site.as('operator');
    say(site, node, (await firstCamera(operator)).id, OFFLINE);
    await becomes(operator, [{ kind: 'cameraOffline' }]);
  }
  await site.app[Symbol.asyncDispose]();

  await using again = await openTestApp({ folder: site.folder, clock: site.clock });
  await using node = await openFakeNode(again.app);
  const operator = await again.signIn('operator', password);
  const { id: cameraId } = await firstCamera(operator);
  say(again, node, cameraId, { state: 'live' });
  await becomes(operator, [{ repeatCount: 1, recoveredAtMs: expect.any(Number) }]);
});

test('a clock that is off is a notice that names by how much', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const operator = await site.as('operator');
  const { id: cameraId } = await firstCamera(operator);
  say(site, node, cameraId, { clockOffsetMs: -28_800_000, warnings: ['CAMERA_CLOCK_OFF'] });
  const cause = { code: 'CAMERA_CLOCK_OFF' as const, detail: { seconds: 28_800 } };
  await becomes(operator, [{ kind: 'cameraClock', level: 'notice', cameraId, cause }]);
});

test('a fault that is no camera’s is told by whoever knows of it, answered, and made an incident', async () => {
  await using site = await openTestApp();
  const operator = await site.as('operator');
  const full = { kind: 'diskFull', level: 'critical', cameraId: null } as const;
  await site.app.alerts.reportFault({ ...full, cause: { code: 'DISK_FULL', detail: {} } });
  await site.app.alerts.reportFault({ ...full, cause: { code: 'DISK_FULL', detail: {} } });
  const [alert] = await alertsOf(operator);
  const incident = await operator.ask(`POST /api/alerts/${alert?.id}/incident`, { title: '磁盘空间不足' });
  await site.app.alerts.recoverFault(full);
  expect(incident.body).toMatchObject({ cameraId: null, gridId: null, position: null, alertId: alert?.id });
  expect(await alertsOf(operator)).toMatchObject([
    { kind: 'diskFull', state: 'handling', repeatCount: 1, recoveredAtMs: expect.any(Number) },
  ]);
});

test('how cameras fare is told to those who may see them, and measured', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const [admin, operator] = [await site.as('admin'), await site.as('operator')];
  await addPerson(admin, { account: 'elsewhere', cameraGroups: [] });
  const { id: cameraId, name } = await firstCamera(operator);
  const measured = {
    grade: 'fair',
    lossPercent: 1.5,
    delayMs: 250,
    clockOffsetMs: -2_000,
    reconnectCount: 2,
    keyFrameOnRequest: false,
  } as const;
  say(site, node, cameraId, measured);
  const health = async (caller: Caller) => (await caller.ask('GET /api/cameras/health')).body as CameraHealth[];
  await expect
    .poll(async () => (await health(operator)).find((each) => each.cameraId === cameraId))
    .toMatchObject(measured);
  expect(await health(await site.signIn('elsewhere', STRONG))).toEqual([]);

  const metrics = async (): Promise<string> => (await site.nobody.ask('GET /metrics')).body;
  const text = await metrics();
  const of = (what: string, more = '') => `lianqin_camera_${what}{camera="${cameraId}",name="${name}"${more}}`;
  for (const line of [
    `${of('state', ',state="live"')} 1`,
    `${of('state', ',state="offline"')} 0`,
    `${of('grade', ',grade="fair"')} 1`,
    `${of('fps')} 25`,
    `${of('bitrate_kbps')} 2000`,
    `${of('key_frame_interval_seconds')} 2`,
    `${of('loss_ratio')} 0.015`,
    `${of('delay_seconds')} 0.25`,
    `${of('reconnects_last_hour')} 2`,
    `${of('clock_offset_seconds')} -2`,
    `${of('key_frame_on_request')} 0`,
    'lianqin_media_node_up 1',
  ]) {
    expect(text).toContain(`${line}\n`);
  }

  expect(text).not.toContain(of('cause').slice(0, -1));
  say(site, node, cameraId, { state: 'offline', cause: { code: 'CAMERA_WRONG_PASSWORD', detail: {} } });
  await expect.poll(metrics).toContain(`${of('cause', ',cause="CAMERA_WRONG_PASSWORD"')} 1\n`);

  say(site, node, cameraId, { keyFrameOnRequest: true });
  await expect.poll(metrics).toContain(`${of('key_frame_on_request')} 1\n`);
  say(site, node, cameraId, { keyFrameOnRequest: null });
  await expect.poll(metrics).not.toContain(of('key_frame_on_request'));
});
