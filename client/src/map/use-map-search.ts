/** The map as its address says it. Layers the address does not name are those this desk showed last. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo } from 'react';
import type { Position } from '../../../config/contract/place.ts';
import { atOf, atText } from '../places/place-at.ts';
import { type Heat, heatOf, heatText } from './heat-map.rules.ts';
import {
  filterOf,
  layersOf,
  layersText,
  linesOf,
  type MapFilter,
  type ShownLayers,
  searchOf,
} from './map-filter.rules.ts';
import type { MapSearch } from './map-search.ts';
import { type TrailMinutes, trailMinutesOf } from './person-pins.rules.ts';

const KEY = 'lianqin.map-shown';

export function useMapSearch() {
  const search = useSearch({ from: '/console/map' });
  const navigate = useNavigate({ from: '/map' });
  const change = useCallback(
    (next: Partial<MapSearch>) => {
      void navigate({ to: '/map', search: (before) => ({ ...before, ...next }), replace: true });
    },
    [navigate],
  );
  // A link sent elsewhere then shows the same, whatever that desk showed last.
  useEffect(() => {
    if (search.layers === undefined) change({ layers: localStorage.getItem(KEY) ?? layersText(layersOf({})) });
  }, [search.layers, change]);

  const setShown = useCallback(
    (shown: ShownLayers) => {
      localStorage.setItem(KEY, layersText(shown));
      change({ layers: layersText(shown) });
    },
    [change],
  );
  const setLines = useCallback((lines: readonly string[] | null) => change({ lines: lines?.join(',') }), [change]);
  const setFilter = useCallback((filter: MapFilter) => change(searchOf(filter)), [change]);
  const setAt = useCallback((at: Position | null) => change({ at: at ? atText(at) : undefined }), [change]);
  const setListed = useCallback((isListed: boolean) => change({ list: isListed ? '1' : undefined }), [change]);
  const setTrailMinutes = useCallback((minutes: TrailMinutes) => change({ trail: String(minutes) }), [change]);
  const setHeat = useCallback((heat: Heat | null) => change({ heat: heatText(heat) }), [change]);
  const heat = useMemo(() => heatOf(search.heat), [search.heat]);
  const shown = useMemo(() => layersOf(search), [search]);
  const filter = useMemo(() => filterOf(search), [search]);
  const at = useMemo(() => atOf(search.at), [search.at]);
  const lines = useMemo(() => linesOf(search), [search]);
  return {
    ...{ shown, setShown, lines, setLines, filter, setFilter, isListed: search.list === '1', setListed },
    ...{ trailMinutes: trailMinutesOf(search.trail), setTrailMinutes, at, setAt, heat, setHeat },
  };
}
