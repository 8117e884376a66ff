/** The demo's history: repeatable, by the real rules, marked, in a record that verifies, and once in a folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isDemo } from '../../../config/contract/demo.ts';
import type { Incident } from '../../../config/contract/incident.ts';
import { parseSettings, type Settings } from '../../../config/settings/settings.ts';
import { type DemoHistory, makeDemoHistory } from '../../../server/demo/history/demo-history.ts';
import { planDay } from '../../../server/demo/history/plan.ts';
import { verifyJournal } from '../../../server/journal/verify.ts';
import { openDataFolder } from '../../../server/storage/data-folder.ts';
import { closeConnection, openReader } from '../../../server/storage/database.ts';
import type { Db } from '../../../server/storage/schema.ts';

const NOW_MS = Date.UTC(2026, 10, 26, 9, 30);
const root = mkdtempSync(join(tmpdir(), 'lianqin-history-'));
const settingsOf = (name: string, more: object = {}): Settings =>
  parseSettings({
    data: { dir: join(root, name) },
    audit: { headsFile: join(root, `${name}.heads`) },
    ...more,
  });

let made: DemoHistory;
let db: Db;
beforeAll(async () => {
  made = await makeDemoHistory(settingsOf('one'), { seed: 3, days: 4, nowMs: NOW_MS });
  db = openReader(settingsOf('one').data);
});
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

test('the same seed and day make the same incidents', async () => {
  await makeDemoHistory(settingsOf('two'), { seed: 3, days: 4, nowMs: NOW_MS });
  const other = openReader(settingsOf('two').data);
  expect(await incidentsOf(other)).toEqual(await incidentsOf(db));
  await closeConnection(other);
});

test('another seed makes another day', () => {
  const plan = (seed: number) => planDay(seed, '2026-11-23', 'Asia/Shanghai').map(({ key, atMs }) => [key, atMs]);
  expect(plan(1)).toEqual(plan(1));
  expect(plan(2)).not.toEqual(plan(1));
});

const wish = { seed: 3, days: 1, nowMs: NOW_MS };
test('it is made once, and never over a site that was started', async () => {
  await expect(makeDemoHistory(settingsOf('one'), wish)).rejects.toThrow('holds this very history up to 2026-11-26');
  await expect(makeDemoHistory(settingsOf('one'), { ...wish, seed: 4 })).rejects.toThrow('the history of seed 3');
});

test('a folder in use, and a site without the demo street, are refused in words', async () => {
  using _used = openDataFolder(join(root, 'used'));
  await expect(makeDemoHistory(settingsOf('used'), wish)).rejects.toThrow('in use by another running instance');
  const without = settingsOf('none', { demo: { street: false } });
  await expect(makeDemoHistory(without, wish)).rejects.toThrow('LIANQIN_DEMO_STREET');
});

async function incidentsOf(from: Db): Promise<Incident[]> {
  const rows = await from.selectFrom('incidents').select('body').orderBy('number').execute();
  return rows.map(({ body }) => JSON.parse(body));
}
