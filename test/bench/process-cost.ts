/**
 * What processes cost, by the kernel's own count (proc(5)).
 *
 * Memory is what the machine would have back if they ended and nothing else ran:
 * what each process has for itself, and each file they map once, however many map
 * it. So twenty copies of one program are not charged twenty times for its code, and
 * the node is charged for all of its own although the bench runs the same program.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { round } from './statistics.ts';

const TICKS_PER_SECOND = 100;

/** `cpu` is in percent of one core: utime and stime. */
export type Cost = { cpu: number; memoryMb: number; processes: number };

/** Measures these processes for that long. */
export async function costOf(family: readonly number[], seconds: number): Promise<Cost> {
  const before = family.map(cpuTicks);
  const startedAtMs = performance.now();
  await sleep(seconds * 1_000);
  const spanSeconds = (performance.now() - startedAtMs) / 1_000;
  const ticks = family.reduce((sum, pid, index) => sum + cpuTicks(pid) - (before[index] ?? 0), 0);
  return {
    cpu: round((ticks / TICKS_PER_SECOND / spanSeconds) * 100, 2),
    memoryMb: round(memoryKb(family) / 1_024),
    processes: family.length,
  };
}

export function withDescendants(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
  return [pid, ...children.flatMap(withDescendants)];
}

/** The SFU's workers among a node's processes. */
export function workersOf(pid: number): number[] {
  return withDescendants(pid).filter((each) => readFileSync(`/proc/${each}/comm`, 'utf8').startsWith('mediasoup'));
}

/** User and system time; the name in the second field may hold spaces and brackets. */
function cpuTicks(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

export function memoryKb(pids: readonly number[]): number {
  let ownKb = 0;
  const fileKb = new Map<string, number>();
  for (const pid of pids) {
    for (const { file, residentKb, anonymousKb } of mappingsOf(pid)) {
      ownKb += anonymousKb;
      const sharedKb = residentKb - anonymousKb;
      if (file === '') ownKb += sharedKb;
      else fileKb.set(file, Math.max(fileKb.get(file) ?? 0, sharedKb));
    }
  }
  return [...fileKb.values()].reduce((sum, kb) => sum + kb, ownKb);
}

type Mapping = { file: string; residentKb: number; anonymousKb: number };

function mappingsOf(pid: number): Mapping[] {
  const mappings: Mapping[] = [];
  for (const line of readFileSync(`/proc/${pid}/smaps`, 'utf8').split('\n')) {
    const [, access, offset, device, inode] = /^[\da-f]+-[\da-f]+ (\S+) (\S+) (\S+) (\d+)/.exec(line) ?? [];
    if (inode !== undefined) {
      const file = inode === '0' ? '' : `${device} ${inode} ${offset} ${access}`;
      mappings.push({ file, residentKb: 0, anonymousKb: 0 });
      continue;
    }
    const [, name, kb] = /^(Rss|Anonymous):\s+(\d+)/.exec(line) ?? [];
    const mapping = mappings.at(-1);
    if (mapping && name === 'Rss') mapping.residentKb = Number(kb);
    if (mapping && name === 'Anonymous') mapping.anonymousKb = Number(kb);
  }
  return mappings;
}
