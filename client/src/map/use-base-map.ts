/** The site's base map, laid under a map once it is known; a map without one, or whose host is away, lacks nothing else. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { BaseMap } from '../../../config/contract/base-map.ts';
import { api } from '../api/api.ts';
import type { Look } from './map-layers.ts';
import type { OpenMap } from './use-street-map.ts';

export type ShownBaseMap = { baseMap: BaseMap | null; isAway: boolean; lookOn: (look: Look) => Look };

export function useBaseMap(map: OpenMap | null): ShownBaseMap {
  const { data } = useQuery({
    queryKey: ['base map'],
    queryFn: ({ signal }) => api('GET /api/base-map', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
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
  return { baseMap, isAway: answers === false, lookOn };
}
