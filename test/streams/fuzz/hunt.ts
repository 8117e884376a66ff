/** Lets a parser be fed in a process of its own, and writes down the input that broke it in `found/`, where every later run tries it first. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chance, spoiledMessages } from './chance.ts';
import type { FuzzAnswer, FuzzOrder } from './feed.main.ts';
import { TARGETS } from './targets.ts';

const FOUND = new URL('./found/', import.meta.url);
const FEEDER = fileURLToPath(new URL('./feed.main.ts', import.meta.url));
/** No input is larger than some 100 kB. */
const HANGS_AFTER_MS = 8_000;
const MAX_HEAP_MB = 256;

export type Hunt = Pick<FuzzOrder, 'target' | 'firstSeed' | 'rounds' | 'milliseconds'>;
type Saved = { seed: number; messages: readonly string[] };

/** How many inputs were taken. Errors: the parser's failure, with its seed and where its input was saved. */
export async function hunt({ target, firstSeed, rounds, milliseconds }: Hunt): Promise<number> {
  for (const { seed, messages } of savedFor(target)) {
    await feed({ target, firstSeed: seed, rounds: 1, milliseconds, messages });
  }
  return feed({ target, firstSeed, rounds, milliseconds });
}

async function feed(order: Hunt & { messages?: readonly string[] }): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  try {
    const files = { progressFile: join(folder, 'progress'), answerFile: join(folder, 'answer') };
    const answer = await answerOf({ ...order, ...files });
    if ('rounds' in answer) return answer.rounds;
    const where = order.messages ? 'found before' : save(order.target, answer);
    throw new Error(`${order.target}, seed ${answer.seed}, input ${where}: ${answer.problem}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function answerOf(order: FuzzOrder): Promise<FuzzAnswer> {
  const child = spawn(process.execPath, [`--max-old-space-size=${MAX_HEAP_MB}`, FEEDER, JSON.stringify(order)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => {
    said = `${said}${text}`.slice(0, 2_000);
  });
  let before: number | undefined;
  let isHanging = false;
  const watch = setInterval(() => {
    const now = seedAt(order);
    isHanging = now !== undefined && now === before;
    if (isHanging) child.kill('SIGKILL');
    before = now;
  }, HANGS_AFTER_MS);
  const [code] = await once(child, 'close').finally(() => clearInterval(watch));
  if (code === 0) return JSON.parse(readFileSync(order.answerFile, 'utf8')) as FuzzAnswer;
  const seed = seedAt(order) ?? order.firstSeed;
  return {
    ...(await inputOf(order, seed)),
    problem: isHanging ? 'it hangs' : `its process ended with ${code}\n${said}`,
  };
}

function seedAt({ progressFile }: FuzzOrder): number | undefined {
  if (!existsSync(progressFile)) return undefined;
  const bytes = readFileSync(progressFile);
  return bytes.length === 4 ? bytes.readUInt32LE() : undefined;
}

/** Made again, when its process can no longer say it. */
async function inputOf({ target, messages }: FuzzOrder, seed: number): Promise<Saved> {
  const valid = (await TARGETS.find(({ name }) => name === target)?.valid()) ?? [];
  return { seed, messages: messages ?? spoiledMessages(valid, chance(seed)).map((each) => each.toString('hex')) };
}

function save(target: string, { seed, messages }: Saved): string {
  mkdirSync(FOUND, { recursive: true });
  const file = new URL(`${target}.${seed}.txt`, FOUND);
  writeFileSync(file, `${messages.join('\n')}\n`);
  return file.pathname;
}

/** The seed is in the name, and each line is a message. */
function savedFor(target: string): Saved[] {
  if (!existsSync(FOUND)) return [];
  const names = readdirSync(FOUND).filter((name) => name.startsWith(`${target}.`));
  return names.map((name) => ({
    seed: Number(name.split('.')[1]),
    messages: readFileSync(new URL(name, FOUND), 'utf8').trimEnd().split('\n'),
  }));
}
