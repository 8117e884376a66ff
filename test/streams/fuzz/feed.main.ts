/**
 * Feeds one parser, seed after seed, in a process of its own: so that one that hangs or
 * eats up all memory takes nobody along. At which seed it was stands in `progressFile`,
 * what came of it in `answerFile`.
 */
import { openSync, writeFileSync, writeSync } from 'node:fs';
import { chance, spoiledMessages } from './chance.ts';
import { TARGETS } from './targets.ts';

export type FuzzOrder = {
  target: string;
  firstSeed: number;
  /** Whichever comes first; null is no limit. */
  rounds: number | null;
  milliseconds: number;
  /** Fed instead of what the seed makes. */
  messages?: readonly string[];
  progressFile: string;
  answerFile: string;
};
export type FuzzAnswer = { rounds: number } | { seed: number; messages: readonly string[]; problem: string };

/** Of buffers that live at once; a parser that is fed kilobytes needs none of it. */
const MAX_BUFFER_BYTES = 1_024 * 1_024 * 1_024;
const LOOK_EVERY = 64;

async function run({
  target,
  firstSeed,
  rounds,
  milliseconds,
  messages,
  progressFile,
}: FuzzOrder): Promise<FuzzAnswer> {
  const found = TARGETS.find(({ name }) => name === target);
  if (!found) throw new Error(`no parser is called ${target}`);
  const valid = await found.valid();
  const progress = openSync(progressFile, 'w');
  const begun = new Uint32Array(1);
  const until = performance.now() + milliseconds;
  for (let round = 0; round < (rounds ?? Number.POSITIVE_INFINITY); round += 1) {
    const seed = (firstSeed + round) >>> 0;
    begun[0] = seed;
    writeSync(progress, begun, 0, begun.byteLength, 0);
    const input = messages?.map((hex) => Buffer.from(hex, 'hex')) ?? spoiledMessages(valid, chance(seed));
    try {
      await found.feed(input, chance(~seed));
      if (round % LOOK_EVERY === 0 && process.memoryUsage().arrayBuffers > MAX_BUFFER_BYTES) {
        throw new Error('more memory than any input is worth');
      }
    } catch (thrown) {
      const problem = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
      // Made again: the parser may have changed what it was given.
      return { seed, messages: messages ?? spoiledMessages(valid, chance(seed)).map(toHex), problem };
    }
    if (performance.now() > until) return { rounds: round + 1 };
  }
  return { rounds: rounds ?? 0 };
}

function toHex(bytes: Buffer): string {
  return bytes.toString('hex');
}

const order = JSON.parse(process.argv[2] ?? '') as FuzzOrder;
writeFileSync(order.answerFile, JSON.stringify(await run(order)));
