/** The catalogue, read once and again whenever somebody changes it. */
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { queryClient } from '../app/query-client.ts';

const KEY = ['matters'] as const;

export function useMatters() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api('GET /api/matters', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useMatterVersions(matterId: string) {
  return useQuery({
    queryKey: [...KEY, matterId, 'versions'],
    queryFn: ({ signal }) => api('GET /api/matters/:matterId/versions', { params: { matterId }, signal }),
  });
}

export function readMattersAnew(): void {
  void queryClient.invalidateQueries({ queryKey: KEY });
}
