/** The incidents the heat map counts: read anew twice a minute, filtered as the map is. Of a past moment it tells nothing. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { IncidentPoint } from '../../../config/contract/incident-points.ts';
import { api } from '../api/api.ts';
import { useSite } from '../realtime/site-store.ts';
import { siteTimeZone, useMay } from '../session/session.ts';
import { useNowMs } from '../time/use-now.ts';
import { heatLayers } from './heat-layer.ts';
import { acceptedPoints, type Heat, heatSpan } from './heat-map.rules.ts';
import { layerPart } from './layer-part.ts';
import type { MapFilter } from './map-filter.rules.ts';

const ANEW_MS = 30_000;
const TICK_MS = 60_000;
const NONE: readonly IncidentPoint[] = [];

export function useHeat(heat: Heat | null, filter: MapFilter) {
  const maySee = useMay('incident.view');
  const grids = useSite((site) => site.grids);
  const isPast = useSite(({ momentMs }) => momentMs !== null);
  const tickMs = useNowMs(TICK_MS);
  const isOn = heat !== null && maySee;
  const isAsked = isOn && !isPast;
  const { sinceMs, untilMs } = heat ? heatSpan(heat, tickMs, siteTimeZone()) : { sinceMs: 0, untilMs: 1 };
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['incidentPoints', sinceMs, untilMs],
    queryFn: ({ signal }) => api('GET /api/incidents/points', { query: { sinceMs, untilMs }, signal }),
    enabled: isAsked,
    refetchInterval: ANEW_MS,
    placeholderData: keepPreviousData,
  });
  const told = isAsked ? data : undefined;
  // Only then does it matter how those that are open fare.
  const incidents = useSite((site) => (filter.isOverdueOnly ? site.incidents : null));
  const points = useMemo(
    () =>
      told ? acceptedPoints(told.points, filter, { grids, incidents: incidents ?? new Map(), nowMs: tickMs }) : NONE,
    [told, filter, grids, incidents, tickMs],
  );
  const part = useMemo(() => layerPart((look) => heatLayers(points, look)), [points]);
  return {
    ...{ part, points, isOn, isPast, error: isAsked ? error : null, refetch },
    isReading: isAsked && isPending,
    isCapped: told?.isCapped ?? false,
    nowhereCount: told?.nowhereCount ?? 0,
  };
}

export type ShownHeat = ReturnType<typeof useHeat>;
