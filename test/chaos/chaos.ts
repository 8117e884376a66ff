/**
 * Random kills, pauses and network cuts against the whole product, then the count:
 * what is open afterwards is what was open before.
 *
 * The acts follow from the seed; what the processes make of them, and when, does not.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Census, differences, takeCensus } from '../load/census.ts';
import { complaintsIn, restartsIn } from '../load/complaints.ts';
import { type Load, openLoad } from '../load/open-load.ts';
import { until } from '../load/until.ts';
import { chance } from '../streams/fuzz/chance.ts';
import { actByChance, type Done } from './acts.ts';

const SETTLED_WITHIN_MS = 90_000;
const VIEWERS_LOOK_MS = 5_000;

export type ChaosWish = {
  seed: number;
  seconds: number;
  cameraCount: number;
  tiles: number;
  say: (line: string) => void;
  signal: AbortSignal;
};

export type ChaosResult = {
  seed: number;
  seconds: number;
  cameras: number;
  acts: Record<string, number>;
  nodeRestarts: number;
  healedMs: number;
  before: Census;
  after: Census;
  /** Empty is the verdict one wants. */
  amiss: string[];
};

export async function runChaos(wish: ChaosWish): Promise<ChaosResult> {
  const { seed, seconds, cameraCount, say, signal } = wish;
  say(`seed ${seed}: starting ${cameraCount} cameras and the product`);
  await using load = await openLoad(wish);
  await load.allLive();
  say('all are live; viewers come and go once before the count');
  await allViewers(load, 'open');
  await sleep(VIEWERS_LOOK_MS, undefined, { signal });
  await allViewers(load, 'close');
  const before = await quietCensus(load, signal);

  say(`chaos for ${seconds} s`);
  await allViewers(load, 'open');
  const acts = await act(load, wish);

  say('all is mended; waiting for every camera');
  const healingMs = performance.now();
  await allViewers(load, 'close');
  const amiss: string[] = [];
  await load.allLive().catch((thrown: Error) => amiss.push(thrown.message));
  const healedMs = Math.round(performance.now() - healingMs);
  let after = await takeCensus(load);
  const settled = async () => {
    after = await takeCensus(load);
    return differences(before, after).join('\n');
  };
  await until(settled, { withinMs: SETTLED_WITHIN_MS, signal }).catch((thrown: Error) =>
    amiss.push(...thrown.message.split('\n')),
  );
  const { said } = load.product;
  amiss.push(...complaintsIn(said).map((line) => `said: ${line}`));
  signal.throwIfAborted();
  return { seed, seconds, cameras: cameraCount, acts, nodeRestarts: restartsIn(said), healedMs, before, after, amiss };
}

/** When nobody watches and two looks are alike. */
async function quietCensus(load: Load, signal: AbortSignal): Promise<Census> {
  let last = await takeCensus(load);
  await until(
    async () => {
      const now = await takeCensus(load);
      const changed = differences(last, now);
      last = now;
      const { viewers = 0 } = now;
      return viewers > 0 ? `${viewers} viewers who left` : changed.join(', ');
    },
    { withinMs: SETTLED_WITHIN_MS, signal },
  );
  return last;
}

async function act(load: Load, { seed, seconds, say, signal }: ChaosWish): Promise<Record<string, number>> {
  const random = chance(seed);
  const counts: Record<string, number> = {};
  const undone = new Map<() => Promise<void>, NodeJS.Timeout>();
  const startedMs = performance.now();
  const note = (line: string) => say(`${((performance.now() - startedMs) / 1_000).toFixed(1).padStart(6)} s  ${line}`);
  const undoLater = ({ what, where, undo, afterMs }: Done) => {
    if (!undo) return;
    const now = async () => {
      clearTimeout(undone.get(now));
      undone.delete(now);
      await undo();
      note(`over: ${what}: ${where}`);
    };
    undone.set(
      now,
      setTimeout(() => void now(), afterMs),
    );
  };
  try {
    while (performance.now() - startedMs < seconds * 1_000) {
      await sleep(1_000 + random(2_000), undefined, { signal });
      const done = await actByChance(load, random);
      if (!done) continue;
      const { what, where } = done;
      note(where ? `${what}: ${where}` : what);
      counts[what] = (counts[what] ?? 0) + 1;
      undoLater(done);
    }
  } finally {
    for (const undo of [...undone.keys()]) await undo();
  }
  return counts;
}

async function allViewers({ viewers }: Load, way: 'open' | 'close'): Promise<void> {
  await Promise.all(viewers.map((viewer) => viewer[way]()));
}
