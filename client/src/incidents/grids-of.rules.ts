/** Which grids an incident lies in. Pure. Both belong to it since it was reported, whatever is redrawn later. */
import type { Incident } from '../../../config/contract/incident.ts';
import type { Grid } from '../../../config/contract/place.ts';

export function gridsOf(
  { gridId, scope }: Pick<Incident, 'gridId' | 'scope'>,
  grids: ReadonlyMap<string, Grid>,
): { base: Grid | undefined; governance: Grid[] } {
  const over = (scope.belonging?.gridIds ?? []).flatMap((id) => grids.get(id) ?? []);
  return {
    base: grids.get(gridId ?? ''),
    governance: over
      .filter(({ id, kind }) => id !== gridId && kind === 'governance')
      .toSorted((one, other) => one.line.localeCompare(other.line) || one.code.localeCompare(other.code)),
  };
}

/** In a base grid, or in a governance grid that was laid over it. */
export function liesIn({ gridId, scope }: Pick<Incident, 'gridId' | 'scope'>, wantedId: string): boolean {
  return gridId === wantedId || scope.belonging?.gridIds.includes(wantedId) === true;
}
