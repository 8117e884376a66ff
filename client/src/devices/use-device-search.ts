/** A search for devices: started, followed until it is done, and what it has found so far. */
import { useMutation, useQuery } from '@tanstack/react-query';
import type { DeviceSearch } from '../../../config/contract/device.ts';
import type { RouteInput } from '../../../config/contract/routes.ts';
import { api } from '../api/api.ts';

const FOLLOW_EVERY_MS = 400;

export function useDeviceSearch(): {
  start: (what: RouteInput<'POST /api/device-searches'>) => void;
  search: DeviceSearch | undefined;
  isBusy: boolean;
  error: unknown;
} {
  const begin = useMutation({
    mutationFn: (what: RouteInput<'POST /api/device-searches'>) => api('POST /api/device-searches', { body: what }),
  });
  const searchId = begin.data?.searchId ?? '';
  const follow = useQuery({
    queryKey: ['device-search', searchId],
    queryFn: ({ signal }) => api('GET /api/device-searches/:searchId', { params: { searchId }, signal }),
    enabled: searchId !== '',
    refetchInterval: ({ state }) => (state.data?.isDone || state.error ? false : FOLLOW_EVERY_MS),
    gcTime: 0,
  });
  const search = follow.data ?? begin.data;
  const error = begin.error ?? follow.error;
  return {
    start: (what) => begin.mutate(what),
    search,
    isBusy: begin.isPending || (search !== undefined && !search.isDone && !error),
    error,
  };
}
