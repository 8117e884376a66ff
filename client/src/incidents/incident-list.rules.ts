/** Which incidents are listed, and in what order. Pure. */
import { hasEnded, type Incident } from '../../../config/contract/incident.ts';

export type StateFilter = 'open' | 'closed' | 'all';
export type IncidentFilter = { search: string; state: StateFilter; gridId: string | null };

/** Open ones first, then by time, the newest first. */
export function listedIncidents(incidents: Iterable<Incident>, { search, state, gridId }: IncidentFilter): Incident[] {
  const wanted = search.trim().toLowerCase();
  return [...incidents]
    .filter((incident) => state === 'all' || hasEnded(incident) === (state === 'closed'))
    .filter((incident) => gridId === null || incident.gridId === gridId)
    .filter(({ number, title, reporter }) =>
      [number, title, reporter.name].some((text) => text.toLowerCase().includes(wanted)),
    )
    .toSorted((one, other) => openFirst(one) - openFirst(other) || other.reportedAtMs - one.reportedAtMs);
}

export function openCount(incidents: Iterable<Incident>): number {
  return [...incidents].filter((incident) => !hasEnded(incident)).length;
}

function openFirst(incident: Incident): number {
  return hasEnded(incident) ? 1 : 0;
}
