/**
 * How many viewers one worker of the SFU carries: all of them of one camera, each with
 * a WHEP connection of its own.
 *
 * More join until the worker has a core to itself, or a packet in a thousand does not
 * come out, or they come later and later. Their packets end in the bench's own relay,
 * which takes as much of the machine: where that is what gives out, the figure is only
 * how many were carried until then, and `limitedBy` says so.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openRtspCameras } from '../fixtures/rtsp-cameras.ts';
import { benchClip, MAIN } from './bench-clips.ts';
import { openBenchNode } from './bench-node.ts';
import type { Measure, Measured, Wish } from './measure.ts';
import { costOf, workersOf } from './process-cost.ts';
import { round } from './statistics.ts';
import { openViewers } from './viewers.ts';

const STEP = 20;
const MOST = 240;
const SETTLE_MS = 3_000;
const STEP_SECONDS = 5;
const FULL_CPU = 95;
const RELAY_FULL_CPU = 80;
const LOST_PERCENT = 0.1;
/** Of what the first viewers got each. */
const KEPT_UP_SHARE = 0.95;

type Step = {
  viewers: number;
  workerCpu: number;
  relayCpu: number;
  mbps: number;
  lostPercent: number;
  relayDropped: number;
};
/** `machine`: neither has a core to itself, and still they do not keep up. `most`: more were not tried. */
type Limit = 'worker' | 'relay' | 'machine' | 'most';

export const viewersPerWorker: Measure = { figures: ['viewersPerWorker'], run: measureViewers };

async function measureViewers(into: Measured, { say }: Wish): Promise<void> {
  await using cameras = await openRtspCameras({ mounts: { camera: await benchClip(MAIN) } });
  await using node = await openBenchNode();
  await node.carry({ camera: cameras.urlOf('camera') });
  await using viewers = await openViewers(node);
  const [workerPid] = workersOf(node.pid);
  if (workerPid === undefined) throw new Error('the media node has no worker');

  const steps: Step[] = [];
  let carried = 0;
  let limitedBy: Limit | undefined;
  while (!limitedBy) {
    await viewers.watch(Array.from({ length: STEP }, () => 'camera'));
    await sleep(SETTLE_MS);
    const before = { ...viewers.received(), dropped: viewers.dropped() };
    const startedAtMs = performance.now();
    const [worker, relay] = await Promise.all([costOf([workerPid], STEP_SECONDS), costOf([process.pid], STEP_SECONDS)]);
    const seconds = (performance.now() - startedAtMs) / 1_000;
    const after = { ...viewers.received(), dropped: viewers.dropped() };
    const packets = after.packets - before.packets;
    const lost = after.lost - before.lost;
    const step = {
      viewers: carried + STEP,
      workerCpu: worker.cpu,
      relayCpu: relay.cpu,
      mbps: round(((after.bytes - before.bytes) * 8) / seconds / 1e6),
      lostPercent: round((lost / (packets + lost)) * 100, 3),
      relayDropped: after.dropped - before.dropped,
    };
    steps.push(step);
    say(
      `${step.viewers} viewers: ${step.mbps} Mbit/s, the worker takes ${worker.cpu} % of a core, ${lost} packets lost`,
    );
    limitedBy = limitOf(step, steps[0] ?? step);
    if (!limitedBy || limitedBy === 'most') carried = step.viewers;
  }
  into.viewersPerWorker = carried;
  into.basis.viewersPerWorker = { limitedBy, camera: MAIN, steps };
}

function limitOf(step: Step, first: Step): Limit | undefined {
  const { viewers, workerCpu, relayCpu, mbps, lostPercent, relayDropped } = step;
  const keepsUp = mbps >= (first.mbps / first.viewers) * viewers * KEPT_UP_SHARE;
  if (workerCpu >= FULL_CPU) return 'worker';
  if (keepsUp && lostPercent < LOST_PERCENT) return viewers >= MOST ? 'most' : undefined;
  return relayDropped > 0 || relayCpu >= RELAY_FULL_CPU ? 'relay' : 'machine';
}
