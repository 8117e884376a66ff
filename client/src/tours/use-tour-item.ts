/** A tour by its id: of those one sees; on a big screen, of those it was sent, which may be nobody else's. */
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { type ItemOf, isTour, SAVED_KEY, useSavedItems } from '../saved/saved-items.ts';

/** What its owner alone sees is not announced when it changes. */
const READ_AGAIN_MS = 60_000;

export function useTourItem(
  tourId: string,
  screenId: string | undefined,
): { tour: ItemOf<'tour'> | undefined; isPending: boolean } {
  const seen = useSavedItems('tour');
  const sent = useQuery({
    enabled: screenId !== undefined,
    queryKey: [...SAVED_KEY, 'screen', screenId, tourId],
    queryFn: ({ signal }) => api('GET /api/screens/:screenId/tours', { params: { screenId: screenId ?? '' }, signal }),
    refetchInterval: READ_AGAIN_MS,
    select: (items) => items.filter(isTour),
  });
  const { data = [], isPending } = screenId === undefined ? seen : sent;
  return { tour: data.find(({ id }) => id === tourId), isPending };
}
