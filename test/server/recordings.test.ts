/** Recordings through the whole server: the index, who may look, what is locked, and what gives way. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RecordedSegment } from '../../config/contract/recording.ts';
import { excessBytes, oldestFor, spansOf } from '../../server/recordings/recording.rules.ts';
import { verifyExport } from '../../server/recordings/verify-export.ts';
import { type FakeNode, openFakeNode } from './fake-node.ts';
import { firstCamera, openTestApp, type TestApp } from './open-test-app.ts';
import { segment } from './recorded-segments.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

test.each([
  { title: 'nothing', segments: [], spans: [] },
  {
    title: 'files that follow one another',
    segments: [
      [0, 60],
      [60, 120],
    ],
    spans: [[0, 120]],
  },
  {
    title: 'a gap',
    segments: [
      [0, 60],
      [90, 120],
    ],
    spans: [
      [0, 60],
      [90, 120],
    ],
  },
  {
    title: 'a file that reaches out of the range',
    segments: [
      [-30, 60],
      [100, 500],
    ],
    spans: [
      [0, 60],
      [100, 300],
    ],
  },
  {
    title: 'files that overlap',
    segments: [
      [0, 60],
      [30, 90],
    ],
    spans: [[0, 90]],
  },
])('the stretches of $title', ({ segments, spans }) => {
  const recorded = segments.map(([from = 0, to = 0]) => ({
    startedAtMs: from * 1_000,
    endedAtMs: to * 1_000,
    isContinuation: false,
  }));
  const expected = spans.map(([from = 0, to = 0]) => ({ fromMs: from * 1_000, toMs: to * 1_000 }));
  expect(spansOf(recorded, { fromMs: 0, toMs: 300_000 })).toEqual(expected);
});

test('a file that continues the one before it leaves no gap, however late it came', () => {
  const [first, second] = [0, 62_000].map((startedAtMs) => ({ startedAtMs, endedAtMs: startedAtMs + 60_000 }));
  const segments = [
    { startedAtMs: 0, endedAtMs: 0, ...first, isContinuation: false },
    { startedAtMs: 0, endedAtMs: 0, ...second, isContinuation: true },
  ];
  expect(spansOf(segments, { fromMs: 0, toMs: 300_000 })).toEqual([{ fromMs: 0, toMs: 122_000 }]);
});

test.each([
  { total: 10, free: 100, maxBytes: 0, keepFreeBytes: 50, excess: 0 },
  { total: 10, free: 30, maxBytes: 0, keepFreeBytes: 50, excess: 20 },
  { total: 100, free: 1_000, maxBytes: 80, keepFreeBytes: 50, excess: 20 },
  { total: 100, free: 20, maxBytes: 90, keepFreeBytes: 50, excess: 30 },
])('of $total bytes with $free free, $excess must go', ({ total, free, maxBytes, keepFreeBytes, excess }) => {
  expect(excessBytes(total, { freeBytes: free }, { maxBytes, keepFreeBytes })).toBe(excess);
});

test('no more of the oldest go than it takes', () => {
  const sizes = [5, 5, 5].map((byteCount) => ({ byteCount }));
  expect([0, 1, 5, 6, 99].map((excess) => oldestFor(sizes, excess).length)).toEqual([0, 1, 1, 2, 3]);
});

async function tell(node: FakeNode, what: RecordedSegment, hasEnded = true): Promise<void> {
  expect(await node.socket.emitWithAck('recorded', { segment: what, hasEnded })).toEqual({ ok: true, value: {} });
}

async function recordedSite(settings: Record<string, object> = {}): Promise<{
  site: TestApp;
  node: FakeNode;
  cameraId: string;
  list: (fromMs: number, toMs: number) => Promise<{ spans: { fromMs: number; toMs: number }[]; locks: unknown[] }>;
}> {
  const site = await openTestApp({ settings });
  const node = await openFakeNode(site.app);
  const { id: cameraId } = await firstCamera(await site.as('operator'));
  // Signed in anew each time: days pass in these tests.
  const list = async (fromMs: number, toMs: number) =>
    (await (await site.as('operator')).ask(`GET /api/recordings?cameraId=${cameraId}&fromMs=${fromMs}&toMs=${toMs}`))
      .body;
  return { site, node, cameraId, list };
}

test('what a node writes is there to be found, grows while it is written, and is asked for by the node itself', async () => {
  const { site, node, cameraId, list } = await recordedSite();
  await using _site = site;
  const startMs = site.clock();
  await tell(node, segment(cameraId, startMs, { endedAtMs: startMs + 5_000 }), false);
  expect((await list(startMs, startMs + DAY)).spans).toEqual([{ fromMs: startMs, toMs: startMs + 5_000 }]);
  await tell(node, segment(cameraId, startMs));
  expect((await list(startMs, startMs + DAY)).spans).toEqual([{ fromMs: startMs, toMs: startMs + MINUTE }]);
  const range = { cameraId, fromMs: startMs + 1_000, toMs: startMs + 2_000 };
  expect(await node.socket.emitWithAck('segmentsOf', range)).toEqual({ ok: true, value: [segment(cameraId, startMs)] });
});

test('a path that leads out of the recordings is refused', async () => {
  const { site, node, cameraId } = await recordedSite();
  await using _site = site;
  const reply = await node.socket.emitWithAck('recorded', {
    segment: segment(cameraId, 1, { path: '../../etc/passwd' }),
    hasEnded: true,
  });
  expect(reply).toMatchObject({ ok: false, failure: { code: 'INVALID_REQUEST' } });
});

test('a playback names the node by the host the asker used, and lets whoever may export have the file', async () => {
  const { site, node, cameraId } = await recordedSite();
  await using _site = site;
  await tell(node, segment(cameraId, site.clock()));
  const operator = await site.as('operator');
  const ask = { cameraId, fromMs: site.clock(), toMs: site.clock() + MINUTE };
  const { status, body } = await operator.ask('POST /api/playbacks', ask);
  expect(status).toBe(200);
  expect(body.hlsUrl).toMatch(`http://127.0.0.1:18081/recordings/${cameraId}/index.m3u8?token=`);
  expect(body.mp4Url).toMatch(`http://127.0.0.1:18081/recordings/${cameraId}/clip.mp4?token=`);
});

test('where an export needs a second person, a playback is no way round it to the file', async () => {
  const { site, node, cameraId } = await recordedSite({ recording: { exportNeedsApproval: true } });
  await using _site = site;
  await tell(node, segment(cameraId, site.clock()));
  const ask = { cameraId, fromMs: site.clock(), toMs: site.clock() + MINUTE };
  const { status, body } = await (await site.as('admin')).ask('POST /api/playbacks', ask);
  expect(status).toBe(200);
  expect(body).toMatchObject({ hlsUrl: expect.stringContaining('index.m3u8'), mp4Url: null });
});

test('where the right to export asks for a second person, a playback gives no file', async () => {
  const { site, node, cameraId } = await recordedSite();
  await using _site = site;
  await tell(node, segment(cameraId, site.clock()));
  await (await site.as('admin')).ask('PATCH /api/camera-grants/role-operator', { exportsNeedApproval: true });
  const ask = { cameraId, fromMs: site.clock(), toMs: site.clock() + MINUTE };
  const { body } = await (await site.as('operator')).ask('POST /api/playbacks', ask);
  expect(body).toMatchObject({ hlsUrl: expect.stringContaining('index.m3u8'), mp4Url: null });
});

test('what the recorder of a camera holds is asked of it, and of a camera without one nothing is', async () => {
  const { site, node, cameraId } = await recordedSite();
  await using _site = site;
  const operator = await site.as('operator');
  const held = async () =>
    (await operator.ask(`GET /api/recordings/recorder?cameraId=${cameraId}&fromMs=1000&toMs=${DAY}`)).body;
  const reach = async () => (await operator.ask(`GET /api/recordings/recorder-reach?cameraId=${cameraId}`)).body;
  expect(await held()).toEqual({ hasRecorder: false, spans: [] });
  expect(await reach()).toEqual({ hasRecorder: false, reach: null });
  const administrator = await site.as('admin');
  await administrator.ask(`PATCH /api/cameras/${cameraId}`, { onvifUrl: 'http://10.0.0.9/onvif' });
  expect(await reach()).toEqual({ hasRecorder: true, reach: null });
  node.recorder.spans.push({ fromMs: 2_000, toMs: 3_000 });
  expect(await reach()).toEqual({ hasRecorder: true, reach: { fromMs: 2_000, toMs: 3_000 } });
  expect(await held()).toEqual({ hasRecorder: true, spans: [{ fromMs: 2_000, toMs: 3_000 }] });
  expect(node.asked.filter(({ name }) => name === 'recorderSpans').map(({ input }) => input)).toEqual([
    { cameraId, range: { fromMs: 1_000, toMs: DAY } },
  ]);
});

test.each([
  ['ONVIF_NOT_OFFERED', 200, { hasRecorder: false, spans: [] }],
  ['CAMERA_UNREACHABLE', 502, { code: 'CAMERA_UNREACHABLE' }],
] as const)('a recorder that answers %s is told as it is', async (code, status, body) => {
  const { site, node, cameraId } = await recordedSite();
  await using _site = site;
  await (await site.as('admin')).ask(`PATCH /api/cameras/${cameraId}`, { onvifUrl: 'http://10.0.0.9/onvif' });
  node.recorder.failsBy = code;
  const operator = await site.as('operator');
  const answer = await operator.ask(`GET /api/recordings/recorder?cameraId=${cameraId}&fromMs=1000&toMs=${DAY}`);
  expect(answer).toMatchObject({ status, body });
});

test('a playback of a recorder is opened beside ours, and is no file', async () => {
  const { site, cameraId } = await recordedSite();
  await using _site = site;
  const operator = await site.as('operator');
  const ask = { cameraId, fromMs: site.clock(), toMs: site.clock() + MINUTE, source: 'recorder' };
  const { body } = await operator.ask('POST /api/playbacks', ask);
  expect(body.hlsUrl).toMatch(`http://127.0.0.1:18081/recordings/${cameraId}/recorder.m3u8?token=`);
  expect(body.mp4Url).toBeNull();
});

test.each([
  { title: 'the wrong way round', change: { toMs: 1 }, field: 'toMs' },
  { title: 'longer than a day', change: { toMs: 3 * DAY }, field: 'toMs' },
  { title: 'of no camera', change: { cameraId: undefined }, field: 'cameraId' },
])('a playback of a range $title names the field', async ({ change, field }) => {
  const { site, cameraId } = await recordedSite();
  await using _site = site;
  const operator = await site.as('operator');
  const { status, body } = await operator.ask('POST /api/playbacks', {
    cameraId,
    fromMs: DAY,
    toMs: DAY + 1,
    ...change,
  });
  expect({ status, body }).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST', detail: { field } } });
});

test('somebody of another unit finds neither recordings nor a way to them', async () => {
  const { site, node, cameraId } = await recordedSite();
  await using _site = site;
  await tell(node, segment(cameraId, site.clock()));
  const administrator = await site.as('admin');
  const { body: group } = await administrator.ask('POST /api/camera-groups', { name: '别处' });
  const account = { account: 'other', password: 'Guard-The-Street-9', name: '王外人', role: 'operator' };
  await administrator.ask('POST /api/people', { ...account, cameraGroups: [group.id] });
  const other = await site.signIn('other', account.password);
  const range = { fromMs: site.clock(), toMs: site.clock() + MINUTE };
  const query = `cameraId=${cameraId}&fromMs=${range.fromMs}&toMs=${range.toMs}`;
  for (const [route, body] of [
    [`GET /api/recordings?${query}`, undefined],
    [`GET /api/recordings/key-frames?${query}`, undefined],
    [`GET /api/recordings/recorder?${query}`, undefined],
    [`GET /api/recordings/recorder-reach?cameraId=${cameraId}`, undefined],
    ['POST /api/playbacks', { cameraId, ...range, source: 'recorder' }],
    [`GET /api/recordings/events?${query.replace('cameraId', 'cameraIds')}`, undefined],
    [`GET /api/recordings/days?cameraIds=${cameraId}&month=2026-11`, undefined],
    [`GET /api/recordings/${cameraId}/picture?atMs=${range.fromMs}`, undefined],
    ['POST /api/playbacks', { cameraId, ...range }],
    ['POST /api/recording-locks', { cameraIds: [cameraId], ...range, reason: '取证' }],
    ['POST /api/exports', { cameraIds: [cameraId], ...range, reason: '取证' }],
  ] as const) {
    expect((await other.ask(route, body)).body).toMatchObject({ code: 'CAMERA_NOT_FOUND' });
  }
});

test('old recordings go by the days they are kept, the camera’s own first; locked ones stay until they are unlocked', async () => {
  const { site, node, cameraId, list } = await recordedSite({ recording: { keepDays: 30 } });
  await using _site = site;
  const startMs = site.clock();
  for (const day of [0, 1, 2]) await tell(node, segment(cameraId, startMs + day * DAY));
  const operator = await site.as('operator');
  const locked = { cameraIds: [cameraId], fromMs: startMs, toMs: startMs + 1_000, reason: '案件取证' };
  const {
    body: [lock],
  } = await operator.ask('POST /api/recording-locks', locked);
  const all = () => list(startMs, startMs + 100 * DAY);

  site.clock.advance(30 * DAY);
  await site.app.retention.sweep();
  expect((await all()).spans).toHaveLength(3);
  site.clock.advance(1.5 * DAY);
  await site.app.retention.sweep();
  expect((await all()).spans.map(({ fromMs }) => (fromMs - startMs) / DAY)).toEqual([0, 2]);
  expect((await all()).locks).toMatchObject([{ reason: '案件取证', by: { name: '演示值班员' } }]);

  await (await site.as('operator')).ask(`DELETE /api/recording-locks/${lock.id}`);
  const administrator = await site.as('admin');
  await administrator.ask(`PATCH /api/cameras/${cameraId}`, { recording: { mode: 'always', keepDays: 1 } });
  await site.app.retention.sweep();
  expect((await all()).spans).toEqual([]);
  expect((await node.question('deleteSegments')).paths.length).toBeGreaterThan(0);
});

test('the oldest go when the disk is nearly full, and never the locked or the one being written', async () => {
  const { site, node, cameraId, list } = await recordedSite({ recording: { keepFreeGigabytes: 1 } });
  await using _site = site;
  const startMs = site.clock();
  for (const hour of [0, 1, 2]) await tell(node, segment(cameraId, startMs + hour * 3_600_000, { byteCount: 4e8 }));
  await tell(node, segment(cameraId, startMs + 3 * 3_600_000), false);
  const operator = await site.as('operator');
  const locked = { cameraIds: [cameraId], fromMs: startMs, toMs: startMs + MINUTE, reason: '取证' };
  await operator.ask('POST /api/recording-locks', locked);
  node.disk.freeBytes = 0.7e9;
  const sweeping = site.app.retention.sweep();
  await node.question('deleteSegments');
  node.disk.freeBytes = 1.1e9;
  await sweeping;
  const hours = (await list(startMs, startMs + DAY)).spans.map(({ fromMs }) => (fromMs - startMs) / 3_600_000);
  expect(hours).toEqual([0, 2, 3]);
});

test('a disk that takes no more is one alert, and it says when there is room again', async () => {
  const { site, node, cameraId } = await recordedSite({ recording: { keepFreeGigabytes: 1 } });
  await using _site = site;
  node.disk.freeBytes = 0.5e9;
  for (let time = 0; time < 3; time += 1) {
    node.socket.emit('recordingFault', { cameraId, failure: { code: 'DISK_FULL', detail: {} } });
  }
  const operator = await site.as('operator');
  const alerts = async () => (await operator.ask('GET /api/alerts')).body;
  const ofDisk = { kind: 'diskFull', level: 'critical', cameraId: null, cause: { code: 'DISK_FULL' } };
  await expect.poll(alerts).toMatchObject([{ ...ofDisk, recoveredAtMs: null, repeatCount: 1 }]);
  node.disk.freeBytes = 5e9;
  await site.app.retention.sweep();
  expect(await alerts()).toMatchObject([{ recoveredAtMs: null }]);
  site.clock.advance(21_000);
  await site.app.retention.sweep();
  await expect.poll(alerts).toMatchObject([{ ...ofDisk, recoveredAtMs: site.clock() }]);
});

test('who locks and unlocks is in the record', async () => {
  const { site, node, cameraId } = await recordedSite();
  await using _site = site;
  await tell(node, segment(cameraId, site.clock()));
  const operator = await site.as('operator');
  const ask = { cameraIds: [cameraId], fromMs: site.clock(), toMs: site.clock() + MINUTE, reason: '取证' };
  const {
    body: [lock],
  } = await operator.ask('POST /api/recording-locks', ask);
  await operator.ask(`DELETE /api/recording-locks/${lock.id}`);
  const auditor = await site.as('auditor');
  const { body } = await auditor.ask('GET /api/journal?kind=recordingLock');
  expect(body).toMatchObject([
    {
      subject: lock.id,
      actor: { name: '演示值班员' },
      body: { cameraId, reason: '取证', isLifted: true, address: '127.0.0.1' },
    },
    { subject: lock.id, body: { cameraId, reason: '取证', isLifted: false, address: '127.0.0.1' } },
  ]);
});

test('a range of which nothing is recorded is not locked, and the answer says whether a recorder holds it', async () => {
  const { site, node, cameraId } = await recordedSite();
  await using _site = site;
  await (await site.as('admin')).ask(`PATCH /api/cameras/${cameraId}`, { onvifUrl: 'http://10.0.0.9/onvif' });
  const operator = await site.as('operator');
  const ask = { cameraIds: [cameraId], fromMs: site.clock(), toMs: site.clock() + MINUTE, reason: '取证' };
  const lock = () => operator.ask('POST /api/recording-locks', ask);
  expect(await lock()).toMatchObject({ status: 409, body: { code: 'RECORDING_LOCK_EMPTY', detail: { cameraId } } });
  node.recorder.failsBy = 'CAMERA_UNREACHABLE';
  expect(await lock()).toMatchObject({ status: 409, body: { code: 'RECORDING_LOCK_EMPTY' } });
  node.recorder.failsBy = null;
  node.recorder.spans.push({ fromMs: ask.fromMs, toMs: ask.toMs });
  expect(await lock()).toMatchObject({ status: 409, body: { code: 'RECORDING_LOCK_OF_RECORDER' } });
  expect((await operator.ask('GET /api/recording-locks')).body).toEqual([]);
  await tell(node, segment(cameraId, site.clock()));
  expect(await lock()).toMatchObject({ status: 200, body: [{ cameraId }] });
});

test('a lock with an end holds until then and no longer, and is still told of', async () => {
  const { site, node, cameraId, list } = await recordedSite({ recording: { keepDays: 1 } });
  await using _site = site;
  const startMs = site.clock();
  await tell(node, segment(cameraId, startMs));
  const operator = await site.as('operator');
  const lock = { cameraIds: [cameraId], fromMs: startMs, toMs: startMs + 1_000, reason: '案件取证' };
  await operator.ask('POST /api/recording-locks', { ...lock, untilMs: startMs + 10 * DAY });
  const spans = async () => (await list(startMs, startMs + DAY)).spans.length;

  site.clock.advance(9 * DAY);
  await site.app.retention.sweep();
  expect(await spans()).toBe(1);
  site.clock.advance(1.1 * DAY);
  await site.app.retention.sweep();
  expect(await spans()).toBe(0);
  expect((await (await site.as('operator')).ask('GET /api/recording-locks')).body).toMatchObject([
    { cameraId, reason: '案件取证', untilMs: startMs + 10 * DAY },
  ]);
});

test('a lock that would end in the past is refused, and none of its cameras is locked', async () => {
  const { site, cameraId } = await recordedSite();
  await using _site = site;
  const operator = await site.as('operator');
  const range = { fromMs: site.clock(), toMs: site.clock() + MINUTE, reason: '取证' };
  const past = { cameraIds: [cameraId], ...range, untilMs: site.clock() - 1 };
  expect(await operator.ask('POST /api/recording-locks', past)).toMatchObject({
    status: 400,
    body: { code: 'RECORDING_LOCK_END_PAST' },
  });
  const unknown = { cameraIds: [cameraId, 'nowhere'], ...range };
  expect((await operator.ask('POST /api/recording-locks', unknown)).body).toMatchObject({ code: 'CAMERA_NOT_FOUND' });
  expect((await operator.ask('GET /api/recording-locks')).body).toEqual([]);
});

test('an export of nothing fails in words, and says so in the list', async () => {
  const { site, cameraId } = await recordedSite();
  await using _site = site;
  const operator = await site.as('operator');
  const ask = { cameraIds: [cameraId], fromMs: site.clock(), toMs: site.clock() + MINUTE, reason: '取证' };
  const { body: made } = await operator.ask('POST /api/exports', ask);
  expect(made).toMatchObject({ state: 'working', reason: '取证', by: { name: '演示值班员' } });
  const newest = async () => (await operator.ask('GET /api/exports')).body[0];
  await expect.poll(newest).toMatchObject({ id: made.id, state: 'failed', failure: { code: 'RECORDING_NOT_FOUND' } });
});

test('a file of an export that was changed, or is missing, is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lianqin-export-'));
  const sha256 = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
  const span = { from: '2026-11-23T00:00:00.000Z', to: '2026-11-23T00:01:00.000Z' };
  const file = (name: string) => ({
    ...{ name, cameraId: 'c', cameraName: '东门', ...span, recorded: [span], byteCount: 5, sha256 },
  });
  const manifest = {
    format: 'lianqin-export-1',
    exportId: 'e',
    site: '示范街',
    madeAt: span.to,
    by: { personId: 'p', name: '张值班' },
    reason: '取证',
    asked: span,
    files: ['same.mp4', 'changed.mp4', 'missing.mp4'].map(file),
    withoutRecording: [],
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'same.mp4'), 'hello');
  await writeFile(join(folder, 'changed.mp4'), 'hallo');
  const { files } = await verifyExport(folder);
  expect(files.map(({ verdict }) => verdict)).toEqual(['intact', 'changed', 'missing']);
  await rm(folder, { recursive: true });
});

test('what has sound is told apart from what has none', async () => {
  const { site, node, cameraId } = await recordedSite();
  await using _site = site;
  const startMs = site.clock();
  await tell(node, segment(cameraId, startMs));
  await tell(node, segment(cameraId, startMs + MINUTE, { audioCodec: 'mp4a.40.2' }));
  const operator = await site.as('operator');
  const { body } = await operator.ask(
    `GET /api/recordings?cameraId=${cameraId}&fromMs=${startMs}&toMs=${startMs + 10 * MINUTE}`,
  );
  expect(body.spans).toEqual([{ fromMs: startMs, toMs: startMs + 2 * MINUTE }]);
  expect(body.sounding).toEqual([{ fromMs: startMs + MINUTE, toMs: startMs + 2 * MINUTE }]);
});

test('to be heard a playback holds what goes on alike around that moment, with its sound or without any', async () => {
  const { site, node, cameraId } = await recordedSite();
  await using _site = site;
  const startMs = site.clock();
  const codecs = [null, 'flac', 'flac', 'mp4a.40.2', null];
  for (const [index, audioCodec] of codecs.entries())
    await tell(node, segment(cameraId, startMs + index * MINUTE, { audioCodec }));
  const operator = await site.as('operator');
  const ask = { cameraId, fromMs: startMs, toMs: startMs + 9 * MINUTE };
  const at = async (minute: number | null) => {
    const heardAtMs = minute === null ? null : startMs + minute * MINUTE + 1;
    const { body } = await operator.ask('POST /api/playbacks', { ...ask, heardAtMs });
    const [, list] = /\/(\w+)\.m3u8/.exec(body.hlsUrl) ?? [];
    return [(body.fromMs - startMs) / MINUTE, (body.toMs - startMs) / MINUTE, body.isHeard, list];
  };
  expect(await at(null)).toEqual([0, 9, false, 'index']);
  expect(await at(0)).toEqual([0, 1, false, 'index']);
  expect(await at(2)).toEqual([1, 3, true, 'sound']);
  expect(await at(3)).toEqual([3, 4, true, 'sound']);
  expect(await at(7)).toEqual([4, 9, false, 'index']);
});

test('who may look at recordings but not watch live is not let hear them', async () => {
  const { site, node, cameraId } = await recordedSite();
  await using _site = site;
  await tell(node, segment(cameraId, site.clock(), { audioCodec: 'flac' }));
  const admin = await site.as('admin');
  const { body: grants } = await admin.ask('GET /api/camera-grants');
  for (const grant of grants.filter(({ to }: { to: { role?: string } }) => to.role === 'operator')) {
    await admin.ask(`PATCH /api/camera-grants/${grant.id}`, { actions: ['recording.view'] });
  }
  const operator = await site.as('operator');
  const ask = { cameraId, fromMs: site.clock(), toMs: site.clock() + MINUTE };
  expect((await operator.ask('POST /api/playbacks', ask)).status).toBe(200);
  const { status, body } = await operator.ask('POST /api/playbacks', { ...ask, heardAtMs: site.clock() });
  expect([status, body.code]).toEqual([403, 'NOT_ALLOWED']);
});

test('a camera’s sound is recorded only where it is taken, and is not when it is taken no more', async () => {
  const { site, node, cameraId } = await recordedSite();
  await using _site = site;
  const admin = await site.as('admin');
  const change = (body: object) => admin.ask(`PATCH /api/cameras/${cameraId}`, body);
  expect((await change({ recordAudio: true })).body).toMatchObject({
    code: 'INVALID_REQUEST',
    detail: { field: 'recordAudio' },
  });
  expect((await change({ audio: true, recordAudio: true })).body).toMatchObject({ audio: true, recordAudio: true });
  const carriedNow = async () =>
    (await node.question('carry')).find((each: { cameraId: string }) => each.cameraId === cameraId);
  await expect.poll(carriedNow).toMatchObject({ audio: true, recordAudio: true });
  expect((await change({ audio: false })).body).toMatchObject({ audio: false, recordAudio: false });
});
