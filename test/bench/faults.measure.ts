/**
 * How soon an operator is told of a fault, and how soon pictures are back, in the
 * whole product with its own settings: the moments are those at which a connected
 * console hears of them.
 *
 * *stale*: all cameras hang, their connections stay; until the last of them is told
 * stalled. *recover*: a camera has been without power until it was offline; from when
 * it answers again until it is told live. *recoverAll*: the same of 200 at once, until
 * the last of them. Of several rounds the worst.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openRtspCameras } from '../fixtures/rtsp-cameras.ts';
import { benchClip, MAIN, TINY } from './bench-clips.ts';
import { type BenchSite, openBenchSite } from './bench-site.ts';
import type { Measure, Wish } from './measure.ts';
import { round } from './statistics.ts';

const STALE_ROUNDS = 4;
const RECOVER_ROUNDS = 3;
const MANY_CAMERAS = 200;
const SETTLE_MS = 2_000;
/** So that rounds do not all meet the same moment of whatever beats once a second. */
const STEP_MS = 270;

export const stale: Measure = {
  figures: ['staleDetectMs'],
  async run(into, { cameraCount, say }) {
    const rounds = await staleRounds(cameraCount, say);
    into.staleDetectMs = Math.max(...rounds);
    into.basis.staleDetectMs = { cameras: cameraCount, rounds };
  },
};

export const recover: Measure = {
  figures: ['recoverMs'],
  async run(into, { say }) {
    const rounds = await recoverRounds(await benchClip(MAIN), 1, RECOVER_ROUNDS, say);
    into.recoverMs = Math.max(...rounds);
    into.basis.recoverMs = { rounds };
  },
};

export const recoverAll: Measure = {
  figures: ['recoverAllMs'],
  async run(into, { say }) {
    const [ms] = await recoverRounds(await benchClip(TINY), MANY_CAMERAS, 1, say);
    into.recoverAllMs = ms;
    into.basis.recoverAllMs = { cameras: MANY_CAMERAS, camera: TINY };
  },
};

async function staleRounds(cameraCount: number, say: Wish['say']): Promise<number[]> {
  const { mounts, names } = mountsOf(await benchClip(MAIN), cameraCount);
  await using cameras = await openRtspCameras({ mounts });
  await using site = await openBenchSite(names.map((name) => ({ sourceUrl: cameras.urlOf(name) })));
  const rounds: number[] = [];
  for (let round = 0; round < STALE_ROUNDS; round += 1) {
    await site.told('live');
    await sleep(SETTLE_MS + round * STEP_MS);
    say(`${cameraCount} cameras hang`);
    rounds.push(await msUntil(site, 'stalled', () => cameras.pause()));
    cameras.resume();
  }
  return rounds;
}

async function recoverRounds(clip: string, count: number, roundCount: number, say: Wish['say']): Promise<number[]> {
  const { mounts, names } = mountsOf(clip, count);
  await using opened = new AsyncDisposableStack();
  let cameras = await openRtspCameras({ mounts });
  opened.defer(() => cameras.kill());
  await using site = await openBenchSite(names.map((name) => ({ sourceUrl: cameras.urlOf(name) })));
  await site.told('live');
  const rounds: number[] = [];
  for (let round = 0; round < roundCount; round += 1) {
    await sleep(SETTLE_MS + round * STEP_MS);
    say(`the power of ${count} cameras fails`);
    await cameras.kill();
    await site.told('offline');
    await sleep(round * STEP_MS);
    const { port } = cameras;
    rounds.push(
      await msUntil(site, 'live', async () => {
        cameras = await openRtspCameras({ mounts, port });
      }),
    );
  }
  return rounds;
}

/** From when it has happened until the last camera is told so. */
async function msUntil(
  site: BenchSite,
  state: 'live' | 'stalled',
  happen: () => void | Promise<void>,
): Promise<number> {
  await happen();
  const happenedAtMs = performance.timeOrigin + performance.now();
  return round((await site.told(state)) - happenedAtMs);
}

function mountsOf(clip: string, count: number): { mounts: Record<string, string>; names: string[] } {
  const names = Array.from({ length: count }, (_, index) => `camera${index}`);
  return { names, mounts: Object.fromEntries(names.map((name) => [name, clip])) };
}
