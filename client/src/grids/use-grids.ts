/** Grids as they stand, followed live; or as they stood at the end of a day, asked for once. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Grid } from '../../../config/contract/place.ts';
import { daySpan } from '../../../config/contract/site-day.ts';
import { api } from '../api/api.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSiteProfile } from '../session/session.ts';
import { gridsAsOfKey } from './grids-key.ts';

type Grids = { grids: readonly Grid[]; isLoading: boolean; failure: unknown; retry: () => void };

const NONE: readonly Grid[] = [];

export function useGrids(day: string | null): Grids {
  const { timeZone } = useSiteProfile();
  const live = useSite((site) => site.grids);
  const isLoaded = useSite((site) => site.loaded);
  const now = useMemo(() => [...live.values()], [live]);
  const atMs = day === null ? null : daySpan(day, timeZone).toMs - 1;
  const past = useQuery({
    queryKey: gridsAsOfKey(atMs),
    queryFn: ({ signal }) => api('GET /api/grids', { query: { atMs: atMs ?? 0 }, signal }),
    enabled: atMs !== null,
  });
  const retry = () => void past.refetch();
  if (day === null) return { grids: now, isLoading: !isLoaded, failure: null, retry };
  return { grids: past.data ?? NONE, isLoading: past.isPending, failure: past.data ? null : past.error, retry };
}
