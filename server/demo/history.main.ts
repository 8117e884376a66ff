/** `npm run demo -- history --seed N [--days N]`: a month of made-up history for a new data folder of the demo street. */
import { parseArgs } from 'node:util';
import { rootLogger } from '../../config/kernel/logger.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { SettingsError } from '../../config/settings/settings.ts';
import { StartError } from '../start-error.ts';
import { makeDemoHistory } from './history/demo-history.ts';

const USAGE = 'Say what to make: npm run demo -- history --seed 1 [--days 31]';
const MOST_DAYS = 400;

process.exitCode = await main(process.argv.slice(2));

async function main(words: string[]): Promise<number> {
  const wish = wishOf(words);
  if (!wish) {
    console.error(USAGE);
    return 2;
  }
  try {
    const { settings } = loadSettings(process.env);
    rootLogger.level = settings.log.level;
    const startedAt = performance.now();
    const made = await makeDemoHistory(settings, { ...wish, nowMs: Date.now() });
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    console.log(`${made.incidentCount} incidents and ${made.alertCount} alerts of ${wish.days} days, marked 【演示】,`);
    console.log(`in ${made.entryCount} entries of ${settings.data.dir} (seed ${wish.seed}, ${seconds} s).`);
    console.log(`First passwords are in ${made.firstPasswordsPath}. Now: npm start`);
    return 0;
  } catch (thrown) {
    if (!(thrown instanceof StartError || thrown instanceof SettingsError)) throw thrown;
    console.error(thrown.message);
    return 1;
  }
}

function wishOf(words: string[]): { seed: number; days: number } | undefined {
  try {
    const options = { seed: { type: 'string' }, days: { type: 'string', default: '31' } } as const;
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
    const [seed, days] = [Number(values.seed ?? ''), Number(values.days)];
    const isRight = positionals.join() === 'history' && values.seed !== undefined && Number.isSafeInteger(seed);
    return isRight && Number.isInteger(days) && days >= 1 && days <= MOST_DAYS ? { seed, days } : undefined;
  } catch {
    // A word nobody knows: the usage says which there are.
    return undefined;
  }
}
