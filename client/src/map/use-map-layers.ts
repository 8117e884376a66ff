/** What a map draws, in parts that are made anew one by one: a moving incident redraws no camera. */
import type { Layer } from '@deck.gl/core';
import { useCallback, useMemo } from 'react';
import type { Grid } from '../../../config/contract/place.ts';
import { type IncidentWords, incidentLayers } from './incident-layers.ts';
import { type LayerPart, layerPart } from './layer-part.ts';
import type { IncidentItems, MapView } from './map-cluster.rules.ts';
import type { ShownLayers } from './map-filter.rules.ts';
import { alertLayers, cameraLayers, gridLayers, type Look, type MapSelection, unitLayers } from './map-layers.ts';
import { fewEnough, type Pins } from './map-pins.rules.ts';
import { placesLayers } from './place-layers.ts';
import { useIncidentWords } from './use-incident-words.ts';
import type { MapPlaces } from './use-map-places.ts';

const NOTHING: LayerPart = () => [];

type Drawn = Pins & {
  grids: readonly Grid[];
  items: IncidentItems;
  view: MapView | null;
  places?: MapPlaces['places'];
};

const NO_PLACES: MapPlaces['places'] = [];

export function useMapLayers(
  { grids, cameras, alerts, units, items, view, places = NO_PLACES }: Drawn,
  selection: MapSelection,
  shown: ShownLayers,
  { onGround = NOTHING, above = NOTHING }: { onGround?: LayerPart; above?: LayerPart } = {},
): (look: Look) => Layer[] {
  const words: IncidentWords = useIncidentWords();
  const { cameraId, alertId, incidentId, unitId } = selection;
  const gridPart = useMemo(() => layerPart((look) => gridLayers(grids, shown, look)), [grids, shown]);
  const zoom = view?.zoom ?? 0;
  const placePart = useMemo(() => layerPart((look) => placesLayers(places, zoom, look)), [places, zoom]);
  const cameraPart = useMemo(
    () => layerPart((look) => cameraLayers({ cameras, near: fewEnough(cameras, view) }, { cameraId }, shown, look)),
    [cameras, view, cameraId, shown],
  );
  const incidentPart = useMemo(
    () => layerPart((look) => incidentLayers({ items, chosenId: incidentId, isShown: shown.incidents, words }, look)),
    [items, incidentId, shown, words],
  );
  const unitPart = useMemo(
    () => layerPart((look) => unitLayers(units, { unitId }, shown, look)),
    [units, unitId, shown],
  );
  const alertPart = useMemo(
    () => layerPart((look) => alertLayers(alerts, { alertId }, shown, look)),
    [alerts, alertId, shown],
  );
  return useCallback(
    (look: Look) =>
      [gridPart, onGround, placePart, cameraPart, unitPart, incidentPart, above, alertPart].flatMap((part) =>
        part(look),
      ),
    [gridPart, onGround, placePart, cameraPart, unitPart, incidentPart, above, alertPart],
  );
}
