/**
 * The mediation of one incident, as far as this person may know it. Read anew with every step and
 * kept nowhere; what was known stays until the answer is there, so that a colleague's remark takes
 * nothing away from who is typing.
 */
import { useQuery } from '@tanstack/react-query';
import type { Incident } from '../../../config/contract/incident.ts';
import type { MediationView } from '../../../config/contract/mediation.ts';
import { api } from '../api/api.ts';

export function useMediation({ id: incidentId, last, assignments }: Incident, isAsked: boolean) {
  return useQuery({
    // The incident that came live says which step was the last.
    queryKey: ['mediation', incidentId, last, assignments],
    queryFn: ({ signal }) => api('GET /api/incidents/:incidentId/mediation', { params: { incidentId }, signal }),
    placeholderData: (before: MediationView | undefined, asked) =>
      asked?.queryKey[1] === incidentId ? before : undefined,
    gcTime: 0,
    staleTime: 0,
    enabled: isAsked,
  });
}
