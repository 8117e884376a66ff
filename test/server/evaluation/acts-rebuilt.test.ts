/** The step that adds the acts of incidents makes them of the record, the same as they are written from then on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseSettings } from '../../../config/settings/settings.ts';
import { makeDemoHistory } from '../../../server/demo/history/demo-history.ts';
import { openDatabase } from '../../../server/storage/database.ts';
import { MIGRATIONS } from '../../../server/storage/migrations.ts';
import type { Db } from '../../../server/storage/schema.ts';
import { placeIn } from '../test-database.ts';

const INDEXES = ['incidentStagesByDue', 'incidentStagesByEnd', 'incidentsByClosing'];

test('acts made of an older record are those that were written with it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianqin-acts-'));
  const place = await placeIn(folder);
  const settings = parseSettings({ data: place, audit: { headsFile: join(folder, 'heads') } });
  const nowMs = Date.UTC(2026, 10, 26, 9, 30);
  await makeDemoHistory(settings, { seed: 1, days: 2, nowMs });
  const { writer, ...database } = await openDatabase(place);
  const written = await acts(writer);
  await writer.schema.dropTable('incidentActs').execute();
  for (const index of INDEXES) await writer.schema.dropIndex(index).execute();

  await MIGRATIONS['0019-evaluation']?.up(writer);
  expect(written.length).toBeGreaterThan(200);
  expect(await acts(writer)).toEqual(written);
  await database[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

function acts(db: Db) {
  return db.selectFrom('incidentActs').selectAll().orderBy('seq').execute();
}
