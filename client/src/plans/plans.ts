/** The plans, read once and again whenever somebody changes one. */
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { queryClient } from '../app/query-client.ts';
import { useMay } from '../session/session.ts';

const KEY = ['plans'] as const;

export function usePlans() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api('GET /api/plans', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: useMay('matter.view'),
  });
}

export function readPlansAnew(): void {
  void queryClient.invalidateQueries({ queryKey: KEY });
}
