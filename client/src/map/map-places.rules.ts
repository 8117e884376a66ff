/** Which places are near enough to be drawn, and which of them is pointed at. Pure. */
import { isInPolygon } from '../../../config/contract/grid-shape.ts';
import type { PlaceKind, SeenPlaces } from '../../../config/contract/ground.ts';
import type { Position } from '../../../config/contract/place.ts';
import type { ShownLayers } from './map-filter.rules.ts';

const LAYER_OF = {
  building: 'buildings',
  organisation: 'organisations',
  component: 'components',
  address: 'addresses',
} as const satisfies Record<PlaceKind, keyof ShownLayers>;
/** What there is most of is drawn last. */
const FROM_ZOOM: Record<PlaceKind, number> = { building: 15, organisation: 16, component: 16.5, address: 17 };
const KINDS = ['building', 'organisation', 'component', 'address'] as const;
const NEAR_PX = 10;

export function shownKinds(shown: ShownLayers, zoom: number): PlaceKind[] {
  return KINDS.filter((kind) => shown[LAYER_OF[kind]] && zoom >= FROM_ZOOM[kind]);
}

type Pointed = { position: Position; x: number; y: number };
type Project = (position: Position) => { x: number; y: number };

/** A point goes before the building it stands at. */
export function placeAt(
  places: SeenPlaces['places'],
  { position, x, y }: Pointed,
  project: Project,
): SeenPlaces['places'][number] | null {
  const near = places
    .filter(({ kind }) => kind !== 'building')
    .map((place) => {
      const at = project(place.position);
      return { place, awayPx: Math.hypot(at.x - x, at.y - y) };
    })
    .filter(({ awayPx }) => awayPx <= NEAR_PX)
    .toSorted((one, other) => one.awayPx - other.awayPx);
  return near[0]?.place ?? places.find(({ rings }) => isInPolygon(position, rings)) ?? null;
}
