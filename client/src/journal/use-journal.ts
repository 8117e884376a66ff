/** The record page by page, each below the last entry of the one before. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { JournalKind } from '../../../config/contract/journal.ts';
import { api } from '../api/api.ts';

export type JournalFilter = { kind: JournalKind | null; subject: string };

const PAGE_LENGTH = 100;

export function useJournal({ kind, subject }: JournalFilter) {
  const pages = useInfiniteQuery({
    queryKey: ['journal', kind, subject],
    queryFn: ({ pageParam, signal }) =>
      api('GET /api/journal', {
        signal,
        query: {
          limit: PAGE_LENGTH,
          ...(pageParam !== null && { before: pageParam }),
          ...(kind !== null && { kind }),
          ...(subject !== '' && { subject }),
        },
      }),
    initialPageParam: null as number | null,
    // Entry 1 is the first there is; nothing lies below it.
    getNextPageParam: (page) => {
      const oldest = page.at(-1)?.seq ?? 1;
      return page.length < PAGE_LENGTH || oldest <= 1 ? undefined : oldest;
    },
    staleTime: 0,
  });
  return {
    entries: pages.data?.pages.flat() ?? [],
    thrown: pages.error,
    isLoading: pages.isPending,
    isRefreshing: pages.isRefetching && !pages.isFetchingNextPage,
    hasMore: pages.hasNextPage,
    isLoadingMore: pages.isFetchingNextPage,
    loadMore: () => void pages.fetchNextPage(),
    refresh: () => void pages.refetch(),
  };
}
