/** `npm run audit -- verify`: whether the record of the data folder is as it was written. */
import { loadSettings } from '../../config/settings/load-settings.ts';
import { SettingsError } from '../../config/settings/settings.ts';
import { closeConnection, openReader } from '../storage/database.ts';
import { verifyJournal } from './verify.ts';

process.exitCode = await main(process.argv.slice(2));

async function main([command]: string[]): Promise<number> {
  if (command !== 'verify') {
    console.error('Say what to do: npm run audit -- verify');
    return 2;
  }
  try {
    const { settings } = loadSettings(process.env);
    return await verify(settings.data.dir);
  } catch (thrown) {
    console.error(thrown instanceof SettingsError ? thrown.message : `The record cannot be read: ${thrown}`);
    return 1;
  }
}

async function verify(folder: string): Promise<number> {
  await using opened = new AsyncDisposableStack();
  const verdict = await verifyJournal(opened.adopt(openReader(folder), closeConnection));
  if (!verdict.intact) {
    console.log(`BAD: entry ${verdict.firstBadSeq} of ${folder} is missing or not as it was written.`);
    return 1;
  }
  console.log(`OK: ${verdict.count} entries of ${folder}, the last with hash ${verdict.hash}.`);
  return 0;
}
