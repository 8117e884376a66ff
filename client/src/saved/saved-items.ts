/** What this person keeps and what is shared with them, read once and again whenever somebody shares something. */
import { useMutation, useQuery } from '@tanstack/react-query';
import type { SavedContent, SavedItem } from '../../../config/contract/saved.ts';
import { api } from '../api/api.ts';
import { queryClient } from '../app/query-client.ts';
import { sayFailure } from '../kit/say-failure.ts';
import { useMay, useSession } from '../session/session.ts';

export const SAVED_KEY = ['saved-items'] as const;

export type SavedKind = SavedContent['kind'];
export type ItemOf<Kind extends SavedKind> = SavedItem & { content: Extract<SavedContent, { kind: Kind }> };

export function readSavedAnew(): void {
  void queryClient.invalidateQueries({ queryKey: SAVED_KEY });
}

export function isTour(item: SavedItem): item is ItemOf<'tour'> {
  return item.content.kind === 'tour';
}

/** Those of one kind, by name. */
export function useSavedItems<Kind extends SavedKind>(kind: Kind) {
  return useQuery({
    queryKey: SAVED_KEY,
    queryFn: ({ signal }) => api('GET /api/saved-items', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    select: (items) => items.filter((item): item is ItemOf<Kind> => item.content.kind === kind),
  });
}

/** Saves a new one, or changes one that is there; failures are said. */
export function useSaveItem() {
  return useMutation({
    mutationFn: ({ id, ...what }: Pick<SavedItem, 'name' | 'shared' | 'content'> & { id: string | null }) =>
      id === null
        ? api('POST /api/saved-items', { body: what })
        : api('PATCH /api/saved-items/:itemId', { params: { itemId: id }, body: what }),
    onSuccess: (saved) => {
      queryClient.setQueryData<SavedItem[]>(SAVED_KEY, (before = []) => [
        ...before.filter(({ id }) => id !== saved.id),
        saved,
      ]);
      readSavedAnew();
    },
    onError: sayFailure,
  });
}

export function useRemoveItem() {
  return useMutation({
    mutationFn: (itemId: string) => api('DELETE /api/saved-items/:itemId', { params: { itemId } }),
    onSettled: readSavedAnew,
    onError: sayFailure,
  });
}

/** One's own, and, with the right to share, what others share. The server asks the same (saved.rules.ts). */
export function useMayChange(): (item: Pick<SavedItem, 'owner'>) => boolean {
  const { person } = useSession();
  const mayShare = useMay('wall.share');
  return ({ owner }) => owner.personId === person.id || mayShare;
}
