/** Ended incidents that the server finds for what the list is asked; of the present alone. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Incident } from '../../../config/contract/incident.ts';
import { api } from '../api/api.ts';
import { useSite } from '../realtime/site-store.ts';
import { siteTimeZone } from '../session/session.ts';
import { asksForEnded, type IncidentFilter, spanOf } from './incident-list.rules.ts';

const REST_MS = 250;
const NONE: readonly Incident[] = [];

export function useFoundEnded(filter: IncidentFilter) {
  const [{ search, gridId, ...rest }] = useDebouncedValue(filter, REST_MS);
  const isPast = useSite(({ momentMs }) => momentMs !== null);
  const isAsked = asksForEnded(filter) && !isPast;
  const query = { text: search.trim(), ...(gridId !== null && { gridId }), ...spanOf(rest, siteTimeZone()) };
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['endedIncidents', query],
    queryFn: ({ signal }) => api('GET /api/incidents/ended', { query, signal }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  return {
    ...{ isPast, isAsked, error: isAsked ? error : null, refetch },
    found: (isAsked && data?.incidents) || NONE,
    isCapped: data?.isCapped ?? false,
    isReading: isAsked && isFetching,
  };
}
