/**
 * Every route and every message that concerns a camera, as somebody whose grant lacks
 * the action, as somebody who has it for other cameras, and as somebody of another group.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Camera } from '../../config/contract/camera.ts';
import { CameraAction } from '../../config/contract/rights.ts';
import { everyRouteName } from '../../server/http/route.ts';
import { type FakeNode, openFakeNode } from './fake-node.ts';
import {
  addPerson,
  type Caller,
  type ConsoleClient,
  firstCamera,
  openTestApp,
  STRONG,
  type TestApp,
} from './open-test-app.ts';

const SDP = { 'content-type': 'application/sdp' };
const RANGE = { fromMs: 1_000, toMs: 2_000 };

type Asked = [
  name: string,
  right: CameraAction,
  ask: (camera: Camera) => { path: string; body?: unknown; headers?: Record<string, string> },
];
const ASKED: Asked[] = [
  [
    'POST /api/cameras',
    'camera.configure',
    ({ groupId }) => ({ path: '/api/cameras', body: { name: '新', groupId, sourceUrl: 'rtsp://10.0.0.1/1' } }),
  ],
  [
    'POST /api/cameras/test',
    'camera.configure',
    ({ id }) => ({ path: '/api/cameras/test', body: { sourceUrl: 'rtsp://10.0.0.1/1', cameraId: id } }),
  ],
  [
    'PATCH /api/cameras/:cameraId',
    'camera.configure',
    ({ id }) => ({ path: `/api/cameras/${id}`, body: { name: '改' } }),
  ],
  [
    'PATCH /api/cameras',
    'camera.configure',
    ({ id }) => ({ path: '/api/cameras', body: { cameraIds: [id], changes: { keepWarm: false } } }),
  ],
  ['DELETE /api/cameras/:cameraId', 'camera.configure', ({ id }) => ({ path: `/api/cameras/${id}` })],
  [
    'GET /api/cameras/:cameraId/stream-key',
    'camera.configure',
    ({ id }) => ({ path: `/api/cameras/${id}/stream-key` }),
  ],
  [
    'POST /api/cameras/:cameraId/stream-key',
    'camera.configure',
    ({ id }) => ({ path: `/api/cameras/${id}/stream-key` }),
  ],
  ['GET /api/cameras/:cameraId/encoder', 'camera.configure', ({ id }) => ({ path: `/api/cameras/${id}/encoder` })],
  [
    'GET /api/cameras/:cameraId/encoder-settings',
    'camera.configure',
    ({ id }) => ({ path: `/api/cameras/${id}/encoder-settings` }),
  ],
  [
    'PATCH /api/cameras/:cameraId/encoder-settings',
    'camera.configure',
    ({ id }) => ({ path: `/api/cameras/${id}/encoder-settings`, body: { change: { govLength: 50 } } }),
  ],
  ['POST /api/cameras/:cameraId/encoder', 'camera.configure', ({ id }) => ({ path: `/api/cameras/${id}/encoder` })],
  ['GET /api/cameras/:cameraId/picture', 'camera.watch', ({ id }) => ({ path: `/api/cameras/${id}/picture` })],
  ['POST /api/media-tokens', 'camera.watch', ({ id }) => ({ path: '/api/media-tokens', body: { cameraId: id } })],
  ['POST /whep/:cameraId', 'camera.watch', ({ id }) => ({ path: `/whep/${id}`, body: 'v=0\r\n', headers: SDP })],
  ['GET /hls/:cameraId/index.m3u8', 'camera.watch', ({ id }) => ({ path: `/hls/${id}/index.m3u8` })],
  ['GET /flv/:cameraId.flv', 'camera.watch', ({ id }) => ({ path: `/flv/${id}.flv` })],
  ['GET /api/cameras/:cameraId/imaging', 'camera.configure', ({ id }) => ({ path: `/api/cameras/${id}/imaging` })],
  [
    'PATCH /api/cameras/:cameraId/imaging',
    'camera.configure',
    ({ id }) => ({ path: `/api/cameras/${id}/imaging`, body: {} }),
  ],
  ['GET /api/cameras/:cameraId/relays', 'camera.configure', ({ id }) => ({ path: `/api/cameras/${id}/relays` })],
  [
    'POST /api/cameras/:cameraId/relays/:relay',
    'camera.configure',
    ({ id }) => ({ path: `/api/cameras/${id}/relays/1`, body: { isActive: true } }),
  ],
  [
    'POST /api/cameras/:cameraId/reboot',
    'camera.configure',
    ({ id }) => ({ path: `/api/cameras/${id}/reboot`, body: {} }),
  ],
  ['GET /api/cameras/:cameraId/ptz-place', 'camera.ptz', ({ id }) => ({ path: `/api/cameras/${id}/ptz-place` })],
  ['GET /api/cameras/:cameraId/presets', 'camera.ptz', ({ id }) => ({ path: `/api/cameras/${id}/presets` })],
  [
    'POST /api/cameras/:cameraId/presets',
    'camera.ptz',
    ({ id }) => ({ path: `/api/cameras/${id}/presets`, body: { name: '门口' } }),
  ],
  [
    'PATCH /api/cameras/:cameraId/presets/:token',
    'camera.ptz',
    ({ id }) => ({ path: `/api/cameras/${id}/presets/1`, body: { name: '门口' } }),
  ],
  [
    'DELETE /api/cameras/:cameraId/presets/:token',
    'camera.ptz',
    ({ id }) => ({ path: `/api/cameras/${id}/presets/1` }),
  ],
  [
    'GET /api/cameras/:cameraId/presets/:token/picture',
    'camera.ptz',
    ({ id }) => ({ path: `/api/cameras/${id}/presets/1/picture` }),
  ],
  ['GET /api/cameras/:cameraId/patrol', 'camera.ptz', ({ id }) => ({ path: `/api/cameras/${id}/patrol` })],
  [
    'POST /api/cameras/:cameraId/patrol',
    'camera.ptz',
    ({ id }) => ({ path: `/api/cameras/${id}/patrol`, body: { stops: [] } }),
  ],
  ['GET /api/cameras/:cameraId/snapshot', 'camera.snapshot', ({ id }) => ({ path: `/api/cameras/${id}/snapshot` })],
  [
    'GET /api/recordings',
    'recording.view',
    ({ id }) => ({ path: `/api/recordings?cameraId=${id}&fromMs=1000&toMs=2000` }),
  ],
  [
    'GET /api/recordings/days',
    'recording.view',
    ({ id }) => ({ path: `/api/recordings/days?cameraIds=${id}&month=2026-11` }),
  ],
  [
    'GET /api/recordings/events',
    'recording.view',
    ({ id }) => ({ path: `/api/recordings/events?cameraIds=${id}&fromMs=1000&toMs=2000` }),
  ],
  [
    'GET /api/recordings/key-frames',
    'recording.view',
    ({ id }) => ({ path: `/api/recordings/key-frames?cameraId=${id}&fromMs=1000&toMs=2000` }),
  ],
  [
    'GET /api/recordings/recorder',
    'recording.view',
    ({ id }) => ({ path: `/api/recordings/recorder?cameraId=${id}&fromMs=1000&toMs=2000` }),
  ],
  [
    'GET /api/recordings/recorder-reach',
    'recording.view',
    ({ id }) => ({ path: `/api/recordings/recorder-reach?cameraId=${id}` }),
  ],
  [
    'GET /api/recordings/:cameraId/picture',
    'recording.view',
    ({ id }) => ({ path: `/api/recordings/${id}/picture?atMs=1000` }),
  ],
  ['POST /api/playbacks', 'recording.view', ({ id }) => ({ path: '/api/playbacks', body: { cameraId: id, ...RANGE } })],
  [
    'POST /api/recording-locks',
    'recording.view',
    ({ id }) => ({ path: '/api/recording-locks', body: { cameraIds: [id], ...RANGE, reason: '取证' } }),
  ],
  [
    'POST /api/exports',
    'recording.export',
    ({ id }) => ({ path: '/api/exports', body: { cameraIds: [id], ...RANGE, reason: '取证' } }),
  ],
];

/** They concern no camera, say nothing of one that its scope does not let out, or are asked for by an id of their own. */
const ELSEWHERE = [
  ...['GET /api/health', 'GET /api/ready', 'GET /metrics', 'GET /api/openapi.json', 'GET /api/journal'],
  ...['GET /api/journal/people', 'POST /api/journal/readings'],
  ...['GET /api/journal/verification', 'POST /api/journal/verification'],
  ...['POST /api/session', 'GET /api/session', 'DELETE /api/session', 'POST /api/session/password'],
  ...['GET /api/people', 'POST /api/people', 'PATCH /api/people/:personId', 'POST /api/people/:personId/end-sessions'],
  ...['GET /api/camera-grants', 'POST /api/camera-grants'],
  ...['PATCH /api/camera-grants/:grantId', 'DELETE /api/camera-grants/:grantId'],
  ...['GET /api/camera-groups', 'POST /api/camera-groups', 'GET /api/cameras', 'GET /api/cameras/health'],
  ...['POST /api/camera-imports/preview', 'POST /api/camera-imports', 'GET /api/camera-sheets/:name'],
  ...['GET /api/grids', 'POST /api/grids', 'POST /api/grids/check', 'PATCH /api/grids/:gridId'],
  ...['POST /api/grids/:gridId/end', 'GET /api/grids/:gridId/history', 'GET /api/communities'],
  ...['POST /api/grid-imports/preview', 'POST /api/grid-imports'],
  ...['GET /api/grid-members', 'GET /api/grid-candidates', 'POST /api/grids/:gridId/members'],
  ...['DELETE /api/grids/:gridId/members/:personId', 'GET /api/grids/:gridId/volunteers'],
  ...['POST /api/grids/:gridId/volunteers', 'DELETE /api/grid-volunteers/:volunteerId'],
  ...['POST /api/grid-volunteers/:volunteerId/phone'],
  ...[
    'GET /api/incidents/:incidentId/log',
    'GET /api/colleagues',
    'GET /api/plans',
    'GET /api/incidents/:incidentId/mediation',
    'GET /api/incidents/points',
    'GET /api/incidents/similar',
    'GET /api/moments',
    'GET /api/moments/entries',
  ],
  ...['GET /api/evaluation', 'GET /api/evaluation/cases', 'GET /api/evaluation-sheets/:name', 'GET /api/today'],
  ...['GET /api/incidents/:incidentId/evidence', 'POST /api/incidents/:incidentId/evidence/:evidenceId'],
  'GET /api/incidents/:incidentId/evidence/:evidenceId',
  ...['GET /api/duty', 'POST /api/duty', 'POST /api/duty/positions', 'GET /api/duty/trails'],
  ...['GET /api/roster', 'GET /api/roster/people', 'POST /api/roster/shifts', 'PATCH /api/roster/shifts/:shiftId'],
  ...['DELETE /api/roster/shifts/:shiftId', 'GET /api/roster/shifts/:shiftId/handover'],
  'POST /api/roster/shifts/:shiftId/handover',
  ...['POST /api/plans', 'PATCH /api/plans/:planId', 'POST /api/incidents/:incidentId/mediation'],
  'POST /api/incidents/:incidentId/mediation/open',
  ...['GET /api/matters', 'POST /api/matters', 'PATCH /api/matters/:matterId', 'GET /api/matter-sheets/:name'],
  ...['GET /api/matters/:matterId/versions', 'GET /api/matters/:matterId/versions/:version'],
  ...['POST /api/matter-imports/preview', 'POST /api/matter-imports'],
  ...['GET /api/work-calendar', 'PATCH /api/work-calendar'],
  ...['GET /api/units', 'POST /api/units', 'PATCH /api/units/:unitId'],
  ...['GET /api/notices', 'POST /api/notices/delivered', 'POST /api/notices/:noticeId/read'],
  ...['POST /api/device-searches', 'GET /api/device-searches/:searchId', 'POST /api/devices/inspect'],
  ...['GET /api/saved-items', 'POST /api/saved-items'],
  ...['PATCH /api/saved-items/:itemId', 'DELETE /api/saved-items/:itemId'],
  ...['GET /api/screens', 'POST /api/screens', 'PATCH /api/screens/:screenId'],
  'GET /api/screens/:screenId/tours',
  ...['POST /api/screens/:screenId/show', 'DELETE /api/screens/:screenId'],
  ...['GET /api/snapshot', 'GET /api/base-map', 'GET /api/place-layers', 'POST /api/place-layers/:kind/remove'],
  'GET /api/base-map/tiles/:z/:x/:y',
  ...['GET /api/places', 'GET /api/places/:placeId', 'GET /api/places/here', 'GET /api/places/in-view'],
  ...['POST /api/place-imports', 'POST /api/place-imports/preview'],
  ...['GET /api/report-points', 'POST /api/report-points', 'PATCH /api/report-points/:pointId'],
  ...['GET /api/citizen/signs/:code', 'POST /api/citizen/signs/:code/reports', 'GET /api/citizen/receipts/:receipt'],
  ...['GET /api/alerts', 'POST /api/alerts/:alertId/acknowledge', 'POST /api/alerts/:alertId/close'],
  ...['POST /api/alerts/:alertId/incident', 'GET /api/alerts/:alertId/picture', 'GET /api/alert-rate'],
  ...['POST /api/alerts/:alertId/shelve', 'POST /api/alerts/:alertId/unshelve'],
  ...['GET /api/alert-shelves', 'DELETE /api/alert-shelves/:shelfId'],
  ...['GET /api/incidents', 'POST /api/incidents', 'POST /api/incidents/:incidentId/acts'],
  ...['GET /api/incidents/ended', 'GET /api/incidents/:incidentId'],
  ...['GET /api/recording-locks', 'DELETE /api/recording-locks/:lockId', 'GET /api/exports'],
  ...['POST /api/exports/:exportId/decision', 'POST /api/exports/:exportId/cancel'],
  ...['GET /api/exports/:exportId/files/:name'],
  ...['DELETE /whep/:cameraId/:viewingId', 'POST /whip/:cameraId', 'DELETE /whip/:cameraId/:publishingId'],
];

let site: TestApp;
let node: FakeNode;
let admin: Caller;
let camera: Camera;
let elsewhereId: string;
let grantId: string;
let guard: Caller;
let outsider: Caller;

beforeAll(async () => {
  site = await openTestApp();
  node = await openFakeNode(site.app);
  admin = await site.as('admin');
  camera = await firstCamera(admin);
  elsewhereId = (await admin.ask('POST /api/camera-groups', { name: '别处' })).body.id;
  await addPerson(admin, { account: 'guard', unit: '巡防队' });
  await addPerson(admin, { account: 'outsider', unit: '巡防队', cameraGroups: [elsewhereId] });
  await admin.ask('DELETE /api/camera-grants/role-operator');
  const given = {
    to: { kind: 'unit', unit: '巡防队' },
    cameraGroups: 'all',
    actions: CameraAction.options,
    untilMs: null,
  };
  grantId = (await admin.ask('POST /api/camera-grants', given)).body.id;
  [guard, outsider] = [await site.signIn('guard', STRONG), await site.signIn('outsider', STRONG)];
});
afterAll(async () => {
  await node[Symbol.asyncDispose]();
  await site[Symbol.asyncDispose]();
});

const give = (changes: object) =>
  admin.ask(`PATCH /api/camera-grants/${grantId}`, { cameraGroups: 'all', actions: CameraAction.options, ...changes });
const askFor = ([name, , request]: Asked, caller: Caller) => {
  const { path, body, headers } = request(camera);
  return caller.ask(`${name.split(' ')[0]} ${path}`, body, headers);
};

test('every route is asked here, or said to be none of it', () => {
  expect([...ASKED.map(([name]) => name), ...ELSEWHERE].toSorted()).toEqual(everyRouteName().toSorted());
});

describe('whose grant lacks the action is refused it', () => {
  test.each(ASKED)('%s without %s', async (...asked) => {
    const [, right] = asked;
    await give({ actions: CameraAction.options.filter((action) => action !== right) });
    const { status, body } = await askFor(asked, guard);
    expect({ status, body }).toEqual({ status: 403, body: { code: 'NOT_ALLOWED', detail: { action: right } } });
  });
});

describe('who has it for other cameras is refused it here', () => {
  test.each(ASKED)('%s with %s elsewhere', async (...asked) => {
    await give({ cameraGroups: [elsewhereId] });
    const { status, body } = await askFor(asked, guard);
    expect({ status, body }).toEqual({ status: 403, body: { code: 'NOT_ALLOWED', detail: { action: asked[1] } } });
  });
});

describe('for somebody of another group there is no such camera', () => {
  test.each(ASKED)('%s', async (...asked) => {
    await give({});
    const { status, body } = await askFor(asked, outsider);
    expect({ status, code: body.code }).toEqual({
      status: 404,
      code: expect.stringMatching(/^(CAMERA|GROUP)_NOT_FOUND$/),
    });
  });
});

describe('who has it is let in', () => {
  test.each(ASKED.filter(([name]) => !name.startsWith('DELETE')))('%s with %s', async (...asked) => {
    await give({});
    const { body } = await askFor(asked, guard);
    expect(['NOT_ALLOWED', 'RIGHT_ENDED', 'CAMERA_NOT_FOUND', 'GROUP_NOT_FOUND']).not.toContain(body.code);
  });
});

describe('messages about media', () => {
  let socket: ConsoleClient;
  beforeEach(async () => {
    socket = await guard.connect();
  });
  const messages = {
    rtcCapabilities: {},
    openTransport: {},
    connectTransport: { transportId: 't', dtlsParameters: {} },
    consume: { transportId: 't', cameraId: 'c', rtpCapabilities: {} },
    resumeConsumer: { consumerId: 'c' },
    closeConsumer: { consumerId: 'c' },
  };

  test.each(Object.entries(messages))('%s is refused to whose grant lacks watching', async (name, input) => {
    await give({ actions: ['recording.view'] });
    const reply = await socket.emitWithAck(name as 'consume', input as never);
    expect(reply).toEqual({ ok: false, failure: { code: 'NOT_ALLOWED', detail: { action: 'camera.watch' } } });
  });

  test('a camera is not given to whose grant is for others', async () => {
    await give({});
    const opened = await socket.emitWithAck('openTransport', {});
    const transportId = opened.ok ? opened.value.transportId : '';
    await give({ cameraGroups: [elsewhereId] });
    const reply = await socket.emitWithAck('consume', { transportId, cameraId: camera.id, rtpCapabilities: {} });
    expect(reply).toEqual({ ok: false, failure: { code: 'NOT_ALLOWED', detail: { action: 'camera.watch' } } });
  });
});

describe.each(['talk', 'talkAsk'] as const)('speaking out of a camera, by the message %s,', (name) => {
  const refusalOf = async (by: Caller) => {
    const socket = await by.connect();
    const what = { cameraId: camera.id, ...(name === 'talk' && { offer: 'v=0' }) };
    const reply = await socket.emitWithAck(name, what as never);
    return reply.ok ? null : reply.failure.code;
  };

  test.each([
    ['whose grant lacks it', { actions: CameraAction.options.filter((action) => action !== 'camera.talk') }],
    ['who may not watch it', { actions: CameraAction.options.filter((action) => action !== 'camera.watch') }],
    ['who has it for other cameras', () => ({ cameraGroups: [elsewhereId] })],
  ])('is refused to %s', async (_, changes) => {
    await give(typeof changes === 'function' ? changes() : changes);
    expect(await refusalOf(guard)).toBe('NOT_ALLOWED');
  });

  test('is let to who has it, and there is no such camera for somebody of another group', async () => {
    await give({});
    expect(await refusalOf(guard)).toBeNull();
    expect(await refusalOf(outsider)).toBe('CAMERA_NOT_FOUND');
  });
});

test('the address of the file is given only with the right to export', async () => {
  await give({ actions: ['recording.view'] });
  const { body } = await guard.ask('POST /api/playbacks', { cameraId: camera.id, ...RANGE });
  expect(body).toMatchObject({ hlsUrl: expect.stringContaining('index.m3u8'), mp4Url: null });
});
