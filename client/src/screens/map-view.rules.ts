/** How the street as it is looked at becomes what a big screen is sent, and back. Pure. */
import type { ScreenMapView } from '../../../config/contract/screen.ts';
import type { Bounds } from '../map/geometry.ts';
import { type Heat, heatOf, heatText } from '../map/heat-map.rules.ts';
import {
  filterOf,
  layersOf,
  layersText,
  linesOf,
  type MapFilter,
  type ShownLayers,
  searchOf,
} from '../map/map-filter.rules.ts';

export type MapLook = {
  shown: ShownLayers;
  /** Null: those of every line. */
  lines: readonly string[] | null;
  filter: MapFilter;
  heat: Heat | null;
};

export function mapViewOf([west, south, east, north]: Bounds, { shown, lines, filter, heat }: MapLook): ScreenMapView {
  return {
    bounds: { west, south, east, north },
    search: {
      layers: layersText(shown),
      lines: lines?.join(','),
      ...searchOf(filter),
      heat: heatText(heat),
    },
  };
}

export function mapLookOf({ search }: ScreenMapView): MapLook {
  return { shown: layersOf(search), lines: linesOf(search), filter: filterOf(search), heat: heatOf(search.heat) };
}
