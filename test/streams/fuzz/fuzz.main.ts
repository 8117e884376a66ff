/**
 * Looks longer than the tests do: `npm run fuzz -- [minutes] [seed] [parser]`, ten
 * minutes from a seed by chance where nothing is said. The input that broke a parser is
 * saved beside this file, and the tests try it from then on.
 */
import { randomInt } from 'node:crypto';
import { hunt } from './hunt.ts';
import { TARGETS } from './targets.ts';

const [minutes = '10', seed = `${randomInt(2 ** 32)}`, only] = process.argv.slice(2);
const targets = TARGETS.map(({ name }) => name).filter((name) => only === undefined || name === only);
const milliseconds = (Number(minutes) * 60_000) / targets.length;
const firstSeed = Number(seed);
if (!(milliseconds > 0 && Number.isInteger(firstSeed) && firstSeed >= 0 && firstSeed < 2 ** 32)) {
  console.error('usage: npm run fuzz -- [minutes] [seed] [parser]');
  process.exit(2);
}

console.log(`seed ${firstSeed}, ${Math.round(milliseconds / 1_000)} s for each of ${targets.length} parsers`);
for (const target of targets) {
  try {
    const rounds = await hunt({ target, firstSeed, rounds: null, milliseconds });
    console.log(`${target}: ${rounds} inputs, none broke it`);
  } catch (thrown) {
    process.exitCode = 1;
    console.log(thrown instanceof Error ? thrown.message : thrown);
  }
}
