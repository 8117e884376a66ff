/** The day's figures: read anew soon after something happened, and every minute, for the clock moves too. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../api/api.ts';
import { useDuty } from '../duty/duty.ts';
import { useSite } from '../realtime/site-store.ts';

const KEY = ['today'] as const;
const AGAIN_MS = 60_000;
/** What happens at once is read once. */
const SOON_MS = 800;

export function useToday() {
  const client = useQueryClient();
  const incidents = useSite((site) => site.incidents);
  const today = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api('GET /api/today', { signal }),
    refetchInterval: AGAIN_MS,
    retry: true,
  });
  // Not where they walk, which changes all the time.
  const onDuty = useDuty()
    .map(({ personId, state }) => `${personId} ${state}`)
    .join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever an incident changed, or somebody came or went
  useEffect(() => {
    const timer = setTimeout(() => void client.invalidateQueries({ queryKey: KEY }), SOON_MS);
    return () => clearTimeout(timer);
  }, [incidents, onDuty, client]);
  return today;
}
