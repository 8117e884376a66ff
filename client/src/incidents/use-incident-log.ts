/** Every word and act of an incident, and who was told of it; of a past moment what had been said by then. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Incident } from '../../../config/contract/incident.ts';
import { api } from '../api/api.ts';
import { useSite } from '../realtime/site-store.ts';
import { logBy } from './command-log.rules.ts';

export function useIncidentLog(incident: Incident) {
  const momentMs = useSite((site) => site.momentMs);
  const { data, error, isPending, refetch } = useQuery({
    // Read anew with every act; the incident that came live says which was the last.
    queryKey: ['incidentLog', incident.id, incident.last, incident.state],
    queryFn: ({ signal }) => api('GET /api/incidents/:incidentId/log', { params: { incidentId: incident.id }, signal }),
    placeholderData: (before) => before,
  });
  const said = useMemo(() => data && logBy(data, momentMs), [data, momentMs]);
  return { data: said, error, isPending, refetch };
}
