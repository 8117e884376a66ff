/** Alerts and incidents through the whole server, from what a node detects to what is closed. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFakeNode } from './fake-node.ts';
import { firstCamera, openTestApp } from './open-test-app.ts';

const JPEG = Buffer.from([0xff, 0xd8, 1, 2, 3, 0xff, 0xd9]);

test('a detection that is told again is saved once, even after a restart', async () => {
  await using site = await openTestApp();
  const { id: cameraId } = await firstCamera(await site.as('operator'));
  const twice = async (node: Awaited<ReturnType<typeof openFakeNode>>) => {
    await node.detect({ detectionId: 'd1', cameraId });
    await node.detect({ detectionId: 'd1', cameraId });
  };
  await using node = await openFakeNode(site.app);
  await twice(node);
  const operator = await site.as('operator');
  const password = site.passwordOf('operator');
  expect((await operator.ask('GET /api/alerts')).body).toMatchObject([{ repeatCount: 1, cameraId }]);

  await site.app[Symbol.asyncDispose]();
  await using again = await openTestApp({ folder: site.folder, clock: site.clock });
  await using nodeAgain = await openFakeNode(again.app);
  await twice(nodeAgain);
  const later = await again.signIn('operator', password);
  expect((await later.ask('GET /api/alerts')).body).toMatchObject([{ repeatCount: 1, cameraId }]);
});

test('detections inside the window are one alert with the first picture', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const operator = await site.as('operator');
  const { id: cameraId } = await firstCamera(operator);
  const atMs = site.clock();
  await node.detect({ detectionId: 'd1', cameraId, atMs, picture: JPEG });
  await node.detect({ detectionId: 'd2', cameraId, atMs: atMs + 59_000, picture: Buffer.from([1]) });
  await node.detect({ detectionId: 'd3', cameraId, atMs: atMs + 200_000 });
  const { body: alerts } = await operator.ask('GET /api/alerts');
  expect(alerts).toMatchObject([
    { repeatCount: 1, hasPicture: false },
    { repeatCount: 2, hasPicture: true },
  ]);
  const picture = await fetch(`${site.app.url}/api/alerts/${alerts[1].id}/picture`, {
    headers: { cookie: operator.cookie },
  });
  expect(Buffer.from(await picture.arrayBuffer())).toEqual(JPEG);
  expect((await operator.ask(`GET /api/alerts/${alerts[0].id}/picture`)).body.code).toBe('NO_PICTURE');
  expect(readdirSync(join(site.folder, 'pictures'))).toEqual([`${alerts[1].id}.jpg`]);
});

test('what is detected at a camera that is gone is answered and raises nothing', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  await node.detect({ detectionId: 'd1', cameraId: 'gone', picture: JPEG });
  expect((await (await site.as('auditor')).ask('GET /api/alerts')).body).toEqual([]);
  expect(readdirSync(join(site.folder, 'pictures'))).toEqual([]);
});

test('an incident stands where its alert’s camera does, and closing it confirms the alert', async () => {
  await using site = await openTestApp();
  await using node = await openFakeNode(site.app);
  const operator = await site.as('operator');
  const camera = await firstCamera(operator);
  await node.detect({ detectionId: 'd1', cameraId: camera.id });
  const [alert] = (await operator.ask('GET /api/alerts')).body;

  const { body: incident } = await operator.ask(`POST /api/alerts/${alert.id}/incident`, { title: '人群聚集' });
  const handling = (await operator.ask('GET /api/alerts')).body[0];
  const closed = await operator.ask(`POST /api/incidents/${incident.id}/acts`, { act: 'settle', note: '已疏散' });
  const confirmed = (await operator.ask('GET /api/alerts')).body[0];
  const again = await operator.ask(`POST /api/incidents/${incident.id}/acts`, { act: 'settle', note: '已疏散' });

  const { position, gridId } = camera;
  expect(incident).toMatchObject({ number: '20261123-0001', state: 'reported', position, gridId, alertId: alert.id });
  expect(handling).toMatchObject({ state: 'handling', incidentId: incident.id, handler: { name: '演示值班员' } });
  expect(closed.body).toMatchObject({ state: 'closed', closingNote: '已疏散' });
  expect(confirmed).toMatchObject({ state: 'closed', result: 'confirmed' });
  expect(again.body.code).toBe('INCIDENT_CANNOT_MOVE');
});

test('incidents are numbered by the day of the site', async () => {
  await using site = await openTestApp();
  const operator = await site.as('operator');
  const report = async () => (await operator.ask('POST /api/incidents', { title: '积水' })).body.number;
  const numbers = await Promise.all([report(), report()]);
  site.clock.advance(15 * 3_600_000 - 29 * 60_000);
  const nextDay = await (await site.as('operator')).ask('POST /api/incidents', { title: '积水' });
  expect(numbers.toSorted()).toEqual(['20261123-0001', '20261123-0002']);
  expect(nextDay.body.number).toBe('20261123-0003');
  site.clock.advance(29 * 60_000);
  const midnight = await (await site.as('operator')).ask('POST /api/incidents', { title: '积水' });
  expect(midnight.body.number).toBe('20261124-0001');
});

test('closing needs a result', async () => {
  await using site = await openTestApp();
  const operator = await site.as('operator');
  const { body } = await operator.ask('POST /api/alerts/none/close', {});
  expect(body).toMatchObject({ code: 'INVALID_REQUEST', detail: { field: 'result' } });
});
