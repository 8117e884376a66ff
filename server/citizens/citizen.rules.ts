/** How often a citizen's page may send, what is made of a report, and what is told of it. Pure. */
import { randomInt } from 'node:crypto';
import type { CitizenMatter, CitizenProgress } from '../../config/contract/citizen.ts';
import type { Incident, IncidentState } from '../../config/contract/incident.ts';
import type { MatterTask } from '../../config/contract/matter.ts';

/** As the desk reads it, and what of the centre's tasks it is likely to be. */
export const AT_THE_DESK: Record<CitizenMatter, { title: string; task: MatterTask | null }> = {
  hazard: { title: '安全隐患', task: 'hazard' },
  facility: { title: '设施损坏', task: null },
  disorder: { title: '秩序混乱', task: null },
  environment: { title: '环境卫生', task: null },
  dispute: { title: '邻里纠纷', task: 'dispute' },
  other: { title: '其他情况', task: null },
};

type Limit = { most: number; withinMs: number };

/** One telephone network may be one address. */
export const LIMITS = {
  address: { most: 10, withinMs: 10 * 60_000 },
  point: { most: 60, withinMs: 60 * 60_000 },
} satisfies Record<string, Limit>;

/** Times that still count against a limit. */
export function counted(times: readonly number[], nowMs: number, { withinMs }: Limit): number[] {
  return times.filter((atMs) => atMs > nowMs - withinMs);
}

/** When the next one is taken again, in ms from now; 0 when it is taken now. */
export function waitMs(times: readonly number[], nowMs: number, limit: Limit): number {
  const oldest = counted(times, nowMs, limit).at(-limit.most);
  return oldest === undefined ? 0 : oldest + limit.withinMs - nowMs;
}

const RECEIVED: readonly IncidentState[] = ['reported', 'verifying'];

export function progressOf({ state, reportedAtMs }: Pick<Incident, 'state' | 'reportedAtMs'>): CitizenProgress {
  if (RECEIVED.includes(state)) return { state: 'received', reportedAtMs };
  if (state === 'closed') return { state: 'done', reportedAtMs };
  return { state: state === 'cancelled' ? 'declined' : 'handling', reportedAtMs };
}

/** Without signs that are taken for another when they are read or told. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

export function newCode(length: number): string {
  return Array.from({ length }, () => SIGNS[randomInt(SIGNS.length)]).join('');
}
