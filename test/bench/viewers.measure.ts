/**
 * How many viewers one worker of the SFU carries: all of them of one camera, each with
 * a WHEP connection of its own.
 *
 * More join until the worker has a core to itself, or a packet in a thousand does not
 * come out. Their packets end in the bench's own relay, which takes as much of the
 * machine: where that is what gives out (the kernel counts what it could not take),
 * the figure is only how many were carried until then, and `limitedBy` says so.
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
const LOST_SHARE = 0.001;

type Step = { viewers: number; workerCpu: number; mbps: number; lostPercent: number; relayDropped: number };
type Limit = 'worker' | 'loss' | 'relay' | 'bench';

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
    const { cpu } = await costOf([workerPid], STEP_SECONDS);
    const after = { ...viewers.received(), dropped: viewers.dropped() };
    const packets = after.packets - before.packets;
    const lost = after.lost - before.lost;
    const step = {
      viewers: carried + STEP,
      workerCpu: cpu,
      mbps: round(((after.bytes - before.bytes) * 8) / STEP_SECONDS / 1e6),
      lostPercent: round((lost / (packets + lost)) * 100, 3),
      relayDropped: after.dropped - before.dropped,
    };
    steps.push(step);
    say(`${step.viewers} viewers: ${step.mbps} Mbit/s, the worker takes ${cpu} % of a core, ${lost} packets lost`);
    limitedBy = limitOf(step);
    if (!limitedBy || limitedBy === 'bench') carried = step.viewers;
  }
  into.viewersPerWorker = carried;
  into.basis.viewersPerWorker = { limitedBy, camera: MAIN, steps };
}

function limitOf({ viewers, workerCpu, lostPercent, relayDropped }: Step): Limit | undefined {
  if (workerCpu >= FULL_CPU) return 'worker';
  if (lostPercent >= LOST_SHARE * 100) return relayDropped > 0 ? 'relay' : 'loss';
  return viewers >= MOST ? 'bench' : undefined;
}
