/**
 * From the click on a tile to pictures, in Chromium, by the console's own player,
 * through the whole product, beside the other cameras' load.
 *
 * *warm*: the camera is kept warm, key frames are 4 s apart and the clicks are spread
 * evenly over that time; the first decoded picture. Each click opens a transport of its
 * own, as the first tile of a page does; `onKeptTransport` is every later tile.
 * *live*: the same clicks; the first picture the camera sent after the click, told by
 * the number painted into it, so that neither a poster nor the replayed past counts.
 * *cold*: the camera was not pulled and not kept warm; the first decoded picture. The
 * simulated cameras begin with a key frame whenever they are asked to play.
 * *wall16*: the last first picture of 16 sub-streams opened at once on one new transport.
 * *hls*: how old a picture is when it is shown, where only low-latency HLS comes through.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openRtspCameras } from '../fixtures/rtsp-cameras.ts';
import { benchClip, MAIN, MAIN_RARE_KEYS, SUB } from './bench-clips.ts';
import { type BenchDesk, openBenchDesk, type WatchWish } from './bench-desk.ts';
import { openBenchSite } from './bench-site.ts';
import type { Measure, Measured, Wish } from './measure.ts';
import { openStampedCamera, type StampedCamera } from './stamped-camera.ts';
import { quantile, quantiles, round } from './statistics.ts';

const JOINS = 50;
const KEPT_TRANSPORT_JOINS = 15;
/** Steps of this share of the interval between key frames meet 50 moments of it, evenly spread. */
const PHASE_STEP = 0.62;
const LIVE_WITHIN_MS = 8_000;
const COLD_JOINS = 20;
const WALLS = 8;
const WALL_TILES = 16;
const HLS_SETTLE_MS = 6_000;
const HLS_WATCH_MS = 10_000;
const HLS_PICTURES = 50;
const SETTLE_MS = 3_000;
const BETWEEN_MS = 1_000;

export const join: Measure = {
  figures: ['warmJoinMs', 'liveJoinMs', 'coldJoinMs', 'hlsBehindLiveMs'],
  run: measureJoins,
};

async function measureJoins(into: Measured, { cameraCount, isWanted, say }: Wish): Promise<void> {
  const clips = { main: await benchClip(MAIN), rareKeys: await benchClip(MAIN_RARE_KEYS), sub: await benchClip(SUB) };
  const numbered = (kind: string, count: number) => Array.from({ length: count }, (_, index) => `${kind}${index}`);
  const [main, sub, cold] = [numbered('main', cameraCount), numbered('sub', WALL_TILES), numbered('cold', COLD_JOINS)];
  const mounts = [...main, ...cold].map((name) => [name, clips.main]);
  const subMounts = sub.map((name) => [name, clips.sub]);
  await using cameras = await openRtspCameras({ mounts: Object.fromEntries([...mounts, ...subMounts]) });
  await using stamped = await openStampedCamera(clips.rareKeys, MAIN_RARE_KEYS);
  const { urlOf } = cameras;
  await using site = await openBenchSite([
    { sourceUrl: stamped.url },
    ...cold.map((name) => ({ sourceUrl: urlOf(name), keepWarm: false })),
    // The wall plays only sub-streams: its cameras beyond the load's have no other.
    ...Array.from({ length: Math.max(main.length, sub.length) }, (_, index) => ({
      sourceUrl: urlOf(main[index] ?? sub[index] ?? ''),
      subSourceUrl: sub[index] === undefined ? '' : urlOf(sub[index]),
    })),
  ]);
  const [stampedId = '', ...others] = site.cameraIds;
  const [coldIds, warmIds] = [others.slice(0, COLD_JOINS), others.slice(COLD_JOINS)];
  await site.told('live', [stampedId, ...warmIds]);
  await site.told('idle', coldIds);
  await using desk = await openBenchDesk(site);
  await sleep(SETTLE_MS);

  if (isWanted('warmJoinMs') || isWanted('liveJoinMs')) {
    const { warm, live, basis } = await measureWarm({ desk, stamped, cameraId: stampedId, say });
    into.liveJoinMs = live;
    if (basis.neverLive > 0) {
      into.failed.liveJoinMs = `${basis.neverLive} of ${JOINS} joins showed nothing live within ${LIVE_WITHIN_MS / 1_000} s: a quantile among them is null`;
    }
    into.basis.warmJoinMs = basis;
    say(`${WALLS} walls of ${WALL_TILES} sub-streams`);
    const walls = await openWalls(desk, warmIds.slice(0, WALL_TILES));
    into.warmJoinMs = { ...warm, wall16: round(quantile(walls, 0.95)) };
    into.basis.wall16 = { walls, camera: SUB };
  }
  if (isWanted('hlsBehindLiveMs')) {
    say('low-latency HLS');
    const behind = await behindLive(desk, stamped, stampedId);
    into.hlsBehindLiveMs = round(quantile(behind, 0.5));
    into.basis.hlsBehindLiveMs = { pictures: behind.length, p95: round(quantile(behind, 0.95)) };
  }
  if (isWanted('coldJoinMs')) {
    say(`${COLD_JOINS} cold joins`);
    const joins = await firstPictures(desk, coldIds);
    into.coldJoinMs = quantiles(joins);
    into.basis.coldJoinMs = { joins };
  }
}

async function behindLive(desk: BenchDesk, stamped: StampedCamera, cameraId: string): Promise<number[]> {
  const { clickedAtMs, pictures } = await desk.watch({ cameraId, forced: 'hls', forMs: HLS_SETTLE_MS + HLS_WATCH_MS });
  const settled = pictures.filter(({ number, atMs }) => number >= 0 && atMs - clickedAtMs > HLS_SETTLE_MS);
  if (settled.length < HLS_PICTURES) throw new Error(`HLS showed ${settled.length} pictures that could be read`);
  return settled.map(({ number, atMs }) => atMs - stamped.sentAtMs(number, atMs));
}

type WarmNeeds = { desk: BenchDesk; stamped: StampedCamera; cameraId: string; say: (line: string) => void };

async function measureWarm({ desk, stamped, cameraId, say }: WarmNeeds) {
  say(`${JOINS} warm joins, each on a new transport`);
  const fresh = await watchOverPhases(desk, { cameraId, forMs: LIVE_WITHIN_MS, untilLive: stamped.pace }, JOINS);
  say(`${KEPT_TRANSPORT_JOINS} warm joins on the transport of the page`);
  await desk.watch({ cameraId, onKeptTransport: true });
  const kept = await watchOverPhases(desk, { cameraId, onKeptTransport: true }, KEPT_TRANSPORT_JOINS);
  const first = fresh.map(({ clickedAtMs, pictures }) => (pictures[0]?.atMs ?? Number.NaN) - clickedAtMs);
  const live = fresh.map(({ clickedAtMs, pictures }) => {
    const shown = pictures.find(({ number, atMs }) => number >= 0 && stamped.sentAtMs(number, atMs) >= clickedAtMs);
    return shown ? shown.atMs - clickedAtMs : Number.POSITIVE_INFINITY;
  });
  const keptFirst = kept.map(({ clickedAtMs, pictures }) => (pictures[0]?.atMs ?? Number.NaN) - clickedAtMs);
  return {
    warm: { ...quantiles(first), onKeptTransport: quantiles(keptFirst) },
    live: quantiles(live),
    basis: {
      warmJoins: first.map((ms) => round(ms)),
      liveJoins: live.map((ms) => round(ms)),
      neverLive: live.filter((ms) => ms === Number.POSITIVE_INFINITY).length,
      unreadPictures: fresh.flatMap(({ pictures }) => pictures).filter(({ number }) => number < 0).length,
      camera: MAIN_RARE_KEYS,
    },
  };
}

async function watchOverPhases(desk: BenchDesk, wish: WatchWish, count: number) {
  const stepMs = MAIN_RARE_KEYS.gopSeconds * 1_000 * PHASE_STEP;
  const startedAtMs = performance.now();
  const watched = [];
  for (let index = 0; index < count; index += 1) {
    await sleep(Math.max(0, startedAtMs + index * stepMs - performance.now()));
    watched.push(await desk.watch(wish));
  }
  return watched;
}

async function openWalls(desk: BenchDesk, cameraIds: readonly string[]): Promise<number[]> {
  const stepMs = SUB.gopSeconds * 1_000 * PHASE_STEP;
  const walls: number[] = [];
  for (let index = 0; index < WALLS; index += 1) {
    const { clickedAtMs, shownAtMs } = await desk.openWall(cameraIds);
    walls.push(round(Math.max(...shownAtMs) - clickedAtMs));
    await sleep(stepMs);
  }
  return walls;
}

async function firstPictures(desk: BenchDesk, cameraIds: readonly string[]): Promise<number[]> {
  const joins: number[] = [];
  for (const cameraId of cameraIds) {
    const { clickedAtMs, pictures } = await desk.watch({ cameraId });
    joins.push(round((pictures[0]?.atMs ?? Number.NaN) - clickedAtMs));
    await sleep(BETWEEN_MS);
  }
  return joins;
}
