/** The working calendar, read once and again whenever somebody changes it. */
import { useMutation, useQuery } from '@tanstack/react-query';
import type { WorkCalendar } from '../../../config/contract/calendar.ts';
import type { JournalEntry } from '../../../config/contract/journal.ts';
import type { RouteInput } from '../../../config/contract/routes.ts';
import { api } from '../api/api.ts';
import { queryClient } from '../app/query-client.ts';

const KEY = ['work-calendar'] as const;

export function useWorkCalendar() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api('GET /api/work-calendar', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function readWorkCalendarAnew(): void {
  void queryClient.invalidateQueries({ queryKey: KEY });
}

export function takeWorkCalendar({ body }: Extract<JournalEntry, { kind: 'workCalendar' }>): void {
  queryClient.setQueryData<WorkCalendar>(KEY, body);
}

type Change = RouteInput<'PATCH /api/work-calendar'>;

export function useChangeCalendar(onDone?: (done: Change) => void) {
  return useMutation({
    mutationFn: (body: Change) => api('PATCH /api/work-calendar', { body }),
    onSuccess: (calendar, done) => {
      queryClient.setQueryData<WorkCalendar>(KEY, calendar);
      onDone?.(done);
    },
  });
}
