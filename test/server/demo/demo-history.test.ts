/** The demo's history: repeatable, by the real rules, marked, in a record that verifies, and once in a folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isDemo } from '../../../config/contract/demo.ts';
import type { Incident } from '../../../config/contract/incident.ts';
import { parseSettings, type Settings } from '../../../config/settings/settings.ts';
import * as alertStore from '../../../server/alerts/alert.store.ts';
import { type DemoHistory, makeDemoHistory } from '../../../server/demo/history/demo-history.ts';
import { planHandovers } from '../../../server/demo/history/handovers.ts';
import { planDay } from '../../../server/demo/history/plan.ts';
import { verifyJournal } from '../../../server/journal/verify.ts';
import { LATE_AFTER_MS } from '../../../server/roster/handover.rules.ts';
import * as handoverStore from '../../../server/roster/handover.store.ts';
import * as shiftStore from '../../../server/roster/shift.store.ts';
import { openDataFolder } from '../../../server/storage/data-folder.ts';
import { closeConnection, openReader } from '../../../server/storage/database.ts';
import type { Db } from '../../../server/storage/schema.ts';
import { placeIn } from '../test-database.ts';

const MAKING_MS = 300_000;
const NOW_MS = Date.UTC(2026, 10, 26, 9, 30);
const root = mkdtempSync(join(tmpdir(), 'lianqin-history-'));
const folderOf = (name: string) => join(root, `${basename(root)}-${name}`);
const settingsOf = async (name: string, more: object = {}): Promise<Settings> =>
  parseSettings({
    data: await placeIn(folderOf(name)),
    audit: { headsFile: join(root, `${name}.heads`) },
    ...more,
  });

let made: DemoHistory;
let db: Db;
beforeAll(async () => {
  made = await makeDemoHistory(await settingsOf('one'), { seed: 3, days: 4, nowMs: NOW_MS });
  db = openReader((await settingsOf('one')).data);
}, MAKING_MS);
afterAll(async () => {
  await closeConnection(db);
  rmSync(root, { recursive: true, force: true });
});

test('every story goes as far as its time allows, and no act is refused', () => {
  expect(made.cutShort).toEqual([]);
  expect(made.incidentCount).toBeGreaterThan(60);
});

test('the record verifies, and its moments never go back', async () => {
  expect(await verifyJournal(db, { headsPath: join(root, 'one.heads') })).toMatchObject({ intact: true });
  const rows = await db.selectFrom('journal').select('atMs').orderBy('seq').execute();
  const times = rows.map(({ atMs }) => Number(atMs));
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  expect(times.at(-1)).toBeLessThanOrEqual(NOW_MS);
});

test('every incident carries the mark, and no notice waits', async () => {
  const incidents = await db.selectFrom('incidents').select('title').execute();
  expect(incidents.filter((incident) => !isDemo(incident))).toEqual([]);
  expect(await db.selectFrom('notices').select('id').where('readAtMs', 'is', null).execute()).toEqual([]);
});

test('much of what happens in the field happens in it', async () => {
  const incidents = await incidentsOf(db);
  const acts = await db.selectFrom('journal').select('body').where('kind', '=', 'incident').execute();
  const did = new Set(acts.map(({ body }) => JSON.parse(body ?? '').last.act));
  expect([...did]).toEqual(
    expect.arrayContaining([
      ...['report', 'verify', 'verified', 'file', 'dispatch', 'accept', 'arrive', 'progress', 'finish', 'check'],
      ...[
        'checked',
        'close',
        'return',
        'rework',
        'suspend',
        'extend',
        'supervise',
        'reply',
        'cancel',
        'merge',
        'takeIn',
      ],
      ...['settle', 'confide', 'clock.overdue'],
    ]),
  );
  expect(new Set(incidents.map(({ gridId }) => gridId)).size).toBe(6);
});

test('every shift that ended is signed by both who left and who came, and the roster goes on from now', async () => {
  const shifts = await shiftStore.inRange(db, { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER });
  const ofRoom = shifts.filter(({ unitId }) => unitId === null);
  const ended = ofRoom.filter(({ toMs }) => toMs < NOW_MS - 3_600_000);
  expect(ended.length).toBeGreaterThan(6);
  for (const shift of ended) {
    const handover = await handoverStore.find(db, shift.id);
    const next = ofRoom[ofRoom.indexOf(shift) + 1];
    expect(handover?.handedOver?.by).toEqual(shift.leader);
    expect(handover?.takenOver?.by).toEqual(next?.leader);
    expect(isDemo({ title: handover?.words.orders ?? '' })).toBe(true);
  }
  expect(ended.length).toBeLessThan(ofRoom.length);
  expect(ofRoom.at(-1)?.toMs).toBeGreaterThan(NOW_MS + 10 * 86_400_000);
  expect(await alertStore.findOpen(db, null, 'handoverUnsigned')).toBeUndefined();
});

test('the same seed and day make the same incidents', { timeout: MAKING_MS }, async () => {
  await makeDemoHistory(await settingsOf('two'), { seed: 3, days: 4, nowMs: NOW_MS });
  const other = openReader((await settingsOf('two')).data);
  expect(await incidentsOf(other)).toEqual(await incidentsOf(db));
  await closeConnection(other);
});

test('shifts are handed over in time, sent back first, or too late and then told of', () => {
  const people = ['甲', '乙'].map((name) => ({ personId: name, name }));
  const shifts = Array.from({ length: 200 }, (_, nth) => ({
    ...{ id: `${nth}`, unitId: null, name: '班', fromMs: nth * 43_200_000, toMs: (nth + 1) * 43_200_000 },
    ...{ leader: people[nth % 2] ?? { personId: '', name: '' }, people: [], place: '', focus: '', version: 1 },
    ...{ changedAtMs: 0, changedBy: { personId: null, name: '' } },
  }));
  const steps = planHandovers(shifts, 1);
  const actsOf = (shift: string) =>
    steps.filter(({ shiftId, act }) => shiftId === shift && act).toSorted((one, other) => one.atMs - other.atMs);
  const told = shifts.map(({ id }) =>
    actsOf(id)
      .map(({ act }) => act?.act)
      .join(' '),
  );
  expect(new Set(told.slice(0, -1))).toEqual(new Set(['handOver takeOver', 'handOver sendBack handOver takeOver']));
  expect(told.at(-1)).toBe('');
  const late = shifts.filter(({ id, toMs }) => (actsOf(id).at(-1)?.atMs ?? 0) > toMs + LATE_AFTER_MS);
  expect(late.length).toBeGreaterThan(2);
  expect(late.length).toBeLessThan(30);
});

test('another seed makes another day', () => {
  const plan = (seed: number) => planDay(seed, '2026-11-23', 'Asia/Shanghai').map(({ key, atMs }) => [key, atMs]);
  expect(plan(1)).toEqual(plan(1));
  expect(plan(2)).not.toEqual(plan(1));
});

const wish = { seed: 3, days: 1, nowMs: NOW_MS };
test('it is made once, and never over a site that was started', async () => {
  await expect(makeDemoHistory(await settingsOf('one'), wish)).rejects.toThrow(
    'holds this very history up to 2026-11-26',
  );
  await expect(makeDemoHistory(await settingsOf('one'), { ...wish, seed: 4 })).rejects.toThrow('the history of seed 3');
});

test('a folder in use, and a site without the demo street, are refused in words', async () => {
  using _used = openDataFolder(folderOf('used'));
  await expect(makeDemoHistory(await settingsOf('used'), wish)).rejects.toThrow('in use by another running instance');
  const without = await settingsOf('none', { demo: { street: false } });
  await expect(makeDemoHistory(without, wish)).rejects.toThrow('LIANQIN_DEMO_STREET');
});

async function incidentsOf(from: Db): Promise<Incident[]> {
  const rows = await from.selectFrom('incidents').select('body').orderBy('number').execute();
  return rows.map(({ body }) => JSON.parse(body));
}
