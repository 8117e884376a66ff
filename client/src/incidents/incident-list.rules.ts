/** Which incidents are listed, and in what order. Pure. */
import type { Incident } from '../../../config/contract/incident.ts';

export type StateFilter = 'open' | 'closed' | 'all';
export type IncidentFilter = { search: string; state: StateFilter; gridId: string | null };

/** Open ones first, then by time, the newest first. */
export function listedIncidents(incidents: Iterable<Incident>, { search, state, gridId }: IncidentFilter): Incident[] {
  const wanted = search.trim().toLowerCase();
  return [...incidents]
    .filter((incident) => state === 'all' || (incident.state === 'closed') === (state === 'closed'))
    .filter((incident) => gridId === null || incident.gridId === gridId)
    .filter(({ number, title, reporter }) =>
      [number, title, reporter.name].some((text) => text.toLowerCase().includes(wanted)),
    )
    .toSorted((one, other) => openFirst(one) - openFirst(other) || other.reportedAtMs - one.reportedAtMs);
}

export function openCount(incidents: Iterable<Incident>): number {
  return [...incidents].filter(({ state }) => state !== 'closed').length;
}

function openFirst({ state }: Incident): number {
  return state === 'closed' ? 1 : 0;
}
