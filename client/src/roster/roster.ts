/** The roster and its hand-overs, read for what is looked at and again whenever somebody changes one. */
import { useQuery } from '@tanstack/react-query';
import type { HandoverView, RosterShift } from '../../../config/contract/roster.ts';
import { api } from '../api/api.ts';
import { queryClient } from '../app/query-client.ts';
import { useMay } from '../session/session.ts';

const ROSTER = 'roster';
const HANDOVER = 'handover';
/** Nobody tells of what is open as it changes. */
const LOOK_AGAIN_MS = 30_000;

export function useRoster({ fromMs, toMs }: { fromMs: number; toMs: number }) {
  return useQuery({
    queryKey: [ROSTER, fromMs, toMs],
    queryFn: async ({ signal }): Promise<RosterShift[]> =>
      (await api('GET /api/roster', { query: { fromMs, toMs }, signal })).shifts,
    enabled: useMay('duty.view'),
  });
}

export function useHandover(shiftId: string) {
  return useQuery({
    queryKey: [HANDOVER, shiftId],
    queryFn: ({ signal }) => api('GET /api/roster/shifts/:shiftId/handover', { params: { shiftId }, signal }),
    refetchInterval: ({ state }) => (state.data?.handedOver ? false : LOOK_AGAIN_MS),
  });
}

export function takeHandover(view: HandoverView): void {
  queryClient.setQueryData([HANDOVER, view.shift.id], view);
}

export function useRosterPeople() {
  return useQuery({
    queryKey: ['roster people'],
    queryFn: ({ signal }) => api('GET /api/roster/people', { signal }),
    enabled: useMay('roster.configure'),
  });
}

export function readRosterAnew(): void {
  void queryClient.invalidateQueries({ queryKey: [ROSTER] });
  void queryClient.invalidateQueries({ queryKey: [HANDOVER] });
}
