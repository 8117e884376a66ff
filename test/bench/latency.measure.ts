/**
 * From a picture's packets in to the same packets out, encrypted.
 *
 * In: the moment the camera hands a picture to its connection with the node. Out: the
 * moment a packet of it arrives at the relay a viewer is connected through, so that
 * loopback and the bench's own reading of its socket are charged to us. The other
 * cameras are fed to the SFU meanwhile, as while they are watched.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openRtspCameras } from '../fixtures/rtsp-cameras.ts';
import { benchClip, MAIN } from './bench-clips.ts';
import { openBenchNode } from './bench-node.ts';
import type { Measure, Measured, Wish } from './measure.ts';
import type { Arrival } from './srtp-relay.ts';
import { openStampedCamera } from './stamped-camera.ts';
import { quantile, round } from './statistics.ts';
import { openViewers } from './viewers.ts';

const SETTLE_MS = 6_000;

export const latency: Measure = { figures: ['addedLatencyMs'], run: measureLatency };

async function measureLatency(into: Measured, { cameraCount, seconds, say }: Wish): Promise<void> {
  const clip = await benchClip(MAIN);
  const names = Array.from({ length: cameraCount - 1 }, (_, index) => `camera${index}`);
  await using cameras = await openRtspCameras({ mounts: Object.fromEntries(names.map((name) => [name, clip])) });
  await using stamped = await openStampedCamera(clip, MAIN);
  await using node = await openBenchNode();
  const others = names.map((name) => [name, cameras.urlOf(name)]);
  await node.carry({ ...Object.fromEntries(others), stamped: stamped.url });
  await node.feedAll();

  let arrivals: Arrival[] = [];
  await using viewers = await openViewers(node, (arrival) => arrivals.push(arrival));
  await viewers.watch(['stamped']);
  // What a viewer is given at first is the past, a tick apart: only after it comes what is measured.
  await sleep(SETTLE_MS);
  say(`added latency beside ${names.length} cameras`);
  arrivals = [];
  await sleep(seconds * 1_000);
  const measured = arrivals;
  const sentAtMs = stamped.sentAtMsOf(measured);
  const added = measured.map(({ atMs }, index) => atMs - (sentAtMs[index] ?? Number.NaN));
  const of = (share: number) => round(quantile(added, share), 2);
  into.addedLatencyMs = { p50: of(0.5), p99: of(0.99) };
  const { lost } = viewers.received();
  into.basis.addedLatencyMs = { packets: added.length, p95: of(0.95), max: of(1), lost };
}
