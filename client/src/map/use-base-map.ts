/** The site's base map, laid under a map once it is known; a map without one, or whose tiles do not come, lacks nothing else. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { BaseMap } from '../../../config/contract/base-map.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { ASK_AGAIN_MS } from './base-map.ts';
import type { Look } from './map-layers.ts';
import type { OpenMap } from './use-street-map.ts';

/** `awayFrom`: the host or file that does not answer. */
export type ShownBaseMap = { baseMap: BaseMap | null; awayFrom: string | null; lookOn: (look: Look) => Look };

export function useBaseMap(map: OpenMap | null): ShownBaseMap {
  const { data, error } = useQuery({
    queryKey: ['base map'],
    queryFn: ({ signal }) => api('GET /api/base-map', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    // An archive that could not be read then may be there now.
    refetchInterval: ({ state }) => (state.status === 'error' ? ASK_AGAIN_MS : false),
  });
  const baseMap = data?.baseMap ?? null;
  /** Null until its host answered, or did not. */
  const [answers, setAnswers] = useState<boolean | null>(null);
  useEffect(() => {
    if (!map || !baseMap) return;
    return map.underlay(baseMap, setAnswers);
  }, [map, baseMap]);
  // One object as long as the map is one, so that layers are kept. Where no tile came, nothing has to show through.
  const look = useMemo(() => (map && answers ? { ...map.look, isOnBaseMap: true } : null), [map, answers]);
  const lookOn = useCallback((plain: Look) => look ?? plain, [look]);
  const awayFrom = answers === false ? (baseMap?.from ?? null) : sourceOf(error);
  return { baseMap, awayFrom, lookOn };
}

/** Null where it is something else that failed, which is said elsewhere. */
function sourceOf(error: Error | null): string | null {
  const { code, detail } = failureOf(error);
  return code === 'BASE_MAP_AWAY' ? String(detail.source) : null;
}
