/** The result for people: each figure beside what it is to reach on a machine of two cores. */
import type { BenchResult, Measured } from './measure.ts';

type Row = { says: string; path: string; unit: string; target?: number; isLeast?: boolean };

const ROWS: readonly Row[] = [
  { says: 'CPU per warm camera', path: 'cpuPerCamera.warm', unit: '% of a core' },
  { says: 'CPU per watched camera', path: 'cpuPerCamera.watched', unit: '% of a core' },
  { says: 'CPU per camera watched over WHEP', path: 'cpuPerCamera.watchedEncrypted', unit: '% of a core' },
  { says: 'CPU per camera, ffmpeg copy', path: 'cpuPerCamera.ffmpeg', unit: '% of a core' },
  { says: 'CPU per camera, Janus', path: 'cpuPerCamera.janus', unit: '% of a core' },
  { says: 'warm to ffmpeg copy', path: 'cpuPerCamera.warmToFfmpeg', unit: '×', target: 0.35 },
  { says: 'watched to ffmpeg copy', path: 'cpuPerCamera.watchedToFfmpeg', unit: '×', target: 0.9 },
  { says: 'memory per camera', path: 'memoryPerCamera.oursMb', unit: 'MB', target: 8 },
  { says: 'memory per camera, ffmpeg copy', path: 'memoryPerCamera.ffmpegMb', unit: 'MB' },
  { says: 'memory per camera, Janus', path: 'memoryPerCamera.janusMb', unit: 'MB' },
  { says: 'warm join, first picture, p50', path: 'warmJoinMs.p50', unit: 'ms' },
  { says: 'warm join, first picture, p95', path: 'warmJoinMs.p95', unit: 'ms', target: 200 },
  { says: 'the same, on the page’s own transport', path: 'warmJoinMs.onKeptTransport.p95', unit: 'ms' },
  { says: 'wall of 16, last first picture', path: 'warmJoinMs.wall16', unit: 'ms', target: 800 },
  { says: 'warm join, live picture, p50', path: 'liveJoinMs.p50', unit: 'ms' },
  { says: 'warm join, live picture, p95', path: 'liveJoinMs.p95', unit: 'ms' },
  { says: 'cold join, first picture, p50', path: 'coldJoinMs.p50', unit: 'ms' },
  { says: 'cold join, first picture, p95', path: 'coldJoinMs.p95', unit: 'ms', target: 1_500 },
  { says: 'added latency, p50', path: 'addedLatencyMs.p50', unit: 'ms' },
  { says: 'added latency, p99', path: 'addedLatencyMs.p99', unit: 'ms', target: 40 },
  { says: 'silent camera stalled after', path: 'staleDetectMs', unit: 'ms', target: 3_000 },
  { says: 'camera back after power', path: 'recoverMs', unit: 'ms' },
  { says: '200 cameras back after power', path: 'recoverAllMs', unit: 'ms', target: 20_000 },
  { says: 'LL-HLS behind live', path: 'hlsBehindLiveMs', unit: 'ms', target: 2_000 },
  { says: 'viewers one worker carries', path: 'viewersPerWorker', unit: 'viewers' },
  { says: 'pictures shown of those sent, 4 tiles', path: 'framesShownRatio4', unit: '', target: 0.95, isLeast: true },
  { says: 'pictures shown of those sent, 16 tiles', path: 'framesShownRatio16', unit: '', target: 0.95, isLeast: true },
  { says: 'pictures shown of those sent, 25 tiles', path: 'framesShownRatio25', unit: '', target: 0.95, isLeast: true },
  { says: 'growth of the page’s memory', path: 'pageMemoryGrowth', unit: '×', target: 0.1 },
  { says: 'tour, black or frozen switches', path: 'tourBadSwitches', unit: '', target: 0 },
  { says: 'tour, old picture to new, p50', path: 'tourSwitchMs.p50', unit: 'ms' },
  { says: 'tour, old picture to new, p95', path: 'tourSwitchMs.p95', unit: 'ms', target: 200 },
  { says: 'map of 10,000 incidents after', path: 'firstAppliedMs', unit: 'ms', target: 3_000 },
  { says: '1,000 changes on the map after', path: 'applyThousandMs', unit: 'ms' },
  { says: 'longest task of the page meanwhile', path: 'longestBlockMs', unit: 'ms', target: 50 },
];

export function table(result: BenchResult): string {
  const { cpu, cores } = result.machine;
  const parts = [result, result.at60].flatMap((measured) => (measured ? [linesOf(measured)] : []));
  return `${[[`${cpu}, ${cores} cores`], ...parts].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function linesOf(measured: Measured): string[] {
  const rows = ROWS.flatMap(({ says, path, unit, target, isLeast = false }) => {
    const value = valueAt(measured, path);
    if (value === undefined) return [];
    const wanted = target === undefined ? '' : `at ${isLeast ? 'least' : 'most'} ${target}`;
    const isReached = target !== undefined && (isLeast ? value >= target : value <= target);
    const verdict = target === undefined ? '' : isReached ? 'reached' : 'MISSED';
    return [`${says.padEnd(38)}${`${value}`.padStart(9)} ${unit.padEnd(12)} ${wanted.padEnd(15)}${verdict}`.trimEnd()];
  });
  const failed = Object.entries(measured.failed).map(([name, why]) => `not measured: ${name}: ${why}`);
  return [`${measured.cameras} cameras`, ...rows, ...failed];
}

function valueAt(from: unknown, path: string): number | undefined {
  const found = path.split('.').reduce<unknown>((at, name) => {
    return typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined;
  }, from);
  return typeof found === 'number' ? found : undefined;
}
