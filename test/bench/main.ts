/**
 * `npm run bench -- media [at60] [--cameras N] [--seconds N]`, `npm run bench -- wall [--minutes N]`,
 * both with `[--json] [--only FIGURE,…]`, and `npm run bench -- map [--json]`
 *
 * How the media plane fares beside its peers, and what an operator's wall and map show, each
 * against its targets and measured in one run on one machine. `at60` measures once more
 * what sixty cameras cost. With --json standard output is one JSON object and nothing
 * else; progress goes to standard error.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benchMap } from './map.bench.ts';
import { type BenchResult, type Figure, MAP_FIGURES, MEDIA_FIGURES, WALL_FIGURES } from './measure.ts';
import { benchMedia } from './media.bench.ts';
import { table } from './table.ts';
import { benchWall } from './wall.bench.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    at60: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    cameras: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '30' },
    minutes: { type: 'string', default: '10' },
  },
});
const [bench, ...modes] = positionals;
const only = values.only.split(',').filter(Boolean);
const minutes = Number(values.minutes);
const FIGURES: Record<BenchResult['bench'], readonly Figure[]> = {
  media: MEDIA_FIGURES,
  wall: WALL_FIGURES,
  map: MAP_FIGURES,
};
const kind = bench === 'wall' || bench === 'map' ? bench : 'media';
const figures = FIGURES[kind];
const unknown = only.filter((name) => !figures.some((figure) => figure === name));
const isKnown = bench === 'media' ? modes.every((mode) => mode === 'at60') : bench === kind && modes.length === 0;
if (!isKnown || unknown.length > 0 || !(minutes > 0)) {
  console.error('npm run bench -- media [at60] [--json] [--only FIGURE,…] [--cameras N] [--seconds N]');
  console.error(`FIGURE is one of ${MEDIA_FIGURES.join(', ')}`);
  console.error('npm run bench -- wall [--json] [--only FIGURE,…] [--minutes N]');
  console.error(`FIGURE is one of ${WALL_FIGURES.join(', ')}`);
  console.error('npm run bench -- map [--json]');
  process.exit(1);
}

const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length };
const result: BenchResult = {
  bench: kind,
  machine,
  cameras: 0,
  basis: {},
  failed: {},
};

/** Whatever hangs, the bench ends. A wall of each size and a tour take at most four times what one is watched for. */
const limitMs = (bench === 'wall' ? 15 + 4 * minutes : 40) * 60_000;

// Leaving by exit() ends what was started.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
setTimeout(() => {
  result.failed.limit = `the bench did not end within ${limitMs / 60_000} minutes`;
  write();
  process.exit(1);
}, limitMs).unref();

const wish = {
  cameraCount: Number(values.cameras),
  seconds: Number(values.seconds),
  minutes,
  isWanted: (figure: Figure) => only.length === 0 || only.includes(figure),
  say: (line: string) => console.error(`[${Math.round(performance.now() / 1_000)} s] ${line}`),
};
if (kind === 'wall') await benchWall(result, wish);
else if (kind === 'map') await benchMap(result, wish);
else await benchMedia(result, wish, { at60: values.at60 || modes.includes('at60') });
write();
process.exitCode = [result, result.at60].some((each) => figures.some((figure) => each?.[figure] === null)) ? 1 : 0;

function write(): void {
  process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : table(result));
}
