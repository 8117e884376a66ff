/** What lies under the grids on every map of the console: tiles of somebody's, or nothing. */
import { z } from 'zod';
import { GeoSystem } from './grid-import.ts';

export const BaseMap = z.object({
  /** From the lowest to the topmost; `{z}`, `{x}` and `{y}` as in Web Mercator (EPSG:3857). */
  layers: z.array(z.array(z.string())).min(1),
  attribution: z.string(),
  /** What its tiles are drawn in; one that is not WGS-84 is moved to its right place. */
  system: GeoSystem,
  maxZoom: z.int(),
  /** Else it is dimmed, for the console is dark. */
  isDark: z.boolean(),
});
export type BaseMap = z.infer<typeof BaseMap>;

/** Null where the site has none. */
export const BaseMapAnswer = z.object({ baseMap: BaseMap.nullable() });
