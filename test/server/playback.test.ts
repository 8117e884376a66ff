/** What one finds one's way by in recordings: days, events and key frames, through the whole server. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RecordedSegment } from '../../config/contract/recording.ts';
import * as segmentStore from '../../server/recordings/segment.store.ts';
import { openFakeNode } from './fake-node.ts';
import { type Caller, openTestApp } from './open-test-app.ts';
import { planOf } from './query-plan.ts';
import { segment } from './recorded-segments.ts';
import { inDatabase, isOnSqlite } from './test-database.ts';

const MINUTE = 60_000;

async function playbackSite() {
  const site = await openTestApp();
  const node = await openFakeNode(site.app);
  const operator = await site.as('operator');
  const { body: cameras } = await operator.ask('GET /api/cameras');
  const [one, two] = cameras.map(({ id }: { id: string }) => id);
  const tell = (what: RecordedSegment) => node.socket.emitWithAck('recorded', { segment: what, hasEnded: true });
  return { site, node, operator, one, two, tell };
}

const daysOf = async (operator: Caller, ids: string, month: string) =>
  (await operator.ask(`GET /api/recordings/days?cameraIds=${ids}&month=${month}`)).body;

test('a day is the site’s own: what begins before its midnight belongs to both days', async () => {
  const { site, operator, one, two, tell } = await playbackSite();
  await using _site = site;
  // Half a minute before midnight in Shanghai.
  await tell(segment(one, Date.parse('2026-11-09T15:59:30Z')));
  await tell(segment(two, Date.parse('2026-11-10T01:00:00Z')));
  await tell(segment(two, Date.parse('2026-10-31T15:00:00Z')));
  expect(await daysOf(operator, `${one},${two}`, '2026-11')).toEqual([
    { day: '2026-11-09', cameraCount: 1 },
    { day: '2026-11-10', cameraCount: 2 },
  ]);
  expect(await daysOf(operator, two, '2026-10')).toEqual([{ day: '2026-10-31', cameraCount: 1 }]);
});

test.each(['2026-13', '2026', 'november'])('%s is no month, and the answer says so', async (month) => {
  const { site, operator, one } = await playbackSite();
  await using _site = site;
  expect(await daysOf(operator, one, month)).toMatchObject({ code: 'INVALID_REQUEST', detail: { field: 'month' } });
});

test('a month of one-minute files is thirty days, each found by the index', async () => {
  const { site, operator, one } = await playbackSite();
  await using _site = site;
  const fromMs = Date.parse('2026-10-31T16:00:00Z');
  const rows = Array.from({ length: 30 * 24 * 60 }, (_, index) => {
    const { keyFrames: _keyFrames, isContinuation: _follows, ...row } = segment(one, fromMs + index * MINUTE);
    return { ...row, keyFrames: '[]', isContinuation: 1 as const, hasEnded: 1 as const };
  });
  await inDatabase(site.place, async (db) => {
    for (let at = 0; at < rows.length; at += 1_000) {
      await db
        .insertInto('recordedSegments')
        .values(rows.slice(at, at + 1_000))
        .execute();
    }
  });
  expect(await daysOf(operator, one, '2026-11')).toHaveLength(30);
  if (!isOnSqlite) return;
  const path = join(site.folder, 'lianqin.db');
  const plan = await planOf(path, (db) => segmentStore.isAnyIn(db, one, fromMs, fromMs + MINUTE));
  expect(plan).toEqual([expect.stringMatching(/^SEARCH recordedSegments USING INDEX segmentsByCamera/)]);
});

test('alerts and incidents of the chosen cameras are told for a range, closed or not, and of no other camera', async () => {
  const { site, node, operator, one, two } = await playbackSite();
  await using _site = site;
  const atMs = site.clock();
  await node.detect({ detectionId: 'd1', cameraId: one, atMs });
  await node.detect({ detectionId: 'd2', cameraId: two, atMs });
  const [alert] = (await operator.ask('GET /api/alerts')).body.filter(
    ({ cameraId }: { cameraId: string }) => cameraId === one,
  );
  await operator.ask(`POST /api/alerts/${alert.id}/close`, { result: 'false' });
  await operator.ask('POST /api/incidents', { title: '占道经营', cameraId: one });
  const query = (fromMs: number, toMs: number) =>
    `GET /api/recordings/events?cameraIds=${one}&fromMs=${fromMs}&toMs=${toMs}`;
  expect((await operator.ask(query(atMs - MINUTE, atMs + 60 * MINUTE))).body).toMatchObject({
    alerts: [{ id: alert.id, state: 'closed' }],
    incidents: [{ title: '占道经营' }],
  });
  expect((await operator.ask(query(atMs + 61 * MINUTE, atMs + 62 * MINUTE))).body).toEqual({
    alerts: [],
    incidents: [],
  });
});

test('key frames are told with the ones of a file that reaches into the range', async () => {
  const { site, operator, one, tell } = await playbackSite();
  await using _site = site;
  const startMs = site.clock();
  await tell(segment(one, startMs));
  const { body } = await operator.ask(
    `GET /api/recordings/key-frames?cameraId=${one}&fromMs=${startMs + 1_000}&toMs=${startMs + 3_000}`,
  );
  expect(body).toEqual({ atMs: [startMs, startMs + 2_000] });
});
