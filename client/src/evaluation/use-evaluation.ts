/** The figures of a period, and the cases behind one of them, from the server. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CasesQuery } from '../../../config/contract/evaluation.ts';
import type { PeriodQuery } from '../../../config/contract/period.ts';
import { api } from '../api/api.ts';

/** Figures of a period that runs are reckoned anew as often. */
const AGAIN_MS = 60_000;

export function useEvaluation(ask: PeriodQuery) {
  return useQuery({
    queryKey: ['evaluation', ask],
    queryFn: ({ signal }) => api('GET /api/evaluation', { query: ask, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
  });
}

export function useCasesBehind(ask: CasesQuery) {
  return useQuery({
    queryKey: ['evaluation', 'cases', ask],
    queryFn: ({ signal }) => api('GET /api/evaluation/cases', { query: ask, signal }),
  });
}

export function sheetAddress(ask: PeriodQuery): string {
  const given = Object.entries(ask).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return `/api/evaluation-sheets/evaluation.xlsx?${new URLSearchParams(given)}`;
}
