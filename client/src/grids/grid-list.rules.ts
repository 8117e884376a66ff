/** Which grids the list shows, and what is counted of them. Pure. */
import type { GridMember } from '../../../config/contract/grid-member.ts';
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

/** Code, name, community, what is laid over it, and who else is there: assistants, and those whose account is disabled. */
export type UnstaffedRow = [
  code: string,
  name: string,
  community: string,
  over: string,
  assistants: string,
  inactive: string,
];

export function unstaffedRows(
  grids: readonly Grid[],
  unstaffed: ReadonlySet<string>,
  members: readonly GridMember[],
): UnstaffedRow[] {
  return grids
    .filter(({ id }) => unstaffed.has(id))
    .toSorted((one, other) => byText(one.community, other.community) || byText(one.code, other.code))
    .map(({ id, code, name, community }) => {
      const there = members.filter(({ gridId }) => gridId === id);
      const over = gridsOver(grids, id).map((grid) => `${grid.name}（${grid.line}）`);
      const assistants = there.filter(({ isActive }) => isActive).map((member) => member.name);
      const inactive = there.filter(({ isActive }) => !isActive).map((member) => member.name);
      return [code, name, community, over.join('、'), assistants.join('、'), inactive.join('、')];
    });
}

function byText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '').toSorted();
}
