/** What a grid was, and what was other each time. Pure. */
import type { GridVersion } from '../../config/contract/grid-history.ts';
import type { Grid } from '../../config/contract/place.ts';

type State = { version: number; fromMs: number; toMs: number | null; byName: string; grid: Grid };

const TOLD = ['code', 'name', 'community', 'rings', 'line', 'baseGridIds', 'endedAtMs'] as const;

/** States come newest first, and go so. */
export function versionsOf(states: readonly State[]): GridVersion[] {
  return states.map(({ byName, ...state }, index) => {
    const before = states[index + 1]?.grid;
    const isOther = (field: (typeof TOLD)[number]) =>
      JSON.stringify(state.grid[field]) !== JSON.stringify(before?.[field]);
    return { ...state, by: byName, changed: before ? TOLD.filter(isOther) : [] };
  });
}
