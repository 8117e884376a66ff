/** Who cares for which grid, and for which nobody does. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type GridMember, gridsWithoutMember } from '../../../config/contract/grid-member.ts';
import type { Grid } from '../../../config/contract/place.ts';
import { api } from '../api/api.ts';
import { GRID_MEMBERS_KEY } from './grids-key.ts';

export function useGridMembers(): readonly GridMember[] | undefined {
  return useQuery({ queryKey: GRID_MEMBERS_KEY, queryFn: ({ signal }) => api('GET /api/grid-members', { signal }) })
    .data;
}

/** None, until it is known who cares for them. */
export function useUnstaffed(grids: readonly Grid[]): ReadonlySet<string> {
  const members = useGridMembers();
  return useMemo(
    () => new Set(members ? gridsWithoutMember(grids, members).map(({ id }) => id) : []),
    [grids, members],
  );
}
