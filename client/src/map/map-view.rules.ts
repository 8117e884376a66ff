/** How far around what is in view things are made ready, so that not every move makes them anew. Pure. */
import type { Bounds } from './geometry.ts';
import type { MapView } from './map-cluster.rules.ts';

/** Of its width and height, on every side. */
const AROUND = 0.5;
const STEPS_PER_ZOOM = 2;

/** The one told before, for as long as it still holds. */
export function viewAround(told: MapView | null, { zoom, bounds }: MapView): MapView {
  const step = Math.round(zoom * STEPS_PER_ZOOM) / STEPS_PER_ZOOM;
  if (told?.zoom === step && holds(told.bounds, bounds)) return told;
  const [west, south, east, north] = bounds;
  const [aside, above] = [(east - west) * AROUND, (north - south) * AROUND];
  return { zoom: step, bounds: [west - aside, south - above, east + aside, north + above] };
}

function holds(outer: Bounds, inner: Bounds): boolean {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
}
