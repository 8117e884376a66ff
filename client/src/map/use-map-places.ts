/** Places of the ground that the map draws: of the layers that are on, from the zoom where they do not drown the rest. */
import { useMemo } from 'react';
import type { SeenPlaces } from '../../../config/contract/ground.ts';
import { usePlacesInView } from '../places/places.ts';
import type { MapView } from './map-cluster.rules.ts';
import type { ShownLayers } from './map-filter.rules.ts';
import { shownKinds } from './map-places.rules.ts';

export type MapPlaces = { places: SeenPlaces['places']; isCut: boolean };

const NO_PLACES: SeenPlaces['places'] = [];

export function useMapPlaces(view: MapView | null, shown: ShownLayers): MapPlaces {
  const kinds = useMemo(() => shownKinds(shown, view?.zoom ?? 0), [shown, view?.zoom]);
  const asked = view && kinds.length > 0 ? { bounds: view.bounds, kinds } : null;
  const isAsked = asked !== null;
  const { data } = usePlacesInView(asked);
  return useMemo(
    () => ({
      // Those of a layer that was switched off meanwhile are not drawn while the next answer comes.
      places: isAsked && data ? data.places.filter(({ kind }) => kinds.includes(kind)) : NO_PLACES,
      isCut: isAsked && (data?.isCut ?? false),
    }),
    [isAsked, data, kinds],
  );
}
