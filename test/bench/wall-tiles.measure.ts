/**
 * How much of what cameras send a wall of 4, 16 and 25 tiles shows, and what the page
 * keeps of it: pictures by `presentedFrames` against what each camera counted meanwhile.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Figure, Measured, Wish } from './measure.ts';
import { round } from './statistics.ts';
import { SHAPES, type WallDesk, type WallSite } from './wall-site.ts';

const WALLS = [
  { figure: 'framesShownRatio4', layout: '2x2', tiles: 4, quality: 'main' },
  { figure: 'framesShownRatio16', layout: '4x4', tiles: 16, quality: 'sub' },
  { figure: 'framesShownRatio25', layout: '5x5', tiles: 25, quality: 'sub' },
] as const satisfies readonly { figure: Figure; layout: string; tiles: number; quality: 'main' | 'sub' }[];
type WallShape = (typeof WALLS)[number];

const LIVE_WITHIN_MS = 60_000;
const SETTLE_MS = 8_000;
const MINUTE_MS = 60_000;

type Tile = { cameraId: string; quality: string; state: string; presented: number; leftOut: number };
type Shown = { atMs: number; tiles: Tile[] };
const NOTHING: Shown = { atMs: 0, tiles: [] };
type Grown = { growth: number; minute1Mb: number; endMb: number; scriptMinute1Mb: number; scriptEndMb: number };

export async function measureWalls(into: Measured, wish: Wish, site: WallSite): Promise<void> {
  const grown: Record<string, Grown> = {};
  const wanted = WALLS.filter(({ figure }) => wish.isWanted(figure) || wish.isWanted('pageMemoryGrowth'));
  for (const wall of wanted) {
    wish.say(`a wall of ${wall.tiles} for ${wish.minutes} min`);
    try {
      grown[wall.tiles] = await measureWall(into, wish, site, wall);
    } catch (thrown) {
      wish.say(`${wall.figure}: ${thrown}`);
      into.failed[wall.figure] = String(thrown);
    }
  }
  if (!wish.isWanted('pageMemoryGrowth')) return;
  into.basis.pageMemoryGrowth = grown;
  // Of the wall on which it grew most: one wall that grows is a console that has to be closed.
  if (Object.keys(grown).length === WALLS.length) {
    into.pageMemoryGrowth = Math.max(...Object.values(grown).map(({ growth }) => growth));
  } else into.failed.pageMemoryGrowth = 'not every wall was watched to its end';
}

async function measureWall(into: Measured, wish: Wish, site: WallSite, wall: WallShape): Promise<Grown> {
  const cameras = site.cameras.slice(0, wall.tiles);
  await using desk = await site.openWall({ layout: wall.layout, slots: cameras.map(({ id }) => id) });
  await desk.call('countPictures');
  await allLive(desk, wall);
  await sleep(SETTLE_MS);

  // A minute of something else on the machine stands out beside a wall that shows less and less.
  const looks = [await desk.call<Shown>('picturesShown')];
  const beganAtMs = performance.now();
  const look = async (minute: number) => {
    await sleep(Math.max(0, beganAtMs + minute * MINUTE_MS - performance.now()));
    looks.push(await desk.call<Shown>('picturesShown'));
  };
  // What is given up only after the first minute is no growth; a run shorter than two minutes is halved.
  const firstMinute = Math.min(1, wish.minutes / 2);
  await look(firstMinute);
  const first = await desk.memory();
  for (let minute = firstMinute + 1; minute < wish.minutes; minute += 1) await look(minute);
  await look(wish.minutes);
  const last = await desk.memory();

  const between = (from: Shown, to: Shown) =>
    to.tiles.map((tile) => {
      const camera = cameras.find(({ id }) => id === tile.cameraId);
      const before = from.tiles.find(({ cameraId }) => cameraId === tile.cameraId);
      const sent = camera?.[wall.quality].sentBetween(from.atMs, to.atMs) ?? 0;
      const shown = tile.presented - (before?.presented ?? 0);
      return { quality: tile.quality, state: tile.state, shown, leftOut: tile.leftOut - (before?.leftOut ?? 0), sent };
    });
  const [from = NOTHING, to = NOTHING] = [looks[0], looks.at(-1)];
  const tiles = between(from, to);
  const minutes = looks.slice(1).map((each, index) => between(looks[index] ?? each, each));
  // A tile that is just connecting again plays none: that is for the ratio to tell.
  const isAsMeant = tiles.length === wall.tiles && tiles.every(({ quality }) => ['', wall.quality].includes(quality));
  if (!isAsMeant) {
    throw new Error(`${tiles.length} tiles of ${[...new Set(tiles.map(({ quality }) => quality))].join(', ')}`);
  }
  const { shown, leftOut, sent } = together(tiles);
  if (wish.isWanted(wall.figure)) into[wall.figure] = round(shown / sent, 4);
  into.basis[wall.figure] = {
    ...{ seconds: round((to.atMs - from.atMs) / 1_000), stream: SHAPES[wall.quality], shown, leftOut, sent },
    ...{ least: round(Math.min(...tiles.map((tile) => tile.shown / tile.sent)), 4) },
    byMinute: minutes.map(together).map((minute) => round(minute.shown / minute.sent, 3)),
    notLive: tiles.filter(({ state }) => state !== 'live').length,
  };
  wish.say(
    `${shown} of ${sent} pictures, ${leftOut} decoded and not drawn; ${round(first.processMb)} MB, then ${round(last.processMb)} MB`,
  );
  return {
    growth: round(last.processMb / first.processMb - 1, 4),
    minute1Mb: round(first.processMb),
    endMb: round(last.processMb),
    scriptMinute1Mb: round(first.scriptMb),
    scriptEndMb: round(last.scriptMb),
  };
}

type Counts = { shown: number; leftOut: number; sent: number };

function together(tiles: readonly Counts[]): Counts {
  const sum = (what: keyof Counts) => tiles.reduce((all, tile) => all + tile[what], 0);
  return { shown: sum('shown'), leftOut: sum('leftOut'), sent: sum('sent') };
}

export async function allLive({ page }: WallDesk, { tiles }: { tiles: number }): Promise<void> {
  const last = page.locator('video[data-camera-id][data-state="live"]').nth(tiles - 1);
  await last.waitFor({ state: 'attached', timeout: LIVE_WITHIN_MS });
}
