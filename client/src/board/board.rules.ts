/** What hangs where on the dispatch board, in what order, and which card an arrow leads to. Pure. */
import type { Incident, IncidentState, StageClock } from '../../../config/contract/incident.ts';
import type { MatterLevel } from '../../../config/contract/matter.ts';
import { dayOf } from '../../../config/contract/site-day.ts';

export const BOARD_COLUMNS = ['accept', 'dispatch', 'sign', 'handle', 'check', 'suspended', 'closed'] as const;
export type BoardColumn = (typeof BOARD_COLUMNS)[number];

export type BoardFilter = {
  unitId?: string | undefined;
  community?: string | undefined;
  level?: MatterLevel | undefined;
  isOverdueOnly: boolean;
};
export type BoardMoment = { nowMs: number; timeZone: string };
export type Board = Record<BoardColumn, Incident[]>;

/** What was cancelled or merged is on no board. */
const COLUMN_OF: Record<IncidentState, BoardColumn | null> = {
  reported: 'accept',
  verifying: 'accept',
  filed: 'dispatch',
  dispatched: 'sign',
  handling: 'handle',
  handled: 'check',
  checking: 'check',
  suspended: 'suspended',
  closed: 'closed',
  cancelled: null,
  merged: null,
};

/** Of those closed, today's. */
export function columnOf({ state, closedAtMs }: Incident, { nowMs, timeZone }: BoardMoment): BoardColumn | null {
  if (state === 'closed' && dayOf(closedAtMs ?? 0, timeZone) !== dayOf(nowMs, timeZone)) return null;
  return COLUMN_OF[state];
}

export function boardOf(incidents: Iterable<Incident>, filter: BoardFilter, moment: BoardMoment): Board {
  const board: Board = { accept: [], dispatch: [], sign: [], handle: [], check: [], suspended: [], closed: [] };
  for (const incident of incidents) {
    const column = columnOf(incident, moment);
    if (column && passes(incident, filter, moment.nowMs)) board[column].push(incident);
  }
  for (const column of BOARD_COLUMNS) board[column].sort(column === 'closed' ? lastClosedFirst : nextDueFirst);
  return board;
}

/** A clock that stands keeps what it is over by. */
export function isOverdue(clock: StageClock | null, nowMs: number): boolean {
  if (!clock) return false;
  return clock.standsWithMs === null ? nowMs >= clock.dueAtMs : clock.standsWithMs < 0;
}

/** Units that lead it, are asked to, or help: those whose part is not over by a return or a withdrawal. */
export function unitsIn({ assignments }: Incident, role?: 'lead'): { unitId: string; unitName: string }[] {
  return assignments.filter(
    ({ role: own, state }) => (role ?? own) === own && state !== 'returned' && state !== 'withdrawn',
  );
}

/** Supervision orders nobody has answered yet. */
export function unansweredOrders({ supervisions }: Incident): number {
  return supervisions.filter(({ repliedAtMs }) => repliedAtMs === null).length;
}

/** The card an arrow leads to; columns without cards are stepped over, and at an edge it stays. */
export function neighbour(columns: readonly (readonly string[])[], id: string, key: string): string {
  const filled = columns.filter(({ length }) => length > 0);
  const x = filled.findIndex((ids) => ids.includes(id));
  const y = filled[x]?.indexOf(id) ?? 0;
  if (key === 'ArrowUp') return filled[x]?.[y - 1] ?? id;
  if (key === 'ArrowDown') return filled[x]?.[y + 1] ?? id;
  if (key === 'Home') return filled[x]?.[0] ?? id;
  if (key === 'End') return filled[x]?.at(-1) ?? id;
  const beside = key === 'ArrowLeft' ? filled[x - 1] : key === 'ArrowRight' ? filled[x + 1] : undefined;
  return beside?.[Math.min(y, beside.length - 1)] ?? id;
}

function passes(incident: Incident, { unitId, community, level, isOverdueOnly }: BoardFilter, nowMs: number): boolean {
  if (unitId !== undefined && !unitsIn(incident).some((unit) => unit.unitId === unitId)) return false;
  if (community !== undefined && incident.community !== community) return false;
  if (level !== undefined && incident.level !== level) return false;
  return !isOverdueOnly || isOverdue(incident.clock, nowMs);
}

function lastClosedFirst(one: Incident, other: Incident): number {
  return (other.closedAtMs ?? 0) - (one.closedAtMs ?? 0);
}

/** Clocks that run, then those that stand, then what has none; the longest waiting first where nothing else tells. */
function nextDueFirst(one: Incident, other: Incident): number {
  return rank(one) - rank(other) || due(one) - due(other) || one.reportedAtMs - other.reportedAtMs;
}

function rank({ clock }: Incident): number {
  if (!clock) return 2;
  return clock.standsWithMs === null ? 0 : 1;
}

function due({ clock }: Incident): number {
  return clock ? (clock.standsWithMs ?? clock.dueAtMs) : 0;
}
