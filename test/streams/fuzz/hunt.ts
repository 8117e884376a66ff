/** Lets a parser be fed in a thread, and writes down the input that broke it in `found/`, where every later run tries it first. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { chance, spoiledMessages } from './chance.ts';
import type { FuzzAnswer, FuzzOrder } from './fuzz.worker.ts';
import { TARGETS } from './targets.ts';

const FOUND = new URL('./found/', import.meta.url);
/** No input is larger than some 100 kB. */
const HANGS_AFTER_MS = 8_000;
const MAX_HEAP_MB = 256;

export type Hunt = { target: string; firstSeed: number; rounds: number; milliseconds: number };
type Saved = { seed: number; messages: readonly string[] };

/** How many inputs were taken. Errors: the parser's failure, with its seed and where its input was saved. */
export async function hunt({ target, firstSeed, rounds, milliseconds }: Hunt): Promise<number> {
  for (const { seed, messages } of savedFor(target)) {
    await feed({ target, firstSeed: seed, rounds: 1, milliseconds, messages });
  }
  return feed({ target, firstSeed, rounds, milliseconds });
}

async function feed(order: Omit<FuzzOrder, 'progress'>): Promise<number> {
  const progress = new SharedArrayBuffer(4);
  const answer = await answerOf({ ...order, progress });
  if ('rounds' in answer) return answer.rounds;
  const { seed, messages, problem } = answer;
  const where = order.messages ? 'found before' : save(order.target, { seed, messages });
  throw new Error(`${order.target}, seed ${seed}, input ${where}: ${problem}`);
}

function answerOf(order: FuzzOrder): Promise<FuzzAnswer> {
  const worker = new Worker(new URL('./fuzz.worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  const begun = new Uint32Array(order.progress);
  let before = 0;
  const { promise, resolve } = Promise.withResolvers<FuzzAnswer>();
  const broke = (problem: string) => resolve({ ...inputOf(order, begun[0] ?? 0), problem });
  const watch = setInterval(() => {
    const now = begun[0] ?? 0;
    if (now > 0 && now === before) broke('it hangs');
    before = now;
  }, HANGS_AFTER_MS);
  worker.once('message', resolve);
  worker.once('error', (thrown) => broke(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)));
  return promise.finally(() => {
    clearInterval(watch);
    return worker.terminate();
  });
}

/** Made again, when the thread can no longer say it. */
function inputOf({ target, firstSeed, messages }: FuzzOrder, round: number): Saved {
  const seed = (firstSeed + Math.max(0, round - 1)) >>> 0;
  const valid = TARGETS.find(({ name }) => name === target)?.valid() ?? [];
  return { seed, messages: messages ?? spoiledMessages(valid, chance(seed)).map((each) => each.toString('hex')) };
}

function save(target: string, saved: Saved): string {
  mkdirSync(FOUND, { recursive: true });
  const file = new URL(`${target}.${saved.seed}.json`, FOUND);
  writeFileSync(file, `${JSON.stringify(saved)}\n`);
  return file.pathname;
}

function savedFor(target: string): Saved[] {
  if (!existsSync(FOUND)) return [];
  const names = readdirSync(FOUND).filter((name) => name.startsWith(`${target}.`));
  return names.map((name) => JSON.parse(readFileSync(new URL(name, FOUND), 'utf8')) as Saved);
}
