/** One incident: as it is known here, or as the server tells of one that ended too long ago to be sent; of a past moment, as it stood then. */
import { useQuery } from '@tanstack/react-query';
import type { Incident } from '../../../config/contract/incident.ts';
import { api } from '../api/api.ts';
import { useTimeMachine } from '../moments/time-machine.ts';
import { useSite } from '../realtime/site-store.ts';

export function useIncident(incidentId: string | null) {
  const known = useSite((site) => site.incidents.get(incidentId ?? ''));
  const isLoaded = useSite(({ loaded }) => loaded);
  const momentMs = useSite((site) => site.momentMs);
  // While it runs on, whatever changes comes by itself.
  const isRunning = useTimeMachine((machine) => machine.isRunning);
  const { data, error, isLoading, refetch } = useQuery({
    queryKey: ['incident', incidentId, momentMs],
    queryFn: ({ signal }) =>
      api('GET /api/incidents/:incidentId', {
        params: { incidentId: incidentId ?? '' },
        query: momentMs === null ? {} : { atMs: Math.round(momentMs) },
        signal,
      }),
    placeholderData: (before: Incident | undefined, asked) =>
      isRunning && asked?.queryKey[1] === incidentId ? before : undefined,
    enabled: incidentId !== null && isLoaded && !known && !isRunning,
  });
  // What was told once is told no more to whoever may not see it any longer.
  const told = error ? undefined : data;
  return { incident: known ?? told, error: known ? null : error, isLoading: !known && isLoading, refetch };
}
