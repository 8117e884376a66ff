/** The media plane beside ffmpeg and Janus: the same real RTSP cameras, one after the other, in one run. */
import { fork } from 'node:child_process';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { openBrowser } from '../fixtures/browser.ts';
import { openRtspCameras } from '../fixtures/rtsp-cameras.ts';
import { benchClip } from './bench-clip.ts';
import { endAll, type Peer, startFfmpegCopies, startJanus } from './peers.ts';
import { type Cost, costOf, costOfThese, round, withDescendants } from './process-cost.ts';

const SETTLE_MS = 6_000;
const FIRST_FRAME_TRIES = 30;

type Wish = { cameraCount: number; seconds: number; say: (line: string) => void };

export async function benchMedia({ cameraCount, seconds, say }: Wish) {
  say('making the clip');
  const clip = await benchClip();
  const names = Array.from({ length: cameraCount }, (_, index) => `camera${index}`);
  await using cameras = await openRtspCameras({ mounts: Object.fromEntries(names.map((name) => [name, clip])) });
  const urls = names.map(cameras.urlOf);

  const measurePeer = async (name: string, peer: Peer): Promise<Cost> => {
    await cameras.sessionsAre(cameraCount);
    await sleep(SETTLE_MS);
    say(`measuring ${name}`);
    const cost = await costOf(peer.pids, seconds);
    await peer.close();
    await cameras.sessionsAre(0);
    return cost;
  };
  const ffmpegCopy = await measurePeer('ffmpeg -c copy, one process a camera', startFfmpegCopies(urls));
  const janus = await measurePeer('Janus streaming plugin, nobody watching', startJanus(urls));
  const ours = await measureOurs(urls, seconds, say);

  const { warm, watched, firstFrameMs } = ours;
  return {
    bench: 'media',
    machine: { cpu: cpus()[0]?.model ?? '', cores: cpus().length },
    load: { cameras: cameraCount, width: 1_920, height: 1_080, framesPerSecond: 25, kbps: 4_000, seconds },
    cost: {
      oursWarm: warm,
      oursWatched: watched.total,
      oursWatchedNode: watched.node,
      oursWatchedSfu: watched.sfu,
      ffmpegCopy,
      janus,
    },
    perCamera: {
      oursWarm: perCamera(warm, cameraCount),
      oursWatched: perCamera(watched.total, cameraCount),
      ffmpegCopy: perCamera(ffmpegCopy, cameraCount),
      janus: perCamera(janus, cameraCount),
    },
    ratios: {
      cpuWarmToFfmpegCopy: ratio(warm.cpu, ffmpegCopy.cpu),
      cpuWatchedToFfmpegCopy: ratio(watched.total.cpu, ffmpegCopy.cpu),
      cpuWarmToJanus: ratio(warm.cpu, janus.cpu),
      memoryWarmToFfmpegCopy: ratio(warm.memoryMb, ffmpegCopy.memoryMb),
      memoryWarmToJanus: ratio(warm.memoryMb, janus.memoryMb),
    },
    watchedMbps: watched.mbps,
    firstFrameMs,
  };
}

async function measureOurs(urls: readonly string[], seconds: number, say: (line: string) => void) {
  const child = fork(new URL('./media-node.main.ts', import.meta.url).pathname, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const browser = await openBrowser();
  try {
    const port = await new Promise<number>((resolve) => {
      let told = 0;
      child.on('message', (message: { port?: number; live?: number }) => {
        if (message.port) told = message.port;
        if (told && message.live === urls.length) resolve(told);
      });
      child.send({ urls });
    });
    await sleep(SETTLE_MS);
    say('measuring ours, warm, nobody watching');
    const warm = await costOf([child.pid ?? 0], seconds);

    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.addScriptTag({ path: new URL('./bench-viewer.js', import.meta.url).pathname });
    say('measuring ours, from click to first decoded frame');
    const alone = await firstFrames(page, (index) => index % urls.length);
    say('measuring ours, the same while somebody else watches');
    await page.evaluate("watchWithoutDecoding('/camera0').then((peer) => { window.other = peer; })");
    await sleep(SETTLE_MS);
    const joining = await firstFrames(page, () => 0);
    await page.evaluate('other.close()');

    await page.evaluate(
      `Promise.all([...Array(${urls.length}).keys()].map((index) => watchWithoutDecoding('/camera' + index))).then((peers) => { window.peers = peers; })`,
    );
    await sleep(SETTLE_MS);
    say('measuring ours, every camera watched over WebRTC');
    const [node = 0, sfu = 0] = withDescendants(child.pid ?? 0);
    const before = await page.evaluate<number>('receivedBytes(peers)');
    const [nodeCost, sfuCost] = await Promise.all([costOfThese([node], seconds), costOfThese([sfu], seconds)]);
    const bytes = (await page.evaluate<number>('receivedBytes(peers)')) - before;
    const total = {
      cpu: round(nodeCost.cpu + sfuCost.cpu),
      memoryMb: round(nodeCost.memoryMb + sfuCost.memoryMb),
      processes: 2,
    };
    return {
      warm,
      watched: { total, node: nodeCost, sfu: sfuCost, mbps: round((bytes * 8) / seconds / 1e6) },
      firstFrameMs: { ...alone, whileWatched: joining },
    };
  } finally {
    await browser.close();
    await endAll([child]);
  }
}

async function firstFrames(page: Page, cameraOf: (index: number) => number) {
  const tries: number[] = [];
  for (let index = 0; index < FIRST_FRAME_TRIES; index += 1) {
    // Spread over the interval between key frames, or every try would meet the same moment of it.
    await sleep(137 * (index % 7));
    tries.push(await page.evaluate<number>(`firstFrameMs('/camera${cameraOf(index)}')`));
  }
  return { p50: quantile(tries, 0.5), p95: quantile(tries, 0.95), tries: tries.length };
}

function perCamera({ cpu, memoryMb }: Cost, cameraCount: number) {
  return { cpu: Math.round((cpu / cameraCount) * 100) / 100, memoryMb: round(memoryMb / cameraCount) };
}

function ratio(ours: number, theirs: number): number {
  return Math.round((ours / theirs) * 100) / 100;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
