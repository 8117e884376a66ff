/** Who is signed in here, what they may do, and what site this is. */
import { useQuery } from '@tanstack/react-query';
import type { Session } from '../../../config/contract/person.ts';
import { type Action, may } from '../../../config/contract/rights.ts';
import { api } from '../api/api.ts';
import type { ShownFailure } from '../api/failure.ts';
import { queryClient } from '../app/query-client.ts';
import { refusalOf } from './refusal.rules.ts';

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

/** Why this person may not do that with a camera of that group; null when they may. */
export function useRefusal(action: Action, cameraGroupId: string): ShownFailure | null {
  return refusalOf(useSession().person, { action, cameraGroupId });
}

/** False without a camera. */
export function useMayWith(action: Action, camera: { groupId: string } | undefined): boolean {
  return useRefusal(action, camera?.groupId ?? '') === null && camera !== undefined;
}

export function useSiteProfile(): Session['site'] {
  return useSession().site;
}

/** For what is said outside of components. */
export function siteTimeZone(): string {
  return queryClient.getQueryData<Session>(SESSION_KEY)?.site.timeZone ?? 'Asia/Shanghai';
}
