/** Report points, read once and again whenever somebody changes one. */
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { queryClient } from '../app/query-client.ts';

const KEY = ['report-points'] as const;

export function useReportPoints() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api('GET /api/report-points', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function readReportPointsAnew(): void {
  void queryClient.invalidateQueries({ queryKey: KEY });
}

export function addressOnSign(code: string): string {
  return `${location.origin}/report/${code}`;
}
