/** Where incidents are dense: a glow under the pins, in colours of the map's own. */
import { HeatmapLayer } from '@deck.gl/aggregation-layers';
import type { Layer } from '@deck.gl/core';
import type { IncidentPoint } from '../../../config/contract/incident-points.ts';
import { type MapColours, mixed } from './map-colours.ts';
import type { Look } from './map-layers.ts';

/** Of a point's glow, on the screen. */
const RADIUS_PX = 46;
/** Nearer than that to nothing, nothing is drawn. */
const THRESHOLD = 0.04;

export function heatLayers(points: readonly IncidentPoint[], { colours }: Look): Layer[] {
  if (points.length === 0) return [];
  return [
    new HeatmapLayer<IncidentPoint>({
      id: 'heat',
      data: points as IncidentPoint[],
      getPosition: ({ longitude, latitude }) => [longitude, latitude],
      getWeight: 1,
      radiusPixels: RADIUS_PX,
      threshold: THRESHOLD,
      colorRange: heatColours(colours),
      opacity: 0.75,
      debounceTimeout: 100,
    }),
  ];
}

/** From few to many; as the legend draws them. */
function heatColours({ notice, warning, critical, ground }: MapColours) {
  const steps = [mixed(ground, notice, 0.45), mixed(ground, notice, 0.8), mixed(notice, warning, 0.5)];
  return [...steps, warning, mixed(warning, critical, 0.5), critical];
}
