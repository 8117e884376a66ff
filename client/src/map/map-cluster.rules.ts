/**
 * Incidents that would lie on top of each other are one number. Pure.
 *
 * Only for the zoom that is shown: ten thousand take a few milliseconds, so that they
 * can be gathered anew with every change. What is on one spot stays together however
 * near one goes.
 */
import Supercluster, { type PointFeature } from 'supercluster';
import { MatterLevel } from '../../../config/contract/matter.ts';
import type { Position } from '../../../config/contract/place.ts';
import { type Bounds, boundsOf } from './geometry.ts';
import { type IncidentPin, isOverdue } from './incident-pins.rules.ts';

export type IncidentCluster = {
  clusterId: string;
  position: Position;
  count: number;
  worst: MatterLevel;
  overdueCount: number;
  supervisedCount: number;
  /** All of them stand at cameras. */
  isAtCamera: boolean;
  pins: () => IncidentPin[];
};
/** What is drawn of the incidents, as they stood at `nowMs`. */
export type IncidentItems = { ones: readonly IncidentPin[]; clusters: readonly IncidentCluster[]; nowMs: number };
export type MapView = { zoom: number; bounds: Bounds };

export const NO_ITEMS: IncidentItems = { ones: [], clusters: [], nowMs: 0 };

/** As near as this on the screen they are one. */
const RADIUS_PX = 46;
/** Smaller than this, a cluster does not come apart by going nearer. */
const SPOT_DEGREES = 0.00004;

type Feature = PointFeature<IncidentPin>;
type Told = { worst: number; overdueCount: number; supervisedCount: number; isAtCamera: boolean };
const features = new WeakMap<IncidentPin, Feature>();

/** The chosen one stands for itself, whatever is around it. */
export function clustered(
  pins: readonly IncidentPin[],
  { zoom, bounds }: MapView,
  { chosenId, nowMs }: { chosenId: string | null; nowMs: number },
): IncidentItems {
  const level = Math.ceil(zoom);
  const index = new Supercluster<IncidentPin, Told>({
    minZoom: level,
    maxZoom: level,
    radius: RADIUS_PX * 2 ** (level - zoom),
    map: (pin) => ({
      worst: MatterLevel.options.indexOf(pin.level),
      overdueCount: isOverdue(pin, nowMs) ? 1 : 0,
      supervisedCount: pin.isSupervised ? 1 : 0,
      isAtCamera: pin.isAtCamera,
    }),
    reduce: (all, each) => {
      all.worst = Math.max(all.worst, each.worst);
      all.overdueCount += each.overdueCount;
      all.supervisedCount += each.supervisedCount;
      all.isAtCamera &&= each.isAtCamera;
    },
  });
  const chosen = pins.find(({ incidentId }) => incidentId === chosenId);
  index.load(pins.filter((pin) => pin !== chosen).map(featureOf));
  const ones: IncidentPin[] = chosen ? [chosen] : [];
  const clusters: IncidentCluster[] = [];
  for (const { geometry, properties } of index.getClusters(bounds, level)) {
    if ('incidentId' in properties) {
      ones.push(properties);
      continue;
    }
    const [longitude = 0, latitude = 0] = geometry.coordinates;
    const { cluster_id: clusterId, point_count: count, worst, ...told } = properties;
    clusters.push({
      clusterId: `${clusterId}`,
      position: { longitude, latitude },
      count,
      worst: MatterLevel.options[worst] ?? 'general',
      overdueCount: told.overdueCount,
      supervisedCount: told.supervisedCount,
      isAtCamera: told.isAtCamera,
      pins: () => index.getLeaves(clusterId, Number.POSITIVE_INFINITY).map((leaf) => leaf.properties),
    });
  }
  return { ones, clusters, nowMs };
}

/** What to bring into view to see them apart; null when they are all on one spot. */
export function apart(pins: readonly Pick<IncidentPin, 'position'>[]): Bounds | null {
  const bounds = boundsOf(pins.map(({ position }) => [position.longitude, position.latitude]));
  if (!bounds) return null;
  const [west, south, east, north] = bounds;
  return east - west < SPOT_DEGREES && north - south < SPOT_DEGREES ? null : bounds;
}

function featureOf(pin: IncidentPin): Feature {
  const known = features.get(pin);
  if (known) return known;
  const { longitude, latitude } = pin.position;
  const feature: Feature = {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
    properties: pin,
  };
  features.set(pin, feature);
  return feature;
}
