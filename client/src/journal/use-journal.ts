/** The record page by page, each below the last entry of the one before; and all of it, for what leaves the system. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { JournalFilter } from '../../../config/contract/audit.ts';
import type { JournalKind } from '../../../config/contract/journal.ts';
import { api } from '../api/api.ts';
import type { Entry } from './journal-entry.rules.ts';

export type JournalAsk = Omit<JournalFilter, 'kind'> & { kind?: JournalKind | undefined };

const PAGE_LENGTH = 100;
const WHOLE_PAGE_LENGTH = 1_000;

/** `before`: the oldest entry of the page above; null for the newest page. */
export function useJournalPage(ask: JournalAsk, before: number | null) {
  const page = useQuery({
    queryKey: ['journal', ask, before],
    queryFn: ({ signal }) => readPage(ask, { before, limit: PAGE_LENGTH, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const entries = page.data ?? [];
  const oldest = entries.at(-1)?.seq ?? 1;
  return {
    entries,
    thrown: page.error,
    isLoading: page.isPending,
    isRefreshing: page.isRefetching,
    /** Entry 1 is the first there is; nothing lies below it. */
    older: entries.length < PAGE_LENGTH || oldest <= 1 ? null : oldest,
    refresh: () => void page.refetch(),
  };
}

/** Every entry that is asked for, newest first; ends early beyond `limit` entries. */
export async function readWholeJournal(
  ask: JournalAsk,
  { onCount, signal, limit }: { onCount: (count: number) => void; signal: AbortSignal; limit: number },
): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (;;) {
    const page = await readPage(ask, { before: entries.at(-1)?.seq ?? null, limit: WHOLE_PAGE_LENGTH, signal });
    entries.push(...page);
    onCount(entries.length);
    if (page.length < WHOLE_PAGE_LENGTH || entries.length > limit) return entries;
  }
}

function readPage(
  ask: JournalAsk,
  { before, limit, signal }: { before: number | null; limit: number; signal: AbortSignal },
): Promise<Entry[]> {
  // A page that ends at entry 1 has nothing below it, and the server is not asked for it.
  if (before !== null && before <= 1) return Promise.resolve([]);
  return api('GET /api/journal', {
    signal,
    query: { ...ask, limit, folded: 'true', ...(before !== null && { before }) },
  });
}
