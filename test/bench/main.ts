/**
 * `npm run bench -- media [--json] [--cameras N] [--seconds N]`: how much the media
 * plane costs beside its peers, measured in one run on one machine. With --json
 * standard output is one JSON object and nothing else; progress goes to standard error.
 */
import { parseArgs } from 'node:util';
import { benchMedia } from './media.bench.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    cameras: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '20' },
  },
});

if (positionals[0] !== 'media') {
  console.error('Which bench? npm run bench -- media [--json] [--cameras N] [--seconds N]');
  process.exit(1);
}

const result = await benchMedia({
  cameraCount: Number(values.cameras),
  seconds: Number(values.seconds),
  say: (line) => console.error(line),
});
if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);
else console.table({ ...result.cost, ...{} });
if (!values.json) console.log({ firstFrameMs: result.firstFrameMs, ratios: result.ratios });
process.exit(0);
