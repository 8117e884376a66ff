/** Which layers and which incidents the map shows, and how that is written into its address. Pure. */
import { hasEnded, type Incident, IncidentState } from '../../../config/contract/incident.ts';
import { MatterLevel, MatterTask } from '../../../config/contract/matter.ts';
import type { Grid } from '../../../config/contract/place.ts';
import { daySpan } from '../../../config/contract/site-day.ts';
import { isOverdue } from './incident-pins.rules.ts';
import type { MapSearch } from './map-search.ts';

export const LAYERS = [
  ...(['grids', 'governance', 'cameras', 'names', 'alerts', 'incidents', 'units', 'people'] as const),
  ...(['buildings', 'addresses', 'organisations', 'components'] as const),
] as const;
export type LayerName = (typeof LAYERS)[number];
export type ShownLayers = Record<LayerName, boolean>;
const FIRST_LAYERS: readonly LayerName[] = ['grids', 'cameras', 'names', 'alerts', 'incidents', 'people'];

/** Empty and null do not filter. */
export type MapFilter = {
  states: readonly IncidentState[];
  levels: readonly MatterLevel[];
  tasks: readonly MatterTask[];
  matterClass: string | null;
  unitId: string | null;
  community: string | null;
  gridId: string | null;
  isOverdueOnly: boolean;
  fromDay: string | null;
  toDay: string | null;
  text: string;
};

export const NO_FILTER: MapFilter = {
  ...{ states: [], levels: [], tasks: [], matterClass: null, unitId: null, community: null, gridId: null },
  ...{ isOverdueOnly: false, fromDay: null, toDay: null, text: '' },
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function layersOf(search: Pick<MapSearch, 'layers'>): ShownLayers {
  const shown: readonly string[] = search.layers === undefined ? FIRST_LAYERS : search.layers.split(',');
  const is = (name: LayerName) => shown.includes(name);
  return {
    grids: is('grids'),
    governance: is('governance'),
    cameras: is('cameras'),
    names: is('names'),
    alerts: is('alerts'),
    incidents: is('incidents'),
    units: is('units'),
    buildings: is('buildings'),
    addresses: is('addresses'),
    organisations: is('organisations'),
    components: is('components'),
    people: is('people'),
  };
}

export function layersText(shown: ShownLayers): string {
  return LAYERS.filter((name) => shown[name]).join(',');
}

/** Null: those of every line. */
export function linesOf({ lines }: Pick<MapSearch, 'lines'>): readonly string[] | null {
  return lines === undefined ? null : lines.split(',').filter(Boolean);
}

/** What the address says and nothing knows is left out. */
export function filterOf(search: MapSearch): MapFilter {
  const day = (text: string | undefined) => (text !== undefined && DAY.test(text) && isDay(text) ? text : null);
  return {
    states: known(search.state, IncidentState.options),
    levels: known(search.level, MatterLevel.options),
    tasks: known(search.task, MatterTask.options),
    matterClass: search.matter || null,
    unitId: search.unit || null,
    community: search.community || null,
    gridId: search.grid || null,
    isOverdueOnly: search.overdue === '1',
    fromDay: day(search.from),
    toDay: day(search.to),
    text: search.q ?? '',
  };
}

/** The part of the address that is the filter's. */
export function searchOf(filter: MapFilter): Partial<MapSearch> {
  return {
    state: filter.states.join(',') || undefined,
    level: filter.levels.join(',') || undefined,
    task: filter.tasks.join(',') || undefined,
    matter: filter.matterClass ?? undefined,
    unit: filter.unitId ?? undefined,
    community: filter.community ?? undefined,
    grid: filter.gridId ?? undefined,
    overdue: filter.isOverdueOnly ? '1' : undefined,
    from: filter.fromDay ?? undefined,
    to: filter.toDay ?? undefined,
    q: filter.text || undefined,
  };
}

/** How many of its questions filter. */
export function filterCount(filter: MapFilter): number {
  return Object.values(searchOf({ ...filter, text: filter.text.trim() })).filter((value) => value !== undefined).length;
}

export type FilterSite = { grids: ReadonlyMap<string, Grid>; timeZone: string; nowMs: number };

/** Without states it accepts what is open. */
export function accepting(filter: MapFilter, { grids, timeZone, nowMs }: FilterSite): (incident: Incident) => boolean {
  const { states, levels, tasks, matterClass, unitId, community, gridId, isOverdueOnly } = filter;
  const sinceMs = filter.fromDay === null ? null : daySpan(filter.fromDay, timeZone).fromMs;
  const untilMs = filter.toDay === null ? null : daySpan(filter.toDay, timeZone).toMs;
  const gridIds = gridId === null ? null : [gridId, ...(grids.get(gridId)?.baseGridIds ?? [])];
  const wanted = filter.text.trim().toLowerCase();
  return (incident) => {
    if (states.length === 0 ? hasEnded(incident) : !states.includes(incident.state)) return false;
    if (levels.length > 0 && !levels.includes(incident.level)) return false;
    if (tasks.length > 0 && (incident.task === null || !tasks.includes(incident.task))) return false;
    if (matterClass !== null && incident.matter?.code.startsWith(matterClass) !== true) return false;
    if (unitId !== null && !hasIt(incident, unitId)) return false;
    if (community !== null && incident.community !== community) return false;
    if (gridIds !== null && (incident.gridId === null || !gridIds.includes(incident.gridId))) return false;
    if (sinceMs !== null && incident.reportedAtMs < sinceMs) return false;
    if (untilMs !== null && incident.reportedAtMs >= untilMs) return false;
    if (isOverdueOnly && !isOver(incident, nowMs)) return false;
    return wanted === '' || tells(incident, wanted);
  };
}

export type Sifted = { incidents: Incident[]; hiddenCount: number };

/** Those it accepts, in the order they came, and how many open ones it hides. */
export function sifted(incidents: Iterable<Incident>, accepts: (incident: Incident) => boolean): Sifted {
  const accepted: Incident[] = [];
  let hiddenCount = 0;
  for (const incident of incidents) {
    if (accepts(incident)) accepted.push(incident);
    else if (!hasEnded(incident)) hiddenCount += 1;
  }
  return { incidents: accepted, hiddenCount };
}

/** The newest first. */
export function newestFirst(incidents: readonly Incident[]): Incident[] {
  return incidents.toSorted((one, other) => other.reportedAtMs - one.reportedAtMs);
}

/** Handed to the unit, and not given back. */
export function hasIt({ assignments }: Incident, unitId: string): boolean {
  return assignments.some((each) => each.unitId === unitId && each.state !== 'returned' && each.state !== 'withdrawn');
}

/** Its clock runs and is over. */
export function isOver({ clock }: Pick<Incident, 'clock'>, nowMs: number): boolean {
  return clock !== null && clock.standsWithMs === null && isOverdue(clock, nowMs);
}

function tells({ number, title, address, reporter }: Incident, wanted: string): boolean {
  return [number, title, address, reporter.name].some((text) => text.toLowerCase().includes(wanted));
}

function known<T extends string>(text: string | undefined, options: readonly T[]): T[] {
  const wanted = text?.split(',') ?? [];
  return options.filter((option) => wanted.includes(option));
}

function isDay(text: string): boolean {
  return !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}
