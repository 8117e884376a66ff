/**
 * What lies under the grids on every map of the console: tiles of somebody's, or nothing.
 *
 * Told by how it is drawn, not by where it is kept: an archive of the site's own is pictures
 * or vectors like any other, with this server's tiles.
 */
import { z } from 'zod';
import { GeoSystem } from './grid-import.ts';

/** How the layers of vector tiles and what is in them are called. */
export const BaseMapSchema = z.enum(['openmaptiles', 'protomaps']);
export type BaseMapSchema = z.infer<typeof BaseMapSchema>;

/** OpenMapTiles 3, Protomaps basemap 4. */
export const BASE_MAP_LAYERS: Record<BaseMapSchema, readonly string[]> = {
  openmaptiles: [
    ...['water', 'waterway', 'landcover', 'landuse', 'mountain_peak', 'park', 'boundary', 'aeroway'],
    ...['transportation', 'building', 'water_name', 'transportation_name', 'place', 'housenumber', 'poi'],
    'aerodrome_label',
  ],
  protomaps: ['earth', 'water', 'landuse', 'landcover', 'roads', 'buildings', 'boundaries', 'places', 'pois'],
};

const EveryBaseMap = z.object({
  /** The host or the file that its tiles come from, for words. */
  from: z.string(),
  attribution: z.string(),
  minZoom: z.int(),
  maxZoom: z.int(),
  /** West, south, east, north; null where it is not known. No tile is asked for beyond. */
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
});

/** Addresses have `{z}`, `{x}` and `{y}` as in Web Mercator (EPSG:3857); one without a host is this server's own. */
export const BaseMap = z.discriminatedUnion('kind', [
  EveryBaseMap.extend({
    kind: z.literal('raster'),
    /** From the lowest to the topmost. */
    layers: z.array(z.array(z.string())).min(1),
    /** What its tiles are drawn in; one that is not WGS-84 is moved to its right place. */
    system: GeoSystem,
    /** Else it is dimmed, for the console is dark. */
    isDark: z.boolean(),
  }),
  EveryBaseMap.extend({
    kind: z.literal('vector'),
    tiles: z.array(z.string()).min(1),
    schema: BaseMapSchema,
  }),
]);
export type BaseMap = z.infer<typeof BaseMap>;

/** Null where the site has none. */
export const BaseMapAnswer = z.object({ baseMap: BaseMap.nullable() });
