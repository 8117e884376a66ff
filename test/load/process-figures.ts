/** Of one process, by the kernel's own count (proc(5)). */
import { readdirSync, readFileSync } from 'node:fs';

/** `pssMb`: its own memory, and its share of what it has in common with others. */
export type Figures = { rssMb: number; pssMb: number; descriptors: number; cpuTicks: number };

/** Undefined when it is gone. */
export function figuresOf(pid: number): Figures | undefined {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in the second field may hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {
      rssMb: megabytes(rollup, 'Rss'),
      pssMb: megabytes(rollup, 'Pss'),
      descriptors: readdirSync(`/proc/${pid}/fd`).length,
      cpuTicks: Number(fields[11]) + Number(fields[12]),
    };
  } catch {
    return undefined;
  }
}

function megabytes(rollup: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0) / 1_024;
}
