/** `npm run audit -- verify`: whether the record of the data folder is as it was written. */
import type { JournalFlaw } from '../../config/contract/audit.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { headsPathOf, SettingsError } from '../../config/settings/settings.ts';
import { closeConnection, type DatabasePlace, openReader } from '../storage/database.ts';
import { verifyJournal } from './verify.ts';

const WHY: Record<JournalFlaw, string> = {
  missing: 'an entry is missing or out of order',
  changed: 'an entry is not as it was written',
  cut: 'entries that were there when the head was signed are gone',
  rewritten: 'the record is not the one whose head was signed',
  forged: 'the file of signed heads holds a line that is not the site’s',
  unsigned: 'there is no signed head: the file was never written, or is gone',
};

process.exitCode = await main(process.argv.slice(2));

async function main([command]: string[]): Promise<number> {
  if (command !== 'verify') {
    console.error('Say what to do: npm run audit -- verify');
    return 2;
  }
  try {
    const { settings } = loadSettings(process.env);
    return await verify(settings.data, headsPathOf(settings));
  } catch (thrown) {
    console.error(thrown instanceof SettingsError ? thrown.message : `The record cannot be read: ${thrown}`);
    return 1;
  }
}

async function verify(place: DatabasePlace, headsPath: string): Promise<number> {
  await using opened = new AsyncDisposableStack();
  const verdict = await verifyJournal(opened.adopt(openReader(place), closeConnection), { headsPath });
  if (!verdict.intact) {
    console.log(`BAD: ${WHY[verdict.flaw]} (entry ${verdict.firstBadSeq} of ${place.dir}; heads: ${headsPath})`);
    return 1;
  }
  const { count, hash, headCount, signedUpToSeq, signedAtMs } = verdict;
  console.log(`OK: ${count} entries of ${place.dir}, the last with hash ${hash}.`);
  const signedAt = new Date(signedAtMs).toISOString();
  console.log(
    `${headCount} signed heads of ${headsPath} agree, the last of entry ${signedUpToSeq}, signed ${signedAt}.`,
  );
  return 0;
}
