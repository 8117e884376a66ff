/** The big screens there are, what each was told to show, and what those that are on say of themselves. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import type { JournalEntry } from '../../../config/contract/journal.ts';
import type { Screen, ScreenContent, ScreenState } from '../../../config/contract/screen.ts';
import { api } from '../api/api.ts';
import { queryClient } from '../app/query-client.ts';
import { sayFailure } from '../kit/say-failure.ts';

const KEY = ['screens'] as const;

export function useScreens(isAllowed = true) {
  return useQuery({
    enabled: isAllowed,
    queryKey: KEY,
    queryFn: ({ signal }) => api('GET /api/screens', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function readScreensAnew(): void {
  void queryClient.invalidateQueries({ queryKey: KEY });
}

/** Without asking again: a screen changes over as soon as it is told to. */
export function takeScreen({ subject, body }: Extract<JournalEntry, { kind: 'screen' }>): void {
  queryClient.setQueryData<Screen[]>(KEY, (before = []) => [
    ...before.filter(({ id }) => id !== subject),
    ...(body ? [body] : []),
  ]);
}

export function useShowOnScreen() {
  return useMutation({
    mutationFn: ({ screenId, content }: { screenId: string; content: ScreenContent }) =>
      api('POST /api/screens/:screenId/show', { params: { screenId }, body: { content } }),
    onError: sayFailure,
  });
}

export function useChangeScreens() {
  const add = useMutation({
    mutationFn: (name: string) => api('POST /api/screens', { body: { name } }),
    onSettled: readScreensAnew,
    onError: sayFailure,
  });
  const rename = useMutation({
    mutationFn: ({ screenId, name }: { screenId: string; name: string }) =>
      api('PATCH /api/screens/:screenId', { params: { screenId }, body: { name } }),
    onSettled: readScreensAnew,
    onError: sayFailure,
  });
  const remove = useMutation({
    mutationFn: (screenId: string) => api('DELETE /api/screens/:screenId', { params: { screenId } }),
    onSettled: readScreensAnew,
    onError: sayFailure,
  });
  return { add, rename, remove };
}

type States = { states: readonly ScreenState[]; take: (states: readonly ScreenState[]) => void };

export const useScreenStates = create<States>()((set) => ({
  states: [],
  take: (states) => set({ states }),
}));
