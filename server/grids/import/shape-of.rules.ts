/** The one polygon of a feature, in WGS-84, or why it has none. Pure. */
import type { GeoSystem, ImportProblemCode } from '../../../config/contract/grid-import.ts';
import { Rings } from '../../../config/contract/place.ts';
import { type Corner, toWgs84 } from '../../geo/coordinates.ts';
import type { ShapeFeature } from '../../geo/shapes-file.ts';

type Raw = { rings: Corner[][] } | { problem: ImportProblemCode; at: Corner | null };

/** In the system of the file. A MultiPolygon of one polygon is that polygon. */
export function rawShapeOf({ geometry }: ShapeFeature, mayHaveParts: boolean): Raw {
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') return { problem: 'notPolygon', at: null };
  const { coordinates } = geometry;
  const polygons = geometry.type === 'Polygon' ? [coordinates] : coordinates;
  if (!Array.isArray(polygons) || !polygons.every(Array.isArray)) return { problem: 'notPolygon', at: null };
  if (polygons.length > 1 && !mayHaveParts) return { problem: 'severalParts', at: null };
  const rings = polygons.flat(1).map((ring: unknown) => (Array.isArray(ring) ? ring.map(toCorner) : []));
  const corners = rings.flat();
  if (corners.length === 0 || corners.includes(null)) return { problem: 'notPolygon', at: null };
  const known = rings.map((ring) => ring.filter((corner) => corner !== null));
  const off = known.flat().find(([x, y]) => Math.abs(x) > 180 || Math.abs(y) > 90);
  if (off) return { problem: 'notDegrees', at: null };
  const parsed = Rings.safeParse(known);
  if (!parsed.success) return { problem: 'tooSmall', at: known.flat()[0] ?? null };
  return { rings: parsed.data };
}

export function converted(rings: readonly Corner[][], from: GeoSystem): Rings {
  return rings.map((ring) => ring.map((corner) => toWgs84(corner, from)));
}

/** Longitude and latitude; a height beside them is left out. */
function toCorner(raw: unknown): Corner | null {
  if (!Array.isArray(raw)) return null;
  const [x, y]: unknown[] = raw;
  return typeof x === 'number' && typeof y === 'number' && Number.isFinite(x) && Number.isFinite(y) ? [x, y] : null;
}
