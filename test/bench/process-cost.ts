/** What processes cost, by the kernel's own count (proc(5)). */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const TICKS_PER_SECOND = 100;

/** `cpu` is in percent of one core, memory in MB of what is resident. */
export type Cost = { cpu: number; memoryMb: number; processes: number };

/** Measures the processes and all below them for that long. */
export function costOf(pids: readonly number[], seconds: number): Promise<Cost> {
  return costOfThese(pids.flatMap(withDescendants), seconds);
}

/** Measures these processes and none below them. */
export async function costOfThese(family: readonly number[], seconds: number): Promise<Cost> {
  const before = family.map(cpuTicks);
  const startedAtMs = performance.now();
  await sleep(seconds * 1_000);
  const spanSeconds = (performance.now() - startedAtMs) / 1_000;
  const ticks = family.reduce((sum, pid, index) => sum + cpuTicks(pid) - (before[index] ?? 0), 0);
  const memoryMb = family.reduce((sum, pid) => sum + residentMb(pid), 0);
  return {
    cpu: round((ticks / TICKS_PER_SECOND / spanSeconds) * 100),
    memoryMb: round(memoryMb),
    processes: family.length,
  };
}

export function withDescendants(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
  return [pid, ...children.flatMap(withDescendants)];
}

/** User and system time; the name in the second field may hold spaces and brackets. */
function cpuTicks(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

function residentMb(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes ?? 0) / 1_024;
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
