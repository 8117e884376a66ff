/**
 * `npm run soak -- [minutes] [--cameras N] [--json]`: an even load for as long as one asks
 * (10 minutes), then what grew; exit code 1 beyond the limits of soak.ts. With --json
 * standard output is one JSON object and nothing else; progress goes to standard error.
 */
import { parseArgs } from 'node:util';
import { endedBySignal, positive, wholeNumber } from '../load/command.ts';
import { inWords, LIMITS, runSoak } from './soak.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { cameras: { type: 'string', default: '20' }, json: { type: 'boolean', default: false } },
});
const minutes = positive('minutes', positionals[0] ?? '10');
const cameraCount = wholeNumber('cameras', values.cameras);
const signal = endedBySignal();
const say = (line: string) => console.error(line);
try {
  const { amiss, processes, limits, ...result } = await runSoak({ minutes, cameraCount, say, signal });
  if (values.json) process.stdout.write(`${JSON.stringify({ ...result, processes, limits, amiss })}\n`);
  else {
    const row = ({ cpuPercent, pssMb, rssMbLate, rssMb, descriptors }: (typeof processes)[string]) => ({
      'CPU %': cpuPercent,
      'PSS MB': `${pssMb.first.toFixed(0)} → ${pssMb.last.toFixed(0)}`,
      'PSS MB/h': inWords(pssMb),
      'RSS MB/h, 2nd half': inWords(rssMbLate),
      'RSS MB/h': inWords(rssMb),
      open: `${descriptors.first} → ${descriptors.last}`,
      'open/h': inWords(descriptors),
    });
    console.table(Object.fromEntries(Object.entries(processes).map(([name, each]) => [name, row(each)])));
    console.log(result, 'limits', LIMITS);
  }
  for (const line of amiss) say(`amiss: ${line}`);
  say(amiss.length === 0 ? 'soak passed' : 'soak FAILED');
  process.exitCode = amiss.length === 0 ? 0 : 1;
} catch (thrown) {
  say(signal.aborted ? 'ended' : `soak FAILED: ${thrown instanceof Error ? thrown.stack : thrown}`);
  process.exitCode = signal.aborted ? 130 : 1;
}
process.exit();
