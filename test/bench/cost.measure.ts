/**
 * What a camera costs beside ffmpeg and Janus: the same RTSP cameras, one subject
 * after the other, in one run.
 *
 * *warm*: pulled, nobody watches. *watched*: made into packets and fed to the SFU's
 * producer, which has no consumer, because ffmpeg's copy encrypts for nobody either.
 * *watchedEncrypted*: the same with one WHEP viewer a camera, whose packets end in a
 * relay. CPU is of every process of the node; memory is of the warm
 * node, the pictures since the last key frame included.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openRtspCameras } from '../fixtures/rtsp-cameras.ts';
import { benchClip, MAIN } from './bench-clips.ts';
import { openBenchNode } from './bench-node.ts';
import type { Measure, Measured, Wish } from './measure.ts';
import { type Peer, startFfmpegCopies, startJanus } from './peers.ts';
import { type Cost, costOf, withDescendants } from './process-cost.ts';
import { round } from './statistics.ts';
import { openViewers } from './viewers.ts';
import { within } from './within.ts';

const SETTLE_MS = 6_000;
const CONNECTED_WITHIN_MS = 60_000;

export const cost: Measure = { figures: ['cpuPerCamera', 'memoryPerCamera'], run: measureCost };

async function measureCost(into: Measured, { cameraCount, seconds, say }: Wish): Promise<void> {
  const clip = await benchClip(MAIN);
  const names = Array.from({ length: cameraCount }, (_, index) => `camera${index}`);
  await using cameras = await openRtspCameras({ mounts: Object.fromEntries(names.map((name) => [name, clip])) });
  const urls = names.map(cameras.urlOf);

  const measurePeer = async (name: string, peer: Peer): Promise<Cost> => {
    try {
      await within(CONNECTED_WITHIN_MS, `${name}: ${cameraCount} connections`, cameras.sessionsAre(cameraCount));
      await sleep(SETTLE_MS);
      say(`${cameraCount} cameras: ${name}`);
      return await costOf(peer.pids, seconds);
    } finally {
      await peer.close();
      await within(CONNECTED_WITHIN_MS, `${name}: its end`, cameras.sessionsAre(0));
    }
  };
  const measureJanus = async () => measurePeer('Janus streaming plugin, nobody watching', await startJanus(urls));
  const ffmpeg = await measurePeer('ffmpeg -c copy, one process a camera', startFfmpegCopies(urls));
  const janus = await measureJanus().catch((thrown: unknown) => {
    say(`Janus: ${thrown}`);
    into.failed.janus = String(thrown);
    return null;
  });
  const ours = await measureOurs(Object.fromEntries(names.map((name) => [name, cameras.urlOf(name)])), seconds, say);
  Object.assign(into, summary({ ffmpeg, janus, ...ours }, cameraCount));
  into.basis.cost = { ffmpeg, janus, ...ours };
}

/** Every process of the node, and the share of the one that is not the SFU's. */
type OurCost = Cost & { nodeCpu: number };
type Costs = {
  ffmpeg: Cost;
  /** Null where it is not installed, or does not run. */
  janus: Cost | null;
  warm: OurCost;
  watched: OurCost;
  watchedEncrypted: OurCost & { mbps: number; lost: number };
};

async function measureOurs(cameras: Record<string, string>, seconds: number, say: (line: string) => void) {
  await using node = await openBenchNode();
  const names = Object.keys(cameras);
  const measure = async (what: string): Promise<OurCost> => {
    await sleep(SETTLE_MS);
    say(`${names.length} cameras: ours, ${what}`);
    const [all, alone] = await Promise.all([costOf(withDescendants(node.pid), seconds), costOf([node.pid], seconds)]);
    return { ...all, nodeCpu: alone.cpu };
  };
  await node.carry(cameras);
  const warm = await measure('warm, nobody watching');

  await node.feedAll();
  const watched = await measure('watched, nobody to encrypt for');
  await node.endFeeds();

  await using viewers = await openViewers(node);
  await viewers.watch(names);
  const encrypted = measure('watched over WHEP by a viewer each');
  await sleep(SETTLE_MS);
  const before = viewers.received();
  const cost = await encrypted;
  const after = viewers.received();
  const mbps = round(((after.bytes - before.bytes) * 8) / seconds / 1e6);
  return { warm, watched, watchedEncrypted: { ...cost, mbps, lost: after.lost - before.lost } };
}

function summary(costs: Costs, cameraCount: number): Pick<Measured, 'cpuPerCamera' | 'memoryPerCamera'> {
  const { ffmpeg, janus, warm, watched, watchedEncrypted } = costs;
  const each = (value: number) => round(value / cameraCount, 2);
  const ratio = (ours: number, theirs: number) => round(ours / theirs, 2);
  return {
    cpuPerCamera: {
      warm: each(warm.cpu),
      watched: each(watched.cpu),
      ffmpeg: each(ffmpeg.cpu),
      janus: janus && each(janus.cpu),
      warmToFfmpeg: ratio(warm.cpu, ffmpeg.cpu),
      watchedToFfmpeg: ratio(watched.cpu, ffmpeg.cpu),
      warmToJanus: janus && ratio(warm.cpu, janus.cpu),
      watchedEncrypted: each(watchedEncrypted.cpu),
    },
    memoryPerCamera: {
      oursMb: each(warm.memoryMb),
      ffmpegMb: each(ffmpeg.memoryMb),
      janusMb: janus && each(janus.memoryMb),
      oursWatchedMb: each(watched.memoryMb),
    },
  };
}
