/** Which incidents are listed, and in what order. Pure. */
import { hasEnded, type Incident } from '../../../config/contract/incident.ts';
import { searchTextOf } from '../../../config/contract/incident-search.ts';
import type { RightsHolder } from '../../../config/contract/person.ts';
import { daySpan } from '../../../config/contract/site-day.ts';
import { liesIn } from './grids-of.rules.ts';
import { byDue, waitsFor } from './tasks.rules.ts';

/** `mine`: what waits for the person or their unit. */
export type StateFilter = 'mine' | 'open' | 'closed' | 'all';
export type IncidentFilter = {
  search: string;
  state: StateFilter;
  gridId: string | null;
  /** Days it was reported on, the last one too. */
  fromDay: string | null;
  toDay: string | null;
};

export const NO_FILTER: IncidentFilter = { search: '', state: 'open', gridId: null, fromDay: null, toDay: null };

export type ListedFor = { person: RightsHolder; timeZone: string };

/** What is due first where it waits for the person; else open ones first, then by time, the newest first. */
export function listedIncidents(
  incidents: Iterable<Incident>,
  { search, state, gridId, ...days }: IncidentFilter,
  { person, timeZone }: ListedFor,
): Incident[] {
  const wanted = search.trim().toLowerCase();
  const { sinceMs = 0, untilMs = Number.POSITIVE_INFINITY } = spanOf(days, timeZone);
  return [...incidents]
    .filter(
      (incident) =>
        isOf(state, incident, person) &&
        (gridId === null || liesIn(incident, gridId)) &&
        incident.reportedAtMs >= sinceMs &&
        incident.reportedAtMs < untilMs &&
        (wanted === '' || searchTextOf(incident).includes(wanted)),
    )
    .toSorted(state === 'mine' ? byDue(person) : openAndNewestFirst);
}

/** Whose work comes to them; at the command desk everything does. */
export function hasInbox({ role }: Pick<RightsHolder, 'role'>): boolean {
  return role === 'unitOfficer' || role === 'communityOfficer' || role === 'gridMember';
}

export function inboxCount(incidents: Iterable<Incident>, person: RightsHolder): number {
  return [...incidents].filter((incident) => waitsFor(incident, person) !== null).length;
}

/** The console has the ended ones that ended last; whatever else narrows the list, older ones may match too. */
export function asksForEnded({ search, state, gridId, fromDay, toDay }: IncidentFilter): boolean {
  return listsEnded(state) && (search.trim() !== '' || gridId !== null || fromDay !== null || toDay !== null);
}

export function listsEnded(state: StateFilter): boolean {
  return state === 'closed' || state === 'all';
}

export function isFiltered(filter: IncidentFilter): boolean {
  return listsEnded(filter.state) || asksForEnded({ ...filter, state: 'all' });
}

/** From the first day's midnight to the one after the last; open where no day is named. */
export function spanOf(
  { fromDay, toDay }: Pick<IncidentFilter, 'fromDay' | 'toDay'>,
  timeZone: string,
): { sinceMs?: number; untilMs?: number } {
  return {
    ...(fromDay !== null && { sinceMs: daySpan(fromDay, timeZone).fromMs }),
    ...(toDay !== null && { untilMs: daySpan(toDay, timeZone).toMs }),
  };
}

export function openCount(incidents: Iterable<Incident>): number {
  return [...incidents].filter((incident) => !hasEnded(incident)).length;
}

function isOf(state: StateFilter, incident: Incident, person: RightsHolder): boolean {
  if (state === 'mine') return waitsFor(incident, person) !== null;
  return state === 'all' || hasEnded(incident) === (state === 'closed');
}

function openAndNewestFirst(one: Incident, other: Incident): number {
  return Number(hasEnded(one)) - Number(hasEnded(other)) || other.reportedAtMs - one.reportedAtMs;
}
