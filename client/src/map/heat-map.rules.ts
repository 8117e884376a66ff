/**
 * Over which span the heat map counts, how that is written into the address, and which
 * incidents of it the map's filter accepts. Pure.
 *
 * Without states it counts ended ones too: where things were is what it is for. Its span
 * takes the place of the filter's days, and words cannot be looked for in it.
 */
import { CalendarDate } from '../../../config/contract/calendar.ts';
import type { Incident } from '../../../config/contract/incident.ts';
import { type IncidentPoint, POINTS_LONGEST_DAYS } from '../../../config/contract/incident-points.ts';
import type { Grid } from '../../../config/contract/place.ts';
import { dayOf, daySpan, nextDay } from '../../../config/contract/site-day.ts';
import type { MapFilter } from './map-filter.rules.ts';
import { isOver } from './map-filter.rules.ts';

export const HEAT_DAYS = [1, 7, 30, 90, 365] as const;
export type HeatDays = (typeof HEAT_DAYS)[number];
/** The last so many days, today with them; or from a day to a day. */
export type Heat = { days: HeatDays } | { fromDay: string; toDay: string };

export const FIRST_HEAT: Heat = { days: 30 };

/** Null: it is off. What the address says and nothing knows is off too. */
export function heatOf(text: string | undefined): Heat | null {
  const days = HEAT_DAYS.find((each) => String(each) === text);
  if (days !== undefined) return { days };
  const [one = '', other = ''] = text?.split('~') ?? [];
  if (!isDay(one) || !isDay(other)) return null;
  const [fromDay, toDay] = one <= other ? [one, other] : [other, one];
  const earliest = nextDay(toDay, 1 - POINTS_LONGEST_DAYS);
  // Days are written so that the later one sorts behind.
  return { fromDay: [fromDay, earliest].toSorted()[1] ?? fromDay, toDay };
}

export function heatText(heat: Heat | null): string | undefined {
  if (!heat) return undefined;
  return 'days' in heat ? String(heat.days) : `${heat.fromDay}~${heat.toDay}`;
}

/** First and last day. */
export function heatDays(heat: Heat, nowMs: number, timeZone: string): { fromDay: string; toDay: string } {
  if (!('days' in heat)) return heat;
  const toDay = dayOf(nowMs, timeZone);
  return { fromDay: nextDay(toDay, 1 - heat.days), toDay };
}

export function heatSpan(heat: Heat, nowMs: number, timeZone: string): { sinceMs: number; untilMs: number } {
  const { fromDay, toDay } = heatDays(heat, nowMs, timeZone);
  return { sinceMs: daySpan(fromDay, timeZone).fromMs, untilMs: daySpan(toDay, timeZone).toMs };
}

type HeatSite = {
  grids: ReadonlyMap<string, Grid>;
  incidents: ReadonlyMap<string, Incident>;
  nowMs: number;
};

export function acceptedPoints(
  points: readonly IncidentPoint[],
  filter: MapFilter,
  { grids, incidents, nowMs }: HeatSite,
): IncidentPoint[] {
  const { states, levels, tasks, matterClass, unitId, community, gridId, isOverdueOnly } = filter;
  const gridIds = gridId === null ? null : [gridId, ...(grids.get(gridId)?.baseGridIds ?? [])];
  return points.filter((point) => {
    if (states.length > 0 && !states.includes(point.state)) return false;
    if (levels.length > 0 && !levels.includes(point.level)) return false;
    if (tasks.length > 0 && (point.task === null || !tasks.includes(point.task))) return false;
    if (matterClass !== null && !point.matterCode.startsWith(matterClass)) return false;
    if (unitId !== null && !point.unitIds.includes(unitId)) return false;
    if (community !== null && point.community !== community) return false;
    if (gridIds !== null && (point.gridId === null || !gridIds.includes(point.gridId))) return false;
    if (!isOverdueOnly) return true;
    const open = incidents.get(point.incidentId);
    return open !== undefined && isOver(open, nowMs);
  });
}

function isDay(text: string): boolean {
  return CalendarDate.safeParse(text).success;
}
