/** Places of the ground as the server knows them, read again whenever somebody took in or removed a layer. */
import { useQuery } from '@tanstack/react-query';
import type { PlaceKind } from '../../../config/contract/ground.ts';
import type { Position } from '../../../config/contract/place.ts';
import { api } from '../api/api.ts';
import { queryClient } from '../app/query-client.ts';
import type { Bounds } from '../map/geometry.ts';

const KEY = ['places'] as const;
/** How far around a position things are told. */
export const HERE_M = 100;

export function usePlaceLayers() {
  return useQuery({
    queryKey: [...KEY, 'layers'],
    queryFn: ({ signal }) => api('GET /api/place-layers', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useFoundPlaces(words: string) {
  return useQuery({
    queryKey: [...KEY, 'found', words],
    queryFn: ({ signal }) => api('GET /api/places', { query: { q: words }, signal }),
    enabled: words !== '',
    placeholderData: (before) => (words === '' ? undefined : before),
  });
}

/** Null asks nothing. */
export function usePlacesInView(view: { bounds: Bounds; kinds: readonly PlaceKind[] } | null) {
  const [west, south, east, north] = view?.bounds ?? [0, 0, 0, 0];
  const kinds = view?.kinds.join(',') ?? '';
  return useQuery({
    queryKey: [...KEY, 'in view', west, south, east, north, kinds],
    queryFn: ({ signal }) => api('GET /api/places/in-view', { query: { west, south, east, north, kinds }, signal }),
    enabled: view !== null && kinds !== '',
    placeholderData: (before) => (view === null ? undefined : before),
  });
}

export function useHere(position: Position | null) {
  const { longitude, latitude } = position ?? { longitude: 0, latitude: 0 };
  return useQuery({
    queryKey: [...KEY, 'here', longitude, latitude],
    queryFn: ({ signal }) => api('GET /api/places/here', { query: { longitude, latitude, withinM: HERE_M }, signal }),
    enabled: position !== null,
  });
}

export function readPlacesAnew(): void {
  void queryClient.invalidateQueries({ queryKey: KEY });
}
