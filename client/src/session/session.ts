/** Who is signed in here, what they may do, and what site this is. */
import { useQuery } from '@tanstack/react-query';
import type { Session } from '../../../config/contract/person.ts';
import { type Action, may } from '../../../config/contract/rights.ts';
import { api } from '../api/api.ts';
import { queryClient } from '../app/query-client.ts';

export const SESSION_KEY = ['session'] as const;

const sessionQuery = {
  queryKey: SESSION_KEY,
  queryFn: ({ signal }: { signal: AbortSignal }) => api('GET /api/session', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
};

export function readSession(): Promise<Session> {
  return queryClient.ensureQueryData(sessionQuery);
}

export function readSessionAnew(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: SESSION_KEY });
}

export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('shown only after sign-in');
  return data;
}

export function useMay(action: Action): boolean {
  return may(useSession().person, action);
}

export function useSiteProfile(): Session['site'] {
  return useSession().site;
}
