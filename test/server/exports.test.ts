/** Exports that need a second person, are given up, are taken away, or carry a copy with a watermark. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import type { RecordingExport } from '../../config/contract/recording.ts';
import { uuidV7 } from '../../config/kernel/new-id.ts';
import { SYSTEM } from '../../server/journal/journal.ts';
import { cancelled, copyName, decided, progressOf } from '../../server/recordings/export.rules.ts';
import { ExportService } from '../../server/recordings/export.service.ts';
import * as exportStore from '../../server/recordings/export.store.ts';
import { ExportMaker } from '../../server/recordings/export-maker.ts';
import * as segmentStore from '../../server/recordings/segment.store.ts';
import { localMs, watermarkFilter, watermarkWords } from '../../server/recordings/watermark.rules.ts';
import { addPerson, type Caller, firstCamera, openTestApp, STRONG, type TestApp } from './open-test-app.ts';
import { segment } from './recorded-segments.ts';
import { inDatabase } from './test-database.ts';

const MINUTE = 60_000;
const ASKER = { personId: 'asker', name: '张值班' };
const OTHER = { personId: 'other', name: '李主任' };

function made(changes: Partial<RecordingExport> = {}): RecordingExport {
  return {
    ...{ id: 'e', cameraIds: ['c'], fromMs: 0, toMs: 1, reason: '取证', withWatermark: false, by: ASKER, atMs: 0 },
    ...{ state: 'waiting', decision: null, cancelledBy: null, progress: 0, byteCount: 0, files: [], failure: null },
    scope: { action: 'recording.export', cameraGroupId: null },
    ...changes,
  };
}

const codeOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown ? thrown.code : thrown;
  }
};

test.each([
  { title: 'another approves what waits', state: 'waiting', by: OTHER, isApproved: true, answer: 'working' },
  { title: 'another refuses what waits', state: 'waiting', by: OTHER, isApproved: false, answer: 'refused' },
  { title: 'one decides on one’s own', state: 'waiting', by: ASKER, isApproved: true, answer: 'EXPORT_OWN_DECISION' },
  {
    title: 'another decides on what is done',
    state: 'ready',
    by: OTHER,
    isApproved: true,
    answer: 'EXPORT_CANNOT_MOVE',
  },
  { title: 'another decides again', state: 'refused', by: OTHER, isApproved: true, answer: 'EXPORT_CANNOT_MOVE' },
] as const)('when $title, it is $answer', ({ state, by, isApproved, answer }) => {
  const note = '理由';
  expect(codeOf(() => decided(made({ state }), { isApproved, note }, by, 7).state)).toBe(answer);
});

test.each([
  { title: 'one’s own that waits', state: 'waiting', by: ASKER, answer: 'cancelled' },
  { title: 'one’s own that is being made', state: 'working', by: ASKER, answer: 'cancelled' },
  { title: 'one’s own that is done', state: 'ready', by: ASKER, answer: 'EXPORT_CANNOT_MOVE' },
  { title: 'somebody else’s', state: 'waiting', by: OTHER, answer: 'EXPORT_NOT_OWN' },
] as const)('cancelling $title: $answer', ({ state, by, answer }) => {
  expect(codeOf(() => cancelled(made({ state }), by).state)).toBe(answer);
});

test('a copy takes most of the time, and no more than all', () => {
  expect(progressOf({ index: 0, count: 2, hasCopy: false }, 'file', 0.5)).toBe(0.25);
  expect(progressOf({ index: 1, count: 2, hasCopy: true }, 'file', 1)).toBeCloseTo(0.575);
  expect(progressOf({ index: 1, count: 2, hasCopy: true }, 'copy', 1.2)).toBe(1);
});

test('the words of a watermark say who, where and when by the site’s clock', () => {
  const person = { name: '张值班', unit: '', account: 'duty' };
  const at = { site: '示范街综治中心', madeAtMs: Date.parse('2026-11-25T19:41:05Z'), timeZone: 'Asia/Shanghai' };
  expect(watermarkWords(person, at)).toEqual(['张值班（duty）', '示范街综治中心', '2026-11-26 03:41:05']);
  expect(localMs(0, 'Asia/Shanghai')).toBe(8 * 3_600_000);
});

test('a watermark is written across the picture twelve times, and names no person to ffmpeg', () => {
  const filter = watermarkFilter({ font: '/f.ttc', wordsFile: 'watermark.txt', startsAtLocalMs: 90_500 });
  expect(filter.match(/textfile=watermark\.txt:expansion=none/g)).toHaveLength(12);
  expect(filter).toContain('gmtime\\:90}');
  expect(copyName('01_东门_20261126T034105Z.mp4')).toBe('01_东门_20261126T034105Z_watermark.mp4');
});

async function siteWithTwo(): Promise<{ site: TestApp; operator: Caller; admin: Caller; ask: object }> {
  const site = await openTestApp({ settings: { recording: { exportNeedsApproval: true } } });
  const operator = await site.as('operator');
  const { id: cameraId } = await firstCamera(operator);
  const ask = { cameraIds: [cameraId], fromMs: site.clock(), toMs: site.clock() + MINUTE, reason: '案件取证' };
  return { site, operator, admin: await site.as('admin'), ask };
}

const stateOf = async (caller: Caller, id: string) =>
  (await caller.ask('GET /api/exports')).body.find((each: { id: string }) => each.id === id)?.state;

test('where the site asks for it an export waits until another person lets it be made, and the record names both', async () => {
  const { site, operator, admin, ask } = await siteWithTwo();
  await using _site = site;
  const { body: waiting } = await operator.ask('POST /api/exports', ask);
  expect(waiting).toMatchObject({ state: 'waiting', decision: null });
  const decision = `POST /api/exports/${waiting.id}/decision`;
  expect(await operator.ask(decision, { isApproved: true })).toMatchObject({
    status: 403,
    body: { code: 'NOT_ALLOWED' },
  });
  const { body: approved } = await admin.ask(decision, { isApproved: true });
  expect(approved).toMatchObject({ state: 'working', decision: { name: '演示管理员', isApproved: true } });
  // There is no node in this test: that it was begun is all there is to see.
  await expect.poll(() => stateOf(operator, waiting.id)).toBe('failed');
  const auditor = await site.as('auditor');
  const { body: record } = await auditor.ask('GET /api/journal?kind=recordingExport');
  expect(
    record.map(({ actor, body }: { actor: { name: string }; body: { state: string; address: string } }) => [
      ...[actor.name, body.state, body.address],
    ]),
  ).toEqual([
    ['演示值班员', 'failed', ''],
    ['演示管理员', 'working', '127.0.0.1'],
    ['演示值班员', 'waiting', '127.0.0.1'],
  ]);
});

test('an administrator’s own export waits for another administrator', async () => {
  const { site, admin, ask } = await siteWithTwo();
  await using _site = site;
  const { body: waiting } = await admin.ask('POST /api/exports', ask);
  const decision = `POST /api/exports/${waiting.id}/decision`;
  expect(await admin.ask(decision, { isApproved: true })).toMatchObject({
    status: 403,
    body: { code: 'EXPORT_OWN_DECISION' },
  });
  await addPerson(admin, { account: 'second', name: '李主任', role: 'administrator' });
  const second = await site.signIn('second', STRONG);
  expect((await second.ask(decision, { isApproved: false })).body).toMatchObject({
    code: 'INVALID_REQUEST',
    detail: { field: 'note' },
  });
  const { body: refused } = await second.ask(decision, { isApproved: false, note: '事由不足' });
  expect(refused).toMatchObject({ state: 'refused', decision: { name: '李主任', note: '事由不足' } });
  expect(await stateOf(admin, waiting.id)).toBe('refused');
});

test('an export that waits can be cancelled by who asked for it and nobody else', async () => {
  const { site, operator, admin, ask } = await siteWithTwo();
  await using _site = site;
  const { body: waiting } = await operator.ask('POST /api/exports', ask);
  const cancel = `POST /api/exports/${waiting.id}/cancel`;
  expect(await admin.ask(cancel)).toMatchObject({ status: 403, body: { code: 'EXPORT_NOT_OWN' } });
  expect((await operator.ask(cancel)).body).toMatchObject({ state: 'cancelled', cancelledBy: { name: '演示值班员' } });
  expect(await operator.ask(cancel)).toMatchObject({ status: 409, body: { code: 'EXPORT_CANNOT_MOVE' } });
  const decision = { isApproved: true };
  expect(await admin.ask(`POST /api/exports/${waiting.id}/decision`, decision)).toMatchObject({ status: 409 });
});

test('an export that is being made says how far it is; cancelled it stops there, and nothing of it stays', async () => {
  await using site = await openTestApp();
  const admin = await site.as('admin');
  const { id: cameraId } = await firstCamera(admin);
  const { person } = (await admin.ask('GET /api/session')).body;
  const span = { fromMs: site.clock(), toMs: site.clock() + MINUTE };
  const { journal } = site.app;
  await journal.commit(SYSTEM, ({ db }) => segmentStore.save(db, segment(cameraId, span.fromMs), true));
  // A node that stops in the middle of the file, as on a slow disk.
  const body = new PassThrough();
  body.write(Buffer.alloc(400));
  await inDatabase(site.place, async (reader) => {
    const clips = { fetch: async () => ({ ...span, byteCount: 1_000, body }) };
    const maker = new ExportMaker({ reader, folder: site.folder, site: '示范街', timeZone: 'Asia/Shanghai', clips });
    const rights = { holder: () => person };
    const exports = new ExportService({
      journal,
      reader,
      newId: uuidV7(site.clock),
      maker,
      rights,
      needsApproval: false,
    });
    const by = { person, address: '127.0.0.1' };
    const { id } = await exports.start({ ...span, cameraIds: [cameraId], reason: '取证', withWatermark: false }, by);
    const now = async () => (await exports.list(person)).find((each) => each.id === id);
    await expect.poll(now).toMatchObject({ state: 'working', progress: 0.4 });
    expect(existsSync(maker.folderOf(id))).toBe(true);
    await exports.cancel(id, by);
    await exports.close();
    expect(await now()).toMatchObject({ state: 'cancelled', files: [], cancelledBy: { name: person.name } });
    expect([existsSync(maker.folderOf(id)), body.destroyed]).toEqual([false, true]);
  });
});

test('an export approved after its asker’s grant was taken back is not made', async () => {
  const { site, operator, admin, ask } = await siteWithTwo();
  await using _site = site;
  const { body: waiting } = await operator.ask('POST /api/exports', ask);
  await admin.ask('DELETE /api/camera-grants/role-operator');
  await admin.ask(`POST /api/exports/${waiting.id}/decision`, { isApproved: true });
  const found = async () =>
    (await admin.ask('GET /api/exports')).body.find(({ id }: { id: string }) => id === waiting.id)?.failure;
  await expect.poll(found).toMatchObject({ code: 'NOT_ALLOWED', detail: { action: 'recording.export' } });
});

test('where the right asks for it an export waits, and one by a right that does not is made at once', async () => {
  await using site = await openTestApp();
  const operator = await site.as('operator');
  const admin = await site.as('admin');
  const { id: cameraId } = await firstCamera(operator);
  const ask = { cameraIds: [cameraId], fromMs: site.clock(), toMs: site.clock() + MINUTE, reason: '案件取证' };
  const grant = 'PATCH /api/camera-grants/role-operator';
  await admin.ask(grant, { exportsNeedApproval: true });
  const { body: waiting } = await operator.ask('POST /api/exports', ask);
  const { body: other } = await admin.ask('POST /api/exports', ask);
  await admin.ask(grant, { exportsNeedApproval: false });
  const { body: later } = await operator.ask('POST /api/exports', ask);
  expect([waiting.state, other.state, later.state]).toEqual(['waiting', 'working', 'working']);
  const decision = `POST /api/exports/${waiting.id}/decision`;
  expect((await admin.ask(decision, { isApproved: true })).body).toMatchObject({ state: 'working' });
});

test('one camera whose group asks for approval makes the whole export wait', async () => {
  await using site = await openTestApp();
  const operator = await site.as('operator');
  const admin = await site.as('admin');
  const [one, two] = (await operator.ask('GET /api/cameras')).body;
  const { body: group } = await admin.ask('POST /api/camera-groups', { name: '重点部位' });
  await admin.ask(`PATCH /api/cameras/${two.id}`, { groupId: group.id });
  await admin.ask('PATCH /api/camera-grants/role-operator', { exportsNeedApproval: true });
  await admin.ask('POST /api/camera-grants', {
    ...{ to: { kind: 'role', role: 'operator' }, cameraGroups: [one.groupId], untilMs: null },
    actions: ['recording.export'],
  });
  const ask = { fromMs: site.clock(), toMs: site.clock() + MINUTE, reason: '案件取证' };
  const states = [];
  for (const cameraIds of [[one.id], [one.id, two.id]])
    states.push((await operator.ask('POST /api/exports', { ...ask, cameraIds })).body.state);
  expect(states).toEqual(['working', 'waiting']);
});

test('who takes a file of an export is on record, with the file and from where; whoever may not take it is not', async () => {
  await using site = await openTestApp();
  const operator = await site.as('operator');
  const { id: cameraId } = await firstCamera(operator);
  const file = { name: 'manifest.json', cameraId: null, byteCount: 2, sha256: '' };
  const ready = made({ state: 'ready', cameraIds: [cameraId], files: [file] });
  await site.app.journal.commit(SYSTEM, ({ db }) => exportStore.save(db, ready));
  const folder = join(site.place.dir, 'exports', ready.id);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, file.name), '{}');

  const path = `GET /api/exports/${ready.id}/files/${file.name}`;
  const auditor = await site.as('auditor');
  expect([(await auditor.ask(path)).status, (await operator.ask(path)).status]).toEqual([403, 200]);
  const { body: rows } = await auditor.ask(`GET /api/journal?action=downloaded&cameraId=${cameraId}`);
  expect(rows).toMatchObject([
    {
      ...{ kind: 'exportDownload', subject: ready.id, actor: { name: '演示值班员' } },
      body: { file: 'manifest.json', cameraIds: [cameraId], reason: '取证', address: '127.0.0.1' },
    },
  ]);
});

test('somebody of another unit neither finds an export nor decides on it', async () => {
  const { site, operator, admin, ask } = await siteWithTwo();
  await using _site = site;
  const { body: waiting } = await operator.ask('POST /api/exports', ask);
  const { body: group } = await admin.ask('POST /api/camera-groups', { name: '别处' });
  await addPerson(admin, { account: 'far', role: 'administrator', cameraGroups: [group.id] });
  const far = await site.signIn('far', STRONG);
  expect((await far.ask('GET /api/exports')).body).toEqual([]);
  const answer = await far.ask(`POST /api/exports/${waiting.id}/decision`, { isApproved: true });
  expect(answer).toMatchObject({ status: 404, body: { code: 'EXPORT_NOT_FOUND' } });
});
