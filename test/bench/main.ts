/**
 * `npm run bench -- media [at60] [--json] [--only FIGURE,…] [--cameras N] [--seconds N]`
 *
 * How the media plane fares beside its peers and against its targets, measured in
 * one run on one machine. `at60` measures once more what sixty cameras cost. With
 * --json standard output is one JSON object and nothing else; progress goes to
 * standard error.
 */
import { parseArgs } from 'node:util';
import { FIGURES, type Figure } from './measure.ts';
import { benchMedia, emptyResult } from './media.bench.ts';
import { table } from './table.ts';

/** Whatever hangs, the bench ends. */
const LIMIT_MS = 40 * 60_000;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    at60: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    cameras: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '30' },
  },
});
const [bench, ...modes] = positionals;
const only = values.only.split(',').filter(Boolean);
const unknown = only.filter((name) => !FIGURES.some((figure) => figure === name));
if (bench !== 'media' || modes.some((mode) => mode !== 'at60') || unknown.length > 0) {
  console.error('npm run bench -- media [at60] [--json] [--only FIGURE,…] [--cameras N] [--seconds N]');
  console.error(`FIGURE is one of ${FIGURES.join(', ')}`);
  process.exit(1);
}

const result = emptyResult();

// Leaving by exit() ends what was started.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
setTimeout(() => {
  result.failed.limit = `the bench did not end within ${LIMIT_MS / 60_000} minutes`;
  write();
  process.exit(1);
}, LIMIT_MS).unref();

await benchMedia(
  result,
  {
    cameraCount: Number(values.cameras),
    seconds: Number(values.seconds),
    isWanted: (figure: Figure) => only.length === 0 || only.includes(figure),
    say: (line) => console.error(`[${Math.round(performance.now() / 1_000)} s] ${line}`),
  },
  { at60: values.at60 || modes.includes('at60') },
);
write();
process.exitCode = [result, result.at60].some((each) => FIGURES.some((figure) => each?.[figure] === null)) ? 1 : 0;

function write(): void {
  process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : table(result));
}
