/**
 * The demo's history from outside: whether a data folder may have one, and the writing of it.
 * The record only goes forward, so history comes before anything else in a folder, and once.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { dayOf, momentOf, nextDay } from '../../../config/contract/site-day.ts';
import type { Settings } from '../../../config/settings/settings.ts';
import type { FirstPassword } from '../../accounts/first-passwords.ts';
import { StartError } from '../../start-error.ts';
import { openDataFolder } from '../../storage/data-folder.ts';
import { ROSTER_DAYS } from '../demo-roster.ts';
import { chanceOf } from './chance.ts';
import { openHistorySite } from './history-site.ts';
import { movableClock, repeatableIds } from './movable-clock.ts';
import { planDay } from './plan.ts';
import { type Written, writeHistory } from './write-history.ts';

/** What a folder says of the history it holds. */
const HistoryNote = z.object({ seed: z.int(), days: z.int(), endDay: z.string(), isWhole: z.boolean() });
type HistoryNote = z.infer<typeof HistoryNote>;

export type Wish = { seed: number; days: number; nowMs: number };
export type DemoHistory = Written & { entryCount: number; firstPasswords: FirstPassword[]; firstPasswordsPath: string };

/** Errors are StartErrors: one sentence that says what to do. */
export async function makeDemoHistory(settings: Settings, { seed, days, nowMs }: Wish): Promise<DemoHistory> {
  const { timeZone } = settings.site;
  if (!settings.demo.street) {
    throw new StartError('History is made for the demo street alone, and LIANQIN_DEMO_STREET is false.');
  }
  using folder = openDataFolder(settings.data.dir);
  refuseWhatIsThere(folder.path, seed);
  const endDay = dayOf(nowMs, timeZone);
  const firstDay = nextDay(endDay, 1 - days);
  const clock = movableClock(momentOf(firstDay, 0, timeZone));
  const note = { seed, days, endDay, isWhole: false };
  keepNote(folder.path, note);
  const newId = repeatableIds(clock, chanceOf(seed, endDay, days, 'ids'));
  await using site = await openHistorySite({
    folder: folder.path,
    settings,
    clock,
    newId,
    rosterDays: days + ROSTER_DAYS,
  });
  const plan = Array.from({ length: days }, (_, nth) => planDay(seed, nextDay(firstDay, nth), timeZone)).flat();
  const written = await writeHistory({ site, clock, plan, untilMs: nowMs, timeZone, seed });
  keepNote(folder.path, { ...note, isWhole: true });
  const { firstPasswords, firstPasswordsPath } = site;
  return { ...written, entryCount: site.journal.newestSeq, firstPasswords, firstPasswordsPath };
}

function refuseWhatIsThere(folder: string, seed: number): void {
  const fresh = 'name a new folder with LIANQIN_DATA_DIR';
  const note = readNote(folder);
  if (note && !note.isWhole) {
    throw new StartError(`The making of history in ${folder} was cut short; remove the folder, or ${fresh}.`);
  }
  if (note) {
    const same = note.seed === seed ? 'this very history' : `the history of seed ${note.seed}`;
    throw new StartError(
      `The data folder ${folder} holds ${same} up to ${note.endDay} already; for another, ${fresh}.`,
    );
  }
  if (existsSync(join(folder, 'lianqin.db'))) {
    throw new StartError(
      `The data folder ${folder} is a site that was started already, and its record only goes forward: ` +
        `history comes first. Make it in a folder of its own: ${fresh}.`,
    );
  }
}

function notePath(folder: string): string {
  return join(folder, 'demo-history.json');
}

function readNote(folder: string): HistoryNote | undefined {
  const path = notePath(folder);
  return existsSync(path) ? HistoryNote.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
}

function keepNote(folder: string, note: HistoryNote): void {
  writeFileSync(notePath(folder), `${JSON.stringify(note)}\n`, { mode: 0o600 });
}
