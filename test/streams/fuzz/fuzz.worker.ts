/**
 * Feeds one parser, seed after seed, in a thread of its own: so that one that hangs or
 * eats up all memory can be ended from outside, which knows from `progress` at which seed.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { chance, spoiledMessages } from './chance.ts';
import { TARGETS } from './targets.ts';

export type FuzzOrder = {
  target: string;
  firstSeed: number;
  /** Whichever comes first. */
  rounds: number;
  milliseconds: number;
  /** Fed instead of what the seed makes. */
  messages?: readonly string[];
  /** How many rounds were begun. */
  progress: SharedArrayBuffer;
};
export type FuzzAnswer = { rounds: number } | { seed: number; messages: readonly string[]; problem: string };

/** Of buffers that live at once; a parser that is fed kilobytes needs none of it. */
const MAX_BUFFER_BYTES = 1_024 * 1_024 * 1_024;
const LOOK_EVERY = 64;

function run({ target, firstSeed, rounds, milliseconds, messages, progress }: FuzzOrder): FuzzAnswer {
  const found = TARGETS.find(({ name }) => name === target);
  if (!found) throw new Error(`no parser is called ${target}`);
  const valid = found.valid();
  const begun = new Uint32Array(progress);
  const until = performance.now() + milliseconds;
  for (let round = 0; round < rounds; round += 1) {
    const seed = (firstSeed + round) >>> 0;
    Atomics.store(begun, 0, round + 1);
    const random = chance(seed);
    const input = messages?.map((hex) => Buffer.from(hex, 'hex')) ?? spoiledMessages(valid, random);
    // The parser may change what it is given.
    const asMade = () => messages ?? spoiledMessages(valid, chance(seed)).map((each) => each.toString('hex'));
    try {
      found.feed(input, chance(~seed));
      if (round % LOOK_EVERY === 0 && process.memoryUsage().arrayBuffers > MAX_BUFFER_BYTES) {
        throw new Error('more memory than any input is worth');
      }
    } catch (thrown) {
      const problem = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
      return { seed, messages: asMade(), problem };
    }
    if (performance.now() > until) return { rounds: round + 1 };
  }
  return { rounds };
}

parentPort?.postMessage(run(workerData as FuzzOrder));
