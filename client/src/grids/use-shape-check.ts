/** Has a boundary looked over while it is drawn, a moment after the hand rests. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ShapeCheck } from '../../../config/contract/grid-history.ts';
import { api } from '../api/api.ts';
import { closedRings } from './boundary.rules.ts';
import { type GridDraft, isShaped } from './grid-draft.rules.ts';

const REST_MS = 250;

export function useShapeCheck(draft: GridDraft | null): { check: ShapeCheck | undefined; isChecking: boolean } {
  const isAsked = draft !== null && draft.kind === 'base' && isShaped(draft);
  const text = isAsked
    ? JSON.stringify({
        gridId: draft.grid?.id ?? null,
        community: draft.community.trim(),
        rings: closedRings(draft.boundary),
      })
    : '';
  const [rested] = useDebouncedValue(text, REST_MS);
  const { data, isFetching } = useQuery({
    queryKey: ['grid-check', rested],
    queryFn: ({ signal }) => api('POST /api/grids/check', { body: JSON.parse(rested), signal }),
    enabled: isAsked && rested !== '',
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return { check: isAsked ? data : undefined, isChecking: isAsked && (isFetching || rested !== text) };
}
