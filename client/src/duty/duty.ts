/** Who is on duty and where, asked for once and kept current by what comes live; of a past moment, who was. */
import { useQuery } from '@tanstack/react-query';
import type { DutyMove, OnDuty } from '../../../config/contract/duty.ts';
import type { JournalEntry } from '../../../config/contract/journal.ts';
import { api } from '../api/api.ts';
import { queryClient } from '../app/query-client.ts';
import { useSite } from '../realtime/site-store.ts';
import { useMay } from '../session/session.ts';
import { moved, withDuty } from './duty.rules.ts';

const KEY = ['duty'] as const;
const NONE: readonly OnDuty[] = [];

/** As of the moment that is shown. */
export function useDuty(): readonly OnDuty[] {
  const now = useKnownDuty() ?? NONE;
  return useSite(({ momentMs, dutyThen }) => (momentMs === null ? now : dutyThen));
}

/** The person's own, null when they are off duty; undefined while nothing is known. */
export function useOwnDuty(personId: string): OnDuty | null | undefined {
  const known = useKnownDuty();
  return known && (known.find((each) => each.personId === personId) ?? null);
}

function useKnownDuty(): readonly OnDuty[] | undefined {
  const mayView = useMay('duty.view');
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api('GET /api/duty', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: mayView,
  }).data;
}

export function takeDuty({ body }: Extract<JournalEntry, { kind: 'duty' }>): void {
  const isNew = !queryClient.getQueryData<OnDuty[]>(KEY)?.some(({ personId }) => personId === body.personId);
  queryClient.setQueryData<OnDuty[]>(KEY, (known) => known && withDuty(known, body));
  if (isNew && body.state !== 'offDuty') readDutyAnew();
}

export function takeDutyMoves(moves: readonly DutyMove[]): void {
  queryClient.setQueryData<OnDuty[]>(KEY, (known) => known && moved(known, moves));
}

export function readDutyAnew(): void {
  void queryClient.invalidateQueries({ queryKey: KEY });
}
