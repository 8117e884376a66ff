/** Which grids the list shows, and what is counted of them. Pure. */
import type { Grid } from '../../../config/contract/place.ts';

export type GridFilter = {
  search: string;
  kind: Grid['kind'];
  /** Null for all. */
  community: string | null;
  line: string | null;
  /** Base grids without a main member alone. */
  onlyUnstaffed: boolean;
};

export const EVERY_BASE_GRID: GridFilter = {
  search: '',
  kind: 'base',
  community: null,
  line: null,
  onlyUnstaffed: false,
};

export function listedGrids(grids: Iterable<Grid>, filter: GridFilter, unstaffed: ReadonlySet<string>): Grid[] {
  const wanted = filter.search.trim().toLowerCase();
  return [...grids]
    .filter(
      ({ id, kind, code, name, community, line }) =>
        kind === filter.kind &&
        (filter.community === null || community === filter.community) &&
        (filter.line === null || kind === 'base' || line === filter.line) &&
        (!filter.onlyUnstaffed || kind === 'governance' || unstaffed.has(id)) &&
        [code, name, community].some((text) => text.toLowerCase().includes(wanted)),
    )
    .toSorted((one, other) => (one.code < other.code ? -1 : 1));
}

export function communitiesOf(grids: Iterable<Grid>): string[] {
  return distinct([...grids].map(({ community }) => community));
}

export function linesOf(grids: Iterable<Grid>): string[] {
  return distinct([...grids].map(({ line }) => line));
}

/** The governance grids that are laid over a base grid. */
export function gridsOver(grids: Iterable<Grid>, baseGridId: string): Grid[] {
  return [...grids].filter(({ baseGridIds }) => baseGridIds.includes(baseGridId));
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '').toSorted();
}
