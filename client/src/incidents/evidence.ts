/** Evidence of an incident, asked for once and again whenever somebody adds to it; of a past moment what there was by then. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { IncidentEvidence } from '../../../config/contract/evidence.ts';
import type { JournalEntry } from '../../../config/contract/journal.ts';
import { api } from '../api/api.ts';
import { queryClient } from '../app/query-client.ts';
import { useSite } from '../realtime/site-store.ts';
import { evidenceBy } from './command-log.rules.ts';

const KEY = ['incidentEvidence'] as const;
const NONE: readonly IncidentEvidence[] = [];

export function useEvidence(incidentId: string): readonly IncidentEvidence[] {
  const { data } = useQuery({
    queryKey: [...KEY, incidentId],
    queryFn: ({ signal }) => api('GET /api/incidents/:incidentId/evidence', { params: { incidentId }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const momentMs = useSite((site) => site.momentMs);
  return useMemo(() => evidenceBy(data ?? NONE, momentMs), [data, momentMs]);
}

/** What came live is put where it is shown already; elsewhere it is asked for when somebody looks. */
export function takeEvidence({ body }: Extract<JournalEntry, { kind: 'incidentEvidence' }>): void {
  queryClient.setQueryData<IncidentEvidence[]>([...KEY, body.incidentId], (known) =>
    known === undefined || known.some(({ id }) => id === body.id) ? known : [...known, body],
  );
}

export function readEvidenceAnew(): void {
  void queryClient.invalidateQueries({ queryKey: KEY });
}
