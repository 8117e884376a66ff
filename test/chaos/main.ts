/**
 * `npm run chaos -- [--seed N] [--minutes M] [--cameras N] [--tiles N] [--json]`: random kills,
 * pauses and network cuts; exit code 1 where anything is not as it was afterwards. With
 * --json standard output is one JSON object and nothing else; progress goes to standard error.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { endedBySignal, positive, wholeNumber } from '../load/command.ts';
import { runChaos } from './chaos.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: `${randomInt(2 ** 32)}` },
    minutes: { type: 'string', default: '2' },
    cameras: { type: 'string', default: '20' },
    tiles: { type: 'string', default: '6' },
    json: { type: 'boolean', default: false },
  },
});
const signal = endedBySignal();
const say = (line: string) => console.error(line);
const seed = wholeNumber('seed', values.seed);
try {
  const result = await runChaos({
    seed,
    seconds: positive('minutes', values.minutes) * 60,
    cameraCount: wholeNumber('cameras', values.cameras),
    tiles: wholeNumber('tiles', values.tiles),
    say,
    signal,
  });
  if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else {
    console.table(result.acts);
    console.table(result.after);
    console.log(
      `${result.nodeRestarts} restarts of the media node, all cameras live ${result.healedMs} ms after the last cut`,
    );
  }
  for (const line of result.amiss) say(`not as it was: ${line}`);
  say(result.amiss.length === 0 ? `seed ${seed}: all is as it was` : `FAILED, seed ${seed}`);
  process.exitCode = result.amiss.length === 0 ? 0 : 1;
} catch (thrown) {
  say(
    signal.aborted ? `ended, seed ${seed}` : `FAILED, seed ${seed}: ${thrown instanceof Error ? thrown.stack : thrown}`,
  );
  process.exitCode = signal.aborted ? 130 : 1;
}
process.exit();
