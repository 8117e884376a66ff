/**
 * The product under an even load for a long time: does anything grow?
 *
 * Nothing is made to fail here. Some viewers stay, one comes and goes all the time,
 * cameras are recorded and analysed; memory, descriptors and processor time of each
 * process are read every few seconds after a warm-up.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { familyOf } from '../load/census.ts';
import { complaintsIn, restartsIn } from '../load/complaints.ts';
import { type Load, openLoad } from '../load/open-load.ts';
import { type Figures, figuresOf } from '../load/process-figures.ts';
import { CLIP_FPS } from '../load/small-clips.ts';
import { fmp4Viewer, hlsViewer, type Seen, type Viewer } from '../load/viewers.ts';
import { type Slope, slopeOf } from './slope.ts';

const SAMPLE_EVERY_MS = 5_000;
const STAYS_MS = 4_000;
const AWAY_MS = 2_000;
const TICKS_PER_SECOND = 100;
/** Caches of the JavaScript engine fill for as long; a run too short for it warms up for a third of itself. */
const WARM_UP_MS = 180_000;

/**
 * What fails a soak: growth that is above the limit even at the low end of its spread
 * (two standard errors), memory's in the second half too; a lost node, a camera that had
 * to be called again, pictures that did not come. Memory is what is resident: PSS, a share
 * of what is common, grows too when somebody else's Node on the machine ends.
 */
export const LIMITS = { memoryMbPerHour: 30, descriptorsPerHour: 10, nodeRestarts: 0, reconnects: 0, lostPercent: 1 };

export type SoakWish = { minutes: number; cameraCount: number; say: (line: string) => void; signal: AbortSignal };

type ProcessResult = {
  cpuPercent: number;
  rssMb: Slope;
  pssMb: Slope;
  /** Resident, of the second half: growth that ends was a cache that filled, a leak goes on. */
  rssMbLate: Slope;
  descriptors: Slope;
};

export type SoakResult = {
  minutes: number;
  warmUpSeconds: number;
  samples: number;
  cameras: number;
  processes: Record<string, ProcessResult>;
  viewersThatCameAndWent: number;
  nodeRestarts: number;
  reconnects: number;
  stalls: number;
  /** Of one who stays in front of a camera, over fMP4. */
  pictures: { due: number; seen: number; lostPercent: number; leftOutByNode: number };
  worstLossPercent: number;
  limits: typeof LIMITS;
  /** Empty is the verdict one wants. */
  amiss: string[];
};

const PROCESSES = ['server', 'node', 'sfu'] as const;
type Row = { atMs: number } & Record<(typeof PROCESSES)[number], Figures | undefined>;

export async function runSoak({ minutes, cameraCount, say, signal }: SoakWish): Promise<SoakResult> {
  say(`starting ${cameraCount} cameras and the product`);
  await using load = await openLoad({ cameraCount, tiles: 4, signal });
  await load.allLive();
  const { operator, cameraIds } = load;
  const seen: Seen = { pictures: 0, lost: 0 };
  const witness = fmp4Viewer(operator, cameraIds[2 % cameraIds.length] ?? '', seen);
  await Promise.all([...load.viewers, witness].map((viewer) => viewer.open()));
  const restless = comeAndGo(
    [fmp4Viewer, hlsViewer].map((open) => open(operator, cameraIds[4 % cameraIds.length] ?? '')),
  );
  try {
    const warmUpMs = Math.min(WARM_UP_MS, (minutes * 60_000) / 3);
    say(`all are live; warming up for ${Math.round(warmUpMs / 1_000)} s`);
    await sleep(warmUpMs, undefined, { signal });
    const startedAtMs = performance.now();
    const [picturesBefore, callsBefore] = [seen.pictures, await calls(load)];
    const rows: Row[] = [];
    let worstLossPercent = 0;
    while (performance.now() - startedAtMs < minutes * 60_000) {
      const { server, node, sfu } = familyOf(load.product.pid);
      rows.push({ atMs: performance.now(), server: figuresOf(server), node: figuresOf(node), sfu: figuresOf(sfu) });
      const healths = await load.administrator.ask('GET /api/cameras/health');
      worstLossPercent = Math.max(worstLossPercent, ...healths.map(({ lossPercent }) => lossPercent));
      if (rows.length % 12 === 0) say(sentence(rows.at(-1)));
      await sleep(SAMPLE_EVERY_MS, undefined, { signal });
    }
    const seconds = (performance.now() - startedAtMs) / 1_000;
    const callsAfter = await calls(load);
    const due = Math.round(seconds * CLIP_FPS);
    const came = seen.pictures - picturesBefore;
    const result = {
      minutes,
      warmUpSeconds: Math.round(warmUpMs / 1_000),
      samples: rows.length,
      cameras: cameraCount,
      processes: Object.fromEntries(PROCESSES.map((name) => [name, resultOf(rows, name)])),
      viewersThatCameAndWent: restless.count,
      nodeRestarts: restartsIn(load.product.said),
      reconnects: callsAfter.reconnects - callsBefore.reconnects,
      stalls: callsAfter.stalls - callsBefore.stalls,
      pictures: {
        due,
        seen: came,
        lostPercent: Math.max(0, Math.round((1 - came / due) * 10_000) / 100),
        leftOutByNode: seen.lost,
      },
      worstLossPercent,
      limits: LIMITS,
    };
    const said = complaintsIn(load.product.said).map((line) => `said: ${line}`);
    return { ...result, amiss: [...beyondLimits(result), ...said] };
  } finally {
    await Promise.all([restless.close(), witness.close()]);
  }
}

/** Both ways to watch, one after the other, without end. */
function comeAndGo(viewers: readonly Viewer[]): { readonly count: number; close(): Promise<void> } {
  const closing = new AbortController();
  let count = 0;
  const go = async () => {
    while (!closing.signal.aborted) {
      for (const viewer of viewers) {
        await viewer.open();
        await sleep(STAYS_MS, undefined, { signal: closing.signal }).catch(() => {});
        await viewer.close();
        count += 1;
        await sleep(AWAY_MS, undefined, { signal: closing.signal }).catch(() => {});
      }
    }
  };
  const going = go();
  return {
    get count() {
      return count;
    },
    close: () => {
      closing.abort();
      return going;
    },
  };
}

async function calls({ administrator }: Load): Promise<{ reconnects: number; stalls: number }> {
  const healths = await administrator.ask('GET /api/cameras/health');
  return {
    reconnects: healths.reduce((sum, { reconnectCount }) => sum + reconnectCount, 0),
    stalls: healths.reduce((sum, { stallCount }) => sum + stallCount, 0),
  };
}

function resultOf(rows: readonly Row[], name: (typeof PROCESSES)[number]): ProcessResult {
  const figures = rows.flatMap(({ atMs, [name]: read }) => (read ? [{ atMs, ...read }] : []));
  const slope = (of: 'rssMb' | 'pssMb' | 'descriptors') =>
    slopeOf(figures.map((row) => ({ atMs: row.atMs, value: row[of] })));
  const [first, last] = [figures[0], figures.at(-1)];
  const spanSeconds = ((last?.atMs ?? 0) - (first?.atMs ?? 0)) / 1_000;
  const ticks = (last?.cpuTicks ?? 0) - (first?.cpuTicks ?? 0);
  return {
    cpuPercent: spanSeconds > 0 ? Math.round((ticks / TICKS_PER_SECOND / spanSeconds) * 1_000) / 10 : 0,
    rssMb: slope('rssMb'),
    pssMb: slope('pssMb'),
    rssMbLate: slopeOf(
      figures.slice(Math.floor(figures.length / 2)).map(({ atMs, rssMb }) => ({ atMs, value: rssMb })),
    ),
    descriptors: slope('descriptors'),
  };
}

type Judged = Pick<SoakResult, 'processes' | 'nodeRestarts' | 'reconnects' | 'pictures'>;

export function beyondLimits({ processes, nodeRestarts, reconnects, pictures }: Judged): string[] {
  const grows = ({ perHour, spread }: Slope, limit: number) => perHour - 2 * spread > limit;
  const growing = Object.entries(processes).flatMap(([name, { rssMb, rssMbLate, descriptors }]) => [
    ...(grows(rssMb, LIMITS.memoryMbPerHour) && grows(rssMbLate, LIMITS.memoryMbPerHour)
      ? [`${name}: memory grows by ${inWords(rssMb)} MB an hour, ${inWords(rssMbLate)} in the second half`]
      : []),
    ...(grows(descriptors, LIMITS.descriptorsPerHour) ? [`${name}: ${inWords(descriptors)} descriptors an hour`] : []),
  ]);
  return [
    ...growing,
    ...(nodeRestarts > LIMITS.nodeRestarts ? [`${nodeRestarts} restarts of the media node`] : []),
    ...(reconnects > LIMITS.reconnects ? [`${reconnects} cameras called again`] : []),
    ...(pictures.lostPercent > LIMITS.lostPercent ? [`${pictures.lostPercent} % of the pictures did not come`] : []),
  ];
}

export function inWords({ perHour, spread }: Slope): string {
  return `${perHour.toFixed(1)} ± ${(2 * spread).toFixed(1)}`;
}

function sentence(row: Row | undefined): string {
  const parts = PROCESSES.map(
    (name) => `${name} ${row?.[name]?.pssMb.toFixed(0)} MB, ${row?.[name]?.descriptors} open`,
  );
  return parts.join(' · ');
}
